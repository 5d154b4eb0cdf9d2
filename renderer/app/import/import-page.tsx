import { Button, Checkbox, FileButton, Group, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ImportHead, ImportProblem, ImportReport, RowImport } from '../../workers/import/types.ts';
import { Section } from '../../ui/facts.tsx';
import { Note } from '../../ui/note.tsx';
import { type Crumb, PageBody, PageHeader } from '../../ui/page-header.tsx';
import { useUi } from '../../ui/settings.tsx';
import { saveFile } from '../files.ts';
import { useProblemText } from '../problems.tsx';
import { toast } from '../toast.tsx';
import { workstation } from '../workstation.ts';
import classes from './import.module.css';

type Props = {
  readonly kind: RowImport;
  readonly title: string;
  /** What the file holds, and what happens when it comes twice. */
  readonly text: string;
  readonly crumbs: readonly Crumb[];
  readonly onDone: () => void;
};

/** What the user says of each name in the head: a column of ours, `skip`, or nothing yet. */
type Choices = Readonly<Record<string, string | null>>;

const skip = 'skip';

const mappingOf = (head: ImportHead, choices: Choices): Readonly<Record<string, string | null>> =>
  Object.fromEntries(
    head.columns.flatMap(({ name, to }) => {
      const chosen = choices[name] ?? to;
      if (chosen === to && chosen !== null) return [];
      return [[name, chosen === null || chosen === skip ? null : chosen]];
    }),
  );

/** Columns that are needed and that nothing in the file stands for. */
const missingOf = (head: ImportHead, choices: Choices): readonly string[] => {
  const taken = new Set(head.columns.map(({ name, to }) => choices[name] ?? to));
  return head.fields.filter(({ column, isNeeded }) => isNeeded && !taken.has(column)).map(({ column }) => column);
};

function MappingTable({
  head,
  choices,
  onChoices,
}: {
  readonly head: ImportHead;
  readonly choices: Choices;
  readonly onChoices: (choices: Choices) => void;
}) {
  const text = useTranslations('import');
  const fields = head.fields.map(({ column, isNeeded }) => ({ value: column, label: isNeeded ? text('needed', { column }) : column }));
  return (
    <table className={classes['mapping']} aria-label={text('mapping')}>
      <thead>
        <tr>
          <th scope="col">{text('inFile')}</th>
          <th scope="col">{text('means')}</th>
          <th scope="col">{text('sample')}</th>
        </tr>
      </thead>
      <tbody>
        {head.columns.map(({ name, to }, at) => {
          const open =
            head.openPrefix === null
              ? []
              : [
                  {
                    value: to !== null && to.startsWith(head.openPrefix) ? to : `${head.openPrefix}${name}`,
                    label: text('asItIs', { name: `${head.openPrefix}${name.replace(head.openPrefix, '')}` }),
                  },
                ];
          return (
            <tr key={`${name}${at}`}>
              <th scope="row">{name === '' ? text('nameless', { position: at + 1 }) : name}</th>
              <td>
                <Select
                  aria-label={text('meansOf', { name })}
                  size="xs"
                  w={240}
                  searchable
                  allowDeselect={false}
                  data={[{ value: skip, label: text('leaveOut') }, ...fields, ...open]}
                  value={choices[name] ?? to ?? skip}
                  onChange={(value) => onChoices({ ...choices, [name]: value })}
                />
              </td>
              <td className={classes['sample']}>
                {head.sample
                  .map((row) => row[at] ?? '')
                  .filter((value) => value !== '')
                  .slice(0, 3)
                  .join(' · ')}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Problems({ problems, count }: { readonly problems: readonly ImportProblem[]; readonly count: number }) {
  const text = useTranslations('import');
  const words = useProblemText();
  const { number } = useUi();
  return (
    <Section title={text('problems')}>
      <table className={classes['mapping']} aria-label={text('problems')}>
        <thead>
          <tr>
            <th scope="col">{text('line')}</th>
            <th scope="col">{text('column')}</th>
            <th scope="col">{text('value')}</th>
            <th scope="col">{text('what')}</th>
          </tr>
        </thead>
        <tbody>
          {problems.map(({ code, line, column, value, facts }, at) => (
            <tr key={`${line}${column}${code}${at}`}>
              <th scope="row">{line === 0 ? '–' : number(line)}</th>
              <td>{column}</td>
              <td>{value}</td>
              <td>{words({ ...facts, code })}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {count > problems.length && (
        <Text fz={13} c="dimmed">
          {text('moreProblems', { count: count - problems.length })}
        </Text>
      )}
    </Section>
  );
}

function Result({ report }: { readonly report: ImportReport }) {
  const text = useTranslations('import');
  const { number } = useUi();
  return (
    <Note
      tone={report.outcome === 'refused' ? 'bad' : report.badRows > 0 ? 'warning' : 'good'}
      title={text(`outcomes.${report.outcome === 'checked' && report.badRows > 0 ? 'checkedPartly' : report.outcome}`)}
    >
      <dl className={classes['result']}>
        {(
          [
            ['rows', report.rows],
            ['badRows', report.badRows],
            ['known', report.known],
          ] as const
        ).map(([name, value]) => (
          <div key={name}>
            <dt>{text(name)}</dt>
            <dd>{number(value)}</dd>
          </div>
        ))}
      </dl>
    </Note>
  );
}

/** One file on its way in: what is chosen, what was found wrong, and how far it is. Another choice makes the last check void. */
const useImport = (kind: RowImport) => {
  const text = useTranslations('import');
  const [file, setFile] = useState<File | null>(null);
  const [head, setHead] = useState<ImportHead | null>(null);
  const [choices, setChosen] = useState<Choices>({});
  const [skipBadRows, setSkipping] = useState(false);
  const [report, setReport] = useState<ImportReport | null>(null);
  const [rows, setRows] = useState<number | null>(null);

  const choose = async (chosen: File | null): Promise<void> => {
    if (chosen === null) return;
    setReport(null);
    setChosen({});
    setFile(chosen);
    setHead(await workstation().importHead(kind, chosen));
  };
  const read = async (dryRun: boolean): Promise<void> => {
    if (file === null || head === null) return;
    setRows(0);
    // What is told of the way may arrive after the end.
    let isReading = true;
    const heard = (count: number): void => {
      if (isReading) setRows(count);
    };
    try {
      const found = await workstation().importFile(kind, file, { dryRun, skipBadRows, mapping: mappingOf(head, choices) }, heard);
      setReport(found);
      if (found.outcome === 'imported') toast({ message: text('imported', { count: found.rows - found.badRows }) });
    } finally {
      isReading = false;
      setRows(null);
    }
  };
  const setChoices = (next: Choices): void => {
    setChosen(next);
    setReport(null);
  };
  const setSkip = (skips: boolean): void => {
    setSkipping(skips);
    setReport(null);
  };
  return { file, head, choices, setChoices, skipBadRows, setSkip, report, rows, choose, read };
};

type StartProps = {
  readonly text: string;
  readonly file: File | null;
  readonly isBusy: boolean;
  readonly onChoose: (file: File | null) => void;
  readonly onTemplate: () => void;
};

/** What the file holds, the file itself, and an empty one for those who have none. */
function Start({ text: intro, file, isBusy, onChoose, onTemplate }: StartProps) {
  const text = useTranslations('import');
  return (
    <Stack gap="xs">
      <Text fz={14} maw={640}>
        {intro}
      </Text>
      <Group gap="xs">
        <FileButton accept=".csv,.tsv,.txt,text/csv" onChange={onChoose}>
          {(props) => (
            <Button {...props} {...(file === null ? {} : { variant: 'default' })} disabled={isBusy}>
              {file === null ? text('choose') : text('chooseOther')}
            </Button>
          )}
        </FileButton>
        <Button variant="default" onClick={onTemplate}>
          {text('template')}
        </Button>
        {file !== null && (
          <Text fz={13} c="dimmed">
            {file.name}
          </Text>
        )}
      </Group>
    </Stack>
  );
}

type Import = ReturnType<typeof useImport>;

/** What each name in the file’s head stands for, and the dry run. */
function MappingSection({ importing, head }: { readonly importing: Import; readonly head: ImportHead }) {
  const text = useTranslations('import');
  const { number } = useUi();
  const { choices, setChoices, skipBadRows, setSkip, report, rows, read } = importing;
  const missing = missingOf(head, choices);
  const isBusy = rows !== null;
  return (
    <Section title={text('mapping')}>
      <MappingTable head={head} choices={choices} onChoices={setChoices} />
      {missing.length > 0 && (
        <Text fz={13} c="var(--cf-tone-bad)" mt={8}>
          {text('missing', { columns: missing.join(', '), count: missing.length })}
        </Text>
      )}
      <Group gap="md" mt="md">
        <Button
          onClick={() => void read(true)}
          loading={isBusy}
          disabled={missing.length > 0}
          {...(report?.outcome === 'checked' ? { variant: 'default' } : {})}
        >
          {text('check')}
        </Button>
        <Checkbox label={text('skipBadRows')} checked={skipBadRows} onChange={(event) => setSkip(event.currentTarget.checked)} />
        {isBusy && (
          <Text fz={13} c="dimmed" role="status">
            {text('reading', { rows: number(rows) })}
          </Text>
        )}
      </Group>
    </Section>
  );
}

/** What a dry run or the import itself found, and what can be done next. */
function Outcome({ importing, onDone }: { readonly importing: Import; readonly onDone: () => void }) {
  const text = useTranslations('import');
  const { report, rows, read } = importing;
  if (report === null) return null;
  return (
    <>
      <Result report={report} />
      {report.outcome === 'checked' && (
        <Group gap="xs">
          <Button onClick={() => void read(false)} loading={rows !== null} disabled={report.rows === report.badRows}>
            {text('import', { count: report.rows - report.badRows })}
          </Button>
        </Group>
      )}
      {report.outcome === 'imported' && (
        <Group>
          <Button onClick={onDone}>{text('done')}</Button>
        </Group>
      )}
      {report.problems.length > 0 && <Problems problems={report.problems} count={report.problemCount} />}
    </>
  );
}

/** A18: a file of rows comes in: template, mapping, a dry run that names every fault, then the import itself. */
export function ImportPage({ kind, title, text: intro, crumbs, onDone }: Props) {
  const words = useProblemText();
  const importing = useImport(kind);
  const { file, head, rows, choose } = importing;
  const template = async (): Promise<void> => {
    const content = await workstation().importTemplate(kind);
    await saveFile('csv', `${kind}.csv`, new Blob([content], { type: 'text/csv' }));
  };
  return (
    <>
      <PageHeader title={title} crumbs={crumbs} />
      <PageBody>
        <div className={classes['steps']}>
          <Start
            text={intro}
            file={file}
            isBusy={rows !== null}
            onChoose={(chosen) => void choose(chosen)}
            onTemplate={() => void template()}
          />
          {head !== null && head.problems.length > 0 && (
            <Note tone="bad" title={head.problems.map((problem) => words({ ...problem.facts, code: problem.code })).join(' ')} />
          )}
          {head !== null && head.problems.length === 0 && <MappingSection importing={importing} head={head} />}
          <Outcome importing={importing} onDone={onDone} />
        </div>
      </PageBody>
    </>
  );
}

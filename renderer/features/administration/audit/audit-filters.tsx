import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSearchParam } from '../../../app/navigation.ts';
import type { AuditQuestion, PersonView } from '../../../app/sync/administration-door.ts';
import { workstation } from '../../../app/workstation.ts';
import { DayInput } from '../../../ui/form/date-field.tsx';
import classes from '../administration.module.css';
import { auditKinds, useKindWords, usePersonWords } from './audit-words.ts';

const startOf = (day: string): string => new Date(`${day}T00:00`).toISOString();
const endOf = (day: string): string => {
  const next = new Date(`${day}T00:00`);
  next.setDate(next.getDate() + 1);
  return next.toISOString();
};

/** The filters, kept in the page's address; days are those of this machine. */
export const useAuditFilters = () => {
  const [person, setPerson] = useSearchParam('person');
  const [station, setStation] = useSearchParam('station');
  const [kind, setKind] = useSearchParam('kind');
  const [verdict, setVerdict] = useSearchParam('verdict');
  const [document, setDocument] = useSearchParam('document');
  const [from, setFrom] = useSearchParam('from');
  const [until, setUntil] = useSearchParam('until');
  const question: AuditQuestion = {
    person,
    station,
    kind,
    verdict,
    document,
    from: from === '' ? '' : startOf(from),
    until: until === '' ? '' : endOf(until),
  };
  return {
    question,
    person,
    setPerson,
    station,
    setStation,
    kind,
    setKind,
    verdict,
    setVerdict,
    document,
    setDocument,
    from,
    setFrom,
    until,
    setUntil,
  };
};

/** An id is taken as it is; a number or a name is looked up among what is here. */
const documentIdOf = async (typed: string): Promise<string> => {
  const text = typed.trim();
  if (text === '' || /^[a-z]+_[A-Za-z0-9_-]+$/.test(text)) return text;
  const [hit] = await workstation().search(text, 1);
  return hit?.id ?? text.replaceAll(/[^A-Za-z0-9_-]/g, '');
};

type Props = {
  readonly filters: ReturnType<typeof useAuditFilters>;
  readonly people: readonly PersonView[];
  readonly stations: readonly string[];
};

type ChoiceProps = {
  readonly label: string;
  readonly width: number;
  readonly value: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly onChoose: (value: string) => void;
};

function Choice({ label, width, value, choices, onChoose }: ChoiceProps) {
  const text = useTranslations('administration.audit');
  return (
    <Select
      label={label}
      placeholder={text('any')}
      data={[...choices]}
      value={value === '' ? null : value}
      onChange={(next) => onChoose(next ?? '')}
      searchable
      clearable
      w={width}
      limit={200}
    />
  );
}

function DocumentInput({ value, onDocument }: { readonly value: string; readonly onDocument: (id: string) => void }) {
  const text = useTranslations('administration.audit');
  const [typed, setTyped] = useState(value);
  const apply = async (): Promise<void> => {
    const id = await documentIdOf(typed);
    setTyped(id);
    onDocument(id);
  };
  return (
    <TextInput
      label={text('document')}
      placeholder={text('documentHint')}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={() => void apply()}
      onKeyDown={(event) => event.key === 'Enter' && void apply()}
      maxLength={120}
      w={170}
    />
  );
}

/** AUD-05: who, where, what, with which verdict, about which document, when. */
export function AuditFilters({ filters, people, stations }: Props) {
  const text = useTranslations('administration.audit');
  const kindWords = useKindWords();
  const personWords = usePersonWords(people);
  const kinds = auditKinds.map((value) => ({ value, label: kindWords(value) })).toSorted((a, b) => a.label.localeCompare(b.label));
  const isFiltered = Object.values(filters.question).some((value) => value !== '');
  const clear = (): void => {
    for (const set of [
      filters.setPerson,
      filters.setStation,
      filters.setKind,
      filters.setVerdict,
      filters.setDocument,
      filters.setFrom,
      filters.setUntil,
    ])
      set('');
  };
  return (
    <div className={classes['filters']} role="search" aria-label={text('filters')}>
      <Choice
        label={text('columns.person')}
        width={140}
        value={filters.person}
        choices={people.map(({ id }) => ({ value: id, label: personWords(id) }))}
        onChoose={filters.setPerson}
      />
      <Choice
        label={text('columns.station')}
        width={100}
        value={filters.station}
        choices={stations.map((code) => ({ value: code, label: code }))}
        onChoose={filters.setStation}
      />
      <Choice label={text('columns.what')} width={170} value={filters.kind} choices={kinds} onChoose={filters.setKind} />
      <Choice
        label={text('columns.verdict')}
        width={120}
        value={filters.verdict}
        choices={(['accepted', 'refused'] as const).map((value) => ({ value, label: text(`verdicts.${value}`) }))}
        onChoose={filters.setVerdict}
      />
      <DocumentInput key={filters.document} value={filters.document} onDocument={filters.setDocument} />
      <DayInput label={text('from')} value={filters.from} onDay={(day) => filters.setFrom(day ?? '')} clearable w={125} size="sm" />
      <DayInput label={text('until')} value={filters.until} onDay={(day) => filters.setUntil(day ?? '')} clearable w={125} size="sm" />
      {isFiltered && (
        <Button variant="default" onClick={clear}>
          {text('clear')}
        </Button>
      )}
    </div>
  );
}

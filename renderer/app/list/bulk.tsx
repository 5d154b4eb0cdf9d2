import { Button, Modal, Stack, Text, UnstyledButton } from '@mantine/core';
import { useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Outcome, ProblemLike } from '../../../core/kernel/outcome.ts';
import type { CommandKind } from '../../../core/use-cases.ts';
import type { MoneyCell, Row } from '../../../core/views/rows.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { noSelection, type Selection, selectedCount } from '../../ui/grid/selection.ts';
import { Note } from '../../ui/note.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import { ReasonedButton } from '../../ui/reasoned-button.tsx';
import { saveFile } from '../files.ts';
import { useProblemText } from '../problems.tsx';
import { useRoleReason } from '../sync/role-reason.ts';
import { useAccess } from '../sync/sync-news.ts';
import { workstation } from '../workstation.ts';
import { csvLine, guarded } from '../../../core/views/csv.ts';
import classes from './bulk.module.css';
import { changeable } from './changeable.ts';
import type { ListQuery, RowSource } from './use-row-source.ts';

/** Something that is done to every selected row, one command after another (A7). */
export type BulkAction = {
  readonly id: string;
  readonly label: string;
  /** What the confirmation says. */
  readonly confirm: { readonly title: string; readonly text: string };
  /** The money column whose sum the confirmation states. */
  readonly sumOf?: string;
  readonly isDanger?: boolean;
  /** The command that it gives: whoever may not give it sees it greyed, with the reason (ROL-05). */
  readonly gives: CommandKind;
  readonly run: (id: string) => Promise<Outcome<unknown, ProblemLike>>;
};

/** Something that is done with all selected rows together, such as printing them; whoever takes them asks and reports himself. */
export type BulkHandover = { readonly id: string; readonly label: string; readonly handOver: (ids: readonly string[]) => void };

type Result = { readonly id: string; readonly name: string; readonly problems: readonly ProblemLike[] };

type Props = {
  readonly actions: readonly (BulkAction | BulkHandover)[];
  readonly selection: Selection;
  readonly onSelection: (selection: Selection) => void;
  readonly source: RowSource;
  readonly query: ListQuery;
  /** What a row is called in the report. */
  readonly nameOf: (row: Row) => string;
};

type Stage =
  | { readonly kind: 'idle' }
  | {
      readonly kind: 'asking';
      readonly action: BulkAction;
      readonly ids: readonly string[];
      /** Selected rows of another entity: nothing is done to them. */
      readonly others: number;
      readonly sums: readonly MoneyCell[];
    }
  | { readonly kind: 'running'; readonly action: BulkAction; readonly done: number; readonly of: number; readonly leftMs: number | null }
  | { readonly kind: 'report'; readonly action: BulkAction; readonly results: readonly Result[] };

const chosenIds = async (selection: Selection, source: RowSource): Promise<readonly string[]> => {
  const all = await source.allIds();
  return selection.kind === 'all' ? all.filter((id) => !selection.except.has(id)) : all.filter((id) => selection.ids.has(id));
};

const rowsOf = async (query: ListQuery, ids: readonly string[], count: number) =>
  workstation().rows({ ...query, filters: [{ column: 'id', op: 'is', values: ids }], text: '', from: 0, count });

function Report({
  results,
  onRetry,
  onClose,
}: {
  readonly results: readonly Result[];
  readonly onRetry: (ids: readonly string[]) => void;
  readonly onClose: () => void;
}) {
  const text = useTranslations('ui.bulk');
  const problemText = useProblemText();
  const failed = results.filter(({ problems }) => problems.length > 0);
  const save = async (): Promise<void> => {
    const lines = results.map(({ name, problems }) => [
      guarded(name),
      problems.length === 0 ? text('done') : problems.map(problemText).join(' '),
    ]);
    const file = new Blob(['\uFEFF', ...[[text('what'), text('result')], ...lines].map(csvLine)], { type: 'text/csv;charset=utf-8' });
    await saveFile('csv', `${text('reportFile')}.csv`, file);
  };
  return (
    <Stack gap="sm">
      <Text>{text('summary', { done: results.length - failed.length, failed: failed.length })}</Text>
      {failed.length > 0 && (
        <ul className={classes['failed']}>
          {failed.slice(0, 200).map(({ id, name, problems }) => (
            <li key={id}>
              <strong>{name}</strong> {problems.map(problemText).join(' ')}
            </li>
          ))}
        </ul>
      )}
      <div className={classes['buttons']}>
        <Button variant="default" onClick={() => void save()}>
          {text('saveReport')}
        </Button>
        {failed.length > 0 && (
          <Button variant="default" onClick={() => onRetry(failed.map(({ id }) => id))}>
            {text('retry', { count: failed.length })}
          </Button>
        )}
        <Button onClick={onClose}>{text('close')}</Button>
      </div>
    </Stack>
  );
}

/** Asks, runs and reports: one action at a time. */
const useBulk = ({ onSelection, query, nameOf }: Props) => {
  const [stage, setStage] = useState<Stage>({ kind: 'idle' });
  const isStopped = useRef(false);
  const access = useAccess();
  const own = async (ids: readonly string[]): Promise<readonly string[]> =>
    access === null || access.entityIds === null ? ids : changeable((await rowsOf(query, ids, ids.length)).rows, access);
  const ask = async (action: BulkAction, selected: readonly string[]): Promise<void> => {
    const ids = await own(selected);
    const page = await rowsOf(query, ids, 0);
    setStage({
      kind: 'asking',
      action,
      ids,
      others: selected.length - ids.length,
      sums: action.sumOf === undefined ? [] : (page.totals[action.sumOf] ?? []),
    });
  };
  const run = async (action: BulkAction, ids: readonly string[]): Promise<void> => {
    isStopped.current = false;
    const names = new Map((await rowsOf(query, ids, ids.length)).rows.map((row) => [row.id, nameOf(row)]));
    const results: Result[] = [];
    const begunAt = performance.now();
    for (const id of ids) {
      if (isStopped.current) break;
      const done = results.length;
      const leftMs = done === 0 ? null : ((performance.now() - begunAt) / done) * (ids.length - done);
      setStage({ kind: 'running', action, done, of: ids.length, leftMs });
      const outcome = await action.run(id);
      results.push({ id, name: names.get(id) ?? id, problems: outcome.ok ? [] : outcome.problems });
    }
    onSelection(noSelection);
    setStage({ kind: 'report', action, results });
  };
  const stop = (): void => {
    isStopped.current = true;
  };
  return { stage, ask, run, stop, close: () => setStage({ kind: 'idle' }) };
};

/** The confirmation, the progress and the report. */
function BulkDialogs({ stage, ask, run, stop, close }: ReturnType<typeof useBulk>) {
  const text = useTranslations('ui.bulk');
  if (stage.kind === 'idle') return null;
  const { action } = stage;
  if (stage.kind === 'asking') {
    return (
      <ConfirmDialog
        isOpen
        title={action.confirm.title}
        text={action.confirm.text}
        count={stage.ids.length}
        sums={stage.sums}
        confirmLabel={action.label}
        isDanger={action.isDanger ?? false}
        isBlocked={stage.ids.length === 0}
        onClose={close}
        onConfirm={() => run(action, stage.ids)}
      >
        {stage.others > 0 && <Note tone="info" title={text('others', { count: stage.others })} />}
      </ConfirmDialog>
    );
  }
  return (
    <Modal opened onClose={() => stage.kind === 'report' && close()} withCloseButton={false} size={560} title={action.label}>
      {stage.kind === 'running' ? (
        <ProgressPanel
          title={action.label}
          unit={text('rows')}
          done={stage.done}
          of={stage.of}
          leftMs={stage.leftMs}
          isPaused={false}
          onCancel={stop}
        />
      ) : (
        <Report results={stage.results} onClose={close} onRetry={(ids) => void ask(action, ids)} />
      )}
    </Modal>
  );
}

/** Over the list while rows are selected: how many, all that match, and what can be done with them. */
export function BulkBar(props: Props) {
  const { actions, selection, onSelection, source } = props;
  const text = useTranslations('ui.bulk');
  const bulk = useBulk(props);
  const reasonOf = useRoleReason();
  const count = selectedCount(selection, source.count);
  const begin = async (action: BulkAction | BulkHandover): Promise<void> => {
    const ids = await chosenIds(selection, source);
    if ('handOver' in action) action.handOver(ids);
    else await bulk.ask(action, ids);
  };
  return (
    <>
      {count > 0 && (
        <div className={classes['bar']} role="toolbar" aria-label={text('label')}>
          <span role="status">{text('selected', { count })}</span>
          {selection.kind === 'some' && count < source.count && (
            <UnstyledButton className={classes['link'] ?? ''} onClick={() => onSelection({ kind: 'all', except: new Set() })}>
              {text('selectAll', { count: source.count })}
            </UnstyledButton>
          )}
          <span className={classes['actions']}>
            {actions.map((action) => (
              <ReasonedButton
                key={action.id}
                size="compact-sm"
                variant="default"
                reason={'gives' in action ? reasonOf(action.gives) : null}
                onClick={() => void begin(action)}
              >
                {action.label}
              </ReasonedButton>
            ))}
            <UnstyledButton className={classes['link'] ?? ''} onClick={() => onSelection(noSelection)}>
              {text('clear')}
            </UnstyledButton>
          </span>
        </div>
      )}
      <BulkDialogs {...bulk} />
    </>
  );
}

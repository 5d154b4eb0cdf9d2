import { SegmentedControl, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { FieldChoice } from '../../../core/conflicts/remade-edit.ts';
import { useCatalog } from '../../app/catalog.ts';
import { textOf } from '../../app/record/changes.ts';
import { useFieldName, useFieldValue } from '../../app/record/field-words.ts';
import type { InboxDetail, OpenConflict } from '../../workers/sync/sync-api.ts';
import { type Choices, choiceOf } from './choices.ts';
import { differenceRows } from './difference-rows.ts';
import classes from './sync.module.css';

type Choose = (path: string, choice: FieldChoice) => void;

type Props = {
  readonly document: InboxDetail['documents'][number];
  readonly conflicts: readonly OpenConflict[];
  readonly choices: Choices;
  /** `null` where nothing is left to choose. */
  readonly onChoose: Choose | null;
};

/** One field in conflict: mine, theirs, or a value of one's own. */
function Choice({
  conflict,
  choice,
  onChoose,
}: {
  readonly conflict: OpenConflict;
  readonly choice: FieldChoice;
  readonly onChoose: Choose;
}) {
  const text = useTranslations('sync.detail');
  const { path, found, mine } = conflict;
  // Nobody types the id of a plan.
  const isText = typeof found === 'string' && typeof mine === 'string' && !path.endsWith('/planId');
  const data = [
    { value: 'mine', label: text('useMine') },
    { value: 'theirs', label: text('useTheirs') },
    ...(isText ? [{ value: 'merged', label: text('useOwn') }] : []),
  ];
  const choose = (keep: string): void =>
    onChoose(path, keep === 'merged' ? { keep, value: mine } : { keep: keep === 'mine' ? 'mine' : 'theirs' });
  return (
    <div className={classes['choice']}>
      <SegmentedControl size="xs" data={data} value={choice.keep} onChange={choose} aria-label={text('use')} />
      {choice.keep === 'merged' && (
        <TextInput
          size="xs"
          aria-label={text('own')}
          value={typeof choice.value === 'string' ? choice.value : ''}
          onChange={(event) => onChoose(path, { keep: 'merged', value: event.currentTarget.value })}
        />
      )}
    </div>
  );
}

/** A10: a document as this station has it beside the server's, field by field. */
export function DifferenceTable({ document, conflicts, choices, onChoose }: Props) {
  const text = useTranslations('sync.detail');
  const nameOf = useFieldName();
  const valueOf = useFieldValue();
  const { plan } = useCatalog();
  if (document.theirs === null) return <p>{text('gone')}</p>;
  const rows = differenceRows(document, conflicts);
  if (rows.length === 0) return <p className={classes['quiet']}>{text('same')}</p>;
  const { currency } = document.theirs as { readonly currency?: string };
  const shown = (path: string, value: unknown): string => {
    if (path.endsWith('/planId') && typeof value === 'string') return plan(value);
    return valueOf(textOf(value), currency === undefined ? { path } : { path, currency });
  };
  const isChoosing = onChoose !== null && conflicts.length > 0;
  return (
    <table className={`${classes['table']} ${isChoosing ? classes['choosing'] : ''}`}>
      <thead>
        <tr>
          <th scope="col">{text('field')}</th>
          <th scope="col">{text('mine')}</th>
          <th scope="col">{text('theirs')}</th>
          {isChoosing && <th scope="col">{text('use')}</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ path, mine, theirs, conflict }) => (
          <tr key={path} data-path={path}>
            <th scope="row">{nameOf(path)}</th>
            <td className={`${classes['value']} ${classes['mine']}`}>{shown(path, mine)}</td>
            <td className={classes['value']}>{shown(path, theirs)}</td>
            {isChoosing && (
              <td>{conflict !== null && <Choice conflict={conflict} choice={choiceOf(choices, conflict)} onChoose={onChoose} />}</td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

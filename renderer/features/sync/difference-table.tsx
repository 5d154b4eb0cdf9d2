import { SegmentedControl, TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { documentDifference } from '../../../core/conflicts/document-difference.ts';
import type { FieldChoice } from '../../../core/conflicts/remade-edit.ts';
import type { EditConflict } from '../../../core/kernel/edit.ts';
import type { InboxDetail } from '../../workers/sync/sync-api.ts';
import type { Choices } from './choices.ts';
import classes from './sync.module.css';

type Document = InboxDetail['documents'][number];

const shown = (value: unknown, nothing: string): string => {
  if (value === undefined || value === null || value === '') return nothing;
  return typeof value === 'string' ? value : JSON.stringify(value);
};

type Props = {
  readonly document: Document;
  readonly conflicts: readonly EditConflict[];
  readonly choices: Choices;
  readonly onChoose: ((path: string, choice: FieldChoice) => void) | null;
};

/** One field in conflict: mine, theirs, or a value of one's own. */
function Choose({
  conflict,
  choice,
  onChoose,
}: {
  readonly conflict: EditConflict;
  readonly choice: FieldChoice;
  readonly onChoose: NonNullable<Props['onChoose']>;
}) {
  const text = useTranslations('sync.detail');
  const isText = typeof conflict.found === 'string' || typeof conflict.expected === 'string';
  const data = [
    { value: 'mine', label: text('useMine') },
    { value: 'theirs', label: text('useTheirs') },
    ...(isText ? [{ value: 'merged', label: text('useOwn') }] : []),
  ];
  const choose = (keep: string): void =>
    onChoose(conflict.path, keep === 'merged' ? { keep, value: conflict.found } : { keep: keep === 'mine' ? 'mine' : 'theirs' });
  return (
    <div className={classes['choice']}>
      <SegmentedControl size="xs" data={data} value={choice.keep} onChange={choose} aria-label={text('use')} />
      {choice.keep === 'merged' && (
        <TextInput
          size="xs"
          aria-label={text('own')}
          value={shown(choice.value, '')}
          onChange={(event) => onChoose(conflict.path, { keep: 'merged', value: event.currentTarget.value })}
        />
      )}
    </div>
  );
}

/** A10: a document as this station has it beside the server's, field by field. */
export function DifferenceTable({ document, conflicts, choices, onChoose }: Props) {
  const text = useTranslations('sync.detail');
  const { mine, theirs } = document;
  if (theirs === null) return <p>{text('gone')}</p>;
  const differences = documentDifference(mine, theirs);
  if (differences.length === 0) return <p className={classes['quiet']}>{text('same')}</p>;
  const byPath = new Map(conflicts.map((conflict) => [conflict.path, conflict]));
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">{text('field')}</th>
          <th scope="col">{text('mine')}</th>
          <th scope="col">{text('theirs')}</th>
          {onChoose !== null && <th scope="col">{text('use')}</th>}
        </tr>
      </thead>
      <tbody>
        {differences.map(({ path, mine: here, theirs: there }) => {
          const conflict = byPath.get(path);
          return (
            <tr key={path} data-path={path}>
              <th scope="row">{path.slice(1).replaceAll('/', ' › ')}</th>
              <td className={`${classes['value']} ${classes['mine']}`}>{shown(here, text('nothing'))}</td>
              <td className={classes['value']}>{shown(there, text('nothing'))}</td>
              {onChoose !== null && (
                <td>
                  {conflict !== undefined && (
                    <Choose conflict={conflict} choice={choices.get(path) ?? { keep: 'theirs' }} onChoose={onChoose} />
                  )}
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

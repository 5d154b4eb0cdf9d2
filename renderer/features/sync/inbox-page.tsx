import { useTranslations } from 'use-intl';
import { useGo } from '../../app/navigation.ts';
import { useProblemText } from '../../app/problems.tsx';
import { useCommandText } from '../../app/record/timeline.tsx';
import { usePersonName } from '../../app/sync/sync-news.ts';
import { useMomentText } from '../../app/sync/sync-words.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { InboxItem } from '../../workers/sync/sync-api.ts';
import { useSubject } from './use-subject.ts';
import classes from './sync.module.css';
import { useInbox } from './use-inbox.ts';

/** Many numbers are told by the first and the last. */
const useNumbersText = () => {
  const text = useTranslations('sync.list');
  return (voided: InboxItem['voided']): string => {
    const numbers = voided.map(({ number }) => number).sort();
    const [first = '', ...others] = numbers;
    const last = others.at(-1);
    return others.length < 2 || last === undefined ? numbers.join(', ') : text('numbers', { count: numbers.length, first, last });
  };
};

function ItemRow({ item }: { readonly item: InboxItem }) {
  const text = useTranslations('sync');
  const words = useCommandText();
  const problem = useProblemText();
  const moment = useMomentText();
  const person = usePersonName();
  const go = useGo();
  const numbersText = useNumbersText();
  const { id, kind, command, reasons, voided, settled } = item;
  const [reason] = reasons;
  const subject = useSubject(item);
  const why = reason === undefined ? numbersText(voided) : problem(reason);
  return (
    <tr onClick={() => go(`/sync/inbox/${id}`)} data-item={id}>
      <th scope="row" className={classes['what']}>
        <a href={`#/sync/inbox/${id}`} className={classes['link']}>
          {words(command.kind)}
        </a>
        {subject !== '' && <span className={classes['subject']}>{subject}</span>}
      </th>
      <td className={classes['who']}>{person(command.by.user)}</td>
      <td>{moment(command.at)}</td>
      <td className={classes['value']}>
        {text(`kinds.${kind}`)}
        {why === '' ? '' : ` – ${why}`}
      </td>
      <td>
        <StatusBadge tone={settled === null ? 'warning' : 'good'}>{text(`settled.${settled?.how ?? 'open'}`)}</StatusBadge>
      </td>
    </tr>
  );
}

/** A10: everything that the server refused or took otherwise. Nothing leaves the list by itself. */
export function Page() {
  const text = useTranslations('sync');
  const items = useInbox();
  if (items === undefined) return null;
  const ordered = [...items.filter(({ settled }) => settled === null), ...items.filter(({ settled }) => settled !== null)];
  return (
    <>
      <PageHeader title={text('inbox')} crumbs={[{ label: text('title'), href: '#/sync' }]} />
      {ordered.length === 0 ? (
        <EmptyState cause="nothing" title={text('empty.title')} text={text('empty.text')} />
      ) : (
        <PageBody wide>
          <table className={classes['table']} aria-label={text('inbox')}>
            <thead>
              <tr>
                {(['what', 'who', 'when', 'why', 'state'] as const).map((column) => (
                  <th key={column} scope="col">
                    {text(`list.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {ordered.map((item) => (
                <ItemRow key={item.id} item={item} />
              ))}
            </tbody>
          </table>
        </PageBody>
      )}
    </>
  );
}

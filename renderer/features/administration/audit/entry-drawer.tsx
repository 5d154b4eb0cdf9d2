import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { recordPath } from '../../../app/navigation.ts';
import { useProblemText } from '../../../app/problems.tsx';
import { Changes } from '../../../app/record/changes-table.tsx';
import type { AuditEntryView } from '../../../app/sync/administration-door.ts';
import { MomentText } from '../../../ui/date-text.tsx';
import { Facts, Section } from '../../../ui/facts.tsx';
import { PeekDrawer } from '../../../ui/peek-drawer.tsx';
import { WholeNumbers } from '../../../ui/whole-numbers.tsx';
import classes from '../administration.module.css';
import { useKindWords } from './audit-words.ts';
import { contentOf, type WrittenDocument } from './entry-content.ts';
import { VerdictBadge } from './verdict-badge.tsx';

const shownDocuments = 25;

function Written({ documents }: { readonly documents: readonly WrittenDocument[] }) {
  const text = useTranslations('administration.audit');
  const lists = useTranslations('lists');
  return (
    <Section title={text('written')}>
      {documents.slice(0, shownDocuments).map(({ kind, id, changes }) => {
        const path = recordPath(kind, id);
        const name = lists.has(`${kind}.one`) ? lists(`${kind}.one`) : kind;
        return (
          <div key={`${kind} ${id}`}>
            <p>
              {path === null ? name : <a href={`#${path}`}>{name}</a>}{' '}
              <span className={classes['code']}>
                <WholeNumbers text={id} />
              </span>
              {changes === null && <span className={classes['quiet']}> {text('isNew')}</span>}
            </p>
            {changes !== null && changes.length > 0 && <Changes changes={changes} />}
          </div>
        );
      })}
      {documents.length > shownDocuments && (
        <p className={classes['quiet']}>{text('more', { count: documents.length - shownDocuments })}</p>
      )}
    </Section>
  );
}

/** One entry whole: who asked for what, what came of it, what was before and after, and its place in the chain (AUD-01, AUD-02). */
export function EntryDrawer({
  entry,
  who,
  onClose,
}: {
  readonly entry: AuditEntryView;
  readonly who: string;
  readonly onClose: () => void;
}) {
  const text = useTranslations('administration.audit');
  const problem = useProblemText();
  const kindWords = useKindWords();
  const { reasons, voided, asked, written } = useMemo(() => contentOf(entry), [entry]);
  return (
    <PeekDrawer isOpen title={kindWords(entry.kind)} onClose={onClose}>
      <Facts
        facts={[
          { label: text('columns.verdict'), value: <VerdictBadge verdict={entry.verdict} /> },
          { label: text('columns.person'), value: who },
          { label: text('columns.station'), value: entry.station },
          { label: text('given'), value: <MomentText at={entry.givenAt} /> },
          { label: text('columns.at'), value: <MomentText at={entry.at} /> },
          { label: text('columns.position'), value: String(entry.position) },
          { label: text('hash'), value: <span className={classes['code']}>{entry.hash}</span> },
        ]}
      />
      {reasons.length > 0 && (
        <Section title={text('reasons')}>
          <ul className={classes['list']}>
            {reasons.map((reason, at) => (
              <li key={`${reason.code} ${at}`}>{problem(reason)}</li>
            ))}
          </ul>
        </Section>
      )}
      {voided.length > 0 && (
        <Section title={text('voided')}>
          <WholeNumbers text={voided.map(({ number }) => number).join(', ')} />
        </Section>
      )}
      {written.length > 0 && <Written documents={written} />}
      {asked.length > 0 && (
        <Section title={text('asked')}>
          <Changes changes={asked} />
        </Section>
      )}
    </PeekDrawer>
  );
}

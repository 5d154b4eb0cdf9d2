import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { FieldChoice } from '../../../core/conflicts/remade-edit.ts';
import type { ProblemLike } from '../../../core/kernel/outcome.ts';
import { recordPath, useGo, usePathParam } from '../../app/navigation.ts';
import { ErrorSummary, useProblemText } from '../../app/problems.tsx';
import { useCommandText } from '../../app/record/timeline.tsx';
import { usePersonName } from '../../app/sync/sync-news.ts';
import { useMomentText } from '../../app/sync/sync-words.ts';
import { toast } from '../../app/toast.tsx';
import { useVoidReason } from '../../app/sync/void-reason.ts';
import { workstation } from '../../app/workstation.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Section } from '../../ui/facts.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { InboxDetail, InboxItem } from '../../workers/sync/sync-api.ts';
import { DifferenceTable } from './difference-table.tsx';
import { type Choices, settlementOf } from './choices.ts';
import { sentAgain } from './settling.ts';
import { useSubject } from './use-subject.ts';
import classes from './sync.module.css';
import { useInboxItem } from './use-inbox.ts';

const noChoices: Choices = new Map();

/** Each number that stands on no document, why, and the document that was issued in its place. */
function Voided({ detail: { item, documents } }: { readonly detail: InboxDetail }) {
  const text = useTranslations('sync.detail');
  const reasonText = useVoidReason();
  const theirs = new Map(documents.map((document) => [document.key.id, document.theirs]));
  return (
    <Section title={text('numbers')}>
      <table className={classes['table']}>
        <thead>
          <tr>
            <th scope="col">{text('number')}</th>
            <th scope="col">{text('numberReason')}</th>
            <th scope="col">{text('document')}</th>
          </tr>
        </thead>
        <tbody>
          {item.voided.map(({ number, reason, documentId }) => {
            const kind = item.keys.find(({ id }) => id === documentId)?.kind ?? 'invoice';
            const path = theirs.get(documentId) === null ? null : recordPath(kind, documentId);
            const standing = theirs.get(documentId) as { readonly number?: string | null } | null | undefined;
            return (
              <tr key={number}>
                <th scope="row">{number}</th>
                <td>{reasonText(reason)}</td>
                <td>
                  {path !== null && (
                    <a href={`#${path}`} className={classes['link']}>
                      {standing?.number ?? text('openRecord')}
                    </a>
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </Section>
  );
}

function Reasons({ item }: { readonly item: InboxItem }) {
  const text = useTranslations('sync.detail');
  const problem = useProblemText();
  return (
    <Section title={text('reasons')}>
      <ul className={classes['reasons']}>
        {item.reasons.map((reason, at) => (
          <li key={`${reason.code} ${at}`}>{problem(reason)}</li>
        ))}
      </ul>
    </Section>
  );
}

function Differences({
  detail,
  choices,
  onChoose,
}: {
  readonly detail: InboxDetail;
  readonly choices: Choices;
  readonly onChoose: ((path: string, choice: FieldChoice) => void) | null;
}) {
  const text = useTranslations('sync.detail');
  const lists = useTranslations('lists');
  const { item, conflicts, documents } = detail;
  // What became of the numbers of a series stands above, in words.
  const told = documents.filter(({ key }) => key.kind !== 'number-series');
  return (
    <>
      {(told.length === 0 ? documents : told).map((document) => {
        const { kind, id } = document.key;
        const path = recordPath(kind, id);
        return (
          <Section
            key={`${kind} ${id}`}
            title={`${lists.has(`${kind}.one`) ? lists(`${kind}.one`) : kind}: ${text('differences')}`}
            action={
              path !== null &&
              document.theirs !== null && (
                <a href={`#${path}`} className={classes['link']}>
                  {text('openRecord')}
                </a>
              )
            }
          >
            <DifferenceTable document={document} conflicts={conflicts} choices={choices} onChoose={onChoose} />
          </Section>
        );
      })}
      {item.keys.length > documents.length && documents.length > 0 && <p className={classes['quiet']}>{text('truncated')}</p>}
    </>
  );
}

/** What a person can do about an item that is open. */
function Actions({
  detail,
  choices,
  onProblems,
}: {
  readonly detail: InboxDetail;
  readonly choices: Choices;
  readonly onProblems: (problems: readonly ProblemLike[]) => void;
}) {
  const text = useTranslations('sync.detail');
  const go = useGo();
  const [isBusy, setBusy] = useState(false);
  const { item, conflicts } = detail;
  const kept = settlementOf(conflicts, choices);
  const settle = async (how: 'theirs' | 'seen'): Promise<void> => {
    await workstation().sync.settle(item.id, how);
    go('/sync/inbox');
  };
  const send = async (): Promise<void> => {
    setBusy(true);
    const problems = await sentAgain(detail, choices);
    setBusy(false);
    onProblems(problems);
    if (problems.length > 0) return;
    toast({ message: text('sent') });
    go('/sync/inbox');
  };
  if (item.kind === 'voided') return <Button onClick={() => void settle('seen')}>{text('seen')}</Button>;
  const keepsTheirs = conflicts.length > 0 && kept === 'theirs';
  return (
    <>
      <Button variant={keepsTheirs ? 'filled' : 'default'} onClick={() => void settle('theirs')}>
        {text('keepTheirs')}
      </Button>
      <Button variant={keepsTheirs ? 'default' : 'filled'} disabled={keepsTheirs} loading={isBusy} onClick={() => void send()}>
        {conflicts.length === 0 ? text('again') : kept === 'mine' ? text('sendMine') : text('sendMerged')}
      </Button>
    </>
  );
}

function Item({ detail }: { readonly detail: InboxDetail }) {
  const text = useTranslations('sync');
  const words = useCommandText();
  const moment = useMomentText();
  const person = usePersonName();
  const { item } = detail;
  const { command, settled, heardAt, reasons, voided } = item;
  const [choices, setChoices] = useState<Choices>(noChoices);
  const [problems, setProblems] = useState<readonly ProblemLike[]>([]);
  const choose = (path: string, choice: FieldChoice): void => setChoices(new Map([...choices, [path, choice]]));
  const isOpen = settled === null;
  const subject = useSubject(item);
  return (
    <>
      <PageHeader
        title={subject === '' ? words(command.kind) : `${words(command.kind)}: ${subject}`}
        crumbs={[
          { label: text('title'), href: '#/sync' },
          { label: text('inbox'), href: '#/sync/inbox' },
        ]}
        badge={<StatusBadge tone={isOpen ? 'warning' : 'good'}>{text(`settled.${settled?.how ?? 'open'}`)}</StatusBadge>}
        actions={isOpen && <Actions detail={detail} choices={choices} onProblems={setProblems} />}
      />
      <PageBody>
        {problems.length > 0 && <ErrorSummary problems={problems} />}
        <p>
          {text('detail.given', { user: person(command.by.user), station: command.by.station, at: moment(command.at) })}
          <span className={classes['quiet']}> · {text('detail.heard', { at: moment(heardAt) })}</span>
        </p>
        {settled !== null && (
          <p className={classes['quiet']}>{text('detail.settledAs', { how: text(`settled.${settled.how}`), at: moment(settled.at) })}</p>
        )}
        {item.kind === 'unsent' && <p>{text('detail.unsentText')}</p>}
        {reasons.length > 0 && <Reasons item={item} />}
        {voided.length > 0 && <Voided detail={detail} />}
        {item.kind !== 'voided' && <Differences detail={detail} choices={isOpen ? choices : noChoices} onChoose={isOpen ? choose : null} />}
      </PageBody>
    </>
  );
}

/** A10: one matter, with both versions side by side and everything that a person can decide. */
export function Page() {
  const text = useTranslations('sync.detail');
  const go = useGo();
  const detail = useInboxItem(usePathParam('id'));
  if (detail === undefined) return null;
  if (detail === null)
    return (
      <EmptyState
        isPage
        cause="nothing"
        title={text('missing')}
        text={text('missingText')}
        action={{ label: text('toInbox'), run: () => go('/sync/inbox') }}
      />
    );
  return <Item key={detail.item.id} detail={detail} />;
}

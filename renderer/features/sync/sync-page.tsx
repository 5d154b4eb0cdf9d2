import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useGo } from '../../app/navigation.ts';
import { saveCopy } from '../../app/sync/locked.tsx';
import { serverDoor } from '../../app/sync/server-door.ts';
import { useServerReason } from '../../app/sync/server-reason.ts';
import { useSyncStatus } from '../../app/sync/sync-news.ts';
import { NumbersRunningLow, useLentNumbers } from '../../app/sync/lent-numbers.tsx';
import { CollectionTable } from '../../app/sync/sync-panel.tsx';
import { syncTones, useMomentText, useSyncWords } from '../../app/sync/sync-words.ts';
import { toast } from '../../app/toast.tsx';
import { workstation } from '../../app/workstation.ts';
import { Facts, Section } from '../../ui/facts.tsx';
import { Note } from '../../ui/note.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { ReasonedButton } from '../../ui/reasoned-button.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { SyncStatus } from '../../workers/sync/sync-api.ts';
import { LeaveDialog } from './leave-dialog.tsx';
import classes from './sync.module.css';

/** What only a person can end, and how. */
function ForPerson({ status }: { readonly status: SyncStatus }) {
  const text = useTranslations('sync');
  const go = useGo();
  switch (status.trouble?.code) {
    case 'sync.update-needed':
      return (
        <Note tone="bad" title={text('update.title')}>
          <p>{text('update.text')}</p>
          <Button size="xs" onClick={() => void saveCopy().then((isSaved) => isSaved && toast({ message: text('update.saved') }))}>
            {text('update.save')}
          </Button>
        </Note>
      );
    case 'station.put-back':
      return (
        <Note tone="bad" title={text('putBack.title')}>
          <p>{text('putBack.text')}</p>
          <Button size="xs" onClick={() => go('/connect?again=1')}>
            {text('putBack.action')}
          </Button>
        </Note>
      );
    case 'station.unknown':
      return (
        <Note tone="bad" title={text('unknown.title')}>
          <Button size="xs" onClick={() => go('/connect?again=1')}>
            {text('unknown.action')}
          </Button>
        </Note>
      );
    case undefined:
    default:
      return null;
  }
}

function Bound({ status }: { readonly status: SyncStatus }) {
  const text = useTranslations('sync');
  const app = useTranslations('app.sync');
  const words = useSyncWords(status);
  const moment = useMomentText();
  const { state, server, station, user, pending, hindered, retryAt } = status;
  const lent = useLentNumbers();
  return (
    <>
      <ForPerson status={status} />
      <NumbersRunningLow numbers={lent} />
      <Facts
        facts={[
          { label: text('status.state'), value: <StatusBadge tone={syncTones[state]}>{words.name}</StatusBadge> },
          { label: text('status.synced'), value: words.synced },
          { label: text('status.pending'), value: String(pending) },
          ...(hindered > 0 ? [{ label: text('status.hindered'), value: String(hindered) }] : []),
          ...(retryAt === null ? [] : [{ label: text('status.retry'), value: moment(retryAt) }]),
          { label: text('status.server'), value: server },
          { label: text('status.station'), value: station },
          { label: text('status.user'), value: user === null ? text('status.nobody') : user.name },
          { label: text('status.role'), value: user === null ? null : app(`roles.${user.role}`) },
        ]}
      />
      {state !== 'blocked' && words.why !== '' && <p className={classes['quiet']}>{words.why}</p>}
      <Section title={text('collections')}>
        <CollectionTable status={status} />
      </Section>
    </>
  );
}

/** A8: everything about the sync on one page. */
export function Page() {
  const text = useTranslations('sync');
  const app = useTranslations('app.sync');
  const status = useSyncStatus();
  const go = useGo();
  const away = useServerReason();
  const [isLeaving, setLeaving] = useState(false);
  if (status === null) return null;
  const isBound = status.state !== 'alone' && status.state !== 'left';
  const signOut = async (): Promise<void> => {
    await serverDoor.signOut();
    await workstation().sync.now();
    toast({ message: text('signedOut') });
  };
  const actions = isBound ? (
    <>
      <Button variant="subtle" onClick={() => setLeaving(true)}>
        {text('leave.action')}
      </Button>
      <ReasonedButton variant="default" reason={away} onClick={() => void signOut()}>
        {text('signOut')}
      </ReasonedButton>
      <ReasonedButton variant="default" reason={away} onClick={() => go('/account')}>
        {text('account')}
      </ReasonedButton>
      <Button loading={status.state === 'syncing'} onClick={() => void workstation().sync.now()}>
        {app('now')}
      </Button>
    </>
  ) : (
    <Button onClick={() => go('/connect')}>{app('connect')}</Button>
  );
  return (
    <>
      <PageHeader title={text('title')} actions={actions} />
      <PageBody>
        <div className={classes['summary']}>
          {isBound ? (
            <Bound status={status} />
          ) : (
            <Note tone="info" title={app(`hints.${status.state}`)}>
              <p>{text('aloneText')}</p>
            </Note>
          )}
          <a href="#/sync/inbox" className={classes['link']}>
            {status.inbox > 0 ? app('openInbox', { count: status.inbox }) : text('inbox')}
          </a>
        </div>
      </PageBody>
      <LeaveDialog isOpen={isLeaving} pending={status.pending} onClose={() => setLeaving(false)} />
    </>
  );
}

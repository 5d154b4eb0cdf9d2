import { Button, Popover, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { StatusBadge } from '../../ui/status-badge.tsx';
import type { SyncStatus } from '../../workers/sync/sync-api.ts';
import { useGo } from '../navigation.ts';
import { workstation } from '../workstation.ts';
import { useSyncStatus } from './sync-news.ts';
import { CollectionTable } from './sync-panel.tsx';
import { syncTones, useSyncWords } from './sync-words.ts';
import classes from './sync.module.css';

function Chip({ status }: { readonly status: SyncStatus }) {
  const text = useTranslations('app.sync');
  const go = useGo();
  const [isOpen, setOpen] = useState(false);
  const words = useSyncWords(status);
  const { state, pending, inbox } = status;
  const isBound = state !== 'alone' && state !== 'left';
  const leave = (path: string): void => {
    setOpen(false);
    go(path);
  };
  return (
    <Popover opened={isOpen} onChange={setOpen} position="right-end" width={360} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <UnstyledButton
          className={classes['chip'] ?? ''}
          onClick={() => setOpen(!isOpen)}
          data-testid="sync-chip"
          data-state={state}
          data-pending={pending}
          aria-label={text('chip', { state: words.short, inbox })}
        >
          <StatusBadge tone={syncTones[state]}>{null}</StatusBadge>
          <span className={classes['chipText']}>{words.short}</span>
          {inbox > 0 && <span className={classes['count']}>{inbox}</span>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown aria-label={text('details')}>
        <div className={classes['panel']}>
          <StatusBadge tone={syncTones[state]}>{words.short}</StatusBadge>
          <span className={classes['why']}>{words.why}</span>
          {isBound ? (
            <>
              <span>{text('syncedAt', { at: words.synced })}</span>
              <CollectionTable status={status} />
              <div className={classes['foot']}>
                <Button size="xs" onClick={() => void workstation().sync.now()} loading={state === 'syncing'}>
                  {text('now')}
                </Button>
                {inbox > 0 && (
                  <Button size="xs" variant="default" onClick={() => leave('/sync/inbox')}>
                    {text('openInbox', { count: inbox })}
                  </Button>
                )}
                <Button size="xs" variant="subtle" onClick={() => leave('/sync')}>
                  {text('more')}
                </Button>
              </div>
            </>
          ) : (
            <div className={classes['foot']}>
              <Button size="xs" onClick={() => leave('/connect')}>
                {text('connect')}
              </Button>
              {inbox > 0 && (
                <Button size="xs" variant="default" onClick={() => leave('/sync/inbox')}>
                  {text('openInbox', { count: inbox })}
                </Button>
              )}
            </div>
          )}
        </div>
      </Popover.Dropdown>
    </Popover>
  );
}

/** A8: always in sight: how the sync stands, and how much waits. Changes are announced. */
export function SyncChip() {
  const status = useSyncStatus();
  const text = useTranslations('app.sync');
  return (
    <div role="status" aria-label={text('label')}>
      {status === null ? <span className={classes['chip']} /> : <Chip status={status} />}
    </div>
  );
}

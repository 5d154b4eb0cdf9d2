import { Button } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Icon } from '../../ui/icon.tsx';
import type { SyncStatus } from '../../workers/sync/sync-api.ts';
import { useGo, usePath } from '../navigation.ts';
import { useProblemText } from '../problems.tsx';
import { useSyncStatus } from './sync-news.ts';
import classes from './sync.module.css';

type Shown = {
  readonly tone: 'warning' | 'bad';
  readonly text: string;
  readonly action?: { readonly label: string; readonly path: string };
};

const wrongClockMs = 5 * 60_000;

const useShown = (status: SyncStatus | null): Shown | null => {
  const text = useTranslations('app.sync.banner');
  const problem = useProblemText();
  if (status === null) return null;
  const { state, trouble, pending, skewMs } = status;
  if (state === 'offline') return { tone: 'warning', text: text('offline', { count: pending }) };
  if (state === 'blocked' && trouble !== null) {
    const path = trouble.code === 'sync.signed-out' ? '/sign-in' : '/sync';
    const label = trouble.code === 'sync.signed-out' ? text('signIn') : text('what');
    return { tone: 'bad', text: problem(trouble), action: { label, path } };
  }
  if (state === 'failing' && trouble !== null)
    return { tone: 'warning', text: problem(trouble), action: { label: text('what'), path: '/sync' } };
  if (Math.abs(skewMs) > wrongClockMs) return { tone: 'warning', text: text('clock', { minutes: Math.round(Math.abs(skewMs) / 60_000) }) };
  return null;
};

/** A9: what cannot be done now and why, over every page for as long as it lasts. */
export function SyncBanner() {
  const shown = useShown(useSyncStatus());
  const go = useGo();
  const current = usePath();
  if (shown === null) return null;
  const { tone, text, action } = shown;
  return (
    <div className={`${classes['banner']} cf-no-print`} data-tone={tone} role="status" data-testid="sync-banner">
      <Icon name="warning" size={14} />
      <span className={classes['bannerText']}>{text}</span>
      {action !== undefined && action.path !== current && (
        <Button size="compact-xs" variant="default" onClick={() => go(action.path)}>
          {action.label}
        </Button>
      )}
    </div>
  );
}

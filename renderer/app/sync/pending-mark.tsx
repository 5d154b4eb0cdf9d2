import { useTranslations } from 'use-intl';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { useIsPending } from './sync-news.ts';
import classes from './sync.module.css';

/** A11: beside what a command wrote that the server has not judged yet. */
export function PendingMark({ kind, id, isShort = false }: { readonly kind: string; readonly id: string; readonly isShort?: boolean }) {
  const text = useTranslations('app.sync');
  if (!useIsPending(kind, id)) return null;
  return (
    <span className={classes['mark']} data-testid="pending" data-short={isShort || undefined} title={text('pendingHint')}>
      <StatusBadge tone="info">{isShort ? <span hidden>{text('pending')}</span> : text('pending')}</StatusBadge>
    </span>
  );
}

import { useTranslations } from 'use-intl';
import type { AuditEntryView } from '../../../app/sync/administration-door.ts';
import { StatusBadge } from '../../../ui/status-badge.tsx';

export function VerdictBadge({ verdict }: Pick<AuditEntryView, 'verdict'>) {
  const text = useTranslations('administration.audit.verdicts');
  return <StatusBadge tone={verdict === 'accepted' ? 'good' : 'bad'}>{text(verdict)}</StatusBadge>;
}

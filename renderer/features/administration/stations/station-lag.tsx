import { useTranslations } from 'use-intl';
import type { StationView } from '../../../app/sync/administration-door.ts';
import { StatusBadge, type Tone } from '../../../ui/status-badge.tsx';

const toneOf = ({ state, lastSeenAt, toPull, toPush }: StationView): Tone => {
  if (state === 'revoked' || lastSeenAt === null) return 'neutral';
  return toPull === 0 && toPush === 0 ? 'good' : 'warning';
};

/** D6, D13: what a station has not pulled and not pushed, as far as the server has heard. */
export function StationLag({ station }: { readonly station: StationView }) {
  const text = useTranslations('administration.stations.lag');
  const { state, lastSeenAt, toPull, toPush } = station;
  const words = (): string => {
    if (state === 'revoked') return text('revoked');
    if (lastSeenAt === null) return text('never');
    if (toPull === null) return text('everything', { push: toPush });
    return toPull === 0 && toPush === 0 ? text('none') : text('some', { pull: toPull, push: toPush });
  };
  return <StatusBadge tone={toneOf(station)}>{words()}</StatusBadge>;
}

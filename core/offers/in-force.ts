import { unreachable } from '../kernel/invariant.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { Redemption } from './types.ts';

/**
 * The billing period that is asked about. `startsSince` counts the billing periods that started on or after `from` and before the one that `periodStart` lies in;
 * pauses and trials are no billing periods.
 */
export type PeriodInSeries = { readonly periodStart: PlainDate; readonly startsSince: (from: PlainDate) => number };

/**
 * OFR-05: the redemptions that a billing period gets. The first period is the one that starts on or after the redemption's start: `once` is that one,
 * N periods are that one and the N - 1 after it. An early end keeps the periods that started before it.
 *
 * Give what is stored on the subscription before what applies by itself: of two with one id the first stands, also where it is no longer in force.
 */
export const redemptionsInForce = (redemptions: readonly Redemption[], series: PeriodInSeries): readonly Redemption[] => {
  const seen = new Set<string>();
  return redemptions.filter((redemption) => {
    if (seen.has(redemption.id)) return false;
    seen.add(redemption.id);
    return isInForce(redemption, series);
  });
};

const isInForce = ({ startsOn, endsOn, duration }: Redemption, { periodStart, startsSince }: PeriodInSeries): boolean =>
  startsOn <= periodStart && (endsOn === null || periodStart < endsOn) && startsSince(startsOn) < periodsOf(duration);

const periodsOf = (duration: Redemption['duration']): number => {
  switch (duration.kind) {
    case 'once':
      return 1;
    case 'periods':
      return duration.count;
    case 'lifetime':
      return Number.POSITIVE_INFINITY;
    default:
      return unreachable(duration);
  }
};

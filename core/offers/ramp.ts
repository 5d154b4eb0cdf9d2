import type { Ramp } from '../catalog/types.ts';
import { invariant } from '../kernel/invariant.ts';
import type { DecimalText } from '../money/exact.ts';
import { boundary, type Interval, periodIndex } from '../time/cadence.ts';
import type { PlainDate } from '../time/plain-date.ts';

/** A billing period: how many billed periods the item had before it since the ramp began (pauses are none, OR-14), and its first day. */
export type RampedPeriod = { readonly periodIndex: number; readonly periodStart: PlainDate };

/**
 * OFR-16: the step that is in force when the period starts governs the whole period. `null` before the first step, where the plan's own price holds.
 * Steps by date run through pauses, steps by period wait for them (OR-14). The steps are ascending and of one kind (core/catalog/ramp-problems.ts).
 */
export const rampPrice = (ramp: Ramp, at: RampedPeriod): DecimalText | null => {
  let price: DecimalText | null = null;
  for (const step of ramp.steps) {
    if (step.from.kind === 'period' ? step.from.index > at.periodIndex : step.from.on > at.periodStart) break;
    price = step.price;
  }
  return price;
};

/** What the customer is shown before signing. `until` is exclusive; `null` is the terminal price. `price` is `null` while the plan's own price holds. */
export type ScheduledPrice = {
  readonly from: PlainDate;
  readonly until: PlainDate | null;
  readonly firstPeriod: number;
  readonly price: DecimalText | null;
};

/**
 * OFR-17: the whole schedule from the first billing period on, as it falls when nothing is paused. A step by date takes effect with the first period
 * that starts on or after it; a step that no period starts under is left out.
 */
export const rampSchedule = (ramp: Ramp, startsOn: PlainDate, interval: Interval): readonly ScheduledPrice[] => {
  const starts = new Map<number, DecimalText | null>([[0, null]]);
  for (const step of ramp.steps) {
    const first = step.from.kind === 'period' ? step.from.index : firstPeriodFrom(startsOn, interval, step.from.on);
    invariant(first >= 0, 'a step counts periods from 0');
    starts.set(first, step.price);
  }
  const entries = [...starts].sort(([a], [b]) => a - b);
  return entries.map(([firstPeriod, price], index) => {
    const next = entries[index + 1];
    return {
      from: boundary(startsOn, interval, firstPeriod),
      until: next === undefined ? null : boundary(startsOn, interval, next[0]),
      firstPeriod,
      price,
    };
  });
};

/** The first period that starts on or after the day; period 0 where the day lies before it. */
const firstPeriodFrom = (startsOn: PlainDate, interval: Interval, day: PlainDate): number => {
  if (day <= startsOn) return 0;
  const index = periodIndex(startsOn, interval, day);
  return boundary(startsOn, interval, index) === day ? index : index + 1;
};

import { period, periodIndex } from '../time/cadence.ts';
import { daysAfter, daysBetween, type PlainDate } from '../time/plain-date.ts';
import { laterRule, stretchFrom } from './anchor.ts';
import { servicePeriodAt } from './periods.ts';
import type { AnchorRule, CadenceStretch, SubscriptionItem } from './types.ts';

/**
 * Stands for the end of a pause that nobody knows yet: the last day of the calendar, so that the frozen period closes after every day that anyone may
 * ask about. The resume puts the real day in its place.
 */
export const unknownEnd: PlainDate = '9999-12-31';

type Frozen = CadenceStretch['frozen'][number];

/** The stretch with these frozen days in the period that a pause interrupts, and the stretch that begins where that period then ends. */
const frozenStretches = (
  stretch: CadenceStretch,
  frozen: readonly Frozen[],
  periodStart: PlainDate,
  rule: AnchorRule,
): readonly CadenceStretch[] => {
  const own = frozen.filter((entry) => entry.periodStart === periodStart);
  if (own.length === 0) return [{ ...stretch, frozen, until: null }];
  if (own.some((entry) => entry.until === unknownEnd)) return [{ ...stretch, frozen, until: unknownEnd }];
  const nominalEnd = period(stretch.anchor, stretch.interval, periodIndex(stretch.anchor, stretch.interval, periodStart)).end;
  const until = daysAfter(
    nominalEnd,
    own.reduce((days, entry) => days + daysBetween(entry.from, entry.until), 0),
  );
  return [{ ...stretch, frozen, until }, stretchFrom(until, stretch.interval, laterRule(rule), 'prorated')];
};

const refrozen = (
  item: SubscriptionItem,
  at: number,
  frozen: readonly Frozen[],
  periodStart: PlainDate,
  rule: AnchorRule,
): SubscriptionItem => {
  const stretch = item.cadence[at];
  if (stretch === undefined) return item;
  return { ...item, cadence: [...item.cadence.slice(0, at), ...frozenStretches(stretch, frozen, periodStart, rule)] };
};

/** Whether the day lies inside one of the item's billing periods, after its first day: only then is something left of it to give back. */
export const isInterrupted = (item: SubscriptionItem, on: PlainDate): boolean => {
  const served = servicePeriodAt(item, on);
  return served !== null && served.period.start < on;
};

/**
 * OR-11: the item whose running period stands still from `from` until `until` (`null`: nobody knows): the period ends later by that many days, and so
 * begins the next one. An item whose period begins with the pause has nothing to freeze.
 */
export const frozenItem = (item: SubscriptionItem, from: PlainDate, until: PlainDate | null, rule: AnchorRule): SubscriptionItem => {
  const served = servicePeriodAt(item, from);
  if (served === null || served.period.start >= from) return item;
  const at = item.cadence.indexOf(served.stretch);
  const entry: Frozen = { from, until: until ?? unknownEnd, periodStart: served.nominal.start };
  return refrozen(item, at, [...served.stretch.frozen, entry], served.nominal.start, rule);
};

/** The item whose freeze that began on `from` ends on `until` instead; `null` takes the freeze back. An item without that freeze stays as it is. */
export const refrozenItem = (item: SubscriptionItem, from: PlainDate, until: PlainDate | null, rule: AnchorRule): SubscriptionItem => {
  const at = item.cadence.findIndex((stretch) => stretch.frozen.some((entry) => entry.from === from));
  const stretch = item.cadence[at];
  const entry = stretch?.frozen.find((found) => found.from === from);
  if (stretch === undefined || entry === undefined) return item;
  const others = stretch.frozen.filter((found) => found !== entry);
  const frozen = until === null || until === from ? others : [...others, { ...entry, until }];
  return refrozen(item, at, frozen, entry.periodStart, rule);
};

/** Whether a pause that began on `from` froze a period of the item. */
export const isFrozenSince = (item: SubscriptionItem, from: PlainDate): boolean =>
  item.cadence.some((stretch) => stretch.frozen.some((entry) => entry.from === from));

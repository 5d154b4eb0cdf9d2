import { must } from '../kernel/invariant.ts';
import type { Policies } from '../organization/policies.ts';
import { boundary, monthsIn, period, periodIndex } from '../time/cadence.ts';
import { type Period, daysIn } from '../time/period.ts';
import { daysBetween, earlier, later, partsOf, type PlainDate } from '../time/plain-date.ts';
import type { CadenceStretch, SubscriptionItem } from './types.ts';

/**
 * One billing period of an item. `period` is the time that it really spans; `nominal` is the whole period of the cadence, whose length divides when
 * a part is charged (SUB-20, SUB-24): a stub that starts late or a period that a cycle change cuts short spans less, a period that a pause froze
 * spans more (OR-11).
 */
export type ServicePeriod = {
  /** Counts the item's periods from 0 over all its stretches. */
  readonly index: number;
  readonly period: Period;
  readonly nominal: Period;
  /** Set where the stretch began inside the period (SUB-20). */
  readonly stub: CadenceStretch['stub'] | null;
  readonly frozen: CadenceStretch['frozen'];
  readonly stretch: CadenceStretch;
};

const frozenIn = (stretch: CadenceStretch, nominal: Period): CadenceStretch['frozen'] =>
  stretch.frozen.length === 0 ? stretch.frozen : stretch.frozen.filter((entry) => entry.periodStart === nominal.start);

/** Adds the stretch's periods that start before a day. Each full period begins where the one before it ended, so that no boundary is counted out twice. */
const addPeriods = (periods: ServicePeriod[], stretch: CadenceStretch, before: PlainDate): void => {
  const { anchor, interval, from, until } = stretch;
  const limit = until === null ? before : earlier(until, before);
  let n = periodIndex(anchor, interval, from);
  let nominalStart = boundary(anchor, interval, n);
  for (;;) {
    const start = later(nominalStart, from);
    if (start >= limit) return;
    n += 1;
    const nominal: Period = { start: nominalStart, end: boundary(anchor, interval, n) };
    const frozen = frozenIn(stretch, nominal);
    const held = frozen.length > 0;
    const end = held ? must(until, 'a frozen period ends its stretch') : until === null ? nominal.end : earlier(nominal.end, until);
    const whole = start === nominal.start && end === nominal.end;
    periods.push({
      index: periods.length,
      period: whole ? nominal : { start, end },
      nominal,
      stub: start > nominal.start ? stretch.stub : null,
      frozen,
      stretch,
    });
    if (held) return;
    nominalStart = nominal.end;
  }
};

/** The item's billing periods that start before a day, in order. They tile the time of its stretches: no gap, no overlap. */
export const servicePeriods = (item: Pick<SubscriptionItem, 'cadence'>, startingBefore: PlainDate): readonly ServicePeriod[] => {
  const periods: ServicePeriod[] = [];
  for (const stretch of item.cadence) {
    if (stretch.from >= startingBefore) break;
    addPeriods(periods, stretch, startingBefore);
  }
  return periods;
};

/** The billing period that holds a day, `null` where the item has none then. */
export const servicePeriodAt = (item: Pick<SubscriptionItem, 'cadence'>, date: PlainDate): ServicePeriod | null => {
  const stretch = item.cadence.find((entry) => entry.from <= date && (entry.until === null || date < entry.until));
  if (stretch === undefined) return null;
  const all = servicePeriods(item, later(date, stretch.from) === date ? nextDay(date) : stretch.from);
  const last = all.at(-1);
  return last !== undefined && last.period.start <= date && date < last.period.end ? last : null;
};

const nextDay = (date: PlainDate): PlainDate => period(date, { unit: 'day', count: 1 }, 0).end;

/** 30E/360: every month has 30 days, the 31st counts as the 30th. */
const thirtyDayDistance = (start: PlainDate, end: PlainDate): number => {
  const from = partsOf(start);
  const to = partsOf(end);
  return (to.year - from.year) * 360 + (to.month - from.month) * 30 + (Math.min(to.day, 30) - Math.min(from.day, 30));
};

/** A measure of a period in whole units (POL-02): how many it has, and how many lie before a moment. */
export type Ruler = { readonly of: number; readonly unit: 'day' | 'second'; readonly at: (date: PlainDate, second: number) => number };

/**
 * SUB-24, OR-10: counts positions inside the nominal period; frozen days do not count. `second` (of the day) only matters where seconds are counted.
 * Positions are held between 0 and `of`.
 */
export const rulerOf = (served: Pick<ServicePeriod, 'nominal' | 'frozen' | 'stretch'>, basis: Policies['prorationBasis']): Ruler => {
  const { nominal, frozen } = served;
  const months = monthsIn(served.stretch.interval);
  const thirty = basis === 'thirty-day-month' && months !== null;
  const distance = thirty ? thirtyDayDistance : daysBetween;
  const scale = basis === 'seconds' ? 86_400 : 1;
  const whole = thirty ? months * 30 : daysIn(nominal);
  const frozenBefore = (date: PlainDate): number => {
    let days = 0;
    for (const entry of frozen) if (date > entry.from) days += distance(entry.from, earlier(date, entry.until));
    return days;
  };
  const at = (date: PlainDate, second: number): number => {
    const days = frozen.length === 0 ? distance(nominal.start, date) : distance(nominal.start, date) - frozenBefore(date);
    if (days < 0) return 0;
    if (frozen.length === 0 && date >= nominal.end) return whole * scale;
    return Math.min(days * scale + (scale === 1 ? 0 : second), whole * scale);
  };
  return { of: whole * scale, unit: scale === 1 ? 'day' : 'second', at };
};

import type { Condition } from '../catalog/price-model.ts';
import type { ExternalSeries } from '../catalog/types.ts';
import { unreachable } from '../kernel/invariant.ts';
import type { DecimalText } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';
import { type WallClock, wallClock, type Zone } from '../time/zone.ts';
import { compared, figure } from './figure.ts';

/** What dynamic rules may ask about whoever buys, and about the world. */
export type Circumstances = {
  readonly segments: readonly string[];
  readonly attributes: Readonly<Record<string, string>>;
  readonly country: string;
  readonly region: string;
  /** The entity's zone: its wall clock decides weekdays and hours. */
  readonly zone: Zone;
  readonly external: readonly ExternalSeries[];
};

/** `missing` names an outside value that is not known at the moment. */
export type Answer = { readonly kind: 'holds' } | { readonly kind: 'fails' } | { readonly kind: 'missing'; readonly name: string };

const holds: Answer = { kind: 'holds' };
const fails: Answer = { kind: 'fails' };

/** The newest value at or before the moment (OR-6); `null` where there is none. */
export const externalValue = (external: readonly ExternalSeries[], name: string, at: Instant): DecimalText | null => {
  const values = external.find((series) => series.name === name)?.values ?? [];
  let low = 0;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((values[middle]?.at ?? '') <= at) low = middle + 1;
    else high = middle;
  }
  return values[low - 1]?.value ?? null;
};

/** Minutes since midnight of `HH:MM`. */
const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));

/** Start inclusive, end exclusive; an end before the start runs over midnight (G-DYN-1). */
const insideHours = (clock: WallClock, from: string, until: string): boolean => {
  const now = clock.hour * 60 + clock.minute;
  const start = minutesOf(from);
  const end = minutesOf(until);
  return start < end ? now >= start && now < end : now >= start || now < end;
};

const compares = (found: DecimalText, compare: Extract<Condition, { kind: 'external' }>['compare'], wanted: DecimalText): boolean => {
  const order = compared(figure(found), figure(wanted));
  switch (compare) {
    case 'below':
      return order < 0;
    case 'at-most':
      return order <= 0;
    case 'equal':
      return order === 0;
    case 'at-least':
      return order >= 0;
    case 'above':
      return order > 0;
    default:
      return unreachable(compare);
  }
};

/**
 * The wall clock of many moments in one zone. A conversion costs microseconds and a period may have a million events, so it is done once for each
 * quarter of an hour: zones change their offset only between those, and all offsets since 1972 are whole quarters (others are converted one by one).
 */
export const clocksOf = (zone: Zone): ((at: Instant) => WallClock) => {
  const quarters = new Map<string, WallClock>();
  return (at) => {
    const minute = Number(at.slice(14, 16));
    const start = minute - (minute % 15);
    const key = `${at.slice(0, 14)}${start < 10 ? '0' : ''}${start}:00.000Z`;
    let clock = quarters.get(key);
    if (clock === undefined) {
      clock = wallClock(key, zone);
      quarters.set(key, clock);
    }
    return clock.second % 900 === 0 ? { ...clock, minute: clock.minute + (minute % 15) } : wallClock(at, zone);
  };
};

/** Whether one condition holds at the moment. A region may be asked for as `CA` or, with its country, as `US-CA`. */
export const answer = (condition: Condition, about: Circumstances, at: Instant, clocks: (at: Instant) => WallClock): Answer => {
  switch (condition.kind) {
    case 'segment':
      return condition.oneOf.some((code) => about.segments.includes(code)) ? holds : fails;
    case 'attribute':
      return Object.hasOwn(about.attributes, condition.name) && condition.oneOf.includes(about.attributes[condition.name] ?? '')
        ? holds
        : fails;
    case 'country':
      return condition.oneOf.includes(about.country) ? holds : fails;
    case 'region':
      return about.region !== '' && (condition.oneOf.includes(about.region) || condition.oneOf.includes(`${about.country}-${about.region}`))
        ? holds
        : fails;
    case 'weekday':
      return condition.oneOf.includes(clocks(at).weekday) ? holds : fails;
    case 'hours':
      return insideHours(clocks(at), condition.from, condition.until) ? holds : fails;
    case 'external': {
      const found = externalValue(about.external, condition.name, at);
      if (found === null) return { kind: 'missing', name: condition.name };
      return compares(found, condition.compare, condition.value) ? holds : fails;
    }
    default:
      return unreachable(condition);
  }
};

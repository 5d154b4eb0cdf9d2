import { Temporal } from 'temporal-polyfill';
import type { Instant } from './instant.ts';
import type { PlainDate } from './plain-date.ts';

/** An IANA time zone, such as `Europe/London`. */
export type Zone = string;

export const isZone = (text: string): boolean => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(text);
    return true;
  } catch {
    return false;
  }
};

/** 24 characters, three decimals: the only form of an instant that we store. */
const instantText = (instant: Temporal.Instant): Instant => instant.toString({ fractionalSecondDigits: 3 });

/** Reads any ISO 8601 instant with an offset or `Z`; `null` where it is none. */
export const parsedInstant = (text: string): Instant | null => {
  try {
    return instantText(Temporal.Instant.from(text));
  } catch {
    return null;
  }
};

/** Milliseconds since 1970-01-01T00:00:00Z. */
export const epochMs = (instant: Instant): number => Temporal.Instant.from(instant).epochMilliseconds;

/** `ms` may be negative. */
export const msAfter = (instant: Instant, ms: number): Instant => instantText(Temporal.Instant.from(instant).add({ milliseconds: ms }));

/** The first moment of a day in the zone (00:00, or later where daylight saving skips midnight). */
export const startOfDay = (date: PlainDate, zone: Zone): Instant =>
  instantText(Temporal.PlainDate.from(date).toZonedDateTime(zone).toInstant());

/** What the calendar and the clock on the wall show at an instant. `second` counts from midnight, `weekday` is ISO 8601 (1 is Monday). */
export type WallClock = {
  readonly date: PlainDate;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly weekday: number;
};

export const wallClock = (instant: Instant, zone: Zone): WallClock => {
  const zoned = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return {
    date: zoned.toPlainDate().toString(),
    hour: zoned.hour,
    minute: zoned.minute,
    second: zoned.hour * 3600 + zoned.minute * 60 + zoned.second,
    weekday: zoned.dayOfWeek,
  };
};

/** What a clock on the wall of the zone shows at a moment, to the minute: `2026-11-20T09:30`; `null` where it is no moment. */
export const wallTime = (instant: string, zone: Zone): string | null => {
  try {
    return Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
  } catch {
    return null;
  }
};

/** When a clock on the wall of the zone shows this day and time (`2026-11-20T09:30`); `null` where it is no such text. A time that summer time skips is the one after it. */
export const instantAt = (shown: string, zone: Zone): Instant | null => {
  try {
    return instantText(Temporal.PlainDateTime.from(shown).toZonedDateTime(zone).toInstant());
  } catch {
    return null;
  }
};

export const dateIn = (instant: Instant, zone: Zone): PlainDate =>
  Temporal.Instant.from(instant).toZonedDateTimeISO(zone).toPlainDate().toString();

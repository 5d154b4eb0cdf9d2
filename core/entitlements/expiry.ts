import type { EntitlementDefinition } from '../catalog/types.ts';
import type { Instant } from '../time/instant.ts';
import { daysAfter, type PlainDate } from '../time/plain-date.ts';
import { msAfter, startOfDay, type Zone } from '../time/zone.ts';

const dayMs = 86_400_000;

/** Days of a relative expiry are 24 hours each, as a trial's are (OR-27): G-ENT-11. */
export const daysLater = (instant: Instant, days: number): Instant => msAfter(instant, days * dayMs);

/** OR-26: a date means the end of that day on the entity's wall clock, so it is usable strictly before the next day begins. */
export const endOfDay = (date: PlainDate, zone: Zone): Instant => startOfDay(daysAfter(date, 1), zone);

/** Where the clocks of a grant stand when it starts or is renewed. */
export type Clock = {
  /** When the grant began (ENT-09, `from: 'start'`). */
  readonly startedAt: Instant;
  /** When the running period's allowance was given (ENT-09, `from: 'renewal'`). */
  readonly renewedAt: Instant;
  /** ENT-10; `null` where no period is running. */
  readonly periodEnd: Instant | null;
};

/** ENT-07 to ENT-10: when a grant of this definition expires; `null` for never. */
export const expiryOf = (definition: EntitlementDefinition, clock: Clock): Instant | null => {
  const expiry = definition.expiry;
  switch (expiry.kind) {
    case 'never':
      return null;
    case 'fixed':
      return expiry.at;
    case 'relative':
      return daysLater(expiry.from === 'start' ? clock.startedAt : clock.renewedAt, expiry.days);
    case 'period-end':
      return clock.periodEnd;
  }
};

/** Whether a renewal moves the expiry, and so may bring an expired grant back. A fixed end and a clock from the start run out for good. */
export const isRenewable = (definition: EntitlementDefinition): boolean =>
  definition.expiry.kind === 'period-end' ||
  (definition.expiry.kind === 'relative' && definition.expiry.from === 'renewal') ||
  definition.expiry.kind === 'never';

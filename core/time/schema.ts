import { Type } from 'typebox';
import { strictObject } from '../kernel/shape.ts';

/** A day of the calendar: `format` refuses 31 February, the pattern the year 0. */
export const plainDateSchema = Type.String({ format: 'date', pattern: '^(?!0000)\\d{4}-\\d{2}-\\d{2}$', maxLength: 10 });

/**
 * A day from which other days are counted: when something begins, changes or falls due. A business has none before 1900 or after 2199, and from these every
 * period, contract and due date stays inside the calendar.
 */
export const countedDateSchema = Type.String({ format: 'date', pattern: '^(19|20|21)\\d{2}-\\d{2}-\\d{2}$', maxLength: 10 });

/** The only stored form of an instant: UTC with milliseconds, 24 characters. */
export const instantSchema = Type.String({
  format: 'date-time',
  pattern: '^\\d{4}-\\d{2}-\\d{2}T([01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d\\.\\d{3}Z$',
  maxLength: 24,
});

/** The name of a zone; whether the host knows it is a rule (see `isZone`). */
export const zoneSchema = Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_+\\-/]*$', maxLength: 64 });

/** Half-open. That it starts before it ends is a rule. */
export const periodSchema = strictObject({ start: plainDateSchema, end: plainDateSchema });

export const intervalSchema = strictObject({
  unit: Type.Union([
    Type.Literal('day'),
    Type.Literal('week'),
    Type.Literal('month'),
    Type.Literal('quarter'),
    Type.Literal('half-year'),
    Type.Literal('year'),
  ]),
  count: Type.Integer({ minimum: 1, maximum: 1000 }),
});

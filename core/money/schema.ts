import { Type } from 'typebox';
import { type Currency, currencies } from './currency.ts';
import { maxMinor } from './rounding.ts';

/** A code of our ISO 4217 table. Whether it is in use on a day is a rule (see `inUse`). */
export const currencySchema = Type.Unsafe<Currency>(Type.Enum([...currencies]));

/** Decimal text in major units: at most 30 digits before the point and 20 after it, no exponent. */
export const decimalSchema = Type.String({ pattern: '^-?\\d{1,30}(\\.\\d{1,20})?$', maxLength: 52 });

/** The same, without a sign. */
export const unsignedDecimalSchema = Type.String({ pattern: '^\\d{1,30}(\\.\\d{1,20})?$', maxLength: 51 });

/** 0 to 100 as text, with up to six decimals. */
export const percentSchema = Type.String({ pattern: '^(100(\\.0{1,6})?|\\d{1,2}(\\.\\d{1,6})?)$', maxLength: 10 });

/** A signed amount in whole minor units. */
export const minorSchema = Type.Integer({ minimum: -maxMinor, maximum: maxMinor });

export const roundingModeSchema = Type.Union([Type.Literal('half-away-from-zero'), Type.Literal('half-even'), Type.Literal('half-up')]);

export const sparePolicySchema = Type.Union([
  Type.Literal('largest-remainder'),
  Type.Literal('first'),
  Type.Literal('last'),
  Type.Literal('largest-part'),
]);

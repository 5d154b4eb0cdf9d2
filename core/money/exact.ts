import { Decimal } from 'decimal.js';
import type { Flavor } from '../kernel/flavor.ts';

/** A number as text: an optional minus, digits, an optional point with digits. No exponent, no thousands marks. Trailing zeros are kept. */
export type DecimalText = Flavor<string, 'decimal'>;

const form = /^-?(\d{1,30}|\d{1,30}\.\d{1,20})$/;

export const isDecimalText = (text: string): text is DecimalText => form.test(text);

/**
 * Exact decimal arithmetic with 40 significant digits, the only door to decimal.js. A value lives inside one function: what is stored or handed
 * over is whole minor units or decimal text, since `structuredClone` cannot carry a Decimal and JSON drops its zeros.
 */
export const Exact = Decimal.clone({ precision: 40, rounding: Decimal.ROUND_HALF_UP, toExpNeg: -60, toExpPos: 60 });
export type Exact = InstanceType<typeof Exact>;

export const exact = (value: DecimalText | number | Exact): Exact => new Exact(value);

/** Plain decimal text without an exponent (the constructor above keeps it away). */
export const decimalText = (value: Exact): DecimalText => value.toString();

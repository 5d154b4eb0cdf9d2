import { invariant } from '../kernel/invariant.ts';
import { type Currency, digitsOf } from './currency.ts';
import { type DecimalText, Exact, exact } from './exact.ts';
import { checkedMinor, maxMinor, type Rounding, wholeMinor } from './rounding.ts';

/** An amount in whole minor units (pence, cents, yen) of its currency (CUR-05). */
export type Money<C extends Currency = Currency> = { readonly minor: number; readonly currency: C };

export const money = <const C extends Currency>(minor: number, currency: C): Money<C> => ({ minor: checkedMinor(minor), currency });

/** Adds amounts of one currency. Two literal currencies that differ do not compile; two that differ at run time stop. */
export const plus = <C extends Currency>(a: Money<C>, b: Money<NoInfer<C>>): Money<C> => {
  invariant(a.currency === b.currency, 'only amounts of one currency are added');
  return { minor: checkedMinor(a.minor + b.minor), currency: a.currency };
};

export const minus = <C extends Currency>(a: Money<C>, b: Money<NoInfer<C>>): Money<C> =>
  plus(a, { minor: -b.minor, currency: b.currency });

const scales = new Map<number, Exact>([0, 1, 2, 3, 4].map((digits) => [digits, new Exact(10).pow(digits)]));

/** Ten to the power of the currency's digits. */
export const scaleOf = (currency: Currency): Exact => scales.get(digitsOf(currency)) ?? new Exact(10).pow(digitsOf(currency));

/** An exact amount in major units to whole minor units, rounded once. */
export const minorOf = (major: Exact, currency: Currency, rounding: Rounding): number =>
  wholeMinor(major.times(scaleOf(currency)), rounding);

/** Major units as plain text with exactly the currency's digits: `12.30`, `-0.05`, `1200` for yen. For files and working, not for people. */
export const majorText = (minor: number, currency: Currency): DecimalText => {
  const digits = digitsOf(currency);
  const sign = minor < 0 ? '-' : '';
  const text = String(Math.abs(checkedMinor(minor)));
  if (digits === 0) return `${sign}${text}`;
  const padded = text.padStart(digits + 1, '0');
  return `${sign}${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
};

/** Whole minor units of a text in major units, `null` where it has more decimals than the currency, is too great, or is no number. Nothing is rounded. */
export const minorOfText = (text: DecimalText, currency: Currency): number | null => {
  if (!/^-?\d{1,16}(\.\d{1,20})?$/.test(text)) return null;
  const minor = exact(text).times(scaleOf(currency));
  const whole = minor.toNumber();
  return minor.isInteger() && Math.abs(whole) <= maxMinor ? checkedMinor(whole) : null;
};

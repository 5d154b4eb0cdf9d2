import { invariant } from '../kernel/invariant.ts';
import { type DecimalText, isDecimalText } from '../money/exact.ts';

/** A decimal as a whole number and the count of its decimals: `12.50` is 1250 and 2. `digits` is a BigInt only where it leaves the safe integers. */
export type Scaled = { digits: number | bigint; scale: number };

const zero = 48;
const nine = 57;
const point = 46;
const minus = 45;
/** As many digits always stay a safe integer. */
const safeDigits = 15;

/** Reads a decimal text into `into`, without making an object: this runs once for each of millions of events. `false` where it is none. */
export const scan = (text: string, into: Scaled): boolean => {
  const { length } = text;
  if (length > safeDigits) return scanLong(text, into);
  let index = length > 0 && text.charCodeAt(0) === minus ? 1 : 0;
  const first = index;
  let whole = 0;
  let pointAt = -1;
  for (; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= zero && code <= nine) whole = whole * 10 + (code - zero);
    else if (code === point && pointAt === -1 && index > first) pointAt = index;
    else return false;
  }
  if (length === first || pointAt === length - 1) return false;
  into.digits = first === 1 && whole !== 0 ? -whole : whole;
  into.scale = pointAt === -1 ? 0 : length - pointAt - 1;
  return true;
};

const scanLong = (text: string, into: Scaled): boolean => {
  if (!isDecimalText(text)) return false;
  const pointAt = text.indexOf('.');
  into.digits = BigInt(pointAt === -1 ? text : text.slice(0, pointAt) + text.slice(pointAt + 1));
  into.scale = pointAt === -1 ? 0 : text.length - pointAt - 1;
  return true;
};

/** A decimal that was checked before. */
export const scaledOf = (text: DecimalText): Scaled => {
  const into: Scaled = { digits: 0, scale: 0 };
  invariant(scan(text, into), 'a value that was taken is a number');
  return into;
};

export const powerOfTen = (exponent: number): bigint => 10n ** BigInt(exponent);

/** The whole number that the decimal is at a greater or equal scale. */
export const atScale = (value: Scaled, scale: number): bigint => BigInt(value.digits) * powerOfTen(scale - value.scale);

/** Less than, equal to or greater than zero, as `a` is to `b`. */
export const compareScaled = (a: Scaled, b: Scaled): number => {
  if (a.scale === b.scale) return a.digits < b.digits ? -1 : a.digits > b.digits ? 1 : 0;
  const scale = Math.max(a.scale, b.scale);
  const left = atScale(a, scale);
  const right = atScale(b, scale);
  return left < right ? -1 : left > right ? 1 : 0;
};

/** Plain decimal text, without trailing zeros. */
export const scaledText = (digits: bigint, scale: number): DecimalText => {
  const sign = digits < 0n ? '-' : '';
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  if (scale === 0) return sign + text;
  const decimals = text.slice(-scale).replace(/0+$/, '');
  const whole = text.slice(0, -scale);
  return decimals === '' ? sign + whole : `${sign}${whole}.${decimals}`;
};

/** `numerator / denominator` to whole numbers, half away from zero; the denominator is above zero. */
export const roundedQuotient = (numerator: bigint, denominator: bigint): bigint => {
  const twice = (numerator < 0n ? -numerator : numerator) * 2n + denominator;
  const magnitude = twice / (denominator * 2n);
  return numerator < 0n ? -magnitude : magnitude;
};

/**
 * An exact sum of decimals of any scale: plain integers while they are safe, one sum for each count of decimals, and BigInts where those would
 * overflow. It never rounds.
 */
export class ScaledSum {
  private readonly small: number[] = [];
  private readonly great: bigint[] = [];

  add(digits: number | bigint, scale: number): void {
    const before = this.small[scale] ?? 0;
    if (typeof digits === 'number') {
      const sum = before + digits;
      if (Number.isSafeInteger(sum)) {
        this.small[scale] = sum;
        return;
      }
    }
    this.small[scale] = 0;
    this.great[scale] = (this.great[scale] ?? 0n) + BigInt(before) + BigInt(digits);
  }

  /** Adds `digits × times`; `times` is whole. */
  addTimes(digits: number | bigint, scale: number, times: number): void {
    const product = typeof digits === 'number' ? digits * times : Number.NaN;
    if (Number.isSafeInteger(product)) this.add(product, scale);
    else this.add(BigInt(digits) * BigInt(times), scale);
  }

  absorb(other: ScaledSum): void {
    for (const [scale, digits] of other.small.entries()) this.add(digits ?? 0, scale);
    for (const [scale, digits] of other.great.entries()) this.add(digits ?? 0n, scale);
  }

  /** The sum as a whole number and its count of decimals. */
  total(): { readonly digits: bigint; readonly scale: number } {
    const scale = Math.max(0, this.small.length - 1, this.great.length - 1);
    let digits = 0n;
    for (const [at, part] of this.small.entries()) digits += atScale({ digits: part ?? 0, scale: at }, scale);
    for (const [at, part] of this.great.entries()) digits += atScale({ digits: part ?? 0n, scale: at }, scale);
    return { digits, scale };
  }

  text(): DecimalText {
    const { digits, scale } = this.total();
    return scaledText(digits, scale);
  }
}

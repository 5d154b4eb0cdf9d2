import { invariant } from '../kernel/invariant.ts';
import type { DecimalText } from '../money/exact.ts';

/** A rate as a ratio of whole numbers: 20 % is 20 / 100, 8.875 % is 8,875 / 100,000. */
export type RateRatio = { readonly numerator: number; readonly denominator: number };

const form = /^\d{1,3}(\.\d{1,6})?$/;

const known = new Map<DecimalText, RateRatio>();

const parsed = (percent: DecimalText): RateRatio => {
  invariant(form.test(percent), 'a tax percentage is 0 to 999 with up to six decimals');
  const [whole = '', decimals = ''] = percent.split('.');
  return { numerator: Number(whole + decimals), denominator: 10 ** (decimals.length + 2) };
};

/** The ratio of a percentage text. A table of rates holds a few dozen texts, and every line asks: each is read once. */
export const rateRatio = (percent: DecimalText): RateRatio => {
  const found = known.get(percent);
  if (found !== undefined) return found;
  const ratio = parsed(percent);
  if (known.size < 1000) known.set(percent, ratio);
  return ratio;
};

/** The components of a line as one rate, over the finest denominator among them. */
export const combinedRatio = (components: readonly { readonly percent: DecimalText }[]): RateRatio => {
  const ratios = components.map((component) => rateRatio(component.percent));
  const denominator = ratios.reduce((finest, ratio) => Math.max(finest, ratio.denominator), 100);
  return { numerator: ratios.reduce((sum, ratio) => sum + ratio.numerator * (denominator / ratio.denominator), 0), denominator };
};

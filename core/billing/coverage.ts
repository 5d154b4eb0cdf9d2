import { groupedBy } from '../kernel/order.ts';
import { type ListAndDiscount, slicedAmounts } from '../rating/slice.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { daysAfter, daysBetween, earlier } from '../time/plain-date.ts';
import type { BilledLine } from './types.ts';

/** Positions of a period, half-open. */
export type Range = { readonly from: number; readonly to: number };

/** What is left of the ranges when others are taken away. Both ascend; so does the answer. */
export const without = (ranges: readonly Range[], taken: readonly Range[]): readonly Range[] => {
  let left = ranges.filter((range) => range.from < range.to);
  for (const cut of taken) {
    left = left.flatMap((range) => {
      if (cut.to <= range.from || cut.from >= range.to) return [range];
      const parts: Range[] = [];
      if (range.from < cut.from) parts.push({ from: range.from, to: cut.from });
      if (cut.to < range.to) parts.push({ from: cut.to, to: range.to });
      return parts;
    });
  }
  return left;
};

/** The shared part, `null` where there is none. */
export const shared = (a: Range, b: Range): Range | null => {
  const from = Math.max(a.from, b.from);
  const to = Math.min(a.to, b.to);
  return from < to ? { from, to } : null;
};

/** A charge line that is still there in part: what it billed, less what later lines took back. */
export type Standing = { readonly line: BilledLine; readonly ranges: readonly Range[] };

const coverageOf = ({ charge }: BilledLine): Range => charge.coverage ?? { from: 0, to: 0 };

/** What of a slot's charge lines stands, in the order in which they were billed. */
export const standing = (lines: readonly BilledLine[]): readonly Standing[] => {
  const live = lines.filter(({ isVoid, charge }) => !isVoid && charge.coverage !== null);
  const credits = live.filter(({ charge }) => charge.credits !== null);
  const charged = credits.length === 0 ? live : live.filter(({ charge }) => charge.credits === null);
  const taken = groupedBy(credits, ({ charge }) => charge.credits?.lineId ?? '');
  return charged.map((line) => ({ line, ranges: without([coverageOf(line)], (taken.get(line.charge.id) ?? []).map(coverageOf)) }));
};

/** Whether one line billed the slot's whole period and nothing took any of it back, so that nothing can be open. */
export const isWhole = (lines: readonly BilledLine[]): boolean => {
  const [only] = lines;
  if (only === undefined || lines.length > 1 || only.isVoid) return false;
  const { coverage } = only.charge;
  return coverage !== null && coverage.from === 0 && coverage.to === coverage.of;
};

/** Lines of whole periods do not say whether they counted seconds; their length does, since no period has as many days as seconds. */
export const unitOf = ({ charge }: BilledLine): 'day' | 'second' => {
  if (charge.working.slice !== null) return charge.working.slice.unit;
  const days = charge.period === null ? 1 : Math.max(1, daysBetween(charge.period.start, charge.period.end));
  return (charge.coverage?.of ?? 0) >= days * 1000 ? 'second' : 'day';
};

/** About the day on which a position of a line was reached, where the period itself is not known any more. */
export const dayInLine = (line: BilledLine, position: number): PlainDate => {
  const { period, dueOn, coverage } = line.charge;
  const start = period?.start ?? dueOn;
  const scale = unitOf(line) === 'second' ? 86_400 : 1;
  return earlier(daysAfter(start, Math.ceil((position - (coverage?.from ?? 0)) / scale)), period?.end ?? dueOn);
};

/** The parts of a line's amounts that fall on a range. */
export const partOfLine = ({ charge }: BilledLine, { from, to }: Range): ListAndDiscount => {
  const { fullMinor, discounts, rounding } = charge.working;
  const full = { listMinor: fullMinor, discountMinor: discounts.reduce((sum, discount) => sum + discount.fullMinor, 0) };
  return slicedAmounts(full, { from, to, of: charge.coverage?.of ?? 1 }, rounding);
};

import { groupedBy } from '../kernel/order.ts';
import { sliceOf } from '../money/allocation.ts';
import { digitsOf } from '../money/currency.ts';
import type { Currency } from '../money/currency.ts';
import type { Rounding } from '../money/rounding.ts';
import type { PriceWorking, Working } from '../rating/types.ts';
import { daysAfter, earlier, type PlainDate } from '../time/plain-date.ts';
import type { FullAmount, Interval, Owed, OwedSpread, OwedSum, Step } from './owed-types.ts';
import type { BilledLine, BillingProblem, Charge, OutstandingCharge } from './types.ts';

export type OutstandingTerms = {
  /** What falls due on or after this day is left for later. */
  readonly before: PlainDate;
  readonly currency: Currency;
  readonly rounding: Rounding;
  /** G-PU-3, POL-12: whether a charge of zero stands on the document. */
  readonly keepZeroLines: boolean;
};

type Range = { readonly from: number; readonly to: number };

/** What is left of the ranges when others are taken away. Both ascend; so does the answer. */
export const without = (ranges: readonly Range[], taken: readonly Range[]): readonly Range[] => {
  let left = [...ranges];
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

/** The id of the nth billing of a slot says what it bills, so that a second try meets the first. Occurrences count from 0. */
export const lineId = (slot: string, occurrence: number): string => `${slot}#${occurrence}`;

const workingOf = (amount: FullAmount, slice: Working['slice'], alreadyMinor: number, terms: OutstandingTerms): Working => ({
  price: amount.price,
  fullMinor: amount.fullMinor,
  discounts: amount.discounts,
  slice,
  rounding: { mode: terms.rounding.mode, increment: terms.rounding.increment, digits: digitsOf(terms.currency) },
  alreadyMinor,
});

/** One price for all units, where there is one: what a document shows as the unit price. */
const unitPriceOf = (price: PriceWorking | null): string | null => {
  const only = price?.shares.length === 1 ? price.shares[0] : undefined;
  return only !== undefined && only.flat === '0' ? only.unitPrice : null;
};

/** A charge line that is still there in part: what it billed, less what later lines took back. */
type Standing = { readonly line: BilledLine; readonly ranges: readonly Range[] };

const standing = (lines: readonly BilledLine[]): readonly Standing[] => {
  const live = lines.filter((line) => !line.isVoid && line.coverage !== null);
  const taken = groupedBy(
    live.filter((line) => line.credits !== null),
    (line) => line.credits?.lineId ?? '',
  );
  return live
    .filter((line) => line.credits === null)
    .map((line) => ({
      line,
      ranges: without([line.coverage ?? { from: 0, to: 0 }], (taken.get(line.id) ?? []).map((credit) => credit.coverage ?? { from: 0, to: 0 })),
    }));
};

const creditOfRange = (line: BilledLine, range: Range, occurrence: number): OutstandingCharge => {
  const of = line.coverage?.of ?? 1;
  const unit = line.working.slice?.unit ?? 'day';
  const scale = unit === 'second' ? 86_400 : 1;
  const start = line.period?.start ?? line.dueOn;
  const first = line.coverage?.from ?? 0;
  const dateAt = (position: number): PlainDate => daysAfter(start, Math.ceil((position - first) / scale));
  const end = line.period?.end ?? line.dueOn;
  const listMinor = -sliceOf(line.working.fullMinor, range.from, range.to, of, line.working.rounding);
  const discounts = line.working.discounts.map((discount) => ({ ...discount, fullMinor: -discount.fullMinor }));
  const discountMinor = -line.working.discounts.reduce((sum, discount) => sum + sliceOf(discount.fullMinor, range.from, range.to, of, line.working.rounding), 0);
  const period = { start: earlier(dateAt(range.from), end), end: earlier(dateAt(range.to), end) };
  return {
    ...chargeOnly(line),
    id: lineId(line.slot, occurrence),
    coverage: { from: range.from, to: range.to, of },
    period,
    dueOn: period.start,
    listMinor,
    discountMinor,
    chargedMinor: listMinor - discountMinor,
    working: { ...line.working, fullMinor: -line.working.fullMinor, discounts, slice: { from: range.from, to: range.to, of, unit } },
    credits: { documentId: line.documentId, lineId: line.id },
  };
};

/** The charge of a billed line without what its document added. */
const chargeOnly = (line: BilledLine): Charge => ({
  slot: line.slot,
  coverage: line.coverage,
  nature: line.nature,
  source: line.source,
  currency: line.currency,
  productId: line.productId,
  planId: line.planId,
  title: line.title,
  period: line.period,
  dueOn: line.dueOn,
  quantity: line.quantity,
  unitPrice: line.unitPrice,
  taxClass: line.taxClass,
  taxInclusive: line.taxInclusive,
  recognition: line.recognition,
  separateKey: line.separateKey,
  listMinor: line.listMinor,
  discountMinor: line.discountMinor,
  chargedMinor: line.chargedMinor,
  promotional: line.promotional,
  priorPeriod: line.priorPeriod,
  working: line.working,
});

const datesOf = (interval: Interval, range: Range, owed: OwedSpread): { readonly start: PlainDate; readonly end: PlainDate } => {
  const scale = owed.unit === 'second' ? 86_400 : 1;
  const start = range.from === interval.from ? interval.fromDate : daysAfter(interval.fromDate, Math.floor((range.from - interval.from) / scale));
  const end = range.to === interval.to ? interval.untilDate : earlier(interval.untilDate, daysAfter(start, Math.ceil((range.to - range.from) / scale)));
  return { start, end };
};

const chargeOfRange = (owed: OwedSpread, interval: Interval, range: Range, amount: FullAmount, occurrence: number, terms: OutstandingTerms): OutstandingCharge => {
  const slice = range.from === 0 && range.to === owed.of ? null : { from: range.from, to: range.to, of: owed.of, unit: owed.unit };
  const part = (minor: number): number => (slice === null ? minor : sliceOf(minor, range.from, range.to, owed.of, terms.rounding));
  const listMinor = part(amount.fullMinor);
  const discountMinor = amount.discounts.reduce((sum, discount) => sum + part(discount.fullMinor), 0);
  return {
    ...owed.template,
    id: lineId(owed.template.slot, occurrence),
    coverage: { from: range.from, to: range.to, of: owed.of },
    period: datesOf(interval, range, owed),
    dueOn: interval.dueOn,
    quantity: amount.price?.quantity ?? '1',
    unitPrice: unitPriceOf(amount.price),
    listMinor,
    discountMinor,
    chargedMinor: listMinor - discountMinor,
    promotional: listMinor !== 0 && listMinor === discountMinor,
    priorPeriod: false,
    working: workingOf(amount, slice, 0, terms),
    credits: null,
  };
};

const outstandingSpread = (
  owed: OwedSpread | null,
  lines: readonly BilledLine[],
  terms: OutstandingTerms,
  out: OutstandingCharge[],
  problems: BillingProblem[],
): void => {
  const billed = standing(lines);
  let occurrence = lines.length;
  const covered = billed.flatMap((entry) => entry.ranges);
  const intervals = owed?.intervals ?? [];
  for (const entry of billed) {
    for (const range of without(entry.ranges, intervals)) {
      const credit = creditOfRange(entry.line, range, occurrence);
      if (credit.dueOn >= terms.before) continue;
      out.push(credit);
      occurrence += 1;
    }
  }
  if (owed === null) return;
  for (const interval of intervals) {
    if (interval.dueOn >= terms.before) continue;
    const open = without([interval], covered);
    if (open.length === 0) continue;
    const amount = owed.full(interval);
    if ('code' in amount) {
      problems.push(amount);
      continue;
    }
    if (amount.fullMinor === 0 && !terms.keepZeroLines) continue;
    for (const range of open) {
      out.push(chargeOfRange(owed, interval, range, amount, occurrence, terms));
      occurrence += 1;
    }
  }
};

type Sums = { readonly listMinor: number; readonly discountMinor: number };

const chargedOf = (sums: Sums): number => sums.listMinor - sums.discountMinor;

const sumsOf = (amount: FullAmount): Sums => ({ listMinor: amount.fullMinor, discountMinor: amount.discounts.reduce((sum, discount) => sum + discount.fullMinor, 0) });

/** As much of `wanted` as `available` allows, for amounts of one sign. */
const within = (wanted: number, available: number): number => {
  if (wanted === 0 || available === 0 || Math.sign(wanted) !== Math.sign(available)) return 0;
  return wanted > 0 ? Math.min(wanted, available) : Math.max(wanted, available);
};

/** Takes back from the newest billed lines first, each no further than what is left of it (INV-19). */
const creditsOfSum = (lines: readonly BilledLine[], backMinor: number, dueOn: PlainDate | null, firstOccurrence: number): readonly OutstandingCharge[] => {
  const takenBack = (line: BilledLine): number =>
    lines.filter((entry) => entry.credits?.lineId === line.id).reduce((sum, entry) => sum - entry.chargedMinor, 0);
  const credits: OutstandingCharge[] = [];
  let left = backMinor;
  for (const line of lines.filter((entry) => entry.credits === null).reverse()) {
    const part = within(left, line.chargedMinor - takenBack(line));
    if (part === 0) continue;
    left -= part;
    credits.push({
      ...chargeOnly(line),
      id: lineId(line.slot, firstOccurrence + credits.length),
      dueOn: dueOn ?? line.dueOn,
      listMinor: -part,
      discountMinor: 0,
      chargedMinor: -part,
      promotional: false,
      priorPeriod: true,
      working: { price: null, fullMinor: -part, discounts: [], slice: null, rounding: line.working.rounding, alreadyMinor: 0 },
      credits: { documentId: line.documentId, lineId: line.id },
    });
  }
  return credits;
};

/** Whether the owed sum lies nearer to zero than what was billed, so that something goes back. Draw-downs and caps are owed below zero. */
const goesBack = (owedMinor: number, billedMinor: number): boolean => (owedMinor < 0 || (owedMinor === 0 && billedMinor < 0) ? owedMinor > billedMinor : owedMinor < billedMinor);

const stepCharge = (owed: OwedSum, step: Step, reached: Sums, isFurther: boolean, occurrence: number, terms: OutstandingTerms): OutstandingCharge => {
  const sums = sumsOf(step.amount);
  const listMinor = sums.listMinor - reached.listMinor;
  const discountMinor = sums.discountMinor - reached.discountMinor;
  return {
    ...owed.template,
    id: lineId(owed.template.slot, occurrence),
    coverage: null,
    period: step.period,
    dueOn: step.dueOn,
    quantity: step.amount.price?.quantity ?? '1',
    unitPrice: isFurther ? null : unitPriceOf(step.amount.price),
    listMinor,
    discountMinor,
    chargedMinor: listMinor - discountMinor,
    promotional: listMinor !== 0 && listMinor === discountMinor,
    priorPeriod: isFurther && !owed.grows,
    working: workingOf({ ...step.amount, discounts: incrementOf(step.amount, reached.discountMinor) }, null, reached.listMinor, terms),
    credits: null,
  };
};

/** A credit belongs to the time of what it takes back, whenever it was given: running an earlier month again must not give it twice. */
const dueBefore = (line: BilledLine, lines: readonly BilledLine[], before: PlainDate): boolean => {
  const taken = line.credits === null ? line : lines.find((entry) => entry.id === line.credits?.lineId);
  return (taken ?? line).dueOn < before;
};

const outstandingSum = (owed: OwedSum | null, lines: readonly BilledLine[], terms: OutstandingTerms, out: OutstandingCharge[]): void => {
  const live = lines.filter((line) => !line.isVoid && dueBefore(line, lines, terms.before));
  const steps = owed?.steps.filter((step) => step.dueOn < terms.before) ?? [];
  let reached = live.reduce<Sums>(
    (sum, line) => ({ listMinor: sum.listMinor + line.listMinor, discountMinor: sum.discountMinor + line.discountMinor }),
    { listMinor: 0, discountMinor: 0 },
  );
  const last = steps.at(-1);
  const target = last === undefined ? 0 : chargedOf(sumsOf(last.amount));
  if (live.length > 0 && goesBack(target, chargedOf(reached))) {
    out.push(...creditsOfSum(live, chargedOf(reached) - target, last?.dueOn ?? null, lines.length));
    return;
  }
  let occurrence = lines.length;
  for (const step of owed === null ? [] : steps) {
    const sums = sumsOf(step.amount);
    const isFurther = occurrence > lines.length || live.length > 0;
    const moves = chargedOf(sums) !== chargedOf(reached) && !goesBack(chargedOf(sums), chargedOf(reached));
    const promotes = !isFurther && sums.listMinor !== 0;
    if (owed === null || !(moves || promotes)) continue;
    out.push(stepCharge(owed, step, reached, isFurther, occurrence, terms));
    reached = sums;
    occurrence += 1;
  }
};

/** The discounts of an increment: what they are in all, less what was given before (taken off the last ones first is no one's concern: the sum counts). */
const incrementOf = (amount: FullAmount, givenMinor: number): FullAmount['discounts'] => {
  let given = givenMinor;
  return amount.discounts.map((discount) => {
    const part = within(given, discount.fullMinor);
    given -= part;
    return { ...discount, fullMinor: discount.fullMinor - part };
  });
};

/**
 * Two stretches of one item may lie in the same full period: cancelled on the 2nd, reactivated on the 24th. Their parts are one slot, or each would
 * take the other's for billed by mistake and both would get one id.
 */
const oncePerSlot = (owed: readonly Owed[]): readonly Owed[] => {
  const spreads = new Map<string, OwedSpread>();
  let isMerged = false;
  for (const entry of owed) {
    if (entry.kind !== 'spread') continue;
    const known = spreads.get(entry.template.slot);
    spreads.set(entry.template.slot, known === undefined ? entry : together(known, entry));
    isMerged ||= known !== undefined;
  }
  if (!isMerged) return owed;
  return owed.flatMap((entry): readonly Owed[] => {
    if (entry.kind !== 'spread') return [entry];
    const whole = spreads.get(entry.template.slot);
    spreads.delete(entry.template.slot);
    return whole === undefined ? [] : [whole];
  });
};

const together = (a: OwedSpread, b: OwedSpread): OwedSpread => ({
  ...a,
  intervals: [...a.intervals, ...b.intervals].sort((first, second) => first.from - second.from),
  full: (interval) => (b.intervals.includes(interval) ? b : a).full(interval),
});

export type Outstanding = { readonly charges: readonly OutstandingCharge[]; readonly problems: readonly BillingProblem[] };

/**
 * Everything that is owed, less everything that was billed (design, idea 3). Slots that are billed but no longer owed are credited. Asked again
 * after the answer was billed, it gives nothing. Lines of the same slot stay in the order in which they were billed.
 */
export const outstanding = (owed: readonly Owed[], billed: readonly BilledLine[], terms: OutstandingTerms): Outstanding => {
  const bySlot = groupedBy(billed, (line) => line.slot);
  const seen = new Set<string>();
  const charges: OutstandingCharge[] = [];
  const problems: BillingProblem[] = [];
  for (const entry of oncePerSlot(owed)) {
    seen.add(entry.template.slot);
    const lines = bySlot.get(entry.template.slot) ?? [];
    if (entry.kind === 'spread') outstandingSpread(entry, lines, terms, charges, problems);
    else outstandingSum(entry, lines, terms, charges);
  }
  for (const [slot, lines] of bySlot) {
    if (seen.has(slot)) continue;
    if (lines.some((line) => line.coverage !== null)) outstandingSpread(null, lines, terms, charges, problems);
    else outstandingSum(null, lines, terms, charges);
  }
  return { charges, problems };
};

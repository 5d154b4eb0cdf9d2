import { digitsOf } from '../money/currency.ts';
import type { Rounding } from '../money/rounding.ts';
import { type ListAndDiscount, slicedAmounts } from '../rating/slice.ts';
import type { PriceWorking, Slice, Working } from '../rating/types.ts';
import type { Period } from '../time/period.ts';
import { later, type PlainDate } from '../time/plain-date.ts';
import { dayInLine, partOfLine, type Range, shared, standing, type Standing, unitOf, without } from './coverage.ts';
import { lineId, nextOccurrence } from './occurrence.ts';
import type { FullAmount, Interval, OwedSpread } from './owed-types.ts';
import type { OutstandingTerms } from './outstanding.ts';
import type { BilledLine, BillingProblem, OutstandingCharge } from './types.ts';

/** Never minus zero: it would make other bytes. */
const minus = (minor: number): number => (minor === 0 ? 0 : -minor);

/** One price for all units, where there is one: what a document shows as the unit price. */
export const unitPriceOf = (price: PriceWorking | null): string | null => {
  const only = price?.shares.length === 1 ? price.shares[0] : undefined;
  return only !== undefined && only.flat === '0' ? only.unitPrice : null;
};

export const workingOf = (amount: FullAmount, slice: Working['slice'], alreadyMinor: number, terms: OutstandingTerms): Working => ({
  price: amount.price,
  fullMinor: amount.fullMinor,
  discounts: amount.discounts,
  slice,
  rounding: { mode: terms.rounding.mode, increment: terms.rounding.increment, digits: digitsOf(terms.currency) },
  alreadyMinor,
});

/** The whole period's list price and discounts. */
const fullSums = ({ fullMinor, discounts }: FullAmount): ListAndDiscount => {
  let discountMinor = 0;
  for (const discount of discounts) discountMinor += discount.fullMinor;
  return { listMinor: fullMinor, discountMinor };
};

/** What an amount comes to on a part of its period: before discounts, and what they take. */
export const amountOn = (amount: FullAmount, slice: Pick<Slice, 'from' | 'to' | 'of'> | null, rounding: Rounding): ListAndDiscount =>
  slicedAmounts(fullSums(amount), slice, rounding);

/** A credit or a charge before it is known which billing of its slot it is: that goes by the day on which it falls due. */
type Proposal = { readonly dueOn: PlainDate; readonly made: (id: string) => OutstandingCharge };

const creditOf = (line: BilledLine, range: Range, period: Period, dueOn: PlainDate): Proposal => {
  const { charge } = line;
  const { listMinor, discountMinor } = partOfLine(line, range);
  const discounts = charge.working.discounts.map((discount) => ({ ...discount, fullMinor: minus(discount.fullMinor) }));
  const of = charge.coverage?.of ?? 1;
  return {
    dueOn,
    made: (id) => ({
      ...chargeOf(charge),
      id,
      coverage: { from: range.from, to: range.to, of },
      period,
      dueOn,
      listMinor: minus(listMinor),
      discountMinor: minus(discountMinor),
      chargedMinor: minus(listMinor - discountMinor),
      working: { ...charge.working, fullMinor: minus(charge.working.fullMinor), discounts, slice: { ...range, of, unit: unitOf(line) } },
      credits: { documentId: line.documentId, lineId: charge.id },
    }),
  };
};

/** The charge of a billed line without what its document added. */
export const chargeOf = (line: OutstandingCharge): OutstandingCharge => ({
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
  id: line.id,
  credits: line.credits,
});

/** The days of a credited range: those of the intervals and of the line where it begins or ends with one, else the period's. */
const creditDays = (owed: OwedSpread | null, line: BilledLine, range: Range): { readonly period: Period; readonly dueOn: PlainDate } => {
  const { coverage, period, dueOn } = line.charge;
  const dayOf = (position: number): PlainDate => owed?.dayAt(position) ?? dayInLine(line, position);
  const ended = owed?.intervals.find((interval) => interval.to === range.from);
  const next = owed?.intervals.find((interval) => interval.from === range.to && interval.to > interval.from);
  const own = range.from === coverage?.from ? (period?.start ?? dueOn) : null;
  const start = own ?? ended?.untilDate ?? dayOf(range.from);
  const end = range.to === coverage?.to ? (period?.end ?? dueOn) : (next?.fromDate ?? dayOf(range.to));
  // What was charged after the fact cannot be given back before it was charged.
  return { period: { start, end: later(start, end) }, dueOn: later(ended?.endedOn ?? start, dueOn) };
};

/** What of a line's ranges is still owed as it was billed, and what is not. */
const divided = (
  owed: OwedSpread | null,
  { line, ranges }: Standing,
  before: PlainDate,
): { readonly kept: readonly Range[]; readonly back: readonly Range[] } => {
  if (owed === null) return { kept: [], back: ranges };
  const kept: Range[] = [];
  const repriced: Range[] = [];
  for (const interval of owed.intervals) {
    const parts = ranges.flatMap((range) => shared(range, interval) ?? []);
    if (parts.length === 0) continue;
    if (interval.dueOn >= before || owed.isAsBilled(line, interval)) kept.push(...parts);
    else repriced.push(...parts);
  }
  return { kept, back: [...repriced, ...without(without(ranges, kept), repriced)] };
};

const chargeOfRange = (
  owed: OwedSpread,
  interval: Interval,
  range: Range,
  amount: FullAmount,
  terms: OutstandingTerms,
  id: string,
): OutstandingCharge => {
  const isAll = range.from === 0 && range.to === owed.of;
  const slice = isAll ? null : { from: range.from, to: range.to, of: owed.of, unit: owed.unit };
  const { listMinor, discountMinor } = amountOn(amount, slice, terms.rounding);
  const start = range.from === interval.from ? interval.fromDate : owed.dayAt(range.from);
  const end = range.to === interval.to ? interval.untilDate : owed.dayAt(range.to);
  return {
    ...owed.template(),
    id,
    coverage: { from: range.from, to: range.to, of: owed.of },
    period: { start, end: later(start, end) },
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

/** Charges for what of the intervals is due and not covered. */
const charges = (owed: OwedSpread, covered: readonly Range[], terms: OutstandingTerms, problems: BillingProblem[]): readonly Proposal[] => {
  const proposals: Proposal[] = [];
  for (const interval of owed.intervals) {
    if (interval.dueOn >= terms.before) continue;
    const open = without([interval], covered);
    if (open.length === 0) continue;
    const amount = owed.full(interval);
    if ('code' in amount) problems.push(amount);
    else if (amount.fullMinor !== 0 || terms.keepZeroLines) {
      for (const range of open)
        proposals.push({ dueOn: interval.dueOn, made: (id) => chargeOfRange(owed, interval, range, amount, terms, id) });
    }
  }
  return proposals;
};

/** What nobody has billed yet: nearly every charge of a run. */
const firstCharges = (owed: OwedSpread, terms: OutstandingTerms, out: OutstandingCharge[], problems: BillingProblem[]): void => {
  let occurrence = 0;
  for (const interval of owed.intervals) {
    if (interval.dueOn >= terms.before || interval.from === interval.to) continue;
    const amount = owed.full(interval);
    if ('code' in amount) problems.push(amount);
    else if (amount.fullMinor !== 0 || terms.keepZeroLines) {
      out.push(chargeOfRange(owed, interval, interval, amount, terms, lineId(owed.slot, occurrence)));
      occurrence += 1;
    }
  }
};

/**
 * Owed and billed compared as coverage. What is billed and no longer owed is credited, what is owed and not billed is charged; where the discounts of a
 * billed part changed, it is credited and charged anew. `owed` is `null` where nothing of the slot is owed any more.
 */
export const outstandingSpread = (
  owed: OwedSpread | null,
  lines: readonly BilledLine[],
  terms: OutstandingTerms,
  out: OutstandingCharge[],
  problems: BillingProblem[],
): void => {
  if (lines.length === 0) {
    if (owed !== null) firstCharges(owed, terms, out, problems);
    return;
  }
  const covered: Range[] = [];
  const proposals: Proposal[] = [];
  for (const entry of standing(lines)) {
    const { kept, back } = divided(owed, entry, terms.before);
    covered.push(...kept);
    for (const range of back) {
      const { period, dueOn } = creditDays(owed, entry.line, range);
      if (dueOn < terms.before) proposals.push(creditOf(entry.line, range, period, dueOn));
      else covered.push(range);
    }
  }
  covered.sort((a, b) => a.from - b.from);
  const slot = owed?.slot ?? lines[0]?.charge.slot ?? '';
  if (owed !== null) proposals.push(...charges(owed, covered, terms, problems));
  if (proposals.length > 1) proposals.sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0));
  let occurrence = nextOccurrence(lines);
  for (const { made } of proposals) {
    out.push(made(lineId(slot, occurrence)));
    occurrence += 1;
  }
};

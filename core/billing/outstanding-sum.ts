import type { Rounding } from '../money/rounding.ts';
import type { ListAndDiscount } from '../rating/slice.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { lineId, nextOccurrence } from './occurrence.ts';
import type { OutstandingTerms } from './outstanding.ts';
import { amountOn, chargeOf, unitPriceOf, workingOf } from './outstanding-spread.ts';
import type { FullAmount, OwedSum, Step } from './owed-types.ts';
import type { BilledLine, OutstandingCharge } from './types.ts';

type Sums = ListAndDiscount;

const nothing: Sums = { listMinor: 0, discountMinor: 0 };

const chargedOf = (sums: Sums): number => sums.listMinor - sums.discountMinor;

/** What an amount comes to: before discounts, and what they take. */
export const sumsOf = (amount: FullAmount, rounding: Rounding): Sums => amountOn(amount, amount.slice, rounding);

/** As much of `wanted` as `available` allows, for amounts of one sign. */
const within = (wanted: number, available: number): number => {
  if (wanted === 0 || available === 0 || Math.sign(wanted) !== Math.sign(available)) return 0;
  return wanted > 0 ? Math.min(wanted, available) : Math.max(wanted, available);
};

/** Takes back from the newest billed lines first, each no further than what is left of it (INV-19). */
const creditsOfSum = (
  lines: readonly BilledLine[],
  backMinor: number,
  dueOn: PlainDate | null,
  firstOccurrence: number,
): readonly OutstandingCharge[] => {
  const takenBack = new Map<string, number>();
  for (const { charge } of lines) {
    const taken = charge.credits?.lineId;
    if (taken !== undefined) takenBack.set(taken, (takenBack.get(taken) ?? 0) - charge.chargedMinor);
  }
  const credits: OutstandingCharge[] = [];
  let left = backMinor;
  for (const { charge, documentId } of lines.filter((entry) => entry.charge.credits === null).toReversed()) {
    const part = within(left, charge.chargedMinor - (takenBack.get(charge.id) ?? 0));
    if (part === 0) continue;
    left -= part;
    credits.push({
      ...chargeOf(charge),
      id: lineId(charge.slot, firstOccurrence + credits.length),
      dueOn: dueOn ?? charge.dueOn,
      listMinor: -part,
      discountMinor: 0,
      chargedMinor: -part,
      promotional: false,
      priorPeriod: true,
      working: { price: null, fullMinor: -part, discounts: [], slice: null, rounding: charge.working.rounding, alreadyMinor: 0 },
      credits: { documentId, lineId: charge.id },
    });
  }
  return credits;
};

/** Whether the owed sum lies nearer to zero than what was billed, so that something goes back. Draw-downs and caps are owed below zero. */
const goesBack = (owedMinor: number, billedMinor: number): boolean =>
  owedMinor < 0 || (owedMinor === 0 && billedMinor < 0) ? owedMinor > billedMinor : owedMinor < billedMinor;

/** The discounts of an increment: what they are in all, less what was given before, taken off the first ones first. */
const furtherDiscounts = (discounts: FullAmount['discounts'], givenMinor: number): FullAmount['discounts'] => {
  let given = givenMinor;
  return discounts.map((discount) => {
    const part = within(given, discount.fullMinor);
    given -= part;
    return { ...discount, fullMinor: discount.fullMinor - part };
  });
};

/**
 * What a step adds to what was reached, so that the line recomputes from its working (BEY-03). Where discounts fell meanwhile, or only a part of the
 * period counts, the increment stands as a bare net amount.
 */
const increment = (amount: FullAmount, sums: Sums, reached: Sums): Sums & { readonly discounts: FullAmount['discounts'] } => {
  if (reached.listMinor === 0 && reached.discountMinor === 0) return { ...sums, discounts: amount.discounts };
  const discountMinor = sums.discountMinor - reached.discountMinor;
  if (amount.slice === null && discountMinor >= 0 && reached.discountMinor >= 0) {
    return {
      listMinor: sums.listMinor - reached.listMinor,
      discountMinor,
      discounts: furtherDiscounts(amount.discounts, reached.discountMinor),
    };
  }
  return { listMinor: chargedOf(sums) - chargedOf(reached), discountMinor: 0, discounts: [] };
};

const stepCharge = (
  owed: OwedSum,
  step: Step,
  reached: Sums,
  isFurther: boolean,
  occurrence: number,
  terms: OutstandingTerms,
): OutstandingCharge => {
  const sums = sumsOf(step.amount, terms.rounding);
  const { listMinor, discountMinor, discounts } = increment(step.amount, sums, reached);
  return {
    ...owed.template(),
    id: lineId(owed.slot, occurrence),
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
    working: workingOf({ ...step.amount, discounts }, step.amount.slice, sums.listMinor - listMinor, terms),
    credits: null,
  };
};

/** A step that a later correction takes back again was never owed beyond it: what is known now is not charged to be credited (USG-10). */
const settledSteps = (steps: readonly Step[], waitingMinor: number | null, rounding: Rounding): readonly Step[] => {
  if (steps.length < 2 && waitingMinor === null) return steps;
  const settled: Step[] = [];
  let least = waitingMinor ?? Number.POSITIVE_INFINITY;
  for (const step of steps.toReversed()) {
    const chargedMinor = chargedOf(sumsOf(step.amount, rounding));
    if (chargedMinor > least) continue;
    least = chargedMinor;
    settled.push(step);
  }
  return settled.reverse();
};

/** What of the billed sum stays. Use that arrived late moves the days on which enough had come together; what was charged before its time now is not too much. */
const keptMinor = (targetMinor: number, waitingMinor: number | null, billedMinor: number): number => {
  if (waitingMinor === null) return targetMinor;
  return goesBack(waitingMinor, billedMinor) ? Math.max(targetMinor, waitingMinor) : billedMinor;
};

const billedSums = (lines: readonly BilledLine[]): Sums =>
  lines.reduce<Sums>(
    (sum, { charge }) => ({ listMinor: sum.listMinor + charge.listMinor, discountMinor: sum.discountMinor + charge.discountMinor }),
    nothing,
  );

/** Whether a step of nothing stands on a document: a promotion shows what it gave (OFR-12); a period without use does where zero lines are kept (G-PU-3). */
const showsZero = (owed: OwedSum, sums: Sums, terms: OutstandingTerms): boolean =>
  sums.listMinor !== 0 || (terms.keepZeroLines && owed.template().nature === 'usage');

/** Owed and billed compared as sums: what is missing is charged step by step, what is too much goes back. `owed` is `null` where nothing is owed any more. */
export const outstandingSum = (
  owed: OwedSum | null,
  lines: readonly BilledLine[],
  terms: OutstandingTerms,
  out: OutstandingCharge[],
): void => {
  const live = lines.length === 0 ? lines : lines.filter((line) => !line.isVoid);
  // What was billed for a later time looked at all that happened until then: an earlier month that is run again has nothing to add and nothing to take.
  if (live.some(({ charge }) => charge.dueOn >= terms.before)) return;
  const due = owed?.steps.filter((step) => step.dueOn < terms.before) ?? [];
  let reached = live.length === 0 ? nothing : billedSums(live);
  const last = due.at(-1);
  const target = last === undefined ? 0 : chargedOf(sumsOf(last.amount, terms.rounding));
  const waitingMinor = owed?.waiting === undefined ? null : chargedOf(sumsOf(owed.waiting, terms.rounding));
  let occurrence = nextOccurrence(lines);
  if (live.length > 0 && goesBack(target, chargedOf(reached))) {
    const backMinor = chargedOf(reached) - keptMinor(target, waitingMinor, chargedOf(reached));
    if (backMinor !== 0) out.push(...creditsOfSum(live, backMinor, last?.dueOn ?? null, occurrence));
    return;
  }
  if (owed === null) return;
  let isFurther = live.length > 0;
  for (const step of settledSteps(due, waitingMinor, terms.rounding)) {
    const sums = sumsOf(step.amount, terms.rounding);
    const moves = chargedOf(sums) !== chargedOf(reached) && !goesBack(chargedOf(sums), chargedOf(reached));
    if (!moves && (isFurther || !showsZero(owed, sums, terms))) continue;
    out.push(stepCharge(owed, step, reached, isFurther, occurrence, terms));
    reached = sums;
    occurrence += 1;
    isFurther = true;
  }
};

import type { IssuedDocument } from '../invoicing/lines.ts';
import { dueMinor } from '../invoicing/status.ts';
import type { Line, Settlement, TaxSummary } from '../invoicing/types.ts';
import { sliceOf } from '../money/allocation.ts';
import type { DecimalText } from '../money/exact.ts';
import type { Policies } from '../organization/policies.ts';
import { recomputed, workingFaults } from '../rating/recomputed.ts';
import type { PricedShare, PriceWorking, Working } from '../rating/types.ts';

/**
 * BEY-03: how an amount came to be, in steps that somebody can follow with a pencil. Plain data, every figure signed as the document has it, no
 * sentence written: a screen puts the codes into words.
 */
export type ExplainStep =
  /** The exact sum of the bands, in major units, before anything was rounded. */
  | { readonly kind: 'exact'; readonly exact: DecimalText }
  /** The price of the whole period (`isPart`: the line bills only some of it), rounded once; left out where nothing had to be rounded. */
  | {
      readonly kind: 'full';
      readonly isPart: boolean;
      readonly minor: number;
      readonly mode: Working['rounding']['mode'];
      readonly digits: number;
      readonly increment: number;
    }
  /** `percent` is `null` for amounts and overriding prices. */
  | { readonly kind: 'discount'; readonly name: string; readonly percent: DecimalText | null; readonly minor: number }
  /** The line covers `units` of `of` days (or seconds); `minor` is what the period's price comes to for them. */
  | { readonly kind: 'part'; readonly units: number; readonly of: number; readonly unit: 'day' | 'second'; readonly minor: number }
  | { readonly kind: 'already'; readonly minor: number }
  /** What is charged with the tax inside; without tax inside it is the net. */
  | { readonly kind: 'charged'; readonly minor: number }
  /** Tax that the price holds already (TAX-09), as it is taken out. */
  | { readonly kind: 'tax-inside'; readonly minor: number }
  | { readonly kind: 'net'; readonly minor: number }
  | { readonly kind: 'tax'; readonly name: string; readonly jurisdiction: string; readonly percent: DecimalText; readonly minor: number }
  | { readonly kind: 'gross'; readonly minor: number };

/** A policy that had a say, and what it said: as it was pinned to the document, not as it is set today. */
export type PolicySaid = {
  readonly policy: Exclude<keyof Policies, 'zeroUsage'> | 'zeroUsageStairStep' | 'zeroUsageGraduated';
  readonly value: string;
};

export type LineExplanation = {
  readonly lineId: string;
  /** What was counted, and what of it was free; `null` for lines without a price, such as credits. */
  readonly input: Pick<PriceWorking, 'model' | 'source' | 'quantity' | 'included' | 'billable'> | null;
  /** Band by band, empty where one price covers all. */
  readonly bands: readonly PricedShare[];
  /** The one price where there are no bands. */
  readonly single: PricedShare | null;
  readonly steps: readonly ExplainStep[];
  readonly taxReason: { readonly outcome: Line['decision']['outcome']; readonly jurisdiction: string; readonly reason: string };
  readonly policies: readonly PolicySaid[];
  /** Computed again on the spot, from the stored inputs alone. */
  readonly again: Recomputation;
};

export type Recomputation = { readonly holds: boolean; readonly storedMinor: number; readonly recomputedMinor: number };

const isZero = (text: DecimalText): boolean => /^-?0*\.?0*$/.test(text);

const isSingle = ({ shares }: PriceWorking): boolean => {
  const [only] = shares;
  return shares.length === 1 && only !== undefined && only.rule === null && only.upTo === null && isZero(only.from);
};

/** More decimals than the currency has: it had to be rounded. */
const hasMoreDigits = (exact: DecimalText, digits: number): boolean => /[1-9]/.test(exact.split('.')[1]?.slice(digits) ?? '');

/** What a full-period amount comes to for the slice: cumulative rounding, magnitudes first and the sign after. */
const ofSlice = (minor: number, { slice, rounding }: Working): number =>
  slice === null ? minor : Math.sign(minor) * sliceOf(Math.abs(minor), slice.from, slice.to, slice.of, rounding);

const sign = (minor: number): number => (minor === 0 ? 0 : minor);

const priceSteps = ({ working }: Line): readonly ExplainStep[] => {
  const { price, rounding, fullMinor, discounts, slice, alreadyMinor } = working;
  const isRounded = price === null || hasMoreDigits(price.exact, rounding.digits) || rounding.increment !== 1;
  const discounted = ofSlice(
    discounts.reduce((left, discount) => left - discount.fullMinor, fullMinor),
    working,
  );
  return [
    ...(price === null ? [] : [{ kind: 'exact', exact: price.exact } as const]),
    ...(isRounded ? [{ kind: 'full', minor: fullMinor, isPart: slice !== null, ...rounding } as const] : []),
    ...discounts.map(
      (discount): ExplainStep => ({
        kind: 'discount',
        name: discount.name,
        percent: discount.kind === 'percentage' ? discount.value : null,
        minor: sign(-discount.fullMinor),
      }),
    ),
    ...(slice === null
      ? []
      : [{ kind: 'part', units: slice.to - slice.from, of: slice.of, unit: slice.unit, minor: sign(discounted) } as const]),
    ...(alreadyMinor === 0 ? [] : [{ kind: 'already', minor: sign(-alreadyMinor) } as const]),
  ];
};

const stepsOf = (line: Line): readonly ExplainStep[] => [
  ...priceSteps(line),
  ...(line.taxInclusive ? [{ kind: 'charged', minor: line.chargedMinor } as const] : []),
  ...(line.taxInclusive && line.taxMinor !== 0 ? [{ kind: 'tax-inside', minor: sign(-line.taxMinor) } as const] : []),
  { kind: 'net', minor: line.netMinor },
  ...line.taxes.map(
    ({ name, jurisdiction, percent, taxMinor }): ExplainStep => ({ kind: 'tax', name, jurisdiction, percent, minor: taxMinor }),
  ),
  { kind: 'gross', minor: line.grossMinor },
];

const policiesOf = ({ working, taxes }: Line, policies: Policies): readonly PolicySaid[] => {
  const model = working.price?.model;
  const said: (PolicySaid | null)[] = [
    { policy: 'roundingMode', value: policies.roundingMode },
    working.slice === null ? null : { policy: 'prorationBasis', value: policies.prorationBasis },
    working.discounts.length > 1 ? { policy: 'discountOrder', value: policies.discountOrder } : null,
    taxes.length === 0 ? null : { policy: 'taxRounding', value: policies.taxRounding },
    model === 'graduated' ? { policy: 'graduatedFlat', value: policies.graduatedFlat } : null,
    model === 'graduated' ? { policy: 'zeroUsageGraduated', value: policies.zeroUsage.graduatedFlat } : null,
    model === 'stair-step' ? { policy: 'zeroUsageStairStep', value: policies.zeroUsage.stairStep } : null,
  ];
  return said.filter((each) => each !== null);
};

/** The line's own arithmetic again: its price from the working, and its tax from the parts. */
const recomputedLine = (line: Line): Recomputation => {
  const again = recomputed(line.working);
  const taxMinor = line.taxes.reduce((sum, tax) => sum + tax.taxMinor, 0);
  const holds =
    again.listMinor === line.listMinor &&
    again.discountMinor === line.discountMinor &&
    again.chargedMinor === line.chargedMinor &&
    workingFaults(line.working).length === 0 &&
    taxMinor === line.taxMinor &&
    line.netMinor + taxMinor === line.grossMinor;
  return { holds, storedMinor: line.chargedMinor, recomputedMinor: again.chargedMinor };
};

/** BEY-03: one line, from what was counted to what is owed. */
export const explainLine = (line: Line, policies: Policies): LineExplanation => {
  const { price } = line.working;
  const [only = null] = price?.shares ?? [];
  const single = price !== null && isSingle(price) ? only : null;
  return {
    lineId: line.id,
    input:
      price === null
        ? null
        : { model: price.model, source: price.source, quantity: price.quantity, included: price.included, billable: price.billable },
    bands: single === null ? (price?.shares ?? []) : [],
    single,
    steps: stepsOf(line),
    taxReason: { outcome: line.decision.outcome, jurisdiction: line.decision.jurisdiction, reason: line.decision.reason },
    policies: policiesOf(line, policies),
    again: recomputedLine(line),
  };
};

/** An amount of the whole document. */
export type TotalName = 'list' | 'discount' | 'net' | 'tax' | 'gross' | 'due';

/** What a total is made of. */
export type TotalPart =
  | { readonly kind: 'line'; readonly lineId: string; readonly title: string; readonly minor: number }
  | { readonly kind: 'tax'; readonly tax: TaxSummary; readonly minor: number }
  | { readonly kind: 'total'; readonly total: 'list' | 'discount' | 'net' | 'tax' | 'gross'; readonly minor: number }
  | { readonly kind: 'settlement'; readonly settlement: Settlement; readonly minor: number };

/** `again` adds the parts up on the spot. */
export type TotalExplanation = { readonly parts: readonly TotalPart[]; readonly again: Recomputation };

const explained = (parts: readonly TotalPart[], storedMinor: number): TotalExplanation => {
  const recomputedMinor = parts.reduce((sum, part) => sum + part.minor, 0);
  return { parts, again: { holds: recomputedMinor === storedMinor, storedMinor, recomputedMinor: sign(recomputedMinor) } };
};

const byLine = (document: IssuedDocument, minorOf: (line: Line) => number): readonly TotalPart[] =>
  document.lines.map((line) => ({ kind: 'line', lineId: line.id, title: line.title, minor: minorOf(line) }));

/** How a total of a document came to be: its lines, its taxes, or what was paid. */
export const explainTotal = (document: IssuedDocument, total: TotalName): TotalExplanation => {
  const { totals } = document;
  const part = (name: 'list' | 'discount' | 'net' | 'tax' | 'gross', minor: number): TotalPart => ({ kind: 'total', total: name, minor });
  switch (total) {
    case 'list':
      return explained(
        byLine(document, (line) => line.listMinor),
        totals.listMinor,
      );
    case 'discount':
      return explained(
        byLine(document, (line) => line.discountMinor).filter(({ minor }) => minor !== 0),
        totals.discountMinor,
      );
    case 'net':
      return explained(
        byLine(document, (line) => line.netMinor),
        totals.netMinor,
      );
    case 'tax':
      return explained(
        document.taxes.map((tax) => ({ kind: 'tax', tax, minor: tax.taxMinor })),
        totals.taxMinor,
      );
    case 'gross':
      return explained([part('net', totals.netMinor), part('tax', totals.taxMinor)], totals.grossMinor);
    case 'due': {
      const settlements = document.kind === 'invoice' ? document.settlements : [];
      const paid = settlements.map((settlement): TotalPart => ({ kind: 'settlement', settlement, minor: sign(-settlement.amountMinor) }));
      return explained(
        [part('gross', totals.grossMinor), ...paid],
        document.kind === 'invoice' && isOwed(document) ? dueMinor(document) : totals.grossMinor,
      );
    }
  }
};

const isOwed = ({ state }: IssuedDocument): boolean => state.kind === 'posted' || state.kind === 'uncollectible';

const sameRate =
  (line: Line, summary: TaxSummary) =>
  (tax: Line['taxes'][number]): boolean =>
    tax.name === summary.name &&
    tax.jurisdiction === summary.jurisdiction &&
    tax.percent === summary.percent &&
    line.decision.outcome === summary.outcome &&
    line.decision.reason === summary.reason;

/** The tax of one rate: what each line brings to it. Where nothing is taxed there is nothing to add up. */
export const explainTax = (document: IssuedDocument, summary: TaxSummary): TotalExplanation =>
  explained(
    document.lines.flatMap((line): readonly TotalPart[] =>
      line.taxes.filter(sameRate(line, summary)).map((tax) => ({ kind: 'line', lineId: line.id, title: line.title, minor: tax.taxMinor })),
    ),
    summary.taxMinor,
  );

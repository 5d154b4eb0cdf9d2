import { groupedBy } from '../kernel/order.ts';
import type { Currency } from '../money/currency.ts';
import type { Rounding } from '../money/rounding.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { outstandingSpread } from './outstanding-spread.ts';
import { outstandingSum } from './outstanding-sum.ts';
import type { Owed } from './owed-types.ts';
import type { BilledLine, BillingProblem, OutstandingCharge } from './types.ts';

export type OutstandingTerms = {
  /** What falls due on or after this day is left for later. */
  readonly before: PlainDate;
  readonly currency: Currency;
  readonly rounding: Rounding;
  /** G-PU-3, POL-12: whether a charge of zero stands on the document. */
  readonly keepZeroLines: boolean;
};

const noLines: readonly BilledLine[] = [];

/** The billed lines of one subscription, order or adjustment, by what they bill. It belongs to one computation: it notes what was looked for. */
export class BilledSlots {
  /** `null` where nothing was billed. */
  readonly #bySlot: ReadonlyMap<string, readonly BilledLine[]> | null;
  readonly #seen: Set<string> | null;

  constructor(lines: readonly BilledLine[]) {
    this.#bySlot = lines.length === 0 ? null : groupedBy(lines, ({ charge }) => charge.slot);
    this.#seen = lines.length === 0 ? null : new Set();
  }

  /** In the order in which they were billed. */
  of(slot: string): readonly BilledLine[] {
    const lines = this.#bySlot?.get(slot);
    if (lines === undefined) return noLines;
    this.#seen?.add(slot);
    return lines;
  }

  /** Of slots that nobody asked for: they were billed, and nothing of them is owed any more. */
  forgotten(): readonly (readonly BilledLine[])[] {
    if (this.#bySlot === null || this.#bySlot.size === this.#seen?.size) return [];
    return [...this.#bySlot].flatMap(([slot, lines]) => (this.#seen?.has(slot) === true ? [] : [lines]));
  }
}

export type Outstanding = { readonly charges: readonly OutstandingCharge[]; readonly problems: readonly BillingProblem[] };

/**
 * Everything that is owed, less everything that was billed (design, idea 3). Slots that are billed but no longer owed are credited. Asked again
 * after the answer was billed, it gives nothing.
 */
export const outstanding = (owed: readonly Owed[], billed: BilledSlots, terms: OutstandingTerms): Outstanding => {
  const charges: OutstandingCharge[] = [];
  const problems: BillingProblem[] = [];
  for (const entry of owed) {
    const lines = billed.of(entry.slot);
    if (entry.kind === 'spread') outstandingSpread(entry, lines, terms, charges, problems);
    else outstandingSum(entry, lines, terms, charges);
  }
  for (const lines of billed.forgotten()) {
    if (lines.some(({ charge }) => charge.coverage !== null)) outstandingSpread(null, lines, terms, charges, problems);
    else outstandingSum(null, lines, terms, charges);
  }
  return { charges, problems };
};

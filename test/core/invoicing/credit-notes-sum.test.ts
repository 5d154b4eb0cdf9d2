import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditableLines, creditableMinor, creditParts } from '../../../core/invoicing/creditable.ts';
import { type Amounts, amountsOf, creditedByGross, grossOf } from '../../../core/invoicing/credited-part.ts';
import { creditOf, documentLines, lineBook } from '../../../core/invoicing/lines.ts';
import type { CreditNote, Invoice, Line } from '../../../core/invoicing/types.ts';
import type { Currency } from '../../../core/money/currency.ts';
import { halfAwayFromZero } from '../../../core/money/rounding.ts';
import { defaultPolicies } from '../../../core/organization/policies.ts';
import { taxedLines } from '../../../core/tax/amounts.ts';
import { taxRateIndex } from '../../../core/tax/rates.ts';
import type { TaxDecision } from '../../../core/tax/types.ts';
import { sampleCustomer, sampleEntity } from '../../support/billing-world.ts';
import { chargeOf, invoiceOf, lineOf, noteOf } from './sample.ts';

const percents = ['20', '19', '7.7', '8.875', '4', '0.375', '27.5', '12.123456'] as const;
const currencies: readonly Currency[] = ['GBP', 'JPY', 'KWD'];

/** No tax, one, two or three components, as places have them. */
const decisions: fc.Arbitrary<TaxDecision> = fc.array(fc.constantFrom(...percents), { maxLength: 3 }).map((chosen) => ({
  outcome: chosen.length === 0 ? 'exempt' : 'taxed',
  jurisdiction: 'XX',
  components: chosen.map((percent, index) => ({ name: `Tax ${index}`, percent })),
  reason: '',
}));

const lineFacts = fc.record({
  // Rounding is hardest on a handful of units.
  listMinor: fc.oneof(
    { weight: 3, arbitrary: fc.integer({ min: 1, max: 30 }) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 5_000_000 }) },
  ),
  discountMinor: fc.integer({ min: 0, max: 2_000_000 }),
  isRebate: fc.integer({ min: 0, max: 9 }).map((roll) => roll === 0),
  taxInclusive: fc.boolean(),
  decision: decisions,
});

/** An invoice as it would be issued: discounts, rebates below zero, inclusive and exclusive prices, tax rounded by any of the three policies. */
const invoices: fc.Arbitrary<Invoice> = fc
  .record({
    currency: fc.constantFrom(...currencies),
    policy: fc.constantFrom('line' as const, 'rate' as const, 'document' as const),
    facts: fc.array(lineFacts, { minLength: 1, maxLength: 6 }),
  })
  .map(({ currency, policy, facts }) => {
    const charges = facts.map(({ listMinor, discountMinor, isRebate, taxInclusive }, index) => {
      const taken = Math.min(discountMinor, listMinor - 1);
      const chargedMinor = isRebate ? -listMinor : listMinor - taken;
      return chargeOf(`ln${index}`, chargedMinor, {
        currency,
        taxInclusive,
        listMinor: isRebate ? -listMinor : listMinor,
        discountMinor: isRebate ? 0 : taken,
      });
    });
    const taxed = taxedLines(
      charges.map((charge, index) => ({
        chargedMinor: charge.chargedMinor,
        inclusive: charge.taxInclusive,
        decision: facts[index]?.decision as TaxDecision,
      })),
      { policy, rounding: halfAwayFromZero, spare: 'largest-remainder' },
    );
    const lines = charges.map((charge, index) =>
      lineOf(charge, taxed[index] as (typeof taxed)[number], facts[index]?.decision as TaxDecision),
    );
    return invoiceOf('inv', lines, { currency });
  })
  .filter((invoice) => invoice.totals.grossMinor > 0);

/** What somebody does with an invoice. Shares are thousandths of what is left. */
type Step =
  | { readonly kind: 'amount'; readonly share: number }
  | { readonly kind: 'line'; readonly line: number; readonly share: number }
  | { readonly kind: 'run'; readonly line: number; readonly share: number }
  | { readonly kind: 'void'; readonly note: number };

const share = fc.oneof(fc.constantFrom(1, 1, 100, 333, 500, 999, 1000), fc.integer({ min: 1, max: 1000 }));
const place = fc.integer({ min: 0, max: 9 });
const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('amount' as const), share }),
    fc.record({ kind: fc.constant('line' as const), line: place, share }),
    fc.record({ kind: fc.constant('run' as const), line: place, share }),
    fc.record({ kind: fc.constant('void' as const), note: place }),
  ),
  { maxLength: 14 },
);

const part = (minor: number, thousandths: number): number =>
  Math.sign(minor) * Math.max(1, Math.floor((Math.abs(minor) * thousandths) / 1000));

const entity = sampleEntity();
const setting = { entity, customer: sampleCustomer(), rates: taxRateIndex([]), on: '2026-11-20' };

const noteFor = (invoice: Invoice, parts: readonly { readonly line: Line; readonly part: Amounts }[], index: number): CreditNote => {
  const lines = parts.map(({ line, part: taken }) =>
    creditOf(
      chargeOf(`cr${index}/${line.id}`, -(line.taxInclusive ? grossOf(taken) : taken.netMinor), {
        currency: line.currency,
        taxInclusive: line.taxInclusive,
        credits: { documentId: invoice.id, lineId: line.id },
      }),
      line,
      taken,
    ),
  );
  return noteOf(`cn${index}`, lines, { currency: invoice.currency, invoiceId: invoice.id });
};

/** The next credit note, or none where nothing of the line is left. */
const credited = (
  invoice: Invoice,
  notes: readonly CreditNote[],
  step: Exclude<Step, { kind: 'void' }>,
  index: number,
): CreditNote | null => {
  const book = lineBook([invoice, ...notes]);
  const lines = creditableLines(invoice, book);
  if (step.kind === 'amount') {
    const leftMinor = creditableMinor(lines);
    const parts = leftMinor > 0 ? creditParts(invoice, { kind: 'amount', grossMinor: part(leftMinor, step.share) }, book) : null;
    return parts?.ok === true ? noteFor(invoice, parts.value, index) : null;
  }
  const chosen = lines[step.line % lines.length];
  if (chosen === undefined) return null;
  if (step.kind === 'line') {
    const minor = part(grossOf(chosen.left), step.share);
    return minor === 0
      ? null
      : noteFor(invoice, [{ line: chosen.line, part: creditedByGross(chosen.line, chosen.credited, minor) }], index);
  }
  // As a billing run credits: a part of what was charged, more than is left at times.
  const wanted = chargeOf(`run${index}`, -part(chosen.line.chargedMinor, step.share), {
    currency: invoice.currency,
    taxInclusive: chosen.line.taxInclusive,
    credits: { documentId: invoice.id, lineId: chosen.line.id },
  });
  const made = documentLines([wanted], setting, book, defaultPolicies, invoice.currency);
  return made.ok && made.value.length > 0 ? noteOf(`cn${index}`, made.value, { currency: invoice.currency }) : null;
};

const voided = (note: CreditNote): CreditNote => ({ ...note, state: { kind: 'void', on: '2026-11-20', reason: 'x' } });

const played = (invoice: Invoice, play: readonly Step[]): readonly CreditNote[] =>
  play.reduce<readonly CreditNote[]>((notes, step, index) => {
    if (step.kind === 'void') return notes.map((note, at) => (at === step.note % notes.length ? voided(note) : note));
    const note = credited(invoice, notes, step, index);
    return note === null ? notes : [...notes, note];
  }, []);

/** How somebody ends it: with one note for the rest, with each line's rest by hand, or as a run that takes back everything. */
const finished = (invoice: Invoice, before: readonly CreditNote[], how: 'whole' | 'lines' | 'run'): readonly CreditNote[] => {
  const book = lineBook([invoice, ...before]);
  if (how === 'whole') {
    const rest = creditParts(invoice, { kind: 'whole' }, book);
    return rest.ok ? [...before, noteFor(invoice, rest.value, 99)] : before;
  }
  const play = invoice.lines.map((_, line): Step => ({ kind: how === 'run' ? 'run' : 'line', line, share: 1000 }));
  return play.reduce<readonly CreditNote[]>((notes, step, index) => {
    const note = step.kind === 'void' ? null : credited(invoice, notes, step, 100 + index);
    return note === null ? notes : [...notes, note];
  }, before);
};

const isBetween = (value: number, end: number): boolean => (end < 0 ? value <= 0 && value >= end : value >= 0 && value <= end);

describe('credit notes of an invoice', () => {
  it('[BEY-07] [INV-19] [TAX-15] in whatever parts and order, by line, by amount and by billing runs, with some withdrawn: they sum to the invoice, tax by tax', () => {
    fc.assert(
      fc.property(invoices, steps, fc.constantFrom('whole', 'lines', 'run'), (invoice, play, how) => {
        const before = played(invoice, play);
        const known = lineBook([invoice, ...before]);
        // A note for the rest needs something to give: where rebates are all that is left, lines are ended one by one.
        const ending = creditableMinor(creditableLines(invoice, known)) > 0 ? how : 'lines';
        // A run credits by the charge: it passes over a line whose net is gone while a unit of tax came back by a note of that unit alone that was withdrawn.
        const reached = invoice.lines.filter(
          (line) => ending !== 'run' || line.taxInclusive || known.credited(line).netMinor !== line.netMinor,
        );
        const notes = finished(invoice, before, ending);
        const book = lineBook([invoice, ...notes]);
        for (const line of reached) expect(book.credited(line)).toEqual(amountsOf(line));
        if (reached.length < invoice.lines.length) return;
        const live = notes.filter((note) => note.state.kind !== 'void');
        for (const field of ['netMinor', 'taxMinor', 'grossMinor'] as const) {
          expect(live.reduce((sum, note) => sum - note.totals[field], 0)).toBe(invoice.totals[field]);
        }
      }),
      { numRuns: 3_000 },
    );
  });

  it('[INV-19] no credit turns its sign or takes more than is left of net or of any tax, and repeats rates and reason of its line', () => {
    fc.assert(
      fc.property(invoices, steps, (invoice, play) => {
        const notes = played(invoice, play);
        const book = lineBook([invoice, ...notes]);
        for (const line of invoice.lines) {
          const taken = book.credited(line);
          expect(isBetween(taken.netMinor, line.netMinor)).toBe(true);
          expect(taken.taxesMinor.every((minor, index) => isBetween(minor, line.taxes[index]?.taxMinor ?? 0))).toBe(true);
        }
        for (const credit of notes.flatMap((note) => note.lines)) {
          const line = invoice.lines.find((entry) => entry.id === credit.credits?.lineId);
          expect(credit.decision).toEqual(line?.decision);
          expect(credit.taxes.map(({ name, percent, jurisdiction }) => ({ name, percent, jurisdiction }))).toEqual(
            line?.taxes.map(({ name, percent, jurisdiction }) => ({ name, percent, jurisdiction })),
          );
          expect(credit.netMinor + credit.taxMinor).toBe(credit.grossMinor);
          expect(credit.taxes.reduce((sum, tax) => sum + tax.taxMinor, 0)).toBe(credit.taxMinor);
          expect(isBetween(-credit.netMinor, line?.netMinor ?? 0)).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it("[INV-19] a credit by amount is exactly the amount, and its tax is the invoice's in proportion, within a unit for each line and tax", () => {
    fc.assert(
      fc.property(invoices, share, (invoice, thousandths) => {
        const grossMinor = part(invoice.totals.grossMinor, thousandths);
        const parts = creditParts(invoice, { kind: 'amount', grossMinor }, lineBook([invoice]));
        if (!parts.ok) throw new Error(JSON.stringify(parts.problems));
        const note = noteFor(invoice, parts.value, 1);
        expect(note.totals.grossMinor).toBe(-grossMinor);
        const units = invoice.lines.reduce((sum, line) => sum + 1 + line.taxes.length, 0);
        const ideal = (invoice.totals.taxMinor * grossMinor) / invoice.totals.grossMinor;
        expect(Math.abs(-note.totals.taxMinor - ideal)).toBeLessThanOrEqual(units);
      }),
      { numRuns: 2_000 },
    );
  });

  it('[BEY-07] 120.00 with 20.00 tax inside, credited in thirds: 33.33 + 6.67, 33.34 + 6.66, 33.33 + 6.67', () => {
    const line = lineOf(chargeOf('a', 10_000), {
      netMinor: 10_000,
      taxMinor: 2_000,
      grossMinor: 12_000,
      taxes: [{ name: 'VAT', jurisdiction: 'GB', percent: '20', taxMinor: 2_000 }],
    });
    const invoice = invoiceOf('inv', [line]);
    const notes: CreditNote[] = [];
    for (const [index, grossMinor] of [4_000, 4_000, 4_000].entries()) {
      const parts = creditParts(invoice, { kind: 'amount', grossMinor }, lineBook([invoice, ...notes]));
      if (!parts.ok) throw new Error('credited');
      notes.push(noteFor(invoice, parts.value, index));
    }
    expect(notes.map(({ totals }) => [totals.netMinor, totals.taxMinor])).toEqual([
      [-3_333, -667],
      [-3_334, -666],
      [-3_333, -667],
    ]);
  });
});

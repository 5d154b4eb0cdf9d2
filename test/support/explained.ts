import { expect } from 'vitest';
import type { IssuedDocument } from '../../core/invoicing/lines.ts';
import type { Line } from '../../core/invoicing/types.ts';
import { recomputed, workingFaults } from '../../core/rating/recomputed.ts';
import { taxedLines } from '../../core/tax/amounts.ts';

const sumOf = (lines: readonly Line[], pick: (line: Line) => number): number => lines.reduce((sum, line) => sum + pick(line), 0);

/** BEY-03, INV-04: a line's amounts follow from its working, and its net, tax and gross belong together. */
export const expectExplained = (line: Line): void => {
  expect({ id: line.id, ...recomputed(line.working) }).toEqual({
    id: line.id,
    listMinor: line.listMinor,
    discountMinor: line.discountMinor,
    chargedMinor: line.chargedMinor,
  });
  expect({ id: line.id, faults: workingFaults(line.working) }).toEqual({ id: line.id, faults: [] });
  expect(line.chargedMinor).toBe(line.taxInclusive ? line.grossMinor : line.netMinor);
  expect(line.netMinor + line.taxMinor).toBe(line.grossMinor);
  expect(sumOfTaxes(line)).toBe(line.taxMinor);
};

const sumOfTaxes = (line: Line): number => line.taxes.reduce((sum, tax) => sum + tax.taxMinor, 0);

/** The tax of a document's charges comes out again from the lines' decisions and the policies that the document pins; its totals are the sums of its lines. */
export const expectTaxed = (document: IssuedDocument): void => {
  const charges = document.lines.filter((line) => line.credits === null);
  const [first] = document.lines;
  const { mode = 'half-away-from-zero', increment = 1 } = first?.working.rounding ?? {};
  const again = taxedLines(
    charges.map(({ chargedMinor, taxInclusive, decision }) => ({ chargedMinor, inclusive: taxInclusive, decision })),
    { policy: document.policies.taxRounding, rounding: { mode, increment }, spare: document.policies.spareUnit },
  );
  expect(charges.map(({ netMinor, taxMinor, grossMinor, taxes }) => ({ netMinor, taxMinor, grossMinor, taxes }))).toEqual(again);
  expect(document.totals).toEqual({
    listMinor: sumOf(document.lines, (line) => line.listMinor),
    discountMinor: sumOf(document.lines, (line) => line.discountMinor),
    netMinor: sumOf(document.lines, (line) => line.netMinor),
    taxMinor: sumOf(document.lines, (line) => line.taxMinor),
    grossMinor: sumOf(document.lines, (line) => line.grossMinor),
  });
};

/** INV-19, BEY-07, TAX-15: credits never exceed their line, and one that is credited whole has nothing left in net, tax or gross. */
export const expectCreditsWithin = (documents: readonly IssuedDocument[]): void => {
  const lines = documents.flatMap((document) => document.lines);
  const credits = Map.groupBy(
    lines.filter((line) => line.credits !== null),
    (line) => line.credits?.lineId ?? '',
  );
  for (const line of lines) {
    const back = credits.get(line.id) ?? [];
    const left = line.chargedMinor + sumOf(back, (credit) => credit.chargedMinor);
    expect(left * Math.sign(line.chargedMinor)).toBeGreaterThanOrEqual(0);
    const rest = [sumOf(back, (credit) => credit.netMinor) + line.netMinor, sumOf(back, (credit) => credit.taxMinor) + line.taxMinor];
    expect(back.length > 0 && left === 0 ? rest : [0, 0]).toEqual([0, 0]);
  }
  expect(new Set(lines.map((line) => line.id)).size).toBe(lines.length);
};

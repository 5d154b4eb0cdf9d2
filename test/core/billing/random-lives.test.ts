import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IssuedDocument } from '../../../core/invoicing/lines.ts';
import { daysAfter } from '../../../core/time/plain-date.ts';
import { bill, type Billed } from '../../support/billing-world.ts';
import { expectCreditsWithin, expectExplained, expectTaxed } from '../../support/explained.ts';
import { type Life, lifeDays, lifeStart, randomLife } from '../../support/random-world.ts';

/** Long after everything has closed, with all grace days over. */
const theEnd = daysAfter(lifeStart, lifeDays + 70);

/** Bills what was known and due on each of the days, as a run of that day does. */
const billedOn = (life: Life, days: readonly number[]): readonly Billed[] =>
  days.map((day) => {
    const today = daysAfter(lifeStart, day);
    life.world.record = life.factsAt(today);
    return bill(life.world, today, daysAfter(today, 1));
  });

const billedAtEnd = (life: Life): Billed => {
  life.world.record = life.factsAt(theEnd);
  return bill(life.world, lifeStart, theEnd);
};

const documentsOf = ({ world: { record } }: Life): readonly IssuedDocument[] => [...record.invoices, ...record.creditNotes];

const totalMinor = (life: Life): number =>
  documentsOf(life)
    .flatMap((document) => document.lines)
    .reduce((sum, line) => sum + line.chargedMinor, 0);

const everyTenDays = Array.from({ length: 11 }, (_, index) => index * 10);

describe('random lives, billed', () => {
  it('[BEY-03] [INV-04] [TAX-11] every line of every document recomputes from its working, and its tax with it', () => {
    let lines = 0;
    fc.assert(
      fc.property(randomLife, (make) => {
        const life = make();
        billedOn(life, everyTenDays);
        billedAtEnd(life);
        for (const document of documentsOf(life)) {
          for (const line of document.lines) expectExplained(line);
          expectTaxed(document);
          lines += document.lines.length;
        }
        expectCreditsWithin(documentsOf(life));
      }),
      { numRuns: 500 },
    );
    expect(lines).toBeGreaterThan(2000);
  });

  it('[BEY-02] [SUB-28] billed on some days as things become known, or once at the end, it comes to the same', () => {
    fc.assert(
      fc.property(randomLife, fc.uniqueArray(fc.nat(lifeDays), { maxLength: 8 }), (make, days) => {
        const piecemeal = make();
        billedOn(
          piecemeal,
          [...days].sort((a, b) => a - b),
        );
        billedAtEnd(piecemeal);
        const atOnce = make();
        const { exceptions } = billedAtEnd(atOnce);
        expect(exceptions).toEqual([]);
        expect(totalMinor(piecemeal)).toBe(totalMinor(atOnce));
      }),
      { numRuns: 500 },
    );
  });

  it('[BEY-02] billed again it gives nothing, nor does an earlier month run again', () => {
    fc.assert(
      fc.property(randomLife, fc.uniqueArray(fc.nat(lifeDays), { maxLength: 5 }), (make, days) => {
        const life = make();
        billedOn(
          life,
          [...days].sort((a, b) => a - b),
        );
        billedAtEnd(life);
        const again = (before: string) =>
          bill(life.world, lifeStart, before).documents.map((document) => document.lines.map((line) => [line.slot, line.chargedMinor]));
        expect(again(theEnd)).toEqual([]);
        expect(again(daysAfter(lifeStart, 40))).toEqual([]);
        expect(again(daysAfter(lifeStart, 75))).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });

  it('[BEY-02] two stations make the same documents', () => {
    fc.assert(
      fc.property(randomLife, (make) => {
        const bytes = (): string => JSON.stringify(billedAtEnd(make()).documents);
        expect(bytes()).toBe(bytes());
      }),
      { numRuns: 100 },
    );
  });
});

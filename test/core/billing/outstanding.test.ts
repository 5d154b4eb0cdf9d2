import { describe, expect, it } from 'vitest';
import { BilledSlots, outstanding, type OutstandingTerms } from '../../../core/billing/outstanding.ts';
import type { ChargeTemplate, FullAmount, Interval, OwedSpread, OwedSum } from '../../../core/billing/owed-types.ts';
import type { BilledLine, OutstandingCharge } from '../../../core/billing/types.ts';
import { halfAwayFromZero } from '../../../core/money/rounding.ts';

const template: ChargeTemplate = {
  slot: 'sub_1/base/2025-05-01/base',
  nature: 'recurring',
  source: { kind: 'subscription', subscriptionId: 'sub_1', itemId: 'base', componentId: 'base' },
  currency: 'GBP',
  productId: 'prd_1',
  planId: 'pln_1',
  title: 'Plan',
  taxClass: 'standard',
  taxInclusive: false,
  recognition: 'straight-line',
  separateKey: '',
};
const terms: OutstandingTerms = { before: '2025-06-01', currency: 'GBP', rounding: halfAwayFromZero, keepZeroLines: false };
const amount = (fullMinor: number): FullAmount => ({ price: null, fullMinor, discounts: [], slice: null });

const day = (position: number): string => (position === 31 ? '2025-06-01' : `2025-05-${String(position + 1).padStart(2, '0')}`);

const interval = (from: number, to: number): Interval => ({
  from,
  to,
  fromDate: day(from),
  fromSecond: 0,
  untilDate: day(to),
  dueOn: day(from),
  endedOn: day(to),
});

const spread = (intervals: readonly Interval[]): OwedSpread => ({
  kind: 'spread',
  slot: template.slot,
  componentId: 'base',
  scope: { itemId: 'base', periodStart: '2025-05-01', priceKey: '' },
  template: () => template,
  of: 31,
  unit: 'day',
  intervals,
  full: () => amount(31_00),
  dayAt: day,
  isAsBilled: () => true,
});

const sum = (fullMinor: number): OwedSum => ({
  kind: 'sum',
  slot: template.slot,
  componentId: 'base',
  scope: null,
  template: () => template,
  steps: [{ dueOn: '2025-05-24', period: null, amount: amount(fullMinor) }],
  grows: false,
});

const billed = (charges: readonly OutstandingCharge[]): readonly BilledLine[] =>
  charges.map((charge) => ({ charge, documentId: 'inv_1', isVoid: false }));
const left = (owed: OwedSpread | OwedSum, lines: readonly BilledLine[], changes: Partial<OutstandingTerms> = {}) =>
  outstanding([owed], new BilledSlots(lines), { ...terms, ...changes }).charges;

describe('what is owed less what was billed', () => {
  it('[USG-10] what was credited later is not credited again when the earlier month is run again', () => {
    const first = left(sum(10_00), []);
    const credits = left(sum(8_00), billed(first), { before: '2025-07-01' }).map((credit) => ({ ...credit, dueOn: '2025-06-09' }));
    expect(credits.map(({ chargedMinor }) => chargedMinor)).toEqual([-2_00]);
    expect(left(sum(8_00), billed([...first, ...credits]))).toEqual([]);
  });

  it('[SUB-28] parts that come and go and come again are each billed once, under ids in the order of their days', () => {
    const first = left(spread([interval(0, 10), interval(20, 31)]), []);
    expect(first.map(({ id, coverage, chargedMinor }) => [id, coverage?.from, coverage?.to, chargedMinor])).toEqual([
      [`${template.slot}#0`, 0, 10, 10_00],
      [`${template.slot}#1`, 20, 31, 11_00],
    ]);
    const second = left(spread([interval(5, 25)]), billed(first));
    expect(
      second.map(({ id, coverage, chargedMinor, dueOn, period }) => [
        id.slice(-2),
        coverage?.from,
        coverage?.to,
        chargedMinor,
        dueOn,
        period?.end,
      ]),
    ).toEqual([
      ['#2', 0, 5, -5_00, '2025-05-01', '2025-05-06'],
      ['#3', 10, 20, 10_00, '2025-05-06', '2025-05-21'],
      ['#4', 25, 31, -6_00, '2025-05-26', '2025-06-01'],
    ]);
    expect(left(spread([interval(5, 25)]), billed([...first, ...second]))).toEqual([]);
    expect(left(spread([]), billed([...first, ...second])).map(({ chargedMinor }) => chargedMinor)).toEqual([-5_00, -10_00, -5_00]);
  });

  it('[INV-13] a void line is billed again under its next number', () => {
    const first = left(spread([interval(0, 31)]), []);
    const lines = billed(first).map((line) => ({ ...line, isVoid: true }));
    expect(left(spread([interval(0, 31)]), lines).map(({ id, chargedMinor }) => [id, chargedMinor])).toEqual([
      [`${template.slot}#1`, 31_00],
    ]);
  });

  it('[BEY-02] of a slot that nobody owes any more all is credited that falls due', () => {
    const lines = billed(left(spread([interval(0, 31)]), []));
    const forgotten = (before: string) =>
      outstanding([], new BilledSlots(lines), { ...terms, before }).charges.map(({ chargedMinor }) => chargedMinor);
    expect([forgotten('2025-06-01'), forgotten('2025-05-01')]).toEqual([[-31_00], []]);
  });

  it('[BIL-05] of an open period is not credited because late use moved the day on which enough had come together', () => {
    const use = (fullMinor: number, waitingMinor: number | null): OwedSum => ({
      ...sum(fullMinor),
      grows: true,
      ...(waitingMinor === null ? {} : { waiting: amount(waitingMinor) }),
    });
    const charges = (owed: OwedSum, lines: readonly BilledLine[]) => outstanding([owed], new BilledSlots(lines), terms).charges;
    const first = charges(use(126_00, 189_00), []);
    expect(first.map(({ chargedMinor }) => chargedMinor)).toEqual([126_00]);
    expect(charges(use(117_60, 189_00), billed(first))).toEqual([]);
    expect(charges(use(117_60, 120_00), billed(first)).map(({ chargedMinor }) => chargedMinor)).toEqual([-6_00]);
    expect(charges(use(117_60, null), billed(first)).map(({ chargedMinor }) => chargedMinor)).toEqual([-8_40]);
  });
});

import { describe, expect, it } from 'vitest';
import type { Invoice } from '../../../core/invoicing/types.ts';
import { must } from '../../../core/kernel/invariant.ts';
import { explainLine, explainTax, explainTotal } from '../../../core/views/explanation.ts';
import {
  bill,
  component,
  fixedPrice,
  item,
  perUnit,
  sampleSubscription,
  seats,
  soldPlan,
  stretch,
  term,
  variantOf,
  worldOf,
} from '../../support/billing-world.ts';

const plan = soldPlan('pro', [
  variantOf([component('platform', fixedPrice('30.00')), { ...seats('12.50') }, component('calls', perUnit('0.05'))]),
]);

/** From the 16th of April on a period that began on the 1st: half of it. */
const invoice = (): Invoice => {
  const started = [term('pro', '2025-04-01', { quantity: '3' })];
  const world = worldOf([plan], { subscriptions: [sampleSubscription([item(started, { cadence: [stretch('2025-04-01')] })])] });
  return must(bill(world, '2025-04-01', '2025-04-02').documents[0], 'something was billed') as Invoice;
};

const withLine = (document: Invoice, change: Partial<Invoice['lines'][number]>): Invoice => ({
  ...document,
  lines: document.lines.map((line) => ({ ...line, ...change })),
});

describe('every amount explains itself', () => {
  it('[BEY-03] a line of three seats: what was counted, its one price, the net, the tax and the total', () => {
    const document = invoice();
    const line = must(
      document.lines.find(({ quantity }) => quantity === '3'),
      'seats are billed',
    );
    const explained = explainLine(line, document.policies);
    expect(explained.input).toMatchObject({ model: 'per-unit', quantity: '3', billable: '3' });
    expect(explained.single).toMatchObject({ units: '3', unitPrice: '12.50' });
    expect(explained.bands).toEqual([]);
    expect(explained.steps.at(0)).toMatchObject({ kind: 'exact', exact: '37.5' });
    expect(explained.steps.find(({ kind }) => kind === 'net')).toMatchObject({ minor: 3750 });
    // 37.50 is whole pence already: nothing was rounded, so no step says so.
    expect(explained.steps.some(({ kind }) => kind === 'full')).toBe(false);
    expect(explained.again).toEqual({ holds: true, storedMinor: 3750, recomputedMinor: 3750 });
  });

  it('[BEY-03] each step leads from one figure to the next: discounts, half a month, what was billed before', () => {
    const document = invoice();
    const line = must(
      document.lines.find(({ quantity }) => quantity === '3'),
      'seats are billed',
    );
    const working = {
      ...line.working,
      discounts: [{ redemptionId: 'r', offerId: 'o', name: 'Launch', kind: 'percentage' as const, value: '10', fullMinor: 375 }],
      slice: { from: 15, to: 30, of: 30, unit: 'day' as const },
      alreadyMinor: 100,
    };
    // 37.50 less 3.75 is 33.75; its second half is 16.87 (the first, 1687.5, rounds away from zero), less 1.00 that was billed before.
    const partly = {
      ...line,
      working,
      listMinor: 1775,
      discountMinor: 188,
      chargedMinor: 1587,
      netMinor: 1587,
      taxes: [],
      taxMinor: 0,
      grossMinor: 1587,
    };
    const explained = explainLine(partly, document.policies);
    expect(explained.steps.map(({ kind }) => kind)).toEqual(['exact', 'discount', 'part', 'already', 'net', 'gross']);
    expect(explained.steps[2]).toMatchObject({ units: 15, of: 30, unit: 'day', minor: 1687 });
    expect(explained.policies.map(({ policy }) => policy)).toContain('prorationBasis');
    expect(explained.again).toEqual({ holds: true, storedMinor: 1587, recomputedMinor: 1587 });
  });

  it('[BEY-03] a line that was changed by a penny no longer recomputes, and says by how much', () => {
    const document = invoice();
    const [line] = document.lines;
    const { again } = explainLine({ ...must(line, 'a line'), chargedMinor: must(line, 'a line').chargedMinor + 1 }, document.policies);
    expect(again.holds).toBe(false);
    expect(again.storedMinor - again.recomputedMinor).toBe(1);
  });

  it('[F5] totals are the sums of their parts, and the tax of a rate is that of its lines', () => {
    const document = invoice();
    for (const total of ['list', 'discount', 'net', 'tax', 'gross', 'due'] as const)
      expect({ total, ...explainTotal(document, total).again }).toMatchObject({ total, holds: true });
    for (const tax of document.taxes) expect(explainTax(document, tax).again).toMatchObject({ holds: true, storedMinor: tax.taxMinor });
  });

  it('[F5] a total that does not follow from its lines says so', () => {
    const document = withLine(invoice(), { netMinor: 1 });
    expect(explainTotal(document, 'net').again.holds).toBe(false);
  });

  it('[F5] what is open is the total less each settlement, taken back or not', () => {
    const document = invoice();
    const gross = document.totals.grossMinor;
    const paid: Invoice = {
      ...document,
      settlements: [
        { id: 's1', kind: 'payment', sourceId: 'p1', amountMinor: 1000, on: '2025-04-10' },
        { id: 's2', kind: 'payment', sourceId: 'p1', amountMinor: -1000, on: '2025-04-12' },
        { id: 's3', kind: 'payment', sourceId: 'p2', amountMinor: 400, on: '2025-04-14' },
      ],
    };
    const { parts, again } = explainTotal(paid, 'due');
    expect(parts.map(({ minor }) => minor)).toEqual([gross, -1000, 1000, -400]);
    expect(again).toEqual({ holds: true, storedMinor: gross - 400, recomputedMinor: gross - 400 });
  });
});

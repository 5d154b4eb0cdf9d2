import { describe, expect, it } from 'vitest';
import { createAdjustment } from '../../../core/invoicing/create-adjustment.ts';
import { withdrawAdjustment } from '../../../core/invoicing/withdraw-adjustment.ts';
import { dueMinor } from '../../../core/invoicing/status.ts';
import { Books, subscribed } from './books.ts';

const body = (amountMinor: number, changes: object = {}) => ({
  customerId: 'cus_1',
  entityId: null,
  currency: null,
  amountMinor,
  taxClass: 'standard',
  reason: 'Overage waived',
  on: null,
  ...changes,
});

const made = async (books: Books, amountMinor: number, changes: object = {}) => {
  const [adjustment] = await books.wrote(createAdjustment, body(amountMinor, changes));
  if (adjustment?.kind !== 'adjustment') throw new Error('adjusted');
  return adjustment;
};

describe('adjustments', () => {
  it('[INV-23] a debit stands with its reason on the next invoice, once', async () => {
    const books = new Books({}, subscribed());
    const adjustment = await made(books, 1_000, { reason: 'Extra training' });
    expect(adjustment).toMatchObject({ entityId: 'ent_uk', currency: 'GBP', on: '2026-11-20', state: { kind: 'open' } });
    const [first, second, ...others] = await books.bills('2026-11-01', '2026-12-01');
    expect(others).toEqual([]);
    expect([first, second].flatMap((document) => document?.lines.map((line) => [line.title, line.netMinor, line.taxMinor]))).toEqual([
      ['basic: fee', 3_000, 600],
      ['Extra training', 1_000, 200],
    ]);
    expect(await books.bills('2026-11-01', '2026-12-01')).toEqual([]);
  });

  it('[INV-23] a credit alone becomes a credit note, which pays the next invoice', async () => {
    const books = new Books({}, subscribed());
    await books.bills('2026-11-01', '2026-12-01');
    await books.pays(3_600);
    await made(books, -1_000);
    expect(await books.bills('2026-11-01', '2026-12-01')).toMatchObject([
      { kind: 'credit-note', totals: { netMinor: -1_000, taxMinor: -200 }, lines: [{ title: 'Overage waived', nature: 'adjustment' }] },
    ]);
    const [next] = await books.bills('2026-12-01', '2027-01-01');
    expect(next?.kind === 'invoice' && dueMinor(next)).toBe(2_400);
  });

  it('[INV-23] withdrawn before it was billed it is never billed; afterwards it goes back', async () => {
    const books = new Books();
    const early = await made(books, 500);
    await books.wrote(withdrawAdjustment, { adjustmentId: early.id });
    expect(await books.bills('2026-11-01', '2026-12-01')).toEqual([]);
    const late = await made(books, 700);
    await books.bills('2026-11-01', '2026-12-01');
    await books.wrote(withdrawAdjustment, { adjustmentId: late.id });
    expect(await books.bills('2026-11-01', '2026-12-01')).toMatchObject([{ kind: 'credit-note', totals: { netMinor: -700 } }]);
    expect(await books.bills('2026-11-01', '2026-12-01')).toEqual([]);
    expect(await books.refused(withdrawAdjustment, { adjustmentId: late.id })).toEqual([
      { code: 'adjustment.withdrawn', adjustmentId: late.id, on: '2026-11-20' },
    ]);
    expect(await books.refused(withdrawAdjustment, { adjustmentId: 'adj_none' })).toEqual([
      { code: 'adjustment.missing', adjustmentId: 'adj_none' },
    ]);
  });

  it('[INV-23] it needs an amount, a customer and an open day', async () => {
    const books = new Books({ booksLockedBefore: '2026-11-10' });
    expect(await books.refused(createAdjustment, body(0, { on: '2026-11-09' }))).toEqual([
      { code: 'books.locked', entityId: 'ent_uk', on: '2026-11-09', lockedBefore: '2026-11-10' },
      { code: 'adjustment.zero' },
    ]);
    expect(await books.refused(createAdjustment, body(1, { customerId: 'cus_none' }))).toEqual([
      { code: 'customer.missing', customerId: 'cus_none' },
    ]);
    expect(await made(books, 1, { on: '2026-12-24', currency: 'EUR' })).toMatchObject({ on: '2026-12-24', currency: 'EUR' });
  });
});

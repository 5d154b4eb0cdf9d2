import { describe, expect, it } from 'vitest';
import { finaliseInvoice } from '../../core/invoicing/finalise.ts';
import { apiStatus, dueMinor, invoiceStatus } from '../../core/invoicing/status.ts';
import { voidInvoice } from '../../core/invoicing/void-invoice.ts';
import { customerBalances } from '../../core/payments/balance.ts';
import { postManualInvoice } from '../../core/invoicing/post-manual-invoice.ts';
import { Books, inclusive, line } from '../core/invoicing/books.ts';
import { sampleEntity } from '../support/billing-world.ts';

const withGrace = { invoices: { ...sampleEntity().invoices, graceHours: 24 } };

describe('golden: invoices', () => {
  it('[G-INV-1] finalising a pending invoice posts it and gives it its number', async () => {
    const books = new Books(withGrace);
    const { id } = await books.draft([line('100.00')]);
    await books.wrote(postManualInvoice, { invoiceId: id, on: null });
    expect(books.one('invoice', id)).toMatchObject({ state: { kind: 'pending' }, number: null });
    await books.wrote(finaliseInvoice, { invoiceId: id });
    expect(books.one('invoice', id)).toMatchObject({ state: { kind: 'posted' }, number: 'INV-A7-2026-000001', issuedOn: '2026-11-20' });
    expect(apiStatus(books.one('invoice', id))).toBe('posted');
  });

  it('[G-INV-2] finalising a posted or paid one is an error, and nothing changes', async () => {
    const books = new Books();
    const { id } = await books.posted([line('100.00')]);
    expect(await books.refused(finaliseInvoice, { invoiceId: id })).toEqual([
      { code: 'invoice.not-pending', invoiceId: id, found: 'posted' },
    ]);
    await books.pays(12_000);
    expect(await books.refused(finaliseInvoice, { invoiceId: id })).toEqual([
      { code: 'invoice.not-pending', invoiceId: id, found: 'paid' },
    ]);
  });

  it('[G-INV-3] voiding twice: the second is an error', async () => {
    const books = new Books();
    const { id } = await books.posted([line('100.00')]);
    await books.wrote(voidInvoice, { invoiceId: id, reason: 'Wrong customer' });
    expect(await books.refused(voidInvoice, { invoiceId: id, reason: 'Again' })).toEqual([
      { code: 'invoice.already-void', invoiceId: id, on: '2026-11-20', reason: 'Wrong customer' },
    ]);
  });

  it('[G-INV-4] £120 posted; £50 and then £70: partially paid, then paid', async () => {
    const books = new Books();
    const { id } = await books.posted([line('100.00')]);
    expect(books.one('invoice', id).totals.grossMinor).toBe(12_000);
    await books.pays(5_000);
    expect(invoiceStatus(books.one('invoice', id), books.day)).toBe('partially-paid');
    expect(dueMinor(books.one('invoice', id))).toBe(7_000);
    await books.pays(7_000);
    expect(invoiceStatus(books.one('invoice', id), books.day)).toBe('paid');
    expect(apiStatus(books.one('invoice', id))).toBe('paid');
  });

  it.each([
    ['exclusive', line('100.00')],
    ['inclusive', inclusive('120.00')],
  ])('[G-INV-5] £120 incl. £20 VAT; a credit note of £60 gross: net 50.00 + VAT 10.00 (%s price)', async (_, entered) => {
    const books = new Books();
    const { id } = await books.posted([entered]);
    expect(books.one('invoice', id).totals).toMatchObject({ netMinor: 10_000, taxMinor: 2_000, grossMinor: 12_000 });
    const note = await books.credited(id, { credit: { kind: 'amount', grossMinor: 6_000 } });
    expect(note.totals).toMatchObject({ netMinor: -5_000, taxMinor: -1_000, grossMinor: -6_000 });
    expect(note.taxes).toEqual([
      { name: 'VAT', jurisdiction: 'GB', percent: '20', outcome: 'taxed', reason: '', netMinor: -5_000, taxMinor: -1_000 },
    ]);
  });

  it('[G-INV-6] £150 on £120: paid, and £30.00 stands as credit balance', async () => {
    const books = new Books();
    const { id } = await books.posted([line('100.00')]);
    await books.pays(15_000);
    expect(invoiceStatus(books.one('invoice', id), books.day)).toBe('paid');
    expect(customerBalances(books.record, books.day)).toMatchObject([
      { currency: 'GBP', dueMinor: 0, unallocatedMinor: 3_000, creditNotesMinor: 0 },
    ]);
  });

  it('[G-INV-7] a credit balance of £30 and the next invoice of £100: £70.00 due', async () => {
    const books = new Books();
    await books.posted([line('100.00')]);
    await books.pays(15_000);
    const next = await books.posted([line('100.00', {}, { taxClass: 'exempt' })]);
    expect(next.totals.grossMinor).toBe(10_000);
    expect(dueMinor(books.one('invoice', next.id))).toBe(7_000);
    expect(customerBalances(books.record, books.day)).toMatchObject([{ dueMinor: 7_000, unallocatedMinor: 0 }]);
  });
});

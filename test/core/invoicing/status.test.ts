import { describe, expect, it } from 'vitest';
import { createCreditNote } from '../../../core/invoicing/create-credit-note.ts';
import { discardManualInvoice } from '../../../core/invoicing/discard-manual-invoice.ts';
import { editManualInvoice } from '../../../core/invoicing/edit-manual-invoice.ts';
import { finaliseInvoice } from '../../../core/invoicing/finalise.ts';
import { type InvoiceAction, invoiceActions } from '../../../core/invoicing/invoice-actions.ts';
import { type InvoiceFilter, matchesInvoice } from '../../../core/invoicing/invoice-filter.ts';
import { postManualInvoice } from '../../../core/invoicing/post-manual-invoice.ts';
import { refundedMinor, refundStatus } from '../../../core/invoicing/refunded.ts';
import { apiStatus, creditNoteStatus, dueMinor, invoiceStatus } from '../../../core/invoicing/status.ts';
import type { Invoice, InvoiceState } from '../../../core/invoicing/types.ts';
import { voidInvoice } from '../../../core/invoicing/void-invoice.ts';
import { writeOffInvoice } from '../../../core/invoicing/write-off-invoice.ts';
import type { Outcome, ProblemLike } from '../../../core/kernel/outcome.ts';
import { recordPayment } from '../../../core/payments/record-payment.ts';
import { Books, creditBody, line } from './books.ts';
import { invoiceOf, noteOf, vatLine } from './sample.ts';

const paidWith = (amountMinor: number, sourceId = 'pay_1') =>
  ({ id: `s_${sourceId}_${amountMinor}`, kind: 'payment', sourceId, amountMinor, on: '2026-11-10' }) as const;
const states: Readonly<Record<string, InvoiceState>> = {
  draft: { kind: 'draft' },
  pending: { kind: 'pending', finaliseFrom: '2026-11-02' },
  void: { kind: 'void', on: '2026-11-03', reason: 'x' },
  lost: { kind: 'uncollectible', on: '2026-11-03', reason: 'x' },
};

/** £12.00, due on 1 December. */
const invoice = (changes: Partial<Invoice> = {}): Invoice => invoiceOf('inv_1', [vatLine('a', 1_000, 200)], changes);

describe('the status of an invoice', () => {
  it.each([
    ['draft', invoice({ state: states['draft'] as InvoiceState }), '2026-12-31', 'draft', 'pending', 0],
    ['pending', invoice({ state: states['pending'] as InvoiceState }), '2026-12-31', 'pending', 'pending', 0],
    ['posted', invoice(), '2026-12-01', 'posted', 'posted', 1_200],
    ['partly paid', invoice({ settlements: [paidWith(500)] }), '2026-12-01', 'partially-paid', 'posted', 700],
    ['past its due day', invoice({ settlements: [paidWith(500)] }), '2026-12-02', 'overdue', 'posted', 700],
    ['paid', invoice({ settlements: [paidWith(500), paidWith(700, 'pay_2')] }), '2026-12-31', 'paid', 'paid', 0],
    ['paid and reversed', invoice({ settlements: [paidWith(1_200), paidWith(-1_200)] }), '2026-12-01', 'posted', 'posted', 1_200],
    [
      'void',
      invoice({ state: states['void'] as InvoiceState, settlements: [paidWith(500), paidWith(-500)] }),
      '2026-12-31',
      'void',
      'void',
      0,
    ],
    ['written off', invoice({ state: states['lost'] as InvoiceState }), '2026-12-31', 'uncollectible', 'posted', 1_200],
    [
      'written off and paid late',
      invoice({ state: states['lost'] as InvoiceState, settlements: [paidWith(1_200)] }),
      '2026-12-31',
      'paid',
      'paid',
      0,
    ],
    ['nothing to pay', invoiceOf('inv_1', []), '2026-12-31', 'paid', 'paid', 0],
  ])('[INV-03] [CF-15] [INV-02] %s', (_, given, on, status, api, due) => {
    expect([invoiceStatus(given, on), apiStatus(given), dueMinor(given)]).toEqual([status, api, due]);
  });

  it('[INV-03] [INV-22] a paid invoice stays paid and says what of it was paid back', () => {
    const paid = invoice({ settlements: [paidWith(1_200)] });
    const credit = (id: string, netMinor: number, taxMinor: number) =>
      noteOf(id, [vatLine(`${id}/a`, -netMinor, -taxMinor, { credits: { documentId: 'inv_1', lineId: 'a' } })], { invoiceId: 'inv_1' });
    const notes = [credit('cn_1', 500, 100), credit('cn_2', 500, 100)];
    const refund = (creditNoteId: string, amountMinor: number, isReversed = false) => ({ creditNoteId, amountMinor, isReversed });
    expect(refundStatus(paid, notes, [])).toBe('not-refunded');
    expect(refundStatus(paid, notes, [refund('cn_1', 400)])).toBe('partially-refunded');
    expect(refundStatus(paid, notes, [refund('cn_1', 600), refund('cn_2', 600)])).toBe('refunded');
    expect(refundStatus(paid, notes, [refund('cn_1', 600), refund('cn_2', 600, true)])).toBe('partially-refunded');
    expect(invoiceStatus(paid, '2026-12-01')).toBe('paid');
  });

  it('[INV-03] what a note made smaller was not paid: all the money back is a whole refund', () => {
    const own = { id: 's2', kind: 'credit-note', sourceId: 'cn_1', amountMinor: 600, on: '2026-11-10' } as const;
    const given = invoice({ settlements: [own, paidWith(600)] });
    const notes = ['cn_1', 'cn_2'].map((id) =>
      noteOf(id, [vatLine(`${id}/a`, -500, -100, { credits: { documentId: 'inv_1', lineId: 'a' } })]),
    );
    expect(refundStatus(given, notes, [{ creditNoteId: 'cn_2', amountMinor: 600, isReversed: false }])).toBe('refunded');
  });

  it('[INV-03] the refund of a note that corrects several invoices is theirs in proportion', () => {
    const note = noteOf('cn_1', [
      vatLine('x', -500, -100, { credits: { documentId: 'inv_1', lineId: 'a' } }),
      vatLine('y', -1_000, -200, { credits: { documentId: 'inv_2', lineId: 'a' } }),
    ]);
    const refunds = [{ creditNoteId: 'cn_1', amountMinor: 900, isReversed: false }];
    expect(refundedMinor(invoice(), [note], refunds)).toBe(300);
    expect(refundedMinor(invoiceOf('inv_2', []), [note], refunds)).toBe(600);
  });
});

describe('the status of a credit note', () => {
  const note = noteOf('cn_1', [vatLine('a', -1_000, -200)]);
  const used = (amountMinor: number) => [{ id: 's', kind: 'credit-note', sourceId: 'cn_1', amountMinor, on: '2026-11-10' } as const];

  it('[INV-20] is open until it is used up, then applied, or refunded where a refund took part', () => {
    expect(creditNoteStatus({ ...note, state: { kind: 'draft' } }, { settlements: [], refundedMinor: 0 })).toBe('draft');
    expect(creditNoteStatus(note, { settlements: used(1_199), refundedMinor: 0 })).toBe('posted');
    expect(creditNoteStatus(note, { settlements: used(1_200), refundedMinor: 0 })).toBe('applied');
    expect(creditNoteStatus(note, { settlements: used(200), refundedMinor: 1_000 })).toBe('refunded');
    expect(
      creditNoteStatus({ ...note, state: { kind: 'void', on: '2026-11-10', reason: 'x' } }, { settlements: [], refundedMinor: 0 }),
    ).toBe('void');
  });
});

describe('filters', () => {
  const all: InvoiceFilter = { customerId: null, subscriptionId: null, entityId: null, statuses: null };
  const billed = invoiceOf('inv_1', [
    vatLine('a', 1_000, 200, { source: { kind: 'subscription', subscriptionId: 'sub_1', itemId: 'base', componentId: 'fee' } }),
    vatLine('b', 100, 20),
  ]);

  it('[INV-05] by customer, entity, subscription and the status of a day, all at once', () => {
    const on = '2026-11-20';
    expect(matchesInvoice(billed, all, on)).toBe(true);
    expect([
      matchesInvoice(billed, { ...all, customerId: 'cus_1' }, on),
      matchesInvoice(billed, { ...all, customerId: 'cus_2' }, on),
    ]).toEqual([true, false]);
    expect([
      matchesInvoice(billed, { ...all, entityId: 'ent_uk' }, on),
      matchesInvoice(billed, { ...all, entityId: 'ent_de' }, on),
    ]).toEqual([true, false]);
    expect([
      matchesInvoice(billed, { ...all, subscriptionId: 'sub_1' }, on),
      matchesInvoice(billed, { ...all, subscriptionId: 'sub_2' }, on),
    ]).toEqual([true, false]);
    expect(matchesInvoice(billed, { ...all, statuses: ['posted', 'paid'] }, on)).toBe(true);
    expect(matchesInvoice(billed, { ...all, statuses: [] }, on)).toBe(false);
    expect([
      matchesInvoice(billed, { ...all, statuses: ['overdue'] }, on),
      matchesInvoice(billed, { ...all, statuses: ['overdue'] }, '2026-12-02'),
    ]).toEqual([false, true]);
    expect(matchesInvoice(billed, { customerId: 'cus_1', entityId: 'ent_uk', subscriptionId: 'sub_2', statuses: ['posted'] }, on)).toBe(
      false,
    );
  });
});

describe('what can be done', () => {
  const actions: readonly InvoiceAction[] = [
    'invoice.edit-draft',
    'invoice.discard-draft',
    'invoice.post-draft',
    'invoice.finalise',
    'invoice.void',
    'invoice.write-off',
    'credit-note.create',
    'payment.record',
  ];

  const given = (books: Books, id: string, action: InvoiceAction): Promise<Outcome<unknown, ProblemLike>> => {
    switch (action) {
      case 'invoice.edit-draft':
        return books.give(editManualInvoice, { invoiceId: id, fields: {}, lines: {}, added: [] });
      case 'invoice.discard-draft':
        return books.give(discardManualInvoice, { invoiceId: id });
      case 'invoice.post-draft':
        return books.give(postManualInvoice, { invoiceId: id, on: null });
      case 'invoice.finalise':
        return books.give(finaliseInvoice, { invoiceId: id });
      case 'invoice.void':
        return books.give(voidInvoice, { invoiceId: id, reason: 'x' });
      case 'invoice.write-off':
        return books.give(writeOffInvoice, { invoiceId: id, reason: 'x' });
      case 'credit-note.create':
        return books.give(createCreditNote, creditBody(id, { credit: { kind: 'amount', grossMinor: 100 } }));
      case 'payment.record':
        return books.give(recordPayment, {
          customerId: 'cus_1',
          entityId: 'ent_uk',
          currency: 'GBP',
          amountMinor: 100,
          method: 'cash',
          reference: '',
          receivedOn: books.day,
          allocations: [{ invoiceId: id, amountMinor: 100 }],
        });
    }
  };

  /** An invoice in each state that somebody may meet. */
  const met: Readonly<Record<string, (books: Books) => Promise<Invoice>>> = {
    draft: (books) => books.draft([line('10.00')]),
    posted: (books) => books.posted([line('10.00')]),
    'partly paid': async (books) => {
      const posted = await books.posted([line('10.00')]);
      await books.pays(500);
      return posted;
    },
    paid: async (books) => {
      const posted = await books.posted([line('10.00')]);
      await books.pays(1_200);
      return posted;
    },
    'written off': async (books) => {
      const posted = await books.posted([line('10.00')]);
      await books.wrote(writeOffInvoice, { invoiceId: posted.id, reason: 'x' });
      return posted;
    },
    'written off and paid': async (books) => {
      const posted = await books.posted([line('10.00')]);
      await books.wrote(writeOffInvoice, { invoiceId: posted.id, reason: 'x' });
      await books.pays(1_200);
      return posted;
    },
    void: async (books) => {
      const posted = await books.posted([line('10.00')]);
      await books.wrote(voidInvoice, { invoiceId: posted.id, reason: 'x' });
      return posted;
    },
    pending: async (books) => {
      const entity = books.one('entity', 'ent_uk');
      books.keep({ ...entity, invoices: { ...entity.invoices, graceHours: 24 } });
      const draft = await books.draft([line('10.00')]);
      await books.wrote(postManualInvoice, { invoiceId: draft.id, on: null });
      return draft;
    },
  };

  it.each(Object.keys(met).flatMap((name) => actions.map((action) => [name, action] as const)))(
    '[INV-15] [INV-02] a %s invoice and %s: the list says what the command does',
    async (name, action) => {
      const books = new Books();
      const made = await met[name]?.(books);
      if (made === undefined) throw new Error('met');
      const listed = invoiceActions(books.one('invoice', made.id)).includes(action);
      const outcome = await given(books, made.id, action);
      expect([name, action, outcome.ok]).toEqual([name, action, listed]);
    },
  );
});

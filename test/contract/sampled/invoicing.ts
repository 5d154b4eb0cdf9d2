import type { Invoice } from '../../../core/invoicing/types.ts';
import type { Desk } from './desk.ts';

const line = (description: string, unitPrice: string) => ({
  description,
  quantity: '1',
  period: null,
  tax: null,
  price: { kind: 'agreed' as const, unitPrice, taxClass: 'standard', taxInclusive: false, productId: null },
});

export const invoicing = async (desk: Desk): Promise<void> => {
  const isOpen = ({ state, customerId, totals }: Invoice): boolean =>
    state.kind === 'posted' && customerId !== '' && totals.grossMinor > 20_000;
  const open = await desk.one('invoice', (invoice) => isOpen(invoice));
  const others: Invoice[] = [];
  for (let count = 0; count < 6; count += 1) {
    others.push(
      await desk.one(
        'invoice',
        (invoice) =>
          isOpen(invoice) &&
          invoice.id !== open.id &&
          !others.some(({ id, customerId }) => id === invoice.id || customerId === invoice.customerId) &&
          invoice.customerId !== open.customerId,
      ),
    );
  }
  const [credited, voided, writtenOff, paid, lineCredited] = others as [Invoice, Invoice, Invoice, Invoice, Invoice, Invoice];
  const { customerId, entityId, currency } = open;

  const adjustment = desk.first(
    await desk.give('adjustment.create', {
      customerId,
      entityId,
      currency,
      amountMinor: -500,
      taxClass: 'standard',
      reason: 'goodwill',
      on: '2025-02-03',
    }),
    'adjustment',
  );
  await desk.give('adjustment.withdraw', { adjustmentId: adjustment.id });

  const draft = desk.first(
    await desk.give('invoice.create-manual', {
      customerId,
      entityId,
      currency,
      netTermsDays: 14,
      note: '',
      lines: [line('Workshop', '900')],
    }),
    'invoice',
  );
  await desk.give('invoice.edit-draft', {
    invoiceId: draft.id,
    fields: { note: { from: '', to: 'Thank you' } },
    lines: {},
    added: [line('Travel', '80')],
  });
  await desk.give('invoice.post-draft', { invoiceId: draft.id, on: null });
  const other = desk.first(
    await desk.give('invoice.create-manual', {
      customerId,
      entityId,
      currency,
      netTermsDays: null,
      note: '',
      lines: [line('Mistake', '1')],
    }),
    'invoice',
  );
  await desk.give('invoice.discard-draft', { invoiceId: other.id });

  const note = desk.first(
    await desk.give('credit-note.create', {
      invoiceId: credited.id,
      credit: { kind: 'amount', grossMinor: 1000 },
      reason: 'goodwill',
      disposition: 'balance',
      note: '',
      on: null,
    }),
    'credit-note',
  );
  await desk.give('credit-note.void', { creditNoteId: note.id, reason: 'by mistake' });
  const toCome = await desk.give('credit-note.create-standing', {
    customerId: voided.customerId,
    entityId: voided.entityId,
    currency: voided.currency,
    lines: [line('Goodwill', '5')],
    reason: 'goodwill',
    disposition: 'next-invoice',
    note: '',
  });
  await desk.give('credit-note.void', { creditNoteId: desk.first(toCome, 'credit-note').id, reason: 'by mistake' });
  const refundable = desk.first(
    await desk.give('payment.record', {
      customerId: paid.customerId,
      entityId: paid.entityId,
      currency: paid.currency,
      amountMinor: paid.totals.grossMinor,
      method: 'bank-transfer',
      reference: 'R1',
      receivedOn: '2025-02-03',
      allocations: null,
    }),
    'payment',
  );
  await desk.give('payment.allocate', { paymentId: refundable.id, allocations: [{ invoiceId: paid.id, amountMinor: 100 }] });
  const back = desk.first(
    await desk.give('credit-note.create', {
      invoiceId: paid.id,
      credit: { kind: 'whole' },
      reason: 'duplicate',
      disposition: 'refund',
      note: '',
      on: null,
    }),
    'credit-note',
  );
  const refund = await desk.give('refund.record', {
    creditNoteId: back.id,
    amountMinor: 100,
    method: 'bank-transfer',
    reference: 'B1',
    paidOn: '2025-02-03',
  });
  if (refund.length > 0) await desk.give('refund.reverse', { refundId: desk.first(refund, 'refund').id, reason: 'bounced' });
  const money = desk.first(
    await desk.give('payment.record', {
      customerId,
      entityId,
      currency,
      amountMinor: 5000,
      method: 'cash',
      reference: 'R2',
      receivedOn: '2025-02-03',
      allocations: [],
    }),
    'payment',
  );
  await desk.give('payment.allocate', { paymentId: money.id, allocations: [{ invoiceId: open.id, amountMinor: 2000 }] });
  await desk.give('payment.reverse', { paymentId: money.id, reason: 'bounced' });
  await desk.give('invoice.void', { invoiceId: voided.id, reason: 'wrong customer' });
  await desk.give('invoice.write-off', { invoiceId: writtenOff.id, reason: 'gone' });

  const standing = await desk.give('credit-note.create-standing', {
    customerId: lineCredited.customerId,
    entityId: lineCredited.entityId,
    currency: lineCredited.currency,
    lines: [line('Goodwill', '20')],
    reason: 'goodwill',
    disposition: 'balance',
    note: '',
  });
  if (standing.length > 0)
    await desk.give('credit-note.apply', {
      creditNoteId: desk.first(standing, 'credit-note').id,
      allocations: [{ invoiceId: lineCredited.id, amountMinor: 500 }],
    });

  const credit = desk.first(
    await desk.give('promotional-credit.grant', {
      customerId,
      entityId,
      currency,
      amountMinor: 1000,
      reason: 'launch',
      grantedOn: '2025-02-03',
      expiresOn: null,
    }),
    'promotional-credit',
  );
  await desk.give('promotional-credit.revoke', { creditId: credit.id, on: '2025-02-03', reason: 'error' });
};

import type { Invoice } from '../../../core/invoicing/types.ts';
import { about, type Desk, type Intent, wish } from './intent.ts';

const isPosted = ({ state }: Invoice): boolean => state.kind === 'posted';
const isDraft = ({ state }: Invoice): boolean => state.kind === 'draft';

const line = ({ chance }: Desk) => ({
  description: `Hours ${chance.below(9)}`,
  quantity: String(1 + chance.below(4)),
  period: null,
  tax: null,
  price: {
    kind: 'agreed' as const,
    unitPrice: String(10 + chance.below(190)),
    taxClass: 'standard',
    taxInclusive: false,
    productId: null,
  },
});

const party = ({ customerId, entityId, currency }: Invoice) => ({ customerId, entityId, currency });

/** Documents and money by hand; billing runs are an act of their own (station.ts). */
export const moneyIntents: readonly Intent[] = [
  about(
    3,
    'subscription',
    () => true,
    ({ customerId, entityId, currency }, desk) =>
      wish('invoice.create-manual', { customerId, entityId, currency, netTermsDays: 14, note: '', lines: [line(desk)] }),
  ),
  about(2, 'invoice', isDraft, ({ id, note }, desk) =>
    wish('invoice.edit-draft', {
      invoiceId: id,
      fields: { note: { from: note, to: `note ${desk.chance.below(5)}` } },
      lines: {},
      added: desk.chance.percent(50) ? [line(desk)] : [],
    }),
  ),
  about(4, 'invoice', isDraft, ({ id }) => wish('invoice.post-draft', { invoiceId: id, on: null })),
  about(1, 'invoice', isDraft, ({ id }) => wish('invoice.discard-draft', { invoiceId: id })),
  about(1, 'invoice', isPosted, ({ id }) => wish('invoice.void', { invoiceId: id, reason: 'wrong customer' })),
  about(1, 'invoice', isPosted, ({ id }) => wish('invoice.write-off', { invoiceId: id, reason: 'gone' })),
  about(4, 'invoice', isPosted, ({ id, totals }, { chance }) =>
    wish('credit-note.create', {
      invoiceId: id,
      credit: chance.percent(40)
        ? { kind: 'whole' }
        : { kind: 'amount', grossMinor: 1 + chance.below(Math.max(1, Math.min(totals.grossMinor, 4000))) },
      reason: 'goodwill',
      disposition: chance.pick(['balance', 'refund'] as const) ?? 'balance',
      note: '',
      on: null,
    }),
  ),
  about(
    1,
    'credit-note',
    ({ state }) => state.kind === 'posted',
    ({ id }) => wish('credit-note.void', { creditNoteId: id, reason: 'by mistake' }),
  ),
  about(4, 'invoice', isPosted, (invoice, { chance, today }) =>
    wish('payment.record', {
      ...party(invoice),
      amountMinor: 1 + chance.below(Math.max(1, invoice.totals.grossMinor + 500)),
      method: 'bank-transfer',
      reference: `R${chance.below(1000)}`,
      receivedOn: today,
      allocations: chance.percent(60) ? null : [],
    }),
  ),
  about(
    1,
    'payment',
    ({ state }) => state.kind !== 'reversed',
    ({ id }) => wish('payment.reverse', { paymentId: id, reason: 'bounced' }),
  ),
  about(
    2,
    'payment',
    ({ state }) => state.kind !== 'reversed',
    async ({ id, customerId }, { source, chance }) => {
      const invoice = chance.pick((await source.list('invoice', { customerIds: [customerId] })).filter(isPosted));
      if (invoice === null) return null;
      return wish('payment.allocate', { paymentId: id, allocations: [{ invoiceId: invoice.id, amountMinor: 1 + chance.below(900) }] });
    },
  ),
  about(
    1,
    'credit-note',
    ({ state, disposition }) => state.kind === 'posted' && disposition === 'refund',
    ({ id }, { chance, today }) =>
      wish('refund.record', {
        creditNoteId: id,
        amountMinor: 1 + chance.below(500),
        method: 'bank-transfer',
        reference: 'B1',
        paidOn: today,
      }),
  ),
  about(2, 'invoice', isPosted, (invoice, { chance, today }) =>
    wish('promotional-credit.grant', {
      ...party(invoice),
      amountMinor: 100 + chance.below(900),
      reason: 'launch',
      grantedOn: today,
      expiresOn: null,
    }),
  ),
  about(2, 'invoice', isPosted, (invoice, { chance, today }) =>
    wish('adjustment.create', {
      ...party(invoice),
      amountMinor: chance.below(1200) - 600,
      taxClass: 'standard',
      reason: 'goodwill',
      on: today,
    }),
  ),
  about(
    1,
    'adjustment',
    () => true,
    ({ id }) => wish('adjustment.withdraw', { adjustmentId: id }),
  ),
];

import type { CreditNote, Invoice } from '../../../core/invoicing/types.ts';
import { taxQuoteRequest } from '../../../core/invoicing/set-tax.ts';
import type { OperatingEntity } from '../../../core/organization/types.ts';
import { scriptedTaxProvider } from '../../support/scripted-tax-provider.ts';
import type { Desk } from './desk.ts';

const line = (description: string, unitPrice: string) => ({
  description,
  quantity: '1',
  period: null,
  tax: null,
  price: { kind: 'agreed' as const, unitPrice, taxClass: 'standard', taxInclusive: false, productId: null },
});

const at = '2025-07-02T09:00:00.000Z';

/** What the demo company gives no occasion for: documents that wait for time or for a tax service, instalments, a start after the first payment, a migration. */
export const rare = async (desk: Desk): Promise<void> => {
  await starts(desk);
  await migration(desk);
  const open = await desk.one('invoice', ({ state, origin }) => state.kind === 'posted' && origin === 'run');
  const entity = await desk.one('entity', ({ id }) => id === open.entityId);
  await grace(desk, open, entity);
  await outsideTax(desk, open, entity);
};

const starts = async (desk: Desk): Promise<void> => {
  const customer = await desk.one('customer', ({ state, billingAddress }) => state === 'active' && billingAddress.country === 'GB');
  const common = { customerId: customer.id, cycle: 'monthly', currency: 'GBP' } as const;
  const awaiting = await desk.give(
    'subscription.create',
    { ...common, plan: 'home', startsOn: '2025-07-02', trial: { kind: 'none' }, firstPayment: 'awaited' },
    '2025-07-02T08:00:00.000Z',
  );
  await desk.give('subscription.activate', { subscriptionId: desk.first(awaiting, 'subscription').id }, at);
  const inParts = await desk.give('subscription.create', { ...common, plan: 'onboarding', startsOn: '2025-07-02' }, at);
  const { id: subscriptionId } = desk.first(inParts, 'subscription');
  await desk.give('subscription.accelerate', { subscriptionId, reason: 'early-settlement' }, at);
};

const migration = async (desk: Desk): Promise<void> => {
  const plan = await desk.one('plan', ({ code }) => code === 'home');
  const moved = await desk.one(
    'subscription',
    ({ state, items }) => state.kind === 'active' && state.cancelsOn === null && items[0]?.terms.at(-1)?.planId === plan.id,
  );
  await desk.give(
    'migration.apply',
    { migrationId: 'mig_1', from: plan.id, to: 'essentials', when: 'next-period', subscriptionIds: [moved.id] },
    at,
  );
};

const documents = async (desk: Desk, { customerId, entityId, currency }: Invoice): Promise<{ invoice: Invoice; note: CreditNote }> => {
  const draft = await desk.give(
    'invoice.create-manual',
    { customerId, entityId, currency, netTermsDays: 14, note: '', lines: [line('Visit', '300')] },
    at,
  );
  const posted = await desk.give('invoice.post-draft', { invoiceId: desk.first(draft, 'invoice').id, on: null }, at);
  const credited = await desk.give(
    'credit-note.create-standing',
    { customerId, entityId, currency, lines: [line('Goodwill', '7')], reason: 'goodwill', disposition: 'balance', note: '' },
    at,
  );
  return { invoice: desk.first(posted, 'invoice'), note: desk.first(credited, 'credit-note') };
};

/** INV-11: for a while after they are made, documents wait. */
const grace = async (desk: Desk, open: Invoice, entity: OperatingEntity): Promise<void> => {
  const { graceHours } = entity.invoices;
  await desk.give('entity.edit-invoice-settings', { entityId: entity.id, edits: { graceHours: { from: graceHours, to: 24 } } }, at);
  const { invoice, note } = await documents(desk, open);
  const later = '2025-07-04T09:00:00.000Z';
  await desk.give('invoice.finalise', { invoiceId: invoice.id }, later);
  await desk.give('credit-note.finalise', { creditNoteId: note.id }, later);
  await desk.give('entity.edit-invoice-settings', { entityId: entity.id, edits: { graceHours: { from: 24, to: graceHours } } }, later);
};

/** TAX-05: an entity whose tax is worked out by a service. */
const outsideTax = async (desk: Desk, open: Invoice, entity: OperatingEntity): Promise<void> => {
  const own = entity.taxTreatment;
  await desk.give('entity.edit', { entityId: entity.id, edits: { taxTreatment: { from: own, to: 'third-party' } } }, at);
  const { invoice, note } = await documents(desk, open);
  const provider = scriptedTaxProvider();
  for (const document of [invoice, note]) {
    const quote = await provider.quote(taxQuoteRequest(document));
    if (!quote.ok) throw new Error('the provider answers');
    const answer = { provider: provider.name, quote: quote.value };
    if (document.kind === 'invoice') await desk.give('invoice.set-tax', { ...answer, invoiceId: document.id }, at);
    else await desk.give('credit-note.set-tax', { ...answer, creditNoteId: document.id }, at);
  }
  await desk.give('entity.edit', { entityId: entity.id, edits: { taxTreatment: { from: 'third-party', to: own } } }, at);
};

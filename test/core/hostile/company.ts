import type { PriceComponent, PriceVariant } from '../../../core/catalog/types.ts';
import { collections, type DocumentKind } from '../../../core/collections.ts';
import { type Digest, digestOf } from '../../../core/kernel/digest.ts';
import { must } from '../../../core/kernel/invariant.ts';
import type { Outcome, ProblemLike } from '../../../core/kernel/outcome.ts';
import type { BodyOf, CommandKind } from '../../../core/use-cases.ts';
import { runAnyCommand } from '../../../sync/local/run-command.ts';
import { memoryStore } from '../../../sync/local/memory/store.ts';
import type { Store } from '../../../sync/local/store.ts';
import { newCustomer } from '../customers/sample.ts';
import { british, german } from '../organization/sample.ts';

/** When the hostile inputs arrive. */
export const now = '2026-11-20T09:00:00.000Z';
const by = { user: 'ada', station: 'A7' } as const;

/** Any command through the door that every host uses. What it asks for is not believed: `body` may be anything. */
export const give = (store: Store, kind: string, id: string, body: unknown, at = now): Promise<Outcome<unknown, ProblemLike>> =>
  runAnyCommand(store, { id, kind, at, by, body });

/** The id of the nth command that goes before a hostile one: what it makes has an id that follows from it. */
export const beforeId = (index: number): string => `before-${index}`;

/** Everything that a store holds, and how many commands it has seen. */
export const stateOf = async (store: Store): Promise<Digest> => {
  const kinds: readonly DocumentKind[] = Object.values(collections).flat();
  const documents = await Promise.all(kinds.map((kind) => store.list(kind)));
  let commands = 0;
  for await (const { sequence } of store.journal()) commands = sequence;
  return digestOf([documents, commands]);
};

const monthly = { name: 'monthly', interval: { unit: 'month', count: 1 } } as const;

export const fee = (amount: string): PriceComponent => ({
  id: 'fee',
  name: 'Fee',
  quantity: { kind: 'one' },
  price: { kind: 'fixed', amount },
  timing: 'advance',
  included: '0',
  taxClass: '',
});

export const seat = (unitPrice: string): PriceComponent => ({
  ...fee('0'),
  id: 'seats',
  name: 'Seats',
  quantity: { kind: 'subscription' },
  price: { kind: 'per-unit', unitPrice },
});

export const variant = (components: readonly PriceComponent[], changes: Partial<PriceVariant> = {}): PriceVariant => ({
  id: 'gbp-monthly',
  currency: 'GBP',
  cycle: monthly,
  segment: '',
  taxInclusive: false,
  components,
  combination: { kind: 'sum' },
  minimumCommitment: null,
  maximumSpend: null,
  setupFee: null,
  ramp: null,
  chargeThreshold: null,
  minimumCharge: null,
  packs: [],
  instalmentTotal: null,
  ...changes,
});

type NewPlan = BodyOf<'plan.create'>;

export const newPlan = (productId: string, code: string, content: Partial<NewPlan['content']> = {}): NewPlan => ({
  productId,
  code,
  name: code,
  description: '',
  visibility: 'public',
  restrictions: { countries: [], segments: [] },
  upgradePaths: [],
  content: {
    billing: { kind: 'recurring' },
    variants: [variant([fee('50')])],
    entitlements: [],
    trial: null,
    quantity: { minimum: '1', maximum: null },
    term: null,
    ...content,
  },
});

export const newProduct = (code: string, changes: Partial<BodyOf<'product.create'>> = {}): BodyOf<'product.create'> => ({
  name: code,
  code,
  description: '',
  groupId: null,
  taxClass: 'standard',
  recognition: null,
  metadata: {},
  type: 'base',
  features: [],
  ...changes,
});

export const newOffer = (code: string, changes: Partial<BodyOf<'offer.create'>> = {}): BodyOf<'offer.create'> => ({
  name: code,
  reach: { kind: 'code', code },
  value: { kind: 'percentage', percent: '20' },
  duration: { kind: 'once' },
  scope: { kind: 'any' },
  stackable: false,
  appliesToUsage: false,
  redeemableFrom: null,
  redeemableThrough: null,
  limits: { total: null, perCustomer: null, firstPurchaseOnly: false },
  ...changes,
});

export type NewLine = BodyOf<'invoice.create-manual'>['lines'][number];

export const line = (unitPrice: string, changes: Partial<NewLine> = {}): NewLine => ({
  description: 'Consulting',
  quantity: '1',
  price: { kind: 'agreed', unitPrice, taxClass: 'standard', taxInclusive: false, productId: null },
  period: null,
  tax: null,
  ...changes,
});

export const manualInvoice = (customerId: string, lines: readonly NewLine[]): BodyOf<'invoice.create-manual'> => ({
  customerId,
  entityId: null,
  currency: null,
  netTermsDays: null,
  note: '',
  lines,
});

/** Gives right commands, one after the other; a refusal fails the test. */
class Clerk {
  readonly store: Store = memoryStore();
  #given = 0;

  /** The id of the first document that the command wrote. */
  async does<K extends CommandKind>(kind: K, body: BodyOf<K>, at = now): Promise<string> {
    this.#given += 1;
    const id = `set-up-${this.#given}`;
    const outcome = await give(this.store, kind, id, body, at);
    if (!outcome.ok) throw new Error(`${kind}: ${JSON.stringify(outcome.problems)}`);
    for await (const { entry } of this.store.journal()) {
      if (entry.command.id === id) return entry.documents[0]?.id ?? '';
    }
    throw new Error(`${kind}: not in the journal`);
  }

  async plan(body: NewPlan, publish = true): Promise<string> {
    const planId = await this.does('plan.create', body, '2026-01-02T09:00:00.000Z');
    if (publish) await this.does('plan.publish', { planId, version: 1, content: null }, '2026-01-02T09:00:00.000Z');
    return planId;
  }

  async product(body: BodyOf<'product.create'>): Promise<string> {
    const productId = await this.does('product.create', body, '2026-01-01T09:00:00.000Z');
    await this.does('product.activate', { productId }, '2026-01-01T09:00:00.000Z');
    return productId;
  }

  async invoice(customerId: string, amount: string, at: string): Promise<string> {
    const invoiceId = await this.does('invoice.create-manual', manualInvoice(customerId, [line(amount)]), at);
    await this.does('invoice.post-draft', { invoiceId, on: null }, at);
    return invoiceId;
  }
}

const entitiesOf = async (clerk: Clerk) => {
  const at = '2026-01-01T08:00:00.000Z';
  const uk = await clerk.does('entity.create', british(), at);
  const de = await clerk.does('entity.create', german(), at);
  const registration = { region: '', from: '2020-01-01', until: null };
  await clerk.does('tax-registration.add', { entityId: uk, registration: { ...registration, country: 'GB', number: 'GB521099169' } }, at);
  await clerk.does('tax-registration.add', { entityId: de, registration: { ...registration, country: 'DE', number: 'DE136695976' } }, at);
  const vat = { region: '', taxClass: 'standard', customerType: 'any', component: 'VAT', from: '2020-01-01', until: null } as const;
  const ukVat = await clerk.does('tax-rate.add', { ...vat, country: 'GB', percent: '20' }, at);
  await clerk.does('tax-rate.add', { ...vat, country: 'DE', percent: '19' }, at);
  return { uk, de, ukVat };
};

const catalogOf = async (clerk: Clerk) => {
  const at = '2026-01-01T09:00:00.000Z';
  const segment = await clerk.does('segment.create', { code: 'partner', name: 'Partner' }, at);
  const metric = {
    code: 'calls',
    name: 'Calls',
    eventName: 'api.call',
    property: 'amount',
    aggregation: { kind: 'sum' },
    filters: [],
    unit: 'call',
    rounding: null,
  } as const;
  const calls = await clerk.does('metric.create', metric, at);
  const features = [{ type: 'quantified', code: 'seats', name: 'Seats', unit: 'seat', metricId: null }] as const;
  const platform = await clerk.product(newProduct('PLATFORM', { features }));
  const extras = await clerk.product(newProduct('EXTRAS', { type: 'add-on' }));
  const basic = await clerk.plan(newPlan(platform, 'basic'));
  const team = await clerk.plan(
    newPlan(platform, 'team', { variants: [variant([seat('10')])], quantity: { minimum: '2', maximum: '50' } }),
  );
  const open = await clerk.plan(newPlan(platform, 'open', { variants: [variant([seat('10')])] }));
  const yearly = { name: 'yearly', interval: { unit: 'year', count: 1 } } as const;
  await clerk.plan(newPlan(platform, 'yearly', { variants: [variant([fee('500')], { cycle: yearly })] }));
  const retired = await clerk.plan(newPlan(platform, 'retired'));
  await clerk.does('plan.archive', { planId: retired });
  const trade = await clerk.plan({ ...newPlan(platform, 'trade'), restrictions: { countries: [], segments: ['partner'] } });
  const once = await clerk.plan(newPlan(platform, 'once', { billing: { kind: 'one-off', trigger: 'order' } }));
  const draftPlan = await clerk.plan(newPlan(platform, 'draft'), false);
  const storage = await clerk.plan(newPlan(extras, 'storage'));
  await clerk.does('plan.link-add-on', { planId: basic, addOnPlanId: storage, invoicing: 'consolidated' }, at);
  const loose = await clerk.plan(newPlan(extras, 'loose'));
  const offer = await clerk.does('offer.create', newOffer('WELCOME20'), at);
  await clerk.does('offer.activate', { offerId: offer, on: '2026-01-01' }, at);
  const lapsed = await clerk.does('offer.create', newOffer('LAPSED', { redeemableThrough: '2026-10-31' }), at);
  await clerk.does('offer.activate', { offerId: lapsed, on: '2026-01-01' }, at);
  const yen = { kind: 'amount', amounts: [{ currency: 'JPY', amount: '500' }] } as const;
  const inYen = await clerk.does('offer.create', newOffer('YEN500', { value: yen }), at);
  await clerk.does('offer.activate', { offerId: inYen, on: '2026-01-01' }, at);
  const draftOffer = await clerk.does('offer.create', newOffer('LATER'), at);
  const prices = await clerk.does('external-series.create', { name: 'spot' }, at);
  await clerk.does('external-series.append', { seriesId: prices, values: [{ at: '2026-01-01T00:00:00.000Z', value: '1.5' }] }, at);
  const seatFeature = must((await clerk.store.get('product', platform))?.features[0], 'the platform has seats').id;
  return {
    segment,
    seatFeature,
    draftOffer,
    calls,
    platform,
    extras,
    basic,
    team,
    openPlan: open,
    retired,
    trade,
    once,
    draftPlan,
    storage,
    loose,
    offer,
    prices,
  };
};

const customersOf = async (clerk: Clerk) => {
  const at = '2026-01-05T09:00:00.000Z';
  const inGermany = { lines: ['Am Markt 1'], city: 'Leipzig', postalCode: '04109', region: '', country: 'DE' };
  const acme = await clerk.does('customer.create', newCustomer({ externalId: 'crm-1', signedUpOn: '2026-01-05' }), at);
  const weber = await clerk.does(
    'customer.create',
    newCustomer({ externalId: 'crm-2', companyName: 'Weber GmbH', billingAddress: inGermany }),
    at,
  );
  const gone = await clerk.does('customer.create', newCustomer({ externalId: 'crm-3', companyName: 'Gone Ltd' }), at);
  await clerk.does('customer.archive', { customerId: gone }, at);
  return { acme, weber, gone };
};

const soldTo = async (clerk: Clerk, acme: string) => {
  const at = '2026-10-01T09:00:00.000Z';
  const sell = (plan: string, quantity = '1'): Promise<string> =>
    clerk.does('subscription.create', { customerId: acme, plan, cycle: 'monthly', quantity }, at);
  const running = await sell('basic');
  const seats = await sell('open', '5');
  const ended = await sell('basic');
  await clerk.does('subscription.cancel', { subscriptionId: ended, reason: 'customer_request', when: { kind: 'now' } }, at);
  const paused = await sell('basic');
  await clerk.does('subscription.pause', { subscriptionId: paused, when: { kind: 'now' } }, at);
  const order = await clerk.does('order.place', { customerId: acme, lines: [{ item: { kind: 'plan', plan: 'once' } }] }, at);
  const orderLine = must((await clerk.store.get('order', order))?.lines[0], 'the order has a line').id;
  return { orderLine, running, seats, ended, paused, order };
};

const booksOf = async (clerk: Clerk, acme: string, weber: string, uk: string) => {
  const at = '2026-11-02T09:00:00.000Z';
  const open = await clerk.invoice(acme, '100', at);
  const paid = await clerk.invoice(acme, '50', at);
  const money = {
    customerId: acme,
    entityId: uk,
    currency: 'GBP',
    method: 'bank-transfer',
    reference: '',
    receivedOn: '2026-11-03',
  } as const;
  const payment = await clerk.does('payment.record', {
    ...money,
    amountMinor: 6000,
    allocations: [{ invoiceId: paid, amountMinor: 6000 }],
  });
  const abroad = await clerk.invoice(weber, '100', at);
  const voided = await clerk.invoice(acme, '10', at);
  await clerk.does('invoice.void', { invoiceId: voided, reason: 'Twice' });
  const draftInvoice = await clerk.does('invoice.create-manual', manualInvoice(acme, [line('30')]));
  const credit = { reason: 'goodwill', disposition: 'balance', note: '', on: null } as const;
  const note = await clerk.does('credit-note.create', { ...credit, invoiceId: paid, credit: { kind: 'amount', grossMinor: 1200 } });
  const promotion = await clerk.does('promotional-credit.grant', {
    customerId: weber,
    entityId: uk,
    currency: 'GBP',
    amountMinor: 500,
    reason: 'Sorry',
    grantedOn: '2026-11-03',
    expiresOn: null,
  });
  const draftLine = must((await clerk.store.get('invoice', draftInvoice))?.entered[0], 'the draft has a line').id;
  return { promotion, draftLine, open, paid, payment, abroad, voided, draftInvoice, note };
};

/**
 * A company that has something of everything, made by the commands that people would give: entities in two countries with their taxes, a catalog on
 * sale and one that is not, customers, subscriptions in their states, and books that are closed up to October.
 */
export const company = async () => {
  const clerk = new Clerk();
  const entities = await entitiesOf(clerk);
  const catalog = await catalogOf(clerk);
  const customers = await customersOf(clerk);
  const subscriptions = await soldTo(clerk, customers.acme);
  const books = await booksOf(clerk, customers.acme, customers.weber, entities.uk);
  const event = {
    customerId: customers.acme,
    subscriptionId: '',
    name: 'api.call',
    at: '2026-11-10T12:00:00.000Z',
    idempotencyKey: 'used',
    properties: { amount: '5' },
    supersedes: null,
  };
  const usage = await clerk.does('usage.record', { events: [event] });
  await clerk.does('entity.lock-books', { entityId: entities.uk, before: '2026-10-01' });
  const [series] = await clerk.store.list('number-series', {});
  const closed = must(series, 'invoices were posted').id;
  return { store: clerk.store, ...entities, ...catalog, ...customers, ...subscriptions, ...books, event, usage, series: closed };
};

export type Company = Awaited<ReturnType<typeof company>>;

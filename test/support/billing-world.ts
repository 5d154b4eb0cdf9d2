import type { PriceModel } from '../../core/catalog/price-model.ts';
import type { BillingModel, ExternalSeries, Plan, PlanVersion, PriceComponent, PriceVariant, Product } from '../../core/catalog/types.ts';
import { catalogFacts } from '../../core/billing/facts.ts';
import type { Customer } from '../../core/customers/types.ts';
import type { IssuedDocument } from '../../core/invoicing/lines.ts';
import { exchangeRates } from '../../core/organization/exchange-rates.ts';
import { NumberDesk } from '../../core/invoicing/number-desk.ts';
import { madePart } from '../../core/invoicing/run-billing.ts';
import { RunAccounts } from '../../core/invoicing/run-accounts.ts';
import { customerDrafts, draftOrder } from '../../core/invoicing/run-drafts.ts';
import type { CustomerRecord, SharedFacts } from '../../core/invoicing/run-facts.ts';
import type { Invoice, RunException } from '../../core/invoicing/types.ts';
import { halfAwayFromZero } from '../../core/money/rounding.ts';
import { defaultPolicies, type Policies } from '../../core/organization/policies.ts';
import type { NumberSeries, OperatingEntity } from '../../core/organization/types.ts';
import type { CadenceStretch, Subscription, SubscriptionItem, Term } from '../../core/subscriptions/types.ts';
import { recomputed, workingHolds } from '../../core/rating/recomputed.ts';
import { taxRateIndex } from '../../core/tax/rates.ts';
import type { TaxRate } from '../../core/tax/types.ts';
import type { Interval } from '../../core/time/cadence.ts';
import type { Metric } from '../../core/usage/types.ts';

export { countMetric, used } from './usage-samples.ts';

/** Documents for tests of billing, with everything at its plainest. A test says only what it is about. */

export const monthly: Interval = { unit: 'month', count: 1 };
export const yearly: Interval = { unit: 'year', count: 1 };

export const sampleEntity = (changes: Partial<OperatingEntity> = {}): OperatingEntity => ({
  id: 'ent_uk',
  kind: 'entity',
  rev: 1,
  code: 'UK',
  legalName: 'Northlight Software Ltd',
  address: { lines: ['1 Dock Street'], city: 'London', postalCode: 'E1 8JN', region: '', country: 'GB' },
  registrationNumber: '01234567',
  email: 'billing@northlight.example',
  website: 'northlight.example',
  currency: 'GBP',
  zone: 'Europe/London',
  fiscalYearStartsIn: 4,
  servesCountries: ['GB'],
  isFallback: true,
  taxTreatment: 'native',
  taxRegistrations: [{ country: 'GB', region: '', number: 'GB123456789', from: '2000-01-01', until: null }],
  bankAccounts: [],
  numbering: {
    invoice: { mode: 'station-series', prefix: 'INV', yearly: true, digits: 6 },
    'credit-note': { mode: 'station-series', prefix: 'CN', yearly: true, digits: 6 },
  },
  invoices: {
    netTermsDays: 30,
    graceHours: 0,
    applyBalance: true,
    locale: 'en-GB',
    template: { layout: 'classic', paper: 'A4', accent: '#1f4e79', logo: null, footer: '', showWorking: false },
  },
  policies: defaultPolicies,
  rounding: [],
  booksLockedBefore: null,
  state: 'active',
  ...changes,
});

export const sampleCustomer = (changes: Partial<Customer> = {}): Customer => ({
  id: 'cus_1',
  kind: 'customer',
  rev: 1,
  externalId: '',
  type: 'business',
  name: 'Acme Ltd',
  email: 'billing@acme.example',
  billingAddress: { lines: ['1 High Street'], city: 'London', postalCode: 'EC1A 1BB', region: '', country: 'GB' },
  taxIds: [],
  taxExemptions: [],
  segments: [],
  attributes: {},
  entityId: null,
  currency: null,
  locale: null,
  netTermsDays: null,
  invoicing: 'consolidated',
  purchaseOrder: '',
  contacts: [],
  signedUpOn: '2024-01-01',
  metadata: {},
  state: 'active',
  ...changes,
});

export const component = (id: string, price: PriceModel, changes: Partial<PriceComponent> = {}): PriceComponent => ({
  id,
  name: id,
  quantity: { kind: 'one' },
  price,
  timing: 'advance',
  included: '0',
  taxClass: '',
  ...changes,
});

export const fixedPrice = (amount: string): PriceModel => ({ kind: 'fixed', amount });
export const perUnit = (unitPrice: string): PriceModel => ({ kind: 'per-unit', unitPrice });
export const seats = (unitPrice: string): PriceComponent => component('seats', perUnit(unitPrice), { quantity: { kind: 'subscription' } });

export const variantOf = (components: readonly PriceComponent[], changes: Partial<PriceVariant> = {}): PriceVariant => ({
  id: 'gbp',
  currency: 'GBP',
  cycle: { name: 'monthly', interval: monthly },
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

/** A plan called by its id, its product and its published version 1. */
export type SoldPlan = { readonly product: Product; readonly plan: Plan; readonly version: PlanVersion };

export const soldPlan = (
  id: string,
  variants: readonly PriceVariant[],
  billing: BillingModel = { kind: 'recurring' },
  changes: Partial<Product> = {},
): SoldPlan => {
  const productId = `prd_${id}`;
  return {
    product: {
      id: productId,
      kind: 'product',
      rev: 1,
      name: id,
      code: id,
      description: '',
      groupId: null,
      type: 'base',
      features: [],
      taxClass: 'standard',
      recognition: null,
      metadata: {},
      state: 'active',
      ...changes,
    },
    plan: {
      id,
      kind: 'plan',
      rev: 1,
      productId,
      code: id,
      name: id,
      description: '',
      visibility: 'public',
      restrictions: { countries: [], segments: [] },
      addOns: [],
      upgradePaths: [],
      successorPlanId: null,
      currentVersion: 1,
      draftVersion: null,
      state: 'active',
    },
    version: {
      id: `${id}@1`,
      kind: 'plan-version',
      rev: 1,
      planId: id,
      productId,
      version: 1,
      billing,
      variants,
      entitlements: [],
      trial: null,
      quantity: { minimum: '0', maximum: null },
      term: null,
      state: { kind: 'published', at: '2024-01-01T00:00:00.000Z' },
    },
  };
};

export const term = (planId: string, from: string, changes: Partial<Term> = {}): Term => ({
  from,
  fromSecond: 0,
  until: null,
  untilSecond: 0,
  planId,
  planVersion: 1,
  variantId: 'gbp',
  quantity: '1',
  negotiated: [],
  ramps: [],
  unusedPart: 'credited',
  firstPart: 'prorated',
  ...changes,
});

export const stretch = (from: string, changes: Partial<CadenceStretch> = {}): CadenceStretch => ({
  from,
  until: null,
  anchor: from,
  interval: monthly,
  stub: 'prorated',
  frozen: [],
  ...changes,
});

export const item = (terms: readonly Term[], changes: Partial<SubscriptionItem> = {}): SubscriptionItem => ({
  id: 'base',
  type: 'base',
  productId: `prd_${terms[0]?.planId ?? ''}`,
  invoicing: 'consolidated',
  cadence: [stretch(terms[0]?.from ?? '2025-01-01')],
  terms,
  acceleratedOn: null,
  ...changes,
});

export const sampleSubscription = (items: readonly SubscriptionItem[], changes: Partial<Subscription> = {}): Subscription => {
  const startsOn = items[0]?.terms[0]?.from ?? '2025-01-01';
  return {
    id: 'sub_1',
    kind: 'subscription',
    rev: 1,
    customerId: 'cus_1',
    entityId: 'ent_uk',
    currency: 'GBP',
    country: 'GB',
    zone: 'Europe/London',
    policies: defaultPolicies,
    rounding: halfAwayFromZero,
    startsOn,
    anchorRule: { kind: 'start-day' },
    state: { kind: 'active', since: startsOn, cancelsOn: null },
    paymentStatus: 'ok',
    items,
    pauses: [],
    redemptions: [],
    planned: [],
    grants: [],
    renewedThrough: startsOn,
    contract: null,
    topUp: null,
    continues: null,
    netTermsDays: null,
    metadata: {},
    history: [],
    ...changes,
  };
};

export const ukVat = (percent = '20'): TaxRate => ({
  id: 'tax_gb',
  kind: 'tax-rate',
  rev: 1,
  country: 'GB',
  region: '',
  taxClass: 'standard',
  customerType: 'any',
  component: 'VAT',
  percent,
  from: '2000-01-01',
  until: null,
});

/** One customer's world, billed in memory month after month as the store would. */
export type World = {
  record: CustomerRecord;
  readonly shared: SharedFacts;
  readonly entity: OperatingEntity;
  series: readonly NumberSeries[];
};

export const worldOf = (
  plans: readonly SoldPlan[],
  record: Partial<CustomerRecord>,
  options: {
    readonly entity?: OperatingEntity;
    readonly metrics?: readonly Metric[];
    readonly rates?: readonly TaxRate[];
    readonly external?: readonly ExternalSeries[];
  } = {},
): World => {
  const entity = options.entity ?? sampleEntity();
  return {
    entity,
    series: [],
    record: {
      customer: sampleCustomer(),
      subscriptions: [],
      orders: [],
      adjustments: [],
      usage: [],
      invoices: [],
      creditNotes: [],
      payments: [],
      refunds: [],
      promotionalCredits: [],
      ...record,
    },
    shared: {
      catalog: catalogFacts({
        versions: plans.map(({ version }) => version),
        plans: plans.map(({ plan }) => plan),
        products: plans.map(({ product }) => product),
        metrics: options.metrics ?? [],
        external: options.external ?? [],
      }),
      entities: new Map([[entity.id, entity]]),
      taxRates: taxRateIndex(options.rates ?? [ukVat()]),
      exchangeRates: new Map([[entity.id, exchangeRates([])]]),
    },
  };
};

export type Billed = { readonly documents: readonly IssuedDocument[]; readonly exceptions: readonly RunException[] };

/** BEY-03: whatever a test bills, each of its lines comes out again from its working alone. */
const explain = (documents: readonly IssuedDocument[]): void => {
  for (const { id, listMinor, discountMinor, chargedMinor, working } of documents.flatMap(({ lines }) => lines)) {
    const again = recomputed(working);
    const same = again.listMinor === listMinor && again.discountMinor === discountMinor && again.chargedMinor === chargedMinor;
    if (!same || !workingHolds(working)) throw new Error(`the line ${id} does not explain itself: ${JSON.stringify({ again, working })}`);
  }
};

/** Bills everything due before `before`, dated `from` at the earliest, and keeps the documents in the world. */
export const bill = (world: World, from: string, before: string): Billed => {
  const { record, entity, shared } = world;
  const { drafts, exceptions } = customerDrafts(shared, record, entity, { start: from, end: before });
  const numbers = new NumberDesk(world.series, 'A7', 'station');
  const accounts = new RunAccounts();
  accounts.keep(record, entity.id, drafts);
  const made = madePart([...drafts].sort(draftOrder), { numbers, accounts, shared, runId: 'run_1' });
  if (!made.ok) throw new Error(`not issued: ${JSON.stringify(made.problems)}`);
  const { documents, writes } = made.value;
  explain(documents);
  const written = new Map(writes.map(({ document }) => [document.id, document]));
  const moved = writes.flatMap(({ document }) => (document.kind === 'number-series' ? [document as NumberSeries] : []));
  world.series = [...world.series.filter((entry) => !written.has(entry.id)), ...moved];
  const settled = record.invoices.map((invoice) => (written.get(invoice.id) as Invoice | undefined) ?? invoice);
  world.record = {
    ...record,
    invoices: [...settled, ...documents.filter((document) => document.kind === 'invoice')],
    creditNotes: [...record.creditNotes, ...documents.filter((document) => document.kind === 'credit-note')],
  };
  return { documents, exceptions };
};

/** Lets the subscription go on as changed. */
export const change = (world: World, edit: (subscription: Subscription) => Subscription): void => {
  world.record = { ...world.record, subscriptions: world.record.subscriptions.map(edit) };
};

export const withPolicies = (changes: Partial<Policies>): Policies => ({ ...defaultPolicies, ...changes });

/** Each line as `title from–to amount`, for reading. */
export const linesOf = (billed: Billed): readonly string[] =>
  billed.documents.flatMap((document) =>
    document.lines.map((line) => `${line.title} ${line.period?.start ?? line.dueOn}..${line.period?.end ?? ''} ${line.chargedMinor}`),
  );

export const netMinor = (billed: Billed): number => billed.documents.reduce((sum, document) => sum + document.totals.netMinor, 0);

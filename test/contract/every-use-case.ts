import path from 'node:path';
import { tmpdir } from 'node:os';
import type { AnyDocument, DocumentKind, Documents } from '../../core/collections.ts';
import type { Grant } from '../../core/entitlements/types.ts';
import { planBillingRun } from '../../core/invoicing/run-plan.ts';
import type { Invoice } from '../../core/invoicing/types.ts';
import type { Change, Command, StoredDocument } from '../../core/kernel/command.ts';
import { must } from '../../core/kernel/invariant.ts';
import type { Subscription } from '../../core/subscriptions/types.ts';
import type { BodyOf, CommandKind } from '../../core/use-cases.ts';
import { useCaseOf } from '../../core/use-cases.ts';
import { monthOf } from '../../sync/headless/demo/company.ts';
import { intakeInto } from '../../sync/headless/demo/intake.ts';
import { billMonth, liveMonth, openBooks } from '../../sync/headless/demo/year.ts';
import { memoryStore } from '../../sync/local/memory/store.ts';
import { planned } from '../../sync/local/run-command.ts';
import type { Store } from '../../sync/local/store.ts';

/** A change of one kind of command, with the documents as they were that it is based on. */
export type Sample = { readonly kind: string; readonly before: readonly StoredDocument[]; readonly change: Change };

/** A change with more documents than this tells a store nothing new. */
const mostWrites = 12;

class Desk {
  readonly samples: Sample[] = [];
  readonly refused: string[] = [];
  readonly #store: Store;
  readonly #seen: Set<string>;
  #number = 0;

  constructor(store: Store, seen: Set<string>) {
    this.#store = store;
    this.#seen = seen;
  }

  /** Gives a command; answers the documents that it wrote, none where it was refused. */
  async give<K extends CommandKind>(kind: K, body: BodyOf<K>, at = '2025-02-03T09:00:00.000Z'): Promise<readonly StoredDocument[]> {
    this.#number += 1;
    const command: Command = { id: `cmd_desk_${this.#number}`, kind, at, by: { user: 'usr_1', station: 'A7' }, body };
    const plan = await planned(this.#store, must(useCaseOf(kind), 'a kind of command has its use case'), command);
    if (!plan.ok) {
      this.refused.push(`${kind}: ${JSON.stringify(plan.problems).slice(0, 300)}`);
      return [];
    }
    await this.take(plan.value);
    return plan.value.writes.map(({ document }) => document);
  }

  /** Commits a change and keeps it as the sample of its kind, if it is the first small one. */
  async take(change: Change): Promise<void> {
    const { kind } = change.command;
    if (change.writes.length > 0 && change.writes.length <= mostWrites && !this.#seen.has(kind)) {
      this.#seen.add(kind);
      const before: StoredDocument[] = [];
      for (const { basedOn, document } of change.writes) {
        const found = basedOn === null ? null : await this.#store.get(document.kind as DocumentKind, document.id);
        if (found !== null) before.push(found);
      }
      this.samples.push({ kind, before, change });
    }
    await this.#store.commit(change);
  }

  async one<K extends DocumentKind>(kind: K, fits: (document: Documents[K]) => boolean): Promise<Documents[K]> {
    const found = (await this.#store.list(kind)).find(fits);
    if (found === undefined) throw new Error(`no ${kind} of that sort in the demo company`);
    return found;
  }

  first<K extends DocumentKind>(written: readonly StoredDocument[], kind: K): Documents[K] {
    const found = written.find((document) => document.kind === kind);
    if (found === undefined) throw new Error(`no ${kind} was written: ${this.refused.at(-1)}`);
    return found as AnyDocument as Documents[K];
  }
}

/** The demo company after its first month, with every change that its journal holds. */
const demoCompany = async (): Promise<Store> => {
  const store = memoryStore();
  const data = path.join(import.meta.dirname, '..', '..', 'assets', 'demo');
  const silent = { begin: () => undefined, end: () => undefined, did: () => undefined, say: () => undefined };
  const intake = intakeInto(store, { out: tmpdir(), skipBadRows: true });
  const year = { store, data, intake, progress: silent as never, checkpoint: async () => undefined };
  await openBooks(year);
  for (const index of [0, 1, 2, 3, 4, 5]) {
    const month = monthOf(index);
    await liveMonth(year, month);
    if (index === 0) await billMonth(year, month);
  }
  return store;
};

/** Samples of the commands that the demo company gives by itself, with what each was based on. */
const journalSamples = async (store: Store, seen: Set<string>): Promise<readonly Sample[]> => {
  const samples: Sample[] = [];
  const current = new Map<string, StoredDocument>();
  for await (const { entry } of store.journal()) {
    const { command, documents } = entry;
    const before = documents.flatMap((document) => current.get(`${document.kind}|${document.id}`) ?? []);
    if (documents.length > 0 && documents.length <= mostWrites && !seen.has(command.kind)) {
      seen.add(command.kind);
      const writes = documents.map((document) => ({ basedOn: document.rev === 1 ? null : document.rev - 1, document }));
      samples.push({ kind: command.kind, before, change: { command, writes } });
    }
    for (const document of documents) current.set(`${document.kind}|${document.id}`, document);
  }
  return samples;
};

const line = (description: string, unitPrice: string) => ({
  description,
  quantity: '1',
  period: null,
  tax: null,
  price: { kind: 'agreed' as const, unitPrice, taxClass: 'standard', taxInclusive: false, productId: null },
});

const invoicing = async (desk: Desk): Promise<void> => {
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

const people = async (desk: Desk): Promise<void> => {
  const exempt = await desk.one('customer', ({ taxExemptions }) => taxExemptions.length > 0);
  const customer = await desk.one(
    'customer',
    ({ billingAddress, taxIds, state }) => state === 'active' && billingAddress.country === 'GB' && taxIds.length === 0,
  );
  const customerId = customer.id;
  await desk.give('customer.edit', {
    customerId,
    fields: { email: { from: customer.email, to: 'new@customer.example' } },
    attributes: {},
    metadata: {},
  });
  await desk.give('customer.add-tax-id', { customerId, taxId: { country: 'GB', value: 'GB980780684', evidence: { kind: 'format' } } });
  await desk.give('customer.remove-tax-id', { customerId, country: 'GB', value: 'GB980780684' });
  const [exemption] = exempt.taxExemptions;
  if (exemption !== undefined) await desk.give('customer.remove-tax-exemption', { customerId: exempt.id, exemption });
  const fresh = desk.first(
    await desk.give('customer.create', {
      companyName: 'Shortlived Ltd',
      personName: '',
      externalId: 'short',
      email: 'a@short.example',
      billingAddress: { lines: ['1 High Street'], city: 'London', postalCode: 'EC1A 1BB', region: '', country: 'GB' },
      taxIds: [],
      segments: [],
      attributes: {},
      entityId: null,
      currency: null,
      locale: null,
      netTermsDays: null,
      invoicing: 'consolidated',
      purchaseOrder: '',
      contacts: [],
      signedUpOn: '2025-02-03',
      metadata: {},
    }),
    'customer',
  );
  await desk.give('customer.archive', { customerId: fresh.id });
  await desk.give('customer.unarchive', { customerId: fresh.id });
};

const books = async (desk: Desk): Promise<void> => {
  const entity = await desk.one('entity', ({ state }) => state === 'active');
  await desk.give('entity.edit', { entityId: entity.id, edits: { website: { from: entity.website, to: 'https://books.example' } } });
  await desk.give('entity.make-fallback', {
    entityId: (await desk.one('entity', (other) => other.id !== entity.id && other.state === 'active')).id,
  });
  const [registration] = entity.taxRegistrations;
  if (registration !== undefined)
    await desk.give('tax-registration.end', {
      entityId: entity.id,
      country: registration.country,
      region: registration.region,
      until: '2026-01-01',
    });
  const rate = await desk.one('tax-rate', ({ until }) => until === null);
  await desk.give('tax-rate.change', { taxRateId: rate.id, percent: '23', from: '2026-01-01' });
  const another = await desk.one('tax-rate', ({ until, id }) => until === null && id !== rate.id);
  await desk.give('tax-rate.end', { taxRateId: another.id, until: '2026-01-01' });
  const series = await desk.one('number-series', ({ state, next }) => state === 'open' && next > 1);
  await desk.give('number-series.void-number', { seriesId: series.id, number: series.next, reason: 'skipped on paper' });
  await desk.give('number-series.close', { seriesId: series.id });
  await desk.give('entity.lock-books', { entityId: entity.id, before: '2025-01-01' });
  const unused = await desk.one('entity', ({ id, state }) => id !== entity.id && state === 'active');
  await desk.give('entity.archive', { entityId: unused.id });
};

const catalog = async (desk: Desk): Promise<void> => {
  const segment = await desk.one('segment', () => true);
  await desk.give('segment.edit', { segmentId: segment.id, edits: { name: { from: segment.name, to: 'Renamed' } } });
  const group = await desk.one('product-group', () => true);
  await desk.give('product-group.edit', { groupId: group.id, edits: { name: { from: group.name, to: 'Renamed' } } });
  const metric = desk.first(
    await desk.give('metric.create', {
      code: 'spare',
      name: 'Spare',
      eventName: 'spare',
      property: 'amount',
      aggregation: { kind: 'sum' },
      filters: [],
      unit: 'unit',
      rounding: null,
    }),
    'metric',
  );
  await desk.give('metric.archive', { metricId: metric.id });
  const sold = await desk.one('product', ({ state, type }) => state === 'active' && type === 'base');
  const fresh = desk.first(
    await desk.give('product.create', {
      name: 'Spare',
      code: 'spare',
      description: '',
      groupId: null,
      type: 'base',
      taxClass: sold.taxClass,
      recognition: null,
      features: [],
      metadata: {},
    } as never),
    'product',
  );
  await desk.give('product.edit', { productId: fresh.id, edits: { name: { from: 'Spare', to: 'Spare part' } } });
  const withFeature = desk.first(
    await desk.give('product.add-feature', { productId: fresh.id, feature: { type: 'binary', code: 'sso', name: 'Sign-on' } }),
    'product',
  );
  const feature = must(withFeature.features[0], 'the feature was added');
  await desk.give('product.edit-feature', {
    productId: fresh.id,
    featureId: feature.id,
    edits: { name: { from: 'Sign-on', to: 'Single sign-on' } },
  });
  await desk.give('product.remove-feature', { productId: fresh.id, featureId: feature.id });
  await desk.give('product.delete', { productId: fresh.id });
  const shelved = desk.first(
    await desk.give('product.create', {
      name: 'Shelved',
      code: 'shelved',
      description: '',
      groupId: null,
      type: 'base',
      taxClass: sold.taxClass,
      recognition: null,
      features: [],
      metadata: {},
    } as never),
    'product',
  );
  await desk.give('product.activate', { productId: shelved.id });
  await desk.give('product.archive', { productId: shelved.id });
  await desk.give('product.unarchive', { productId: shelved.id });

  const plan = await desk.one(
    'plan',
    ({ state, currentVersion, draftVersion, addOns }) =>
      state === 'active' && currentVersion > 0 && draftVersion === null && addOns.length > 0,
  );
  const addOn = must(plan.addOns[0], 'it has add-ons');
  await desk.give('plan.unlink-add-on', { planId: plan.id, addOnPlanId: addOn.planId });
  const begun = desk.first(await desk.give('plan.start-draft', { planId: plan.id }), 'plan-version');
  await desk.give('plan.edit-draft', {
    planId: plan.id,
    version: begun.version,
    edits: { quantity: { from: begun.quantity, to: { ...begun.quantity, maximum: '500' } } },
    variants: [],
    entitlements: [],
  });
  await desk.give('plan.discard-draft', { planId: plan.id, version: begun.version });
  const next = await desk.one(
    'plan',
    ({ id, state, productId, currentVersion }) =>
      id !== plan.id && state === 'active' && currentVersion > 0 && productId === plan.productId,
  );
  await desk.give('plan.set-successor', { planId: plan.id, edits: { successorPlanId: { from: plan.successorPlanId, to: next.id } } });
  await desk.give('plan.deactivate', { planId: plan.id });
  await desk.give('plan.activate', { planId: plan.id });
  const old = await desk.one('plan', ({ state }) => state === 'grandfathered').catch(() => next);
  await desk.give('plan.archive', { planId: old.id });

  const offer = await desk.one('offer', ({ state }) => state === 'active');
  const { id: _id, kind: _kind, rev: _rev, state: _state, redeemed: _redeemed, ...terms } = offer;
  const drafted = await desk.give('offer.create', {
    ...terms,
    name: 'Spare',
    ...(terms.reach.kind === 'code' ? { reach: { ...terms.reach, code: 'SPARE' } } : {}),
  });
  if (drafted.length > 0)
    await desk.give('offer.edit', { offerId: desk.first(drafted, 'offer').id, fields: { name: { from: 'Spare', to: 'Renamed' } } });
  await desk.give('offer.archive', { offerId: offer.id, lastDay: '2025-12-31' });
};

const subscriptions = async (desk: Desk): Promise<void> => {
  const at = '2025-07-01T09:00:00.000Z';
  const of = (kind: Subscription['state']['kind'], more: (subscription: Subscription) => boolean = () => true): Promise<Subscription> =>
    desk.one('subscription', (subscription) => subscription.state.kind === kind && more(subscription));
  const running = await of('active', ({ state }) => state.kind === 'active' && state.cancelsOn === null);
  await desk.give(
    'subscription.update',
    { subscriptionId: running.id, fields: { netTermsDays: { from: running.netTermsDays, to: 45 } } },
    at,
  );
  const paused = await of('paused').catch(() => null);
  if (paused !== null) await desk.give('subscription.resume', { subscriptionId: paused.id, when: { kind: 'now' } }, at);
  const offered = await of('active', ({ redemptions }) => redemptions.some(({ endsOn }) => endsOn === null)).catch(() => null);
  const redemption = offered?.redemptions.find(({ endsOn }) => endsOn === null);
  if (offered !== null && redemption !== undefined)
    await desk.give('subscription.end-offer', { subscriptionId: offered.id, redemptionId: redemption.id, endsOn: '2025-08-01' }, at);
  const trial = await of('trial').catch(() => null);
  if (trial !== null) await desk.give('subscription.confirm-trial', { subscriptionId: trial.id }, at);
  const pending = await of('pending').catch(() => null);
  if (pending !== null) await desk.give('subscription.activate', { subscriptionId: pending.id }, '2025-12-31T09:00:00.000Z');

  const live =
    (counting: string) =>
    (grant: Grant): boolean =>
      grant.state.kind === 'active' && grant.limit !== null && grant.definition.counting === counting;
  for (const [counting, step] of [
    [
      'consumable',
      (subscriptionId: string, featureId: string) =>
        desk.give('entitlement.consume', { subscriptionId, featureId, quantity: '1', key: 'k1' }, at),
    ],
    [
      'limit',
      (subscriptionId: string, featureId: string) => desk.give('entitlement.set-in-use', { subscriptionId, featureId, inUse: '1' }, at),
    ],
  ] as const) {
    const holder = await of('active', ({ grants }) => grants.some(live(counting))).catch(() => null);
    const grant = holder?.grants.find(live(counting));
    if (holder === null || grant === undefined) continue;
    await step(holder.id, grant.featureId);
    await desk.give(
      'entitlement.adjust',
      {
        subscriptionId: holder.id,
        adjustment: { kind: 'top-up', grantId: grant.id, quantity: '5', expiresAt: null, reason: 'asked for' },
      } as never,
      at,
    );
    await desk.give('entitlement.advance', { subscriptionId: holder.id }, '2025-12-01T09:00:00.000Z');
  }

  const order = await desk.one('order', ({ state, lines }) => state.kind === 'placed' && lines.length > 0);
  const cancelled = must(order.lines[0], 'an order has lines');
  await desk.give('order.cancel-line', { orderId: order.id, lineId: cancelled.id, reason: 'not wanted', on: '2025-07-01' }, at);
  const other = await desk.one('order', ({ id, state }) => id !== order.id && state.kind !== 'cancelled');
  await desk.give('order.cancel', { orderId: other.id, reason: 'not wanted', on: '2025-07-01' }, at);
};

/** What the demo company does by the hundred, once and small. */
const daily = async (desk: Desk, store: Store): Promise<void> => {
  const metric = await desk.one('metric', ({ state }) => state === 'active');
  const used = await desk.one('usage-event', ({ name }) => name === metric.eventName).catch(() => desk.one('usage-event', () => true));
  const { customerId, subscriptionId, name, properties } = used;
  await desk.give(
    'usage.record',
    {
      events: [
        { customerId, subscriptionId, name, properties, at: '2025-06-30T12:00:00.000Z', idempotencyKey: 'one-more', supersedes: null },
      ],
    },
    '2025-07-01T09:00:00.000Z',
  );
  const subscription = await desk.one('subscription', ({ state }) => state.kind === 'active');
  const run = await planBillingRun(store, {
    period: { start: '2025-03-01', end: '2025-03-02' },
    entityIds: [subscription.entityId],
    customerIds: [subscription.customerId],
    at: '2025-03-01T09:00:00.000Z',
    by: { user: 'usr_1', station: 'A7' },
    issuer: 'station',
  });
  for (const part of run?.changes ?? []) await desk.take(part);
};

/** One small change of every kind of command that can be brought about here, in an order in which each is based on what came before. */
export const everyUseCase = async (): Promise<{ readonly samples: readonly Sample[]; readonly refused: readonly string[] }> => {
  const store = await demoCompany();
  const seen = new Set<string>();
  const given = await journalSamples(store, seen);
  const desk = new Desk(store, seen);
  for (const part of [people, catalog, subscriptions, invoicing]) await part(desk);
  await daily(desk, store);
  await books(desk);
  return { samples: [...given, ...desk.samples], refused: desk.refused };
};

import type { BodyOf, CommandKind } from '../../../core/use-cases.ts';
import { newCustomer } from '../customers/sample.ts';
import { british } from '../organization/sample.ts';
import { type Company, fee, line, manualInvoice, newOffer, newPlan, newProduct, seat, variant } from './company.ts';

type Bodies = { readonly [K in CommandKind]: BodyOf<K> };
type OfDomain<Prefix extends string> = { readonly [K in Extract<CommandKind, `${Prefix}.${string}`>]: BodyOf<K> };

const day = '2026-11-20';
const rate = { country: 'GB', region: '', taxClass: 'books', customerType: 'any', component: 'VAT', percent: '5' } as const;
const exemption = { country: 'GB', region: '', reason: 'Charity', certificate: 'C1', from: day, until: '2027-11-20' };

const organization = (c: Company): OfDomain<'entity' | 'number-series' | 'exchange-rate' | 'tax-rate' | 'tax-registration'> => ({
  'entity.create': british({
    code: 'IE',
    isFallback: false,
    servesCountries: ['IE'],
    bankAccounts: [{ holder: 'C', bank: 'B', iban: '', bic: '', details: [{ label: 'Sort code', value: '11-22-33' }], currency: 'GBP' }],
    numbering: {
      invoice: { mode: 'station-series', prefix: 'IE-INV', yearly: true, digits: 6 },
      'credit-note': { mode: 'station-series', prefix: 'IE-CN', yearly: true, digits: 6 },
    },
    rounding: [{ currency: 'CHF', increment: 5 }],
  }),
  'entity.edit': { entityId: c.uk, edits: { legalName: { from: 'Counterfoil Trading Ltd', to: 'Counterfoil Ltd' } } },
  'entity.edit-policies': { entityId: c.uk, edits: { taxRounding: { from: 'line', to: 'document' } } },
  'entity.edit-invoice-settings': { entityId: c.uk, edits: { netTermsDays: { from: 30, to: 14 } } },
  'entity.edit-template': { entityId: c.uk, edits: { footer: { from: '', to: 'Thank you' } } },
  'entity.archive': { entityId: c.de },
  'entity.lock-books': { entityId: c.uk, before: '2026-11-01' },
  'entity.make-fallback': { entityId: c.de },
  'number-series.close': { seriesId: c.series },
  'number-series.end-at-restore': { entityId: c.uk, documentType: 'invoice', prefix: 'UK-INVR2ABC' },
  'number-series.lease-block': { entityId: c.uk, documentType: 'invoice', year: 2026, station: 'A7', isAsked: false },
  'number-series.return-block': { seriesId: c.series, reason: 'not-needed' },
  'number-series.void-number': { seriesId: c.series, number: 4, reason: 'Torn' },
  'exchange-rate.add': { entityId: c.uk, rates: [{ from: 'EUR', to: 'GBP', on: day, rate: '0.85', source: 'bank' }] },
  'tax-rate.add': { ...rate, from: day, until: '2027-11-20' },
  'tax-rate.change': { taxRateId: c.ukVat, percent: '21', from: '2027-01-01' },
  'tax-rate.end': { taxRateId: c.ukVat, until: '2027-01-01' },
  'tax-registration.add': {
    entityId: c.uk,
    registration: { country: 'FR', region: '', number: 'FR40303265045', from: day, until: '2027-11-20' },
  },
  'tax-registration.end': { entityId: c.uk, country: 'GB', region: '', until: '2027-01-01' },
});

const customers = (c: Company): OfDomain<'customer'> => ({
  'customer.create': newCustomer({
    externalId: 'crm-9',
    taxIds: [{ country: 'GB', value: 'GB521099169', evidence: { kind: 'confirmed', source: 'HMRC', reference: 'R1' } }],
    segments: ['partner'],
    attributes: { tier: 'gold' },
    contacts: [{ name: 'Jo', email: 'jo@acme.example', phone: '1', role: 'CFO' }],
    metadata: { crm: '9' },
    netTermsDays: 14,
    currency: 'GBP',
    locale: 'en-GB',
    entityId: c.uk,
  }),
  'customer.edit': {
    customerId: c.acme,
    fields: { companyName: { from: 'Acme Ltd', to: 'Acme plc' }, signedUpOn: { from: '2026-01-05', to: '2026-01-06' } },
    attributes: { tier: { from: null, to: 'gold' } },
    metadata: { crm: { from: null, to: '1' } },
  },
  'customer.archive': { customerId: c.weber },
  'customer.unarchive': { customerId: c.gone },
  'customer.add-tax-id': { customerId: c.acme, taxId: { country: 'GB', value: 'GB521099169', evidence: { kind: 'unchecked' } } },
  'customer.remove-tax-id': { customerId: c.acme, country: 'GB', value: 'GB521099169' },
  'customer.add-tax-exemption': { customerId: c.acme, exemption },
  'customer.remove-tax-exemption': { customerId: c.acme, exemption },
});

const products = (c: Company): OfDomain<'product' | 'product-group' | 'segment' | 'external-series' | 'metric'> => ({
  'product-group.create': { name: 'Platform' },
  'product-group.edit': { groupId: 'grp_none', edits: { name: { from: 'a', to: 'b' } } },
  'segment.create': { code: 'enterprise', name: 'Enterprise' },
  'segment.edit': { segmentId: c.segment, edits: { name: { from: 'Partner', to: 'Partners' } } },
  'external-series.create': { name: 'demand' },
  'external-series.append': { seriesId: c.prices, values: [{ at: '2026-11-01T00:00:00.000Z', value: '2.5' }] },
  'metric.create': {
    code: 'storage',
    name: 'Storage',
    eventName: 'storage.used',
    property: 'gigabytes',
    aggregation: { kind: 'percentile', percent: '95' },
    filters: [{ property: 'region', values: ['eu'] }],
    unit: 'GB',
    rounding: { direction: 'up', to: '0.5' },
  },
  'metric.archive': { metricId: c.calls },
  'product.create': newProduct('NEW', {
    metadata: { owner: 'ops' },
    features: [{ type: 'quantified', code: 'calls', name: 'Calls', unit: 'call', metricId: c.calls }],
  }),
  'product.edit': { productId: c.platform, edits: { name: { from: 'PLATFORM', to: 'Platform' }, metadata: { from: {}, to: { a: 'b' } } } },
  'product.activate': { productId: c.platform },
  'product.archive': { productId: c.extras },
  'product.unarchive': { productId: c.extras },
  'product.delete': { productId: c.extras },
  'product.add-feature': { productId: c.platform, feature: { type: 'binary', code: 'sso', name: 'Sign-on' } },
  'product.edit-feature': { productId: c.platform, featureId: c.seatFeature, edits: { name: { from: 'Seats', to: 'Users' } } },
  'product.remove-feature': { productId: c.platform, featureId: c.seatFeature },
});

const tiers = variant([{ ...seat('0'), price: { kind: 'graduated', bands: [{ upTo: null, unitPrice: '1', flat: '2' }] } }]);

const plans = (c: Company): OfDomain<'plan' | 'migration'> => ({
  'plan.create': newPlan(c.platform, 'fresh', {
    variants: [
      variant([fee('50'), seat('10')], {
        ramp: { componentId: 'fee', steps: [{ from: { kind: 'period', index: 3 }, price: '60' }] },
        minimumCommitment: '10',
        maximumSpend: '1000',
        setupFee: '5',
      }),
    ],
    trial: { days: 14, paymentMethodRequired: false, entitlements: 'full', atEnd: 'convert', withoutPaymentMethod: 'cancel' },
    term: { periods: 12, autoRenew: true },
  }),
  'plan.activate': { planId: c.basic },
  'plan.archive': { planId: c.loose },
  'plan.deactivate': { planId: c.basic },
  'plan.discard-draft': { planId: c.draftPlan, version: 1 },
  'plan.edit': { planId: c.basic, edits: { name: { from: 'basic', to: 'Basic' }, upgradePaths: { from: [], to: [c.team] } } },
  'plan.edit-draft': {
    planId: c.draftPlan,
    version: 1,
    edits: {
      quantity: { from: { minimum: '1', maximum: null }, to: { minimum: '1', maximum: '9' } },
      term: { from: null, to: { periods: 12, autoRenew: true } },
    },
    variants: [{ id: 'gbp-monthly', from: variant([fee('50')]), to: tiers }],
    entitlements: [],
  },
  'plan.grandfather': { planId: c.basic, successorPlanId: c.team },
  'plan.link-add-on': { planId: c.team, addOnPlanId: c.storage, invoicing: 'separate' },
  'plan.unlink-add-on': { planId: c.basic, addOnPlanId: c.storage },
  'plan.publish': { planId: c.draftPlan, version: 1, content: null },
  'plan.set-successor': { planId: c.basic, edits: { successorPlanId: { from: null, to: c.team } } },
  'plan.start-draft': { planId: c.basic },
  'migration.apply': {
    migrationId: 'mig-1',
    from: c.basic,
    to: 'team',
    when: 'next-period',
    notBefore: '2026-12-01',
    subscriptionIds: [c.running],
  },
});

const offers = (c: Company): OfDomain<'offer' | 'promotional-credit'> => ({
  'offer.create': newOffer('SPRING', {
    value: { kind: 'amount', amounts: [{ currency: 'GBP', amount: '5' }] },
    duration: { kind: 'periods', count: 3 },
    scope: { kind: 'plans', planIds: [c.basic] },
    redeemableFrom: day,
    redeemableThrough: '2026-12-31',
    limits: { total: 10, perCustomer: 1, firstPurchaseOnly: true },
  }),
  'offer.edit': { offerId: c.draftOffer, fields: { name: { from: 'LATER', to: 'Later' }, stackable: { from: false, to: true } } },
  'offer.activate': { offerId: c.draftOffer, on: day },
  'offer.archive': { offerId: c.offer, lastDay: day },
  'promotional-credit.grant': {
    customerId: c.acme,
    entityId: c.uk,
    currency: 'GBP',
    amountMinor: 500,
    reason: 'Sorry',
    grantedOn: day,
    expiresOn: '2027-11-20',
  },
  'promotional-credit.revoke': { creditId: c.promotion, on: day, reason: 'Mistake' },
});

const subscriptions = (c: Company): OfDomain<'subscription'> => ({
  'subscription.create': {
    customerId: c.acme,
    plan: 'team',
    cycle: 'monthly',
    quantity: '5',
    startsOn: day,
    anchor: { kind: 'day-of-month', day: 1 },
    trial: { kind: 'days', days: 14 },
    contract: { periods: 12, autoRenew: true },
    netTermsDays: 14,
    negotiated: [{ componentId: 'seats', price: '9' }],
    metadata: { po: '1' },
  },
  'subscription.accelerate': { subscriptionId: c.running, on: day, reason: 'default' },
  'subscription.activate': { subscriptionId: c.running },
  'subscription.advance': { subscriptionIds: [c.running] },
  'subscription.attach-add-on': {
    subscriptionId: c.running,
    addOn: { plan: 'storage', cycle: 'monthly', quantity: '1' },
    when: { kind: 'on', date: day },
  },
  'subscription.cancel': { subscriptionId: c.running, reason: 'customer_request', when: { kind: 'on', date: '2026-11-30' }, note: 'x' },
  'subscription.change-plan': {
    subscriptionId: c.running,
    plan: { from: c.basic, to: 'team' },
    quantity: '5',
    when: { kind: 'on', date: day },
    proration: 'prorate',
  },
  'subscription.change-quantity': { subscriptionId: c.seats, quantity: { from: '5', to: '7' }, when: { kind: 'on', date: day } },
  'subscription.confirm-trial': { subscriptionId: c.running },
  'subscription.detach-add-on': { subscriptionId: c.running, itemId: 'addon_1', when: { kind: 'now' } },
  'subscription.end-offer': { subscriptionId: c.running, redemptionId: 'red_1', endsOn: day },
  'subscription.negotiate-price': {
    subscriptionId: c.seats,
    prices: { from: [], to: [{ componentId: 'seats', price: '8' }] },
    ramps: { from: [], to: [] },
    when: { kind: 'on', date: day },
  },
  'subscription.pause': { subscriptionId: c.running, when: { kind: 'on', date: day }, days: 30, billing: 'freeze' },
  'subscription.reactivate': { subscriptionId: c.ended, mode: 'same', on: day },
  'subscription.redeem-offer': { subscriptionId: c.running, offer: { kind: 'code', code: 'WELCOME20' }, startsOn: day },
  'subscription.resume': { subscriptionId: c.paused, when: { kind: 'on', date: day } },
  'subscription.update': {
    subscriptionId: c.running,
    fields: { netTermsDays: { from: null, to: 10 } },
    metadata: { po: { from: null, to: '7' } },
  },
  'subscription.withdraw-change': { subscriptionId: c.running, changeId: 'chg_1' },
});

const entitlements = (c: Company): OfDomain<'entitlement'> => ({
  'entitlement.adjust': {
    subscriptionId: c.running,
    adjustment: {
      kind: 'grant',
      definition: {
        id: 'seats',
        featureId: c.seatFeature,
        grant: { kind: 'limit', quantity: '10' },
        counting: 'consumable',
        perUnit: false,
        expiry: { kind: 'relative', days: 30, from: 'renewal', stopsWhileSuspended: false },
        carryOver: { cap: { kind: 'units', quantity: '5' }, once: false },
        autoExtendDays: 30,
        atLimit: 'block',
        alertsAt: [80, 100],
        trialQuantity: '5',
        onPause: 'suspend',
        onCancel: { kind: 'later', days: 5 },
        onDowngrade: 'now',
      },
      reason: 'Goodwill',
    },
  },
  'entitlement.advance': { subscriptionId: c.running },
  'entitlement.consume': { subscriptionId: c.running, featureId: c.seatFeature, quantity: '1', key: 'k1' },
  'entitlement.set-in-use': { subscriptionId: c.running, featureId: c.seatFeature, inUse: '3' },
});

const work = (c: Company): OfDomain<'order' | 'usage' | 'billing' | 'adjustment'> => ({
  'order.place': {
    customerId: c.acme,
    lines: [
      { item: { kind: 'plan', plan: 'once', cycle: 'monthly' }, quantity: '2' },
      {
        item: { kind: 'manual', description: 'Work', unitPrice: '10', taxClass: 'standard', taxInclusive: false, productId: null },
        quantity: '3',
        trigger: { kind: 'date', on: '2026-12-01' },
      },
    ],
    currency: 'GBP',
    placedOn: day,
    netTermsDays: 14,
    note: 'n',
  },
  'order.cancel': { orderId: c.order, reason: 'Changed', on: day },
  'order.cancel-line': { orderId: c.order, lineId: c.orderLine, reason: 'Changed', on: day },
  'order.reach-milestone': { orderId: c.order, lineId: c.orderLine, on: day },
  'usage.record': { events: [{ ...c.event, idempotencyKey: 'fresh', at: '2026-11-12T00:00:00.000Z', properties: { amount: '7' } }] },
  'billing.run': {
    runId: 'run_1',
    period: { start: '2026-11-01', end: '2026-12-01' },
    entityIds: [c.uk],
    part: 1,
    parts: 1,
    work: [{ customerId: c.acme, entityId: c.uk, on: '2026-11-01' }],
    exceptions: [{ customerId: c.acme, subscriptionId: c.running, code: 'rating.no-price', facts: { a: 'b' } }],
    hash: 'a'.repeat(64),
  },
  'adjustment.create': {
    customerId: c.acme,
    entityId: null,
    currency: 'GBP',
    amountMinor: -500,
    taxClass: 'standard',
    reason: 'Sorry',
    on: day,
  },
  'adjustment.withdraw': { adjustmentId: 'adj_1' },
});

const documents = (c: Company): OfDomain<'invoice' | 'credit-note'> => {
  const quote = { reference: 'q', lines: [{ id: 'ln_1', jurisdiction: 'GB', taxes: [], reason: '' }] };
  return {
    'invoice.create-manual': {
      ...manualInvoice(c.acme, [line('12.50', { quantity: '3', period: { start: '2026-11-01', end: '2026-12-01' } })]),
      netTermsDays: 14,
      currency: 'GBP',
    },
    'invoice.edit-draft': {
      invoiceId: c.draftInvoice,
      fields: { note: { from: '', to: 'x' }, netTermsDays: { from: 30, to: 14 } },
      lines: { [c.draftLine]: { from: line('30'), to: line('31') } },
      added: [line('5')],
    },
    'invoice.discard-draft': { invoiceId: c.draftInvoice },
    'invoice.post-draft': { invoiceId: c.draftInvoice, on: day },
    'invoice.finalise': { invoiceId: c.open },
    'invoice.set-tax': { invoiceId: c.open, provider: 'scripted', quote },
    'invoice.void': { invoiceId: c.open, reason: 'Wrong' },
    'invoice.write-off': { invoiceId: c.open, reason: 'Insolvent' },
    'credit-note.create': {
      invoiceId: c.open,
      credit: { kind: 'amount', grossMinor: 600 },
      reason: 'goodwill',
      disposition: 'balance',
      note: 'x',
      on: day,
    },
    'credit-note.create-standing': {
      customerId: c.acme,
      entityId: null,
      currency: 'GBP',
      lines: [{ ...line('5'), price: { kind: 'agreed', unitPrice: '5', taxClass: 'standard', taxInclusive: false, productId: null } }],
      reason: 'goodwill',
      disposition: 'balance',
      note: '',
    },
    'credit-note.apply': { creditNoteId: c.note, allocations: [{ invoiceId: c.open, amountMinor: 100 }] },
    'credit-note.finalise': { creditNoteId: c.note },
    'credit-note.set-tax': { creditNoteId: c.note, provider: 'scripted', quote },
    'credit-note.void': { creditNoteId: c.note, reason: 'Wrong' },
  };
};

const money = (c: Company): OfDomain<'payment' | 'refund'> => ({
  'payment.record': {
    customerId: c.acme,
    entityId: c.uk,
    currency: 'GBP',
    amountMinor: 500,
    method: 'cheque',
    reference: 'r',
    receivedOn: day,
    allocations: [{ invoiceId: c.open, amountMinor: 500 }],
  },
  'payment.allocate': { paymentId: c.payment, allocations: [{ invoiceId: c.open, amountMinor: 100 }] },
  'payment.reverse': { paymentId: c.payment, reason: 'Bounced' },
  'refund.record': { creditNoteId: c.note, amountMinor: 100, method: 'cash', reference: '', paidOn: day },
  'refund.reverse': { refundId: 'ref_1', reason: 'Came back' },
});

/** A right body for every command there is, as the company would give it: what the hostile ones are made from by one change. */
export const bodies = (c: Company): Bodies => ({
  ...organization(c),
  ...customers(c),
  ...products(c),
  ...plans(c),
  ...offers(c),
  ...subscriptions(c),
  ...entitlements(c),
  ...work(c),
  ...documents(c),
  ...money(c),
});

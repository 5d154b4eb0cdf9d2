import type { PriceComponent } from '../../../core/catalog/types.ts';
import { derivedId } from '../../../core/kernel/ids.ts';
import type { BodyOf } from '../../../core/use-cases.ts';
import { misshapen, type Row, row } from './change.ts';
import { beforeId, type Company, fee, newPlan, seat, variant } from './company.ts';

type Content = Partial<BodyOf<'plan.create'>['content']>;

/** A plan that can be written down but must not be published. */
const unpublishable = (c: Company, what: string, content: Content, code: string, path: string): Row =>
  row('plan.publish', what, { '/planId': derivedId('pln', beforeId(0)) }, code, {
    path,
    before: [['plan.create', newPlan(c.platform, 'hostile', content)]],
  });

const priced = (price: PriceComponent['price']): Content => ({ variants: [variant([{ ...seat('0'), price }])] });
const band = (upTo: string | null) => ({ upTo, unitPrice: '1', flat: '0' });
const digits30 = '9'.repeat(30);

/** Bands that overlap, amounts that are none, and other prices that nobody can sell. */
const priceRows = (c: Company): readonly Row[] => {
  const price = '/variants/0/components/0/price';
  const rule = { id: 'peak', version: 1, name: 'Peak', when: [], price: '1' };
  const fallback = { ...rule, id: 'else' };
  return [
    unpublishable(
      c,
      'bands that overlap',
      priced({ kind: 'graduated', bands: [band('100'), band('50'), band(null)] }),
      'bands.not-ascending',
      `${price}/bands/1/upTo`,
    ),
    unpublishable(
      c,
      'two bands alike',
      priced({ kind: 'volume', bands: [band('5'), band('5.0'), band(null)] }),
      'bands.not-ascending',
      `${price}/bands/1/upTo`,
    ),
    unpublishable(c, 'no bands', priced({ kind: 'volume', bands: [] }), 'bands.none', `${price}/bands`),
    unpublishable(
      c,
      'a last band that ends',
      priced({ kind: 'graduated', bands: [band('9')] }),
      'bands.last-not-open',
      `${price}/bands/0/upTo`,
    ),
    unpublishable(
      c,
      'an open band in between',
      priced({ kind: 'volume', bands: [band(null), band(null)] }),
      'bands.open-before-last',
      `${price}/bands/0/upTo`,
    ),
    unpublishable(
      c,
      'steps that go down',
      priced({
        kind: 'stair-step',
        steps: [
          { upTo: '9', price: '1' },
          { upTo: '3', price: '2' },
        ],
      }),
      'bands.not-ascending',
      `${price}/steps/1/upTo`,
    ),
    unpublishable(c, 'a price below zero', priced({ kind: 'per-unit', unitPrice: '-1' }), 'number.negative', `${price}/unitPrice`),
    unpublishable(c, 'a price of 10^30', priced({ kind: 'per-unit', unitPrice: digits30 }), 'number.too-great', `${price}/unitPrice`),
    unpublishable(
      c,
      'a price of 13 decimals',
      priced({ kind: 'per-unit', unitPrice: '0.0000000000001' }),
      'number.too-many-decimals',
      `${price}/unitPrice`,
    ),
    unpublishable(c, 'a package of nothing', priced({ kind: 'package', size: '0', price: '1' }), 'number.not-positive', `${price}/size`),
    unpublishable(
      c,
      'more than the whole',
      priced({ kind: 'percentage', percent: '101', perEvent: '0', minimumPerEvent: null, maximumPerEvent: null }),
      'percentage.above-hundred',
      `${price}/percent`,
    ),
    unpublishable(
      c,
      'a rule that always holds',
      priced({ kind: 'dynamic', yields: 'total', rules: [rule], fallback }),
      'dynamic.rule-without-condition',
      `${price}/rules/0`,
    ),
    unpublishable(
      c,
      'an hour that there is not',
      priced({
        kind: 'dynamic',
        yields: 'total',
        rules: [{ ...rule, when: [{ kind: 'hours', from: '25:00', until: '07:00' }] }],
        fallback,
      }),
      'condition.hours',
      `${price}/rules/0/when/0`,
    ),
    misshapen(
      'plan.create',
      'a price as a number',
      '/content/variants/0/components/0/price/amount',
      50,
      '/content/variants/0/components/0/price',
    ),
    misshapen(
      'plan.create',
      'a price that is NaN',
      '/content/variants/0/components/0/price/amount',
      'NaN',
      '/content/variants/0/components/0/price/amount',
    ),
    misshapen('plan.create', 'a price with an exponent', '/content/variants/0/setupFee', '1e30'),
    misshapen('plan.create', 'a price in Arabic digits', '/content/variants/0/setupFee', '١٢'),
    misshapen(
      'plan.create',
      'a model that there is not',
      '/content/variants/0/components/0/price/kind',
      'auction',
      '/content/variants/0/components/0/price',
    ),
  ];
};

const versionRows = (c: Company): readonly Row[] => {
  const one = variant([fee('50')]);
  const century = { name: 'long', interval: { unit: 'year', count: 1000 } } as const;
  const seats = {
    id: 'seats',
    featureId: c.seatFeature,
    grant: { kind: 'limit', quantity: '5' },
    counting: 'limit',
    perUnit: false,
  } as const;
  const facets = {
    expiry: { kind: 'never' },
    carryOver: null,
    autoExtendDays: null,
    atLimit: 'block',
    alertsAt: [],
    trialQuantity: null,
  } as const;
  const ends = { onPause: 'retain', onCancel: { kind: 'now' }, onDowngrade: 'now' } as const;
  const entitlement = { ...seats, ...facets, ...ends };
  const ramp = { componentId: 'fee', steps: [{ from: { kind: 'period', index: 1 }, price: digits30 }] } as const;
  return [
    unpublishable(c, 'no variants', { variants: [] }, 'variant.none', '/variants'),
    unpublishable(c, 'one triple twice', { variants: [one, { ...one, id: 'again' }] }, 'variant.triple-taken', '/variants/1'),
    unpublishable(c, 'one id twice', { variants: [one, { ...one, currency: 'EUR' }] }, 'variant.id-taken', '/variants/1'),
    unpublishable(c, 'a component twice', { variants: [variant([fee('1'), fee('2')])] }, 'component.id-taken', '/variants/0/components'),
    unpublishable(
      c,
      'a currency that is no more',
      { variants: [{ ...one, currency: 'HRK' }] },
      'variant.currency-not-in-use',
      '/variants/0/currency',
    ),
    unpublishable(
      c,
      'a segment that nobody made',
      { variants: [{ ...one, segment: 'vip' }] },
      'variant.segment-unknown',
      '/variants/0/segment',
    ),
    unpublishable(
      c,
      'a cycle of a thousand years',
      { variants: [{ ...one, cycle: century }] },
      'variant.cycle-too-long',
      '/variants/0/cycle',
    ),
    unpublishable(
      c,
      'a metric that nobody made',
      { variants: [variant([{ ...seat('1'), quantity: { kind: 'usage', metricId: 'met_none' }, timing: 'arrears' }])] },
      'component.metric-unknown',
      '/variants/0/components/0/quantity/metricId',
    ),
    unpublishable(
      c,
      'a cap below the commitment',
      { variants: [{ ...one, minimumCommitment: '9', maximumSpend: '5' }] },
      'variant.cap-below-commitment',
      '/variants/0/maximumSpend',
    ),
    unpublishable(c, 'a ramp to 10^30', { variants: [{ ...one, ramp }] }, 'ramp.price-invalid', '/variants/0/ramp'),
    unpublishable(c, 'a most below the least', { quantity: { minimum: '9', maximum: '5' } }, 'quantity.maximum-below-minimum', '/quantity'),
    unpublishable(c, 'a quantity below zero', { quantity: { minimum: '-1', maximum: null } }, 'number.negative', '/quantity/minimum'),
    unpublishable(c, 'a term of no periods', { term: { periods: 0, autoRenew: true } }, 'term.periods', '/term/periods'),
    unpublishable(
      c,
      'a term of 120 years',
      { term: { periods: 1200, autoRenew: true }, variants: [{ ...one, cycle: { name: 'yearly', interval: { unit: 'year', count: 1 } } }] },
      'term.too-long',
      '/term/periods',
    ),
    unpublishable(
      c,
      'a trial that never ends',
      { trial: { days: 100_000, paymentMethodRequired: false, entitlements: 'full', atEnd: 'convert', withoutPaymentMethod: 'cancel' } },
      'trial.days',
      '/trial/days',
    ),
    unpublishable(
      c,
      'a feature that nobody made',
      { entitlements: [{ ...entitlement, featureId: 'fea_none' }] },
      'entitlement.feature-unknown',
      '/entitlements/0',
    ),
    unpublishable(
      c,
      'an entitlement below zero',
      { entitlements: [{ ...entitlement, grant: { kind: 'limit', quantity: '-5' } }] },
      'number.negative',
      '/entitlements/0/grant/quantity',
    ),
    row(
      'plan.create',
      'a subscription price for use',
      { '/content/billing': { kind: 'usage', graceDays: 1 } },
      'billing.price-not-allowed',
    ),
    unpublishable(
      c,
      'instalments over more than a century',
      {
        billing: { kind: 'instalment', count: 600, interval: { unit: 'year', count: 1 }, parts: [] },
        variants: [{ ...one, components: [], instalmentTotal: '1000' }],
      },
      'instalment.too-long',
      '/billing/count',
    ),
  ];
};

const planRows = (c: Company): readonly Row[] => [
  row('plan.create', 'a code that is taken', { '/code': 'basic' }, 'plan.code-taken'),
  misshapen('plan.create', 'a code that differs only in its case', '/code', 'Basic'),
  misshapen('plan.create', 'a code that is turned around', '/code', '\u202Ecisab'),
  misshapen('plan.create', 'a code with a zero-width blank', '/code', 'bas\u200Bic'),
  misshapen('plan.create', 'a code in another script that looks alike', '/code', 'b\u0430sic'),
  misshapen('plan.create', 'a code with a query in it', '/code', "x'; drop table plans;--"),
  misshapen('plan.create', 'a name of white space', '/name', ' \u00A0 '),
  misshapen('plan.create', 'a name that nobody sees', '/name', '\u200B\u200B'),
  row('plan.create', 'a product that nobody made', { '/productId': 'prd_none' }, 'product.missing'),
  row('plan.create', 'an upgrade to nowhere', { '/upgradePaths/0': 'pln_none' }, 'plan.upgrade-path-missing'),
  row('plan.create', 'a segment that nobody made', { '/restrictions/segments/0': 'vip' }, 'restriction.segment-unknown'),
  row('plan.edit', 'an upgrade to itself', { '/edits/upgradePaths/to/0': c.basic }, 'plan.upgrade-path-self'),
  row('plan.edit', 'a code that is taken', { '/edits/code': { from: 'basic', to: 'team' } }, 'plan.code-taken'),
  row('plan.edit', 'a name that somebody else changed', { '/edits/name/from': 'Old' }, 'edit.conflict', '/name'),
  row('plan.edit', 'an archived plan', { '/planId': c.retired }, 'plan.state-not-allowed'),
  row('plan.set-successor', 'successors in a circle', {}, 'plan.successor-cycle', {
    before: [['plan.set-successor', { planId: c.team, edits: { successorPlanId: { from: null, to: c.basic } } }]],
  }),
  row('plan.set-successor', 'itself', { '/edits/successorPlanId/to': c.basic }, 'plan.successor-cycle'),
  row('plan.set-successor', 'an archived plan', { '/edits/successorPlanId/to': c.retired }, 'plan.successor-archived'),
  row('plan.link-add-on', 'a base plan as an add-on', { '/addOnPlanId': c.basic }, 'add-on.not-an-add-on'),
  row('plan.link-add-on', 'an add-on of itself', { '/planId': c.storage }, 'add-on.of-an-add-on'),
  row('plan.link-add-on', 'an add-on that nobody made', { '/addOnPlanId': 'pln_none' }, 'add-on.missing'),
  row('plan.publish', 'a version that is published', { '/planId': c.basic }, 'plan-version.published'),
  row('plan.publish', 'a draft that changed meanwhile', { '/content': 'a'.repeat(64) }, 'plan-version.changed'),
  row('plan.edit-draft', 'a published version', { '/planId': c.basic }, 'plan-version.published'),
  row(
    'plan.edit-draft',
    'a variant that somebody else changed',
    { '/variants/0/from': variant([fee('49')]) },
    'edit.conflict',
    '/variants/gbp-monthly',
  ),
  row('plan.activate', 'an archived plan', { '/planId': c.retired }, 'plan.state-not-allowed'),
  row('plan.start-draft', 'a plan that has one', { '/planId': c.draftPlan }, 'plan.draft-exists'),
  row('plan.discard-draft', 'the only version', {}, 'plan.nothing-published'),
  misshapen('plan.publish', 'version 10^30', '/version', 1e30),
];

const productRows = (c: Company): readonly Row[] => [
  row('product.create', 'a code that differs only in its case', { '/code': 'platform' }, 'product.code-taken'),
  row('product.create', 'a group that nobody made', { '/groupId': 'grp_none' }, 'product.group-missing'),
  row('product.create', 'a feature twice', { '/features/1': { type: 'binary', code: 'calls', name: 'C' } }, 'feature.code-taken'),
  row('product.create', 'a metric that nobody made', { '/features/0/metricId': 'met_none' }, 'feature.metric-missing'),
  misshapen('product.create', 'a prototype as a fact', '/metadata/__proto__', 'x', '/metadata'),
  misshapen('product.create', 'a fact whose name has two lines', '/metadata/a\nb', { any: 'thing' }, '/metadata'),
  misshapen('product.create', 'a fact with a name of 100,000 letters', `/metadata/${'x'.repeat(100_000)}`, 'x', '/metadata'),
  misshapen('product.create', 'a tax class that no rate could have', '/taxClass', 'Standard rate'),
  misshapen('product.create', 'a code with a blank', '/code', 'NEW 1'),
  misshapen('product.create', 'a script that is no kind of product', '/type', '<script>alert(1)</script>'),
  row('product.edit', "another product's code", { '/edits/code': { from: 'PLATFORM', to: 'extras' } }, 'product.code-taken'),
  row('product.edit', 'facts that somebody else changed', { '/edits/metadata/from': { a: 'c' } }, 'edit.conflict', '/metadata'),
  row('product.delete', 'a product that was sold', {}, 'product.was-sold'),
  row('product.remove-feature', 'a feature that is in use', {}, 'feature.in-use', {
    before: [['plan.create', newPlan(c.platform, 'uses-seats', { entitlements: [{ ...entitledSeats(c) }] })]],
  }),
  row('product.activate', 'a product that nobody made', { '/productId': 'constructor' }, 'product.missing'),
  row('product-group.create', 'a name that differs only in its case', { '/name': ' PLATFORM ' }, 'product-group.name-taken', {
    before: [['product-group.create', { name: 'Platform' }]],
  }),
  misshapen('product-group.create', 'a name of white space', '/name', '   '),
  row('segment.create', 'a code that is taken', { '/code': 'partner' }, 'segment.code-taken'),
  misshapen('segment.create', 'a name of white space', '/name', ' '),
  row('segment.edit', 'a name that somebody else changed', { '/edits/name/from': 'x' }, 'edit.conflict', '/name'),
  row('external-series.create', 'a name that is taken', { '/name': 'spot ' }, 'external-series.name-taken'),
  row(
    'external-series.append',
    'another value for a moment',
    { '/values/0/at': '2026-01-01T00:00:00.000Z' },
    'external-series.value-known',
  ),
  misshapen('external-series.append', 'a moment that there is not', '/values/0/at', '2026-02-30T00:00:00.000Z'),
  misshapen('external-series.append', 'a moment without milliseconds', '/values/0/at', '2026-02-01T00:00:00Z'),
  misshapen('external-series.append', 'a value that is NaN', '/values/0/value', Number.NaN),
];

const entitledSeats = (c: Company): NonNullable<Content['entitlements']>[number] => ({
  id: 'seats',
  featureId: c.seatFeature,
  grant: { kind: 'limit', quantity: '5' },
  counting: 'limit',
  perUnit: false,
  expiry: { kind: 'never' },
  carryOver: null,
  autoExtendDays: null,
  atLimit: 'block',
  alertsAt: [],
  trialQuantity: null,
  onPause: 'retain',
  onCancel: { kind: 'now' },
  onDowngrade: 'now',
});

export const catalogRows = (c: Company): readonly Row[] => [...productRows(c), ...planRows(c), ...priceRows(c), ...versionRows(c)];

import type { EntitlementEntry, PlanEntry, ProductEntry } from '../import/catalog-file.ts';
import { banded, base, inEachCurrency, perUnit, seats, stepped, used } from './prices.ts';

export const platform: ProductEntry = {
  code: 'NL-PLATFORM',
  name: 'Northlight Platform',
  description: 'Energy and building data in one place: meters, sensors, reports and alarms.',
  group: 'Platform',
  type: 'base',
  taxClass: 'digital',
  features: [
    { type: 'quantified', code: 'seats', name: 'User seats', unit: 'seat' },
    { type: 'quantified', code: 'storage', name: 'Storage', unit: 'GB', metric: 'storage-gb' },
    { type: 'quantified', code: 'api-calls', name: 'API calls', unit: 'call', metric: 'api-calls' },
    { type: 'quantified', code: 'support-hours', name: 'Support hours', unit: 'hour' },
    { type: 'quantified', code: 'report-exports', name: 'Report exports', unit: 'export' },
    { type: 'binary', code: 'advanced-reporting', name: 'Advanced reporting' },
    { type: 'binary', code: 'single-sign-on', name: 'Single sign-on' },
    { type: 'binary', code: 'carbon-preview', name: 'Carbon accounting (preview)' },
  ],
  metadata: { owner: 'platform-team' },
};

const seatGrant = (limit: string, forEach = false): EntitlementEntry => ({
  id: 'seats',
  feature: 'seats',
  grant: { limit },
  counting: 'limit',
  perUnit: forEach,
  alertsAt: [80, 100],
});
const storage = (limit: string): EntitlementEntry => ({
  id: 'storage',
  feature: 'storage',
  grant: { limit },
  counting: 'limit',
  onDowngrade: 'next-period',
});
/** Counts down each month; what is left is carried on, at most one month's worth. */
const calls = (limit: string): EntitlementEntry => ({
  id: 'api-calls',
  feature: 'api-calls',
  grant: { limit },
  counting: 'consumable',
  expiry: 'period-end',
  carryOver: { cap: { allowances: '1' }, once: true },
  atLimit: 'overage',
  alertsAt: [80, 100],
});
const access = (feature: string): EntitlementEntry => ({ id: feature, feature, grant: 'access' });
/** Thirty days from each renewal, and again while the subscription lives. */
const exports: EntitlementEntry = {
  id: 'report-exports',
  feature: 'report-exports',
  grant: { limit: '50' },
  counting: 'consumable',
  expiry: { days: 30, from: 'start', stopsWhileSuspended: true },
  autoExtendDays: 30,
  atLimit: 'warn',
};
const supportHours = (limit: string): EntitlementEntry => ({
  id: 'support-hours',
  feature: 'support-hours',
  grant: { limit },
  counting: 'consumable',
  expiry: 'period-end',
  carryOver: { cap: 'none', once: false },
  onPause: 'retain',
  onCancel: { daysLater: 30 },
});
const preview: EntitlementEntry = {
  id: 'carbon-preview',
  feature: 'carbon-preview',
  grant: 'access',
  expiry: { at: '2025-12-31T23:59:59.000Z' },
  onCancel: 'now',
};

const addOns: NonNullable<PlanEntry['addOns']> = [
  { plan: 'priority-support', invoicing: 'consolidated' },
  { plan: 'extra-storage', invoicing: 'consolidated' },
  { plan: 'sign-on', invoicing: 'consolidated' },
  { plan: 'audit-log', invoicing: 'separate' },
];

const plan = (entry: Omit<PlanEntry, 'product'>): PlanEntry => ({ product: platform.code, ...entry });

const entryPlans: readonly PlanEntry[] = [
  plan({
    code: 'community',
    name: 'Community',
    description: 'One site, for ever free.',
    billing: { kind: 'free' },
    variants: inEachCurrency('monthly', () => ({ components: [] })),
    entitlements: [seatGrant('2'), storage('1'), exports],
    upgradePaths: ['essentials', 'team'],
  }),
  plan({
    code: 'home',
    name: 'Home',
    description: 'For households, tax included.',
    billing: { kind: 'recurring' },
    variants: [
      ...inEachCurrency('monthly', (at) => ({
        taxInclusive: true,
        components: [base(at(['7.99', '9.49', '9.99', '1500']), 'Home subscription')],
      })),
      ...inEachCurrency('yearly', (at) => ({
        taxInclusive: true,
        components: [base(at(['79.90', '94.90', '99.90', '15000']), 'Home subscription')],
      })),
    ],
    entitlements: [seatGrant('5'), storage('5')],
    trial: { days: 30, paymentMethodRequired: false, entitlements: 'full', atEnd: 'convert', withoutPaymentMethod: 'invoice' },
  }),
  plan({
    code: 'essentials',
    name: 'Essentials',
    description: 'Everything that one site needs, at one price.',
    addOns,
    upgradePaths: ['team', 'business', 'scale'],
    billing: { kind: 'recurring' },
    variants: [
      ...inEachCurrency('monthly', (at) => ({ components: [base(at(['49', '59', '65', '9800']))] })),
      ...inEachCurrency('yearly', (at) => ({ components: [base(at(['490', '590', '650', '98000']))] })),
      ...inEachCurrency('monthly', (at) => ({ segment: 'nonprofit', components: [base(at(['29', '35', '39', '5800']))] })),
    ],
    entitlements: [seatGrant('5'), storage('25'), access('advanced-reporting'), exports, preview],
  }),
  plan({
    code: 'team',
    name: 'Team',
    description: 'Priced by the seat.',
    addOns,
    upgradePaths: ['business', 'scale'],
    billing: { kind: 'recurring' },
    variants: [
      ...inEachCurrency('monthly', (at) => ({ components: [seats(perUnit(at(['12', '14', '15', '2300'])))] })),
      ...inEachCurrency('yearly', (at) => ({ components: [seats(perUnit(at(['120', '140', '150', '23000'])))] })),
    ],
    entitlements: [seatGrant('1', true), storage('100'), access('advanced-reporting'), exports],
    trial: { days: 14, paymentMethodRequired: false, entitlements: 'full', atEnd: 'convert', withoutPaymentMethod: 'invoice' },
    quantity: { minimum: '3', maximum: '500' },
  }),
  plan({
    code: 'classic',
    name: 'Classic',
    description: 'The first plan that we ever sold. Kept for those who have it.',
    billing: { kind: 'recurring' },
    variants: inEachCurrency('monthly', (at) => ({ components: [base(at(['39', '45', '49', '7400']))] })),
    entitlements: [seatGrant('10'), storage('50')],
    addOns,
    grandfathered: { on: '2025-02-01', successor: 'team' },
  }),
];

const largePlans: readonly PlanEntry[] = [
  plan({
    code: 'business',
    name: 'Business',
    description: 'The more seats, the less each of them costs.',
    addOns,
    upgradePaths: ['team', 'scale', 'enterprise'],
    billing: { kind: 'recurring' },
    variants: inEachCurrency('monthly', (at) => ({
      components: [
        seats(
          banded(
            'volume',
            at,
            ['25', ['18', '21', '23', '3400']],
            ['100', ['15', '17.50', '19', '2900']],
            [null, ['12', '14', '15.50', '2300']],
          ),
        ),
      ],
    })),
    entitlements: [seatGrant('1', true), storage('500'), access('advanced-reporting'), access('single-sign-on'), supportHours('2')],
    quantity: { minimum: '5', maximum: null },
  }),
  plan({
    code: 'sites',
    name: 'Sites',
    description: 'A flat price for a number of sites.',
    addOns,
    billing: { kind: 'recurring' },
    variants: [
      ...inEachCurrency('monthly', (at) => ({
        components: [
          {
            id: 'sites',
            name: 'Sites',
            quantity: 'subscription' as const,
            price: stepped(
              at,
              ['5', ['240', '280', '300', '46000']],
              ['20', ['690', '800', '870', '132000']],
              ['50', ['1450', '1690', '1830', '278000']],
              ['200', ['3900', '4550', '4900', '748000']],
            ),
          },
        ],
      })),
      ...inEachCurrency('quarterly', (at) => ({
        components: [
          {
            id: 'sites',
            name: 'Sites',
            quantity: 'subscription' as const,
            price: stepped(
              at,
              ['5', ['690', '800', '860', '131000']],
              ['20', ['1980', '2300', '2490', '378000']],
              ['50', ['4150', '4850', '5230', '795000']],
              ['200', ['11200', '13000', '14100', '2150000']],
            ),
          },
        ],
      })),
    ],
    entitlements: [seatGrant('25'), storage('250')],
    quantity: { minimum: '1', maximum: '200' },
  }),
  plan({
    code: 'scale',
    name: 'Scale',
    description: 'A base fee with 50,000 calls, and a falling price for every call above.',
    addOns,
    upgradePaths: ['enterprise'],
    billing: { kind: 'hybrid', graceDays: 2 },
    variants: inEachCurrency('monthly', (at) => ({
      components: [
        base(at(['500', '580', '640', '96000'])),
        used(
          'calls',
          'API calls',
          'api-calls',
          banded(
            'graduated',
            at,
            ['100000', ['0.010', '0.0117', '0.0128', '1.9']],
            ['1000000', ['0.008', '0.0094', '0.0102', '1.5']],
            [null, ['0.005', '0.0058', '0.0064', '0.95']],
          ),
          '50000',
        ),
      ],
      setupFee: at(['750', '870', '960', '144000']),
      minimumCommitment: at(['600', '700', '770', '115000']),
    })),
    entitlements: [
      seatGrant('50'),
      { ...storage('1000'), grant: 'unlimited', counting: 'none' },
      calls('50000'),
      access('advanced-reporting'),
      access('single-sign-on'),
      supportHours('4'),
    ],
  }),
  plan({
    code: 'flex',
    name: 'Flex',
    description: 'Pay by the call, but never less than the floor.',
    billing: { kind: 'hybrid', graceDays: 1 },
    variants: inEachCurrency('monthly', (at) => ({
      components: [
        base(at(['20', '24', '26', '3900'])),
        used(
          'calls',
          'API calls',
          'api-calls',
          banded('graduated', at, ['10000', ['0.015', '0.0175', '0.019', '2.9']], [null, ['0.009', '0.0105', '0.0115', '1.7']]),
        ),
      ],
      floor: { amount: at(['150', '175', '190', '29000']), components: ['calls'] },
    })),
    entitlements: [seatGrant('10'), calls('10000')],
  }),
  plan({
    code: 'watch',
    name: 'Watch',
    description: 'Sensors at their peak of the month, with a ceiling on the bill.',
    billing: { kind: 'hybrid', graceDays: 1 },
    variants: inEachCurrency('monthly', (at) => ({
      components: [
        base(at(['120', '140', '155', '23000'])),
        used('sensors', 'Connected sensors (peak)', 'sensors-peak', perUnit(at(['0.85', '0.99', '1.10', '165'])), '100'),
      ],
      maximumSpend: at(['2500', '2900', '3200', '480000']),
    })),
    entitlements: [seatGrant('15'), storage('500')],
  }),
  plan({
    code: 'enterprise',
    name: 'Enterprise',
    description: 'A contract for a year, with a price that grows with the roll-out.',
    visibility: 'private',
    segments: ['enterprise'],
    addOns,
    billing: { kind: 'recurring' },
    variants: inEachCurrency('monthly', (at) => ({
      components: [base(at(['1000', '1150', '1280', '190000'])), seats(perUnit(at(['9', '10.50', '11.50', '1750'])))],
      ramp: {
        component: 'base',
        steps: [
          { from: { period: 0 }, price: at(['500', '575', '640', '95000']) },
          { from: { period: 3 }, price: at(['750', '860', '960', '142500']) },
          { from: { period: 6 }, price: at(['1000', '1150', '1280', '190000']) },
        ],
      },
    })),
    entitlements: [
      { ...seatGrant('1', true), grant: { limit: '1' } },
      { id: 'storage', feature: 'storage', grant: 'unlimited' },
      access('advanced-reporting'),
      access('single-sign-on'),
      supportHours('10'),
      preview,
    ],
    quantity: { minimum: '20', maximum: null },
    term: { periods: 12, autoRenew: true },
  }),
];

export const platformPlans: readonly PlanEntry[] = [...entryPlans, ...largePlans];

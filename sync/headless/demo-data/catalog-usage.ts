import type { ComponentEntry, MetricEntry, PlanEntry, ProductEntry } from '../import/catalog-file.ts';
import { type Amounts, type At, banded, inEachCurrency, perUnit, stepped, used } from './prices.ts';

const metric = (
  code: string,
  name: string,
  eventName: string,
  kind: 'sum' | 'count' | 'max' | 'unique',
  unit: string,
  property = 'quantity',
): MetricEntry => ({
  code,
  name,
  eventName,
  property: kind === 'count' ? '' : property,
  aggregation: { kind },
  unit,
});

/** One metric for each way of adding up. */
export const metrics: readonly MetricEntry[] = [
  metric('api-calls', 'API calls', 'api.calls', 'sum', 'call'),
  metric('ai-tokens', 'Tokens', 'ai.tokens', 'sum', 'thousand tokens'),
  metric('energy', 'Energy', 'meter.reading', 'sum', 'kWh'),
  metric('payments', 'Payments taken', 'payment.settled', 'sum', 'amount'),
  metric('messages', 'Telemetry messages', 'telemetry.batch', 'sum', 'message'),
  metric('texts', 'Text messages', 'sms.sent', 'count', 'message'),
  metric('sensors-peak', 'Connected sensors', 'sensors.online', 'max', 'sensor'),
  metric('readers', 'Portal readers', 'portal.visit', 'unique', 'reader', 'user'),
  {
    code: 'storage-gb',
    name: 'Archive',
    eventName: 'archive.size',
    property: 'quantity',
    aggregation: { kind: 'last', continuous: true },
    unit: 'GB',
  },
  {
    code: 'bandwidth-p95',
    name: 'Bandwidth, 95th percentile',
    eventName: 'edge.bandwidth',
    property: 'quantity',
    aggregation: { kind: 'percentile', percent: '95' },
    unit: 'Mbit/s',
    rounding: { direction: 'up', to: '1' },
  },
  {
    code: 'workers',
    name: 'Workers',
    eventName: 'compute.workers',
    property: 'quantity',
    aggregation: { kind: 'time-weighted', each: 'level', continuous: true },
    unit: 'worker',
    rounding: { direction: 'nearest', to: '0.01' },
  },
];

const product = (code: string, name: string, description: string, group: string): ProductEntry => ({
  code,
  name,
  description,
  group,
  type: 'base',
  taxClass: 'digital',
});

export const usageProducts: readonly ProductEntry[] = [
  product('NL-API', 'Developer API', 'The same data, for your own programs.', 'Developer'),
  product('NL-EDGE', 'Edge network', 'Readings at the edge of your network.', 'Developer'),
  product('NL-COMPUTE', 'Compute', 'Forecasts that run beside the data.', 'Developer'),
  product('NL-ARCHIVE', 'Archive', 'Readings kept as long as the law asks.', 'Developer'),
  product('NL-PORTAL', 'Tenant portal', 'What tenants see of their building.', 'Platform'),
  product('NL-GRID', 'Grid balancing', 'Sell flexibility when the grid needs it.', 'Energy'),
  product('NL-PAY', 'Northlight Pay', 'Tenants pay their share by card.', 'Payments'),
  product('NL-TELEMETRY', 'Telemetry', 'Messages from any device.', 'Energy'),
  product('NL-AI', 'Assistant', 'Ask your buildings a question.', 'Platform'),
  product('NL-TEXT', 'Text alarms', 'A text when something breaks.', 'Platform'),
];

/** Weekday daytime costs most; industry and a falling market price cost less. The first rule that holds wins. */
const gridPrice = (at: At): ComponentEntry['price'] => {
  const rule = (
    id: string,
    name: string,
    when: Extract<ComponentEntry['price'], { kind: 'dynamic' }>['rules'][number]['when'],
    price: Amounts,
  ) => ({
    id,
    version: 1,
    name,
    when,
    price: at(price),
  });
  const daytime = [
    { kind: 'weekday' as const, oneOf: [1, 2, 3, 4, 5] },
    { kind: 'hours' as const, from: '07:00', until: '19:00' },
  ];
  return {
    kind: 'dynamic',
    yields: 'unit-price',
    rules: [
      rule(
        'surplus',
        'Surplus of the market',
        [{ kind: 'external', name: 'spot-price', compare: 'below', value: '20' }],
        ['0.055', '0.064', '0.07', '10.5'],
      ),
      rule(
        'peak-industry',
        'Weekday daytime, industry',
        [{ kind: 'segment', oneOf: ['industry'] }, ...daytime],
        ['0.24', '0.28', '0.30', '46'],
      ),
      rule('peak', 'Weekday daytime', daytime, ['0.30', '0.35', '0.38', '57']),
      rule('night', 'Night', [{ kind: 'hours', from: '23:00', until: '06:00' }], ['0.08', '0.095', '0.10', '15']),
    ],
    fallback: rule('off-peak', 'Off-peak', [], ['0.10', '0.12', '0.13', '19']),
  };
};

const plan = (
  code: string,
  sku: string,
  name: string,
  description: string,
  rest: Omit<PlanEntry, 'code' | 'product' | 'name' | 'description'>,
): PlanEntry => ({
  code,
  product: sku,
  name,
  description,
  ...rest,
});

const measured = (component: (at: At) => ComponentEntry, minimum?: Amounts): PlanEntry['variants'] => [
  ...inEachCurrency('monthly', (at) => ({
    components: [component(at)],
    ...(minimum === undefined ? {} : { minimumCommitment: at(minimum) }),
  })),
];

export const usagePlans: readonly PlanEntry[] = [
  plan('api', 'NL-API', 'Developer API', 'Ten thousand calls a month cost nothing; after that, the more the cheaper.', {
    billing: { kind: 'usage', graceDays: 2 },
    variants: measured(
      (at) =>
        used(
          'calls',
          'API calls',
          'api-calls',
          banded(
            'graduated',
            at,
            ['10000', ['0', '0', '0', '0']],
            ['100000', ['0.012', '0.014', '0.0155', '2.3']],
            ['1000000', ['0.008', '0.0094', '0.0102', '1.5']],
            [null, ['0.004', '0.0047', '0.0051', '0.77']],
          ),
        ),
      ['25', '29', '32', '4800'],
    ),
  }),
  plan('edge', 'NL-EDGE', 'Edge network', 'By the 95th percentile of the month; one price for all of it.', {
    billing: { kind: 'usage', graceDays: 1 },
    variants: measured((at) =>
      used(
        'bandwidth',
        'Bandwidth (95th percentile)',
        'bandwidth-p95',
        banded(
          'volume',
          at,
          ['100', ['1.90', '2.20', '2.40', '360']],
          ['500', ['1.50', '1.75', '1.90', '285']],
          [null, ['1.10', '1.30', '1.40', '210']],
        ),
      ),
    ),
  }),
  plan('compute', 'NL-COMPUTE', 'Compute', 'By the workers that ran, weighed by time.', {
    billing: { kind: 'usage', graceDays: 1 },
    variants: measured((at) => used('workers', 'Workers (average)', 'workers', perUnit(at(['38', '44', '48', '7300'])))),
  }),
  plan('archive', 'NL-ARCHIVE', 'Archive', 'By the size at the end of the month.', {
    billing: { kind: 'usage', graceDays: 1 },
    variants: measured((at) => used('size', 'Archive', 'storage-gb', perUnit(at(['0.023', '0.027', '0.029', '4.4'])))),
  }),
  plan('portal', 'NL-PORTAL', 'Tenant portal', 'A flat price for a number of readers.', {
    billing: { kind: 'usage', graceDays: 1 },
    variants: measured((at) =>
      used(
        'readers',
        'Readers',
        'readers',
        stepped(
          at,
          ['20', ['25', '29', '32', '4800']],
          ['60', ['60', '70', '76', '11500']],
          ['150', ['120', '140', '152', '23000']],
          [null, ['260', '300', '330', '50000']],
        ),
      ),
    ),
  }),
  plan('grid', 'NL-GRID', 'Grid balancing', 'By the kilowatt-hour, at the price of the hour.', {
    countries: ['GB', 'DE', 'FR', 'NL', 'US', 'JP', 'IE'],
    billing: { kind: 'usage', graceDays: 3 },
    variants: measured((at) => used('energy', 'Energy', 'energy', gridPrice(at))),
  }),
  plan('pay', 'NL-PAY', 'Northlight Pay', 'A share of every payment.', {
    billing: { kind: 'usage', graceDays: 1 },
    variants: measured((at) =>
      used('fees', 'Payment fees', 'payments', {
        kind: 'percentage',
        percent: '1.4',
        perEvent: at(['0.20', '0.25', '0.30', '30']),
        minimumPerEvent: at(['0.30', '0.35', '0.40', '50']),
        maximumPerEvent: at(['12', '14', '15', '2300']),
      }),
    ),
  }),
  plan('telemetry', 'NL-TELEMETRY', 'Telemetry on demand', 'By the started thousand messages, charged whenever enough has come together.', {
    billing: { kind: 'pay-as-you-go', trigger: 'threshold', paymentMethodRequired: false },
    variants: inEachCurrency('monthly', (at) => ({
      components: [
        used('messages', 'Telemetry messages', 'messages', { kind: 'package', size: '1000', price: at(['0.60', '0.70', '0.76', '115']) }),
      ],
      chargeThreshold: at(['100', '115', '125', '19000']),
      minimumCharge: at(['5', '6', '6.50', '1000']),
    })),
  }),
  plan('assistant', 'NL-AI', 'Assistant credits', 'Packs of tokens, bought ahead.', {
    billing: { kind: 'prepaid', unit: 'units', atZero: 'overage' },
    variants: inEachCurrency('monthly', (at) => ({
      components: [used('tokens', 'Tokens (thousands)', 'ai-tokens', perUnit(at(['0.11', '0.13', '0.14', '21'])))],
      packs: [
        {
          id: 'pack-1000',
          name: '1,000 thousand tokens',
          price: at(['90', '105', '115', '17200']),
          credit: '1000',
          expiresAfter: { unit: 'year', count: 1 },
        },
        {
          id: 'pack-5000',
          name: '5,000 thousand tokens',
          price: at(['400', '465', '510', '76500']),
          credit: '5000',
          expiresAfter: { unit: 'year', count: 1 },
        },
      ],
    })),
  }),
  plan('texts', 'NL-TEXT', 'Text alarms', 'A balance in money, drawn down by every text.', {
    billing: { kind: 'prepaid', unit: 'money', atZero: 'overage' },
    variants: inEachCurrency('monthly', (at) => ({
      components: [used('texts', 'Text messages', 'texts', perUnit(at(['0.045', '0.053', '0.058', '8.6'])))],
      packs: [
        { id: 'small', name: 'Balance', price: at(['20', '25', '25', '4000']), credit: at(['20', '25', '25', '4000']), expiresAfter: null },
        {
          id: 'large',
          name: 'Balance with bonus',
          price: at(['100', '115', '125', '19000']),
          credit: at(['110', '126.50', '137.50', '20900']),
          expiresAfter: { unit: 'month', count: 18 },
        },
      ],
    })),
  }),
];

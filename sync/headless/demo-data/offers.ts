/** An offer as the file has it: plans by their codes; the engine's form otherwise. */
const offer = (name: string, rest: Record<string, unknown>): Record<string, unknown> => ({
  name,
  reach: { kind: 'automatic' },
  value: { kind: 'percentage', percent: '10' },
  duration: { kind: 'lifetime' },
  scope: 'any',
  stackable: false,
  appliesToUsage: false,
  redeemableFrom: '2025-01-01',
  redeemableThrough: null,
  limits: { total: null, perCustomer: 1, firstPurchaseOnly: false },
  ...rest,
});

const code = (text: string): Record<string, unknown> => ({ kind: 'code', code: text });
const percent = (value: string): Record<string, unknown> => ({ kind: 'percentage', percent: value });
const plans = (...codes: readonly string[]): Record<string, unknown> => ({ plans: codes });

export const offers = (): readonly Record<string, unknown>[] => [
  offer('Spring start: three months at 25 % off', {
    reach: code('SPRING25'),
    value: percent('25'),
    duration: { kind: 'periods', count: 3 },
    scope: plans('team'),
    redeemableFrom: '2025-03-01',
    redeemableThrough: '2025-05-31',
    limits: { total: 60, perCustomer: 1, firstPurchaseOnly: false },
  }),
  offer('Welcome: 20 % off for six months', {
    reach: code('WELCOME20'),
    value: percent('20'),
    duration: { kind: 'periods', count: 6 },
    scope: plans('essentials', 'business'),
  }),
  offer('First three months free', {
    reach: code('THREEFREE'),
    value: percent('100'),
    duration: { kind: 'periods', count: 3 },
    scope: plans('sites'),
  }),
  offer('Summer: 10 off each month', {
    reach: code('SUMMER10'),
    value: {
      kind: 'amount',
      amounts: [
        { currency: 'GBP', amount: '10' },
        { currency: 'EUR', amount: '12' },
        { currency: 'USD', amount: '13' },
        { currency: 'JPY', amount: '2000' },
      ],
    },
    duration: { kind: 'periods', count: 4 },
    stackable: true,
  }),
  offer('Five per cent for staying', { reach: code('LOYAL5'), value: percent('5'), stackable: true, appliesToUsage: true }),
  offer('Schools and charities: support at half the price', {
    reach: { kind: 'targeted', target: { segments: ['nonprofit'], countries: [], plans: [], signedUpFrom: null, signedUpBefore: null } },
    value: percent('50'),
    scope: plans('priority-support'),
    limits: { total: null, perCustomer: null, firstPurchaseOnly: false },
  }),
  offer('Partners: 15 % off', {
    reach: { kind: 'targeted', target: { segments: ['partner'], countries: [], plans: [], signedUpFrom: null, signedUpBefore: null } },
    value: percent('15'),
    appliesToUsage: true,
    limits: { total: null, perCustomer: null, firstPurchaseOnly: false },
  }),
  offer('Audit log at the price of the first year', {
    value: {
      kind: 'override',
      prices: [
        { currency: 'GBP', price: '420' },
        { currency: 'EUR', price: '490' },
        { currency: 'USD', price: '530' },
        { currency: 'JPY', price: '80000' },
      ],
    },
    duration: { kind: 'once' },
    scope: plans('audit-log'),
    redeemableThrough: '2025-06-30',
    limits: { total: null, perCustomer: null, firstPurchaseOnly: false },
  }),
];

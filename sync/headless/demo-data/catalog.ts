import type { CatalogFile, PlanEntry, ProductEntry } from '../import/catalog-file.ts';
import { daysAfter } from '../../../core/time/plain-date.ts';
import { supportPlans, supportProducts } from './catalog-add-ons.ts';
import { platform, platformPlans } from './catalog-platform.ts';
import { metrics, usagePlans, usageProducts } from './catalog-usage.ts';
import { inEachCurrency, perUnit } from './prices.ts';
import type { Random } from './random.ts';

const service = (code: string, name: string, description: string, taxClass = 'standard'): ProductEntry => ({
  code,
  name,
  description,
  group: 'Professional services',
  type: 'service',
  taxClass,
});

const services: readonly ProductEntry[] = [
  { ...service('NL-ONBOARD', 'Onboarding project', 'Four months from the first meter to the first report.'), recognition: 'milestone' },
  service('NL-TRAINING', 'Training', 'A day with your team.'),
  service('NL-SURVEY', 'Site survey', 'We look at every meter that you have.'),
  service('NL-MIGRATION', 'Data migration', 'Your old readings, brought over.'),
  service('NL-HANDBOOK', 'The Energy Manager’s Handbook', 'Printed, 412 pages.', 'books'),
];

const servicePlans: readonly PlanEntry[] = [
  {
    code: 'onboarding',
    product: 'NL-ONBOARD',
    name: 'Onboarding project',
    description: 'Two fifths at the start, the rest in three parts.',
    billing: { kind: 'instalment', count: 4, interval: { unit: 'month', count: 1 }, parts: [400_000, 200_000, 200_000, 200_000] },
    variants: inEachCurrency('monthly', (at) => ({
      components: [],
      instalmentTotal: at(['6000', '7000', '7600', '1150000']),
    })),
  },
  ...(
    [
      ['training-day', 'NL-TRAINING', 'Training day', 'order', ['950', '1100', '1200', '182000']],
      ['site-survey', 'NL-SURVEY', 'Site survey', 'milestone', ['1800', '2100', '2300', '345000']],
      ['data-migration', 'NL-MIGRATION', 'Data migration', 'date', ['2400', '2800', '3050', '460000']],
      ['handbook', 'NL-HANDBOOK', 'The Energy Manager’s Handbook', 'order', ['42', '49', '52', '8000']],
    ] as const
  ).map(
    ([code, product, name, trigger, price]): PlanEntry => ({
      code,
      product,
      name,
      description: 'Charged once.',
      billing: { kind: 'one-off', trigger },
      variants: [
        ...inEachCurrency('once', (at) => ({
          components: [{ id: 'units', name, quantity: 'subscription' as const, price: perUnit(at(price)) }],
        })),
      ],
    }),
  ),
];

/** The market price of a megawatt-hour, morning and evening of every day, falling below 20 on windy week-ends. */
const spotPrices = (random: Random): CatalogFile['externalSeries'][number] => {
  const values: { at: string; value: string }[] = [];
  for (let day = 0; day < 365; day += 1) {
    const date = daysAfter('2025-01-01', day);
    const windy = random.chance(9);
    for (const hour of ['00', '07', '19']) {
      const cents = windy ? random.whole(-1200, 1900) : random.whole(3800, 9800) + (hour === '07' ? 2200 : 0);
      values.push({ at: `${date}T${hour}:00:00.000Z`, value: centsText(cents) });
    }
  }
  return { name: 'spot-price', values };
};

const centsText = (cents: number): string => {
  const [sign, digits] = [cents < 0 ? '-' : '', String(Math.abs(cents)).padStart(3, '0')];
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

export const catalog = (random: Random): CatalogFile => ({
  cycles: {
    monthly: { unit: 'month', count: 1 },
    quarterly: { unit: 'quarter', count: 1 },
    yearly: { unit: 'year', count: 1 },
    once: { unit: 'day', count: 1 },
  },
  productGroups: ['Platform', 'Developer', 'Energy', 'Payments', 'Professional services', 'Add-ons'],
  segments: [
    { code: 'enterprise', name: 'Enterprise' },
    { code: 'industry', name: 'Industry' },
    { code: 'nonprofit', name: 'Charities and schools' },
    { code: 'partner', name: 'Partners' },
  ],
  metrics: [...metrics],
  externalSeries: [spotPrices(random.fork('spot-price'))],
  products: [platform, ...usageProducts, ...supportProducts, ...services],
  plans: [...supportPlans, ...platformPlans, ...usagePlans, ...servicePlans],
});

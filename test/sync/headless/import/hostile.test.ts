import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogSteps } from '../../../../sync/headless/import/catalog.ts';
import type { CatalogFile } from '../../../../sync/headless/import/catalog-file.ts';
import { customerSteps } from '../../../../sync/headless/import/customers.ts';
import { entitySteps } from '../../../../sync/headless/import/entities.ts';
import { exchangeRateSteps } from '../../../../sync/headless/import/exchange-rates.ts';
import { lifecycleSteps } from '../../../../sync/headless/import/lifecycle.ts';
import { offerSteps } from '../../../../sync/headless/import/offers.ts';
import { orderSteps } from '../../../../sync/headless/import/orders.ts';
import type { ImportSource } from '../../../../sync/headless/import/import-source.ts';
import type { Steps } from '../../../../sync/headless/import/step.ts';
import { subscriptionSteps } from '../../../../sync/headless/import/subscriptions.ts';
import { taxRateSteps } from '../../../../sync/headless/import/tax-rates.ts';
import { usageSteps } from '../../../../sync/headless/import/usage.ts';
import { memoryStore } from '../../../../sync/local/memory/store.ts';
import { scratchStore } from '../../../../sync/local/overlay.ts';
import type { Store } from '../../../../sync/local/store.ts';
import { by, type Company, demoFolder, opening, smallCompany } from './company.ts';

let company: Company;
beforeAll(async () => {
  company = await smallCompany();
});
afterAll(() => company.close());

const year = { from: '2025-01-01', before: '2026-01-01' };

const kinds: Readonly<Record<string, { readonly head: string; readonly good: string; readonly steps: (file: ImportSource) => Steps }>> = {
  customers: {
    head: 'customer,company,person,email,country,region,tax_number,segments,currency,exempt_reason,exempt_from,signed_up',
    good: 'C-50,Calder Ltd,,c@calder.example,GB,,,,,,,2024-01-01',
    steps: (file) => customerSteps(file, opening),
  },
  subscriptions: {
    head: 'subscription,customer,plan,cycle,quantity,start,anchor,add_ons,entity,trial',
    good: 'S-50,C-2,essentials,monthly,1,2025-02-01,1,,,none',
    steps: (file) => subscriptionSteps(file, opening),
  },
  orders: {
    head: 'order,customer,placed,plan,pack,subscription,quantity,trigger,due,milestone,reached,description,unit_price',
    good: 'O-50,C-1,2025-02-01,handbook,,,2,order,,,,,',
    steps: (file) => orderSteps(file, by, year),
  },
  lifecycle: {
    head: 'date,subscription,action,plan,cycle,quantity,offer,component,price,when,days',
    good: '2025-03-01,S-1,change-quantity,,,9,,,,now,',
    steps: (file) => lifecycleSteps(file, by, year),
  },
  usage: {
    head: 'customer,event,at,key,subscription,property:quantity',
    good: 'C-1,api.calls,2025-01-02T10:00:00Z,k1,,5',
    steps: (file) => usageSteps(file, { at: '2025-02-01T06:00:00.000Z', by }),
  },
  'tax-rates': {
    head: 'country,region,tax_class,component,percent,from,until',
    good: 'AT,,digital,USt.,20,2020-01-01,',
    steps: (file) => taxRateSteps(file, opening),
  },
  'exchange-rates': {
    head: 'entity,from,to,date,rate,source',
    good: 'UK,EUR,GBP,2025-01-06,0.83,bank',
    steps: (file) => exchangeRateSteps(file, opening),
  },
};

/** One row that is wrong in one way, after a good one. */
const hostileRows: readonly (readonly [kind: string, what: string, row: string, code: string])[] = [
  ['customers', 'an unknown country', 'C-51,X Ltd,,,UK,,,,,,,2024-01-01', 'value.not-country'],
  ['customers', 'an unknown currency', 'C-51,X Ltd,,,GB,,,,GBX,,,2024-01-01', 'value.not-currency'],
  ['customers', '31 February', 'C-51,X Ltd,,,GB,,,,,,,2024-02-31', 'value.not-date'],
  ['customers', 'neither company nor person', 'C-51,,,,GB,,,,,,,2024-01-01', 'customer.name-missing'],
  ['customers', 'both company and person', 'C-51,X Ltd,Jo,,GB,,,,,,,2024-01-01', 'customer.two-names'],
  ['customers', 'a mail address without a domain', 'C-51,X Ltd,,nobody,GB,,,,,,,2024-01-01', 'shape.invalid'],
  ['customers', 'a tax number whose check digits fail', 'C-51,X Ltd,,,GB,,GB521099168,,,,,2024-01-01', 'tax-number.invalid'],
  ['customers', 'a tax number of another country', 'C-51,X Ltd,,,GB,,DE136695976,,,,,2024-01-01', 'tax-number.invalid'],
  ['customers', 'a segment that nobody made', 'C-51,X Ltd,,,GB,,,vip,,,,2024-01-01', 'customer.segment-unknown'],
  ['customers', 'a segment twice', 'C-51,X Ltd,,,GB,,,partner|partner,,,,2024-01-01', 'value.repeated'],
  ['customers', 'a currency that is no more', 'C-51,X Ltd,,,GB,,,,HRK,,,2024-01-01', 'customer.currency-not-in-use'],
  ['customers', 'an exemption without its first day', 'C-51,X Ltd,,,US,NY,,,,Charity,,2024-01-01', 'customer.exemption-without-start'],
  ['customers', 'a region that is too long', 'C-51,X Ltd,,,US,NEWYORK,,,,,,2024-01-01', 'value.too-long'],
  ['customers', 'the key of the row before', 'C-50,X Ltd,,,GB,,,,,,,2024-01-01', 'command.id-reused'],
  ['subscriptions', 'a customer that nobody knows', 'S-51,C-9,essentials,monthly,1,2025-02-01,,,,none', 'customer.missing'],
  ['subscriptions', 'an entity that nobody knows', 'S-51,C-1,essentials,monthly,1,2025-02-01,,,FR,none', 'entity.missing'],
  ['subscriptions', 'a plan that nobody knows', 'S-51,C-1,nothing,monthly,1,2025-02-01,,,,none', 'prerequisite.missing'],
  ['subscriptions', 'a cycle that the plan does not have', 'S-51,C-1,essentials,weekly,1,2025-02-01,,,,none', 'variant.no-match'],
  ['subscriptions', 'a plan for others', 'S-51,C-1,enterprise,monthly,20,2025-02-01,,,,none', 'plan.not-for-segment'],
  ['subscriptions', 'fewer seats than the plan allows', 'S-51,C-1,team,monthly,2,2025-02-01,,,,none', 'quantity.out-of-bounds'],
  ['subscriptions', 'more sites than there is a step for', 'S-51,C-1,sites,monthly,201,2025-02-01,,,,none', 'quantity.out-of-bounds'],
  ['subscriptions', 'a negative quantity', 'S-51,C-1,team,monthly,-3,2025-02-01,,,,none', 'value.out-of-range'],
  ['subscriptions', '10^30 seats', `S-51,C-1,team,monthly,1${'0'.repeat(30)},2025-02-01,,,,none`, 'value.not-decimal'],
  ['subscriptions', 'NaN seats', 'S-51,C-1,team,monthly,NaN,2025-02-01,,,,none', 'value.not-decimal'],
  ['subscriptions', 'a 32nd of the month as anchor', 'S-51,C-1,essentials,monthly,1,2025-02-01,32,,,none', 'value.not-date'],
  [
    'subscriptions',
    'an add-on that does not go with the plan',
    'S-51,C-1,api,monthly,1,2025-02-01,,priority-support/monthly,,none',
    'add-on.not-linked',
  ],
  ['subscriptions', 'a base plan as an add-on', 'S-51,C-1,essentials,monthly,1,2025-02-01,,team*3,,none', 'add-on.not-linked'],
  ['subscriptions', 'an add-on that cannot be read', 'S-51,C-1,essentials,monthly,1,2025-02-01,,sign-on x 3,,none', 'value.not-add-on'],
  ['subscriptions', 'a choice that there is not', 'S-51,C-1,essentials,monthly,1,2025-02-01,,,,maybe', 'value.not-one-of'],
  ['orders', 'nothing sold', 'O-51,C-1,2025-02-01,,,,1,order,,,,,', 'order.nothing-sold'],
  ['orders', 'a pack of a subscription that nobody knows', 'O-51,C-1,2025-02-01,,pack-1000,S-9,1,order,,,,,', 'subscription.missing'],
  ['orders', 'a pack that the plan does not have', 'O-51,C-1,2025-02-01,,pack-9,S-3,1,order,,,,,', 'pack.missing'],
  ['orders', 'a date that is not given', 'O-51,C-1,2025-02-01,data-migration,,,1,date,,,,,', 'order.trigger-incomplete'],
  ['orders', 'a recurring plan', 'O-51,C-1,2025-02-01,essentials,,,1,order,,,,,', 'plan.not-sold-once'],
  [
    'orders',
    'a milestone reached that the order does not have',
    'O-51,C-1,2025-02-01,handbook,,,1,order,,,2025-03-01,,',
    'order.no-milestone',
  ],
  ['lifecycle', 'a subscription that nobody knows', '2025-03-02,S-9,cancel,,,,,,,now,', 'subscription.missing'],
  ['lifecycle', 'an action that there is not', '2025-03-02,S-1,explode,,,,,,,now,', 'value.not-one-of'],
  ['lifecycle', 'a quantity that is not given', '2025-03-02,S-1,change-quantity,,,,,,,now,', 'lifecycle.quantity-missing'],
  ['lifecycle', 'a resume of what is not paused', '2025-03-02,S-1,resume,,,,,,,now,', 'subscription.transition-refused'],
  ['lifecycle', 'an add-on that is not there', '2025-03-02,S-1,remove-add-on,sign-on,,,,,,now,', 'lifecycle.add-on-missing'],
  ['lifecycle', 'a cancel undone that nobody planned', '2025-03-02,S-1,undo-cancel,,,,,,,now,', 'lifecycle.no-cancel-planned'],
  ['lifecycle', 'a price that is not given', '2025-03-02,S-1,negotiate,,,,,seats,,now,', 'lifecycle.price-missing'],
  ['lifecycle', 'a code that nobody issued', '2025-03-02,S-1,redeem,,,,NONE,,,now,', 'offer.code-unknown'],
  ['lifecycle', 'a code before its time', '2025-02-27,S-1,redeem,,,,SPRING25,,,now,', 'offer.not-yet-redeemable'],
  ['usage', 'a customer that nobody knows', 'C-9,api.calls,2025-01-02T10:00:00Z,k2,,5', 'usage.customer-missing'],
  ['usage', 'a subscription that nobody knows', 'C-1,api.calls,2025-01-02T10:00:00Z,k2,S-9,5', 'usage.subscription-missing'],
  ['usage', "another customer's subscription", 'C-2,api.calls,2025-01-02T10:00:00Z,k2,S-2,5', 'usage.subscription-missing'],
  ['usage', 'an event that nobody defined', 'C-1,no.such,2025-01-02T10:00:00Z,k2,,5', 'usage.event-unknown'],
  ['usage', 'an event of the future', 'C-1,api.calls,2025-02-01T06:06:00Z,k2,,5', 'usage.in-future'],
  ['usage', 'a moment without a zone', 'C-1,api.calls,2025-01-02T10:00:00,k2,,5', 'value.not-instant'],
  ['usage', 'a quantity that is no number', 'C-1,api.calls,2025-01-02T10:00:00Z,k2,,five', 'usage.property-not-number'],
  ['usage', 'a key used for something else', 'C-1,api.calls,2025-01-02T11:00:00Z,k1,,6', 'usage.key-reused'],
  ['tax-rates', 'more than the whole', 'AT,,books,USt.,101,2020-01-01,', 'value.out-of-range'],
  ['tax-rates', 'a negative rate', 'AT,,books,USt.,-1,2020-01-01,', 'value.out-of-range'],
  ['tax-rates', 'an end before its start', 'AT,,books,USt.,10,2020-01-01,2019-01-01', 'tax-rate.ends-before-start'],
  ['tax-rates', 'a time that is taken', 'AT,,digital,USt.,21,2024-01-01,', 'tax-rate.overlaps'],
  ['exchange-rates', 'an entity that nobody knows', 'XX,EUR,GBP,2025-01-06,0.83,bank', 'entity.missing'],
  ['exchange-rates', 'a rate of zero', 'UK,EUR,GBP,2025-01-07,0,bank', 'exchange-rate.not-positive'],
  ['exchange-rates', 'one currency on both sides', 'UK,GBP,GBP,2025-01-07,1,bank', 'exchange-rate.same-currency'],
  ['exchange-rates', 'a rate with an exponent', 'UK,EUR,GBP,2025-01-07,8.3e-1,bank', 'value.not-decimal'],
];

describe('[USG-13] a row with what the engine or the reader refuses keeps its file out', () => {
  it.each(hostileRows)('%s: %s', async (kind, _what, row, code) => {
    const { head, good, steps } = kinds[kind] ?? { head: '', good: '', steps: () => (async function* () {})() as never };
    const { outcome, problems, written } = await company.take(
      scratchStore(company.store),
      `${kind}.csv`,
      `${head}\n${good}\n${row}\n`,
      steps,
    );
    expect(problems.map((problem) => [problem.code, problem.line])).toContainEqual([code, 3]);
    expect(problems.every(({ line }) => line === 3)).toBe(true);
    expect({ outcome, written }).toEqual({ outcome: 'refused', written: 0 });
  });

  it.each(Object.entries(kinds))('%s: the good row alone is imported', async (kind, { head, good, steps }) => {
    const taken = await company.take(scratchStore(company.store), `${kind}.csv`, `${head}\n${good}\n`, steps);
    expect(taken).toMatchObject({ outcome: 'imported', badRows: 0, problems: [] });
    expect(taken.written).toBeGreaterThan(0);
  });
});

const demo = async <T>(name: string): Promise<T> => JSON.parse(await readFile(path.join(demoFolder, name), 'utf8')) as T;

type Edit = (catalog: CatalogFile) => void;
const plan = (catalog: CatalogFile, code: string): CatalogFile['plans'][number] => {
  const found = catalog.plans.find((each) => each.code === code);
  if (found === undefined) throw new Error(code);
  return found;
};
const price = (catalog: CatalogFile, code: string): Record<string, unknown> =>
  plan(catalog, code).variants[0]?.components[0]?.price as Record<string, unknown>;

/** One thing wrong in a catalog that is otherwise the demo company's. */
const hostileCatalogs: readonly (readonly [what: string, edit: Edit, code: string, path: string])[] = [
  ['a field that nobody knows', (c) => Object.assign(plan(c, 'team'), { prize: 1 }), 'shape.invalid', '/plans'],
  ['a price as a number', (c) => Object.assign(price(c, 'team'), { unitPrice: 12 }), 'shape.invalid', '/plans'],
  ['a price that is NaN', (c) => Object.assign(price(c, 'team'), { unitPrice: 'NaN' }), 'shape.invalid', '/plans'],
  ['a price below zero', (c) => Object.assign(price(c, 'team'), { unitPrice: '-12' }), 'number.negative', '/plans'],
  ['a price of 10^29', (c) => Object.assign(price(c, 'team'), { unitPrice: `1${'0'.repeat(29)}` }), 'number.too-great', '/plans'],
  [
    'bands that overlap',
    (c) =>
      Object.assign(price(c, 'business'), {
        bands: [
          { upTo: '100', unitPrice: '1', flat: '0' },
          { upTo: '50', unitPrice: '1', flat: '0' },
          { upTo: null, unitPrice: '1', flat: '0' },
        ],
      }),
    'bands.not-ascending',
    '/plans',
  ],
  ['no bands', (c) => Object.assign(price(c, 'business'), { bands: [] }), 'bands.none', '/plans'],
  [
    'a last band that ends',
    (c) => Object.assign(price(c, 'business'), { bands: [{ upTo: '100', unitPrice: '1', flat: '0' }] }),
    'bands.last-not-open',
    '/plans',
  ],
  ['a cycle that the file does not have', (c) => delete c.cycles['quarterly'], 'cycle.missing', '/plans'],
  [
    'a metric that nobody made',
    (c) => (c.metrics = c.metrics.filter(({ code }) => code !== 'energy')),
    'component.metric-unknown',
    '/plans',
  ],
  ['a product that nobody made', (c) => (plan(c, 'team').product = 'NL-NOTHING'), 'product.missing', '/plans'],
  ['a code that is used twice', (c) => c.plans.push({ ...plan(c, 'team'), name: 'Other' }), 'command.id-reused', '/plans'],
  [
    'a product code that is used twice',
    (c) => c.products.push({ code: 'nl-sso', name: 'Other', description: '', type: 'base', taxClass: 'standard' }),
    'product.code-taken',
    '/products',
  ],
  [
    'a feature that the product does not have',
    (c) => plan(c, 'classic').entitlements?.push({ id: 'x', feature: 'audit-log', grant: 'access' }),
    'entitlement.feature-unknown',
    '/plans',
  ],
  [
    'an add-on that nobody made',
    (c) => plan(c, 'team').addOns?.push({ plan: 'nothing', invoicing: 'separate' }),
    'add-on.missing',
    '/plans',
  ],
  [
    'a base plan as an add-on',
    (c) => plan(c, 'team').addOns?.push({ plan: 'business', invoicing: 'separate' }),
    'add-on.not-an-add-on',
    '/plans',
  ],
  ['an upgrade to nowhere', (c) => plan(c, 'team').upgradePaths?.push('nothing'), 'plan.missing', '/plans'],
  [
    'two prices for one currency, cycle and segment',
    (c) => plan(c, 'team').variants.push(plan(c, 'team').variants[0] as never),
    'variant.triple-taken',
    '/plans',
  ],
  [
    'a price model that does not go with the billing',
    (c) => Object.assign(plan(c, 'onboarding'), { billing: { kind: 'usage', graceDays: 1 } }),
    'billing.setting-not-allowed',
    '/plans',
  ],
  [
    'shares of instalments that are no whole',
    (c) => Object.assign(plan(c, 'onboarding').billing, { parts: [1, 2, 3, 4] }),
    'instalment.parts',
    '/plans',
  ],
  ['a metric without its property', (c) => Object.assign(c.metrics[0] ?? {}, { property: '' }), 'metric.property-needed', '/metrics'],
];

describe('a catalog that is wrong in one place', () => {
  it.each(hostileCatalogs)('%s', async (_what, edit, code, place) => {
    const catalog = await demo<CatalogFile>('catalog.json');
    edit(catalog);
    const store = await bare();
    const taken = await company.take(store, 'catalog.json', JSON.stringify(catalog), (file) => catalogSteps(file, opening));
    expect(taken.problems.map((problem) => problem.code)).toContain(code);
    expect(taken.problems[0]?.column.startsWith(place)).toBe(true);
    expect({ outcome: taken.outcome, written: taken.written }).toEqual({ outcome: 'refused', written: 0 });
  });

  it.each([
    ['no JSON', '{ "cycles": ', 'file.not-json'],
    ['Latin-1', Buffer.from('{"productGroups": ["Gebäude"]}', 'latin1'), 'file.encoding'],
    ['nothing', '', 'file.not-json'],
    ['a list', '[]', 'shape.invalid'],
  ])('%s', async (_what, content, code) => {
    const taken = await company.take(scratchStore(company.store), 'catalog.json', content, (file) => catalogSteps(file, opening));
    expect(taken).toMatchObject({ outcome: 'refused', written: 0 });
    expect(taken.problems[0]?.code).toBe(code);
  });
});

type Fields = Record<string, unknown>;
const firstOf = (entity: Fields | undefined, list: string): Fields => (entity?.[list] as Fields[] | undefined)?.[0] ?? {};

const hostileEntities: readonly (readonly [string, (entities: Fields[]) => void, string])[] = [
  ['an unknown zone', ([uk]) => Object.assign(uk ?? {}, { zone: 'Europe/Nowhere' }), 'entity.unknown-zone'],
  [
    'an account number whose check digits fail',
    ([uk]) => Object.assign(firstOf(uk, 'bankAccounts'), { iban: 'GB80 SVAV 2040 9931 9268 18' }),
    'entity.invalid-iban',
  ],
  ['a country that two entities serve', ([uk]) => Object.assign(uk ?? {}, { servesCountries: ['GB', 'DE'] }), 'entity.country-taken'],
  [
    'a prefix that two entities print',
    ([, de]) =>
      Object.assign(de ?? {}, {
        numbering: { ...(de?.['numbering'] as Fields), invoice: { mode: 'station-series', prefix: 'UK-INV', yearly: true, digits: 6 } },
      }),
    'entity.prefix-taken',
  ],
  [
    'a tax number whose check digits fail',
    ([uk]) => Object.assign(firstOf(uk, 'taxRegistrations'), { number: 'GB123456789' }),
    'tax-number.invalid',
  ],
  ['nobody who bills the rest of the world', ([uk]) => Object.assign(uk ?? {}, { isFallback: false }), 'entity.fallback-needed'],
];

describe('entities and offers that are wrong in one place', () => {
  it.each(hostileEntities)('%s', async (_what, edit, code) => {
    const entities = await demo<Fields[]>('entities.json');
    edit(entities);
    const taken = await company.take(memoryStore(), 'entities.json', JSON.stringify(entities), (file) => entitySteps(file, opening));
    expect(taken.problems.map((problem) => problem.code)).toContain(code);
    expect({ outcome: taken.outcome, written: taken.written }).toEqual({ outcome: 'refused', written: 0 });
  });

  it.each([
    ['a plan that nobody knows', { scope: { plans: ['nothing'] } }, 'plan.missing'],
    ['a product that nobody knows', { scope: { products: ['nothing'] } }, 'product.missing'],
    ['a code that is taken', { reach: { kind: 'code', code: 'spring25' } }, 'offer.code-taken'],
    ['more than the whole', { value: { kind: 'percentage', percent: '101' } }, 'shape.invalid'],
    ['a window that ends before it begins', { redeemableFrom: '2025-06-01', redeemableThrough: '2025-05-01' }, 'offer.window-empty'],
  ])('%s', async (_what, edit, code) => {
    const [first] = await demo<Fields[]>('offers.json');
    const content = JSON.stringify([{ ...first, reach: { kind: 'code', code: 'FRESH' }, name: 'Fresh', ...edit }]);
    const taken = await company.take(scratchStore(company.store), 'offers.json', content, (file) => offerSteps(file, opening));
    expect(taken.problems.map((problem) => problem.code)).toContain(code);
    expect({ outcome: taken.outcome, written: taken.written }).toEqual({ outcome: 'refused', written: 0 });
  });
});

/** A company that has its entities and nothing else. */
const bare = async (): Promise<Store> => {
  const store = memoryStore();
  await company.take(store, 'entities.json', await readFile(path.join(demoFolder, 'entities.json')), (file) => entitySteps(file, opening));
  return store;
};

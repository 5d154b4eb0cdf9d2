import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogSteps } from '../../../sync/headless/import/catalog.ts';
import type { CatalogFile } from '../../../sync/headless/import/catalog-file.ts';
import { customerSteps } from '../../../sync/headless/import/customers.ts';
import { exchangeRateSteps } from '../../../sync/headless/import/exchange-rates.ts';
import { offerSteps } from '../../../sync/headless/import/offers.ts';
import { orderSteps } from '../../../sync/headless/import/orders.ts';
import type { ImportSource } from '../../../sync/headless/import/import-source.ts';
import type { Steps } from '../../../sync/headless/import/step.ts';
import { subscriptionSteps } from '../../../sync/headless/import/subscriptions.ts';
import { taxRateSteps } from '../../../sync/headless/import/tax-rates.ts';
import { usageSteps } from '../../../sync/headless/import/usage.ts';
import { scratchStore } from '../../../sync/local/overlay.ts';
import { by, type Company, demoFolder, opening, smallCompany } from '../../sync/headless/import/company.ts';
import { stateOf } from './company.ts';

let company: Company;
beforeAll(async () => {
  company = await smallCompany();
});
afterAll(() => company.close());

/** What a file of each kind is read by, its head, and a row that is right. */
const files: Readonly<Record<string, { readonly steps: (file: ImportSource) => Steps; readonly head: string; readonly good: string }>> = {
  customers: {
    steps: (file) => customerSteps(file, opening),
    head: 'customer,company,country,currency,signed_up',
    good: 'C-50,Calder Ltd,GB,,2024-01-01',
  },
  subscriptions: {
    steps: (file) => subscriptionSteps(file, opening),
    head: 'subscription,customer,plan,cycle,quantity,start',
    good: 'S-50,C-2,essentials,monthly,1,2025-02-01',
  },
  orders: {
    steps: (file) => orderSteps(file, by, { from: '2025-01-01', before: '2026-01-01' }),
    head: 'order,customer,placed,plan,quantity,trigger,description,unit_price',
    good: 'O-50,C-1,2025-02-01,handbook,2,order,,',
  },
  usage: {
    steps: (file) => usageSteps(file, { at: '2025-02-01T06:00:00.000Z', by }),
    head: 'customer,event,at,key,property:quantity',
    good: 'C-1,api.calls,2025-01-02T10:00:00Z,k1,5',
  },
  'tax-rates': {
    steps: (file) => taxRateSteps(file, opening),
    head: 'country,tax_class,component,percent,from,until',
    good: 'AT,digital,USt.,20,2020-01-01,',
  },
  'exchange-rates': {
    steps: (file) => exchangeRateSteps(file, opening),
    head: 'entity,from,to,date,rate,source',
    good: 'UK,EUR,GBP,2025-01-06,0.83,bank',
  },
};

type HostileFile = readonly [kind: string, what: string, content: string | Uint8Array, code: string, line: number, column: string];

const digits30 = `1${'0'.repeat(30)}`;
const headOf = (kind: string): string => files[kind]?.head ?? '';
const table = (kind: string, ...rows: readonly string[]): string => [headOf(kind), files[kind]?.good ?? '', ...rows, ''].join('\n');

/** The whole file is wrong. */
const wholeFiles: readonly HostileFile[] = [
  ['customers', 'nothing at all', '', 'file.empty', 0, ''],
  ['customers', 'only a byte order mark', '\uFEFF', 'file.empty', 0, ''],
  ['customers', 'UTF-16', Buffer.from(`\uFEFF${table('customers')}`, 'utf16le'), 'file.encoding', 1, ''],
  ['customers', 'Latin-1', Buffer.from(table('customers', 'C-51,Größe GmbH,DE,,2024-01-01'), 'latin1'), 'file.encoding', 3, ''],
  ['customers', 'a zero byte', table('customers', 'C-51,A\0B,GB,,2024-01-01'), 'file.encoding', 3, ''],
  ['customers', 'a head twice', `${headOf('customers')},Company\n`, 'header.column-twice', 1, 'Company'],
  ['customers', 'a head that nobody knows', `${headOf('customers')},password\n`, 'header.column-unknown', 1, 'password'],
  ['customers', 'a head that is a prototype', `${headOf('customers')},__proto__\n`, 'header.column-unknown', 1, '__proto__'],
  ['usage', 'a property that is a prototype', `${headOf('usage')},property:__proto__\n`, 'header.column-unknown', 1, 'property:__proto__'],
  ['customers', 'a head too few', 'customer,company,currency\n', 'header.column-missing', 1, 'country'],
  ['customers', 'a quote that is never closed', table('customers', 'C-51,"X Ltd,GB,,2024-01-01'), 'row.quotes', 3, ''],
  ['customers', 'text after a quote', table('customers', 'C-51,"X" Ltd,GB,,2024-01-01'), 'row.quotes', 3, ''],
  ['customers', 'a line of six million letters', table('customers', `C-51,${'x'.repeat(6_000_000)}`), 'row.too-long', 3, ''],
];

/** One row is wrong, after one that is right. */
const rows: readonly (readonly [kind: string, what: string, row: string, code: string, column: string])[] = [
  ['customers', 'a value too many', 'C-51,X Ltd,GB,,2024-01-01,x', 'row.too-many-columns', ''],
  ['customers', 'a value too few', 'C-51,X Ltd,GB', 'row.too-few-columns', ''],
  ['customers', '31 February', 'C-51,X Ltd,GB,,2024-02-31', 'value.not-date', 'signed_up'],
  ['customers', 'an unknown currency', 'C-51,X Ltd,GB,GBX,2024-01-01', 'value.not-currency', 'currency'],
  ['customers', 'a key that is turned around', '\u202E15-C,X Ltd,GB,,2024-01-01', 'value.control-character', 'customer'],
  ['customers', 'a key with a zero-width blank', 'C-\u200B51,X Ltd,GB,,2024-01-01', 'shape.invalid', ''],
  ['customers', 'the key of the row before', 'C-50,Other Ltd,GB,,2024-01-01', 'command.id-reused', ''],
  ['subscriptions', '10^30 seats', `S-51,C-1,team,monthly,${digits30},2025-02-01`, 'value.not-decimal', 'quantity'],
  ['subscriptions', 'NaN seats', 'S-51,C-1,team,monthly,NaN,2025-02-01', 'value.not-decimal', 'quantity'],
  ['subscriptions', 'seats below zero', 'S-51,C-1,team,monthly,-3,2025-02-01', 'value.out-of-range', 'quantity'],
  ['subscriptions', 'a start in the year 9999', 'S-51,C-1,team,monthly,3,9999-12-31', 'shape.invalid', ''],
  ['subscriptions', 'a plan that is a query', "S-51,C-1,' or 1=1;--,monthly,1,2025-02-01", 'prerequisite.missing', ''],
  ['orders', 'a price of 10^29', `O-51,C-1,2025-02-01,,1,order,Work,${'9'.repeat(30)}`, 'order.amount-out-of-range', ''],
  ['usage', 'an event in the future', 'C-1,api.calls,2025-02-01T06:05:01Z,k2,5', 'usage.in-future', ''],
  ['usage', 'a used key with other content', 'C-1,api.calls,2025-01-02T11:00:00Z,k1,6', 'usage.key-reused', ''],
  ['usage', 'a quantity of infinity', 'C-1,api.calls,2025-01-02T11:00:00Z,k2,Infinity', 'usage.property-not-number', ''],
  ['tax-rates', 'more than the whole', 'AT,books,USt.,100.01,2020-01-01,', 'value.out-of-range', 'percent'],
  ['tax-rates', 'an end before its start', 'AT,books,USt.,10,2020-01-01,2019-01-01', 'tax-rate.ends-before-start', ''],
  ['exchange-rates', 'a rate of 10^29', `UK,EUR,GBP,2025-01-07,${digits30.slice(0, 30)},bank`, 'exchange-rate.out-of-range', ''],
  ['exchange-rates', 'a rate with a comma', 'UK,EUR,GBP,2025-01-07,"0,83",bank', 'value.not-decimal', 'rate'],
];

describe('a hostile file is refused with its line and column, and nothing is written', () => {
  it.each([...wholeFiles, ...rows.map(([kind, what, row, code, column]): HostileFile => [kind, what, table(kind, row), code, 3, column])])(
    '%s: %s',
    async (kind, _what, content, code, line, column) => {
      const store = scratchStore(company.store);
      const before = await stateOf(store);
      const taken = await company.take(store, `${kind}.csv`, content, (file) => files[kind]?.steps(file) ?? unreachable(kind));
      expect(taken.problems.map((problem) => [problem.code, problem.file, problem.line, problem.column])).toContainEqual([
        code,
        `${kind}.csv`,
        line,
        column,
      ]);
      expect(taken.outcome).toBe('refused');
      expect(await stateOf(store)).toBe(before);
    },
  );

  it.each(Object.entries(files))('%s: the row that is right is imported alone', async (kind, { head, good, steps }) => {
    const taken = await company.take(scratchStore(company.store), `${kind}.csv`, `${head}\n${good}\n`, steps);
    expect(taken).toMatchObject({ outcome: 'imported', problems: [] });
  });
});

const unreachable = (kind: string): never => {
  throw new Error(`no files of ${kind}`);
};

const demoFile = async <T>(name: string): Promise<T> => JSON.parse(await readFile(path.join(demoFolder, name), 'utf8')) as T;

type Fields = Record<string, unknown>;
const band = (upTo: string | null): Fields => ({ upTo, unitPrice: '1', flat: '0' });
const product = { name: 'New', description: '', type: 'base', taxClass: 'standard' };

/** A catalog of one product beside the company's own; each is wrong in one place, as a JSON pointer. */
const catalogs: readonly (readonly [what: string, products: readonly Fields[], plan: Fields, code: string, column: string])[] = [
  ['a code that differs only in its case', [{ ...product, code: 'nl-sso' }], {}, 'product.code-taken', '/products/0'],
  [
    'bands that overlap',
    [],
    { price: { kind: 'graduated', bands: [band('9'), band('5'), band(null)] } },
    'bands.not-ascending',
    '/plans/0',
  ],
  ['a price below zero', [], { price: { kind: 'per-unit', unitPrice: '-1' } }, 'number.negative', '/plans/0'],
  ['a price of 10^29', [], { price: { kind: 'per-unit', unitPrice: '9'.repeat(30) } }, 'number.too-great', '/plans/0'],
  ['a model that there is not', [], { price: { kind: 'auction' } }, 'shape.invalid', '/plans/0/variants/0/components/0/price'],
  ['a cycle named like a part of every object', [], { cycle: 'constructor' }, 'cycle.missing', '/plans/0/variants/0/cycle'],
];

describe('a hostile catalog is refused with its place, and nothing is written', () => {
  it.each(catalogs)('%s', async (_what, products, { price = { kind: 'per-unit', unitPrice: '1' }, cycle = 'monthly' }, code, column) => {
    const { cycles } = await demoFile<CatalogFile>('catalog.json');
    const component = { id: 'seats', name: 'Seats', quantity: 'subscription', price };
    const variant = { currency: 'GBP', cycle, components: [component] };
    const plan = {
      code: 'fresh',
      product: 'NL-FRESH',
      name: 'Fresh',
      description: '',
      billing: { kind: 'recurring' },
      variants: [variant],
    };
    const content = {
      cycles,
      productGroups: [],
      segments: [],
      metrics: [],
      externalSeries: [],
      products: products.length > 0 ? products : [{ ...product, code: 'NL-FRESH' }],
      plans: products.length > 0 ? [] : [plan],
    };
    const store = scratchStore(company.store);
    const before = await stateOf(store);
    const taken = await company.take(store, 'catalog.json', JSON.stringify(content), (file) => catalogSteps(file, opening));
    expect(taken.problems.map((problem) => [problem.code, problem.column])).toContainEqual([code, column]);
    expect(taken.outcome).toBe('refused');
    expect(await stateOf(store)).toBe(before);
  });

  it.each([
    ['no JSON', '{ "cycles": ', 'file.not-json'],
    ['nothing', '', 'file.not-json'],
    ['Latin-1', Buffer.from('[{"name": "Größe"}]', 'latin1'), 'file.encoding'],
    ['another form', '{"__proto__": []}', 'shape.invalid'],
  ])('offers: %s', async (_what, content, code) => {
    const store = scratchStore(company.store);
    const before = await stateOf(store);
    const taken = await company.take(store, 'offers.json', content, (file) => offerSteps(file, opening));
    expect(taken.problems[0]).toMatchObject({ code, file: 'offers.json' });
    expect(taken.outcome).toBe('refused');
    expect(await stateOf(store)).toBe(before);
  });
});

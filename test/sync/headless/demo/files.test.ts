import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isIban } from '../../../../core/organization/iban.ts';
import { checkedTaxNumber } from '../../../../core/tax/tax-number.ts';
import { fileSource } from '../../../../sync/headless/file-source.ts';
import type { CatalogFile } from '../../../../sync/headless/import/catalog-file.ts';
import { text } from '../../../../sync/headless/import/readers.ts';
import { rowsOf } from '../../../../sync/headless/import/rows.ts';
import { maybe, needed, type Table } from '../../../../sync/headless/import/table.ts';
import { demoFolder } from './small-company.ts';

const writer = path.join(import.meta.dirname, '..', '..', '..', '..', 'sync', 'headless', 'demo-data', 'write.ts');

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'counterfoil-files-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const json = async <T>(name: string): Promise<T> => JSON.parse(await readFile(path.join(demoFolder, name), 'utf8')) as T;
const linesOf = async (name: string): Promise<readonly string[]> =>
  (await readFile(path.join(demoFolder, name), 'utf8')).trimEnd().split('\n').slice(1);

describe('the demo company', () => {
  it('[Q4] is made by its script, the same bytes every time', async () => {
    await promisify(execFile)(process.execPath, [writer, folder]);
    const names = (await readdir(demoFolder)).filter((name) => name !== 'README.md').toSorted();
    expect((await readdir(folder)).toSorted()).toEqual(names);
    for (const name of names)
      expect((await readFile(path.join(folder, name))).equals(await readFile(path.join(demoFolder, name)))).toBe(true);
  }, 60_000);

  it('is large enough to be one, and small enough to be kept', async () => {
    const usage = (await readdir(demoFolder)).filter((name) => name.startsWith('usage-2025-'));
    expect(usage).toHaveLength(12);
    const events = (await Promise.all(usage.map(linesOf))).reduce((sum, lines) => sum + lines.length, 0);
    expect(events).toBeGreaterThanOrEqual(100_000);
    expect((await linesOf('customers.csv')).length).toBeGreaterThanOrEqual(300);
    expect((await linesOf('lifecycle.csv')).length).toBeGreaterThanOrEqual(400);
    const sizes = await Promise.all((await readdir(demoFolder)).map(async (name) => (await readFile(path.join(demoFolder, name))).length));
    expect(sizes.reduce((a, b) => a + b, 0)).toBeLessThan(12_000_000);
  });

  it('sells by all eight billing models and all pricing models, with every shape of them', async () => {
    const { plans, metrics } = await json<CatalogFile>('catalog.json');
    const variants = plans.flatMap((plan) => plan.variants);
    const components = variants.flatMap((variant) => variant.components);
    expect([...new Set(plans.map(({ billing }) => billing.kind))].toSorted()).toEqual([
      'free',
      'hybrid',
      'instalment',
      'one-off',
      'pay-as-you-go',
      'prepaid',
      'recurring',
      'usage',
    ]);
    expect([...new Set(components.map(({ price }) => price.kind))].toSorted()).toEqual([
      'dynamic',
      'fixed',
      'graduated',
      'package',
      'per-unit',
      'percentage',
      'stair-step',
      'volume',
    ]);
    expect([...new Set(metrics.map(({ aggregation }) => aggregation.kind))].toSorted()).toEqual([
      'count',
      'last',
      'max',
      'percentile',
      'sum',
      'time-weighted',
      'unique',
    ]);
    for (const setting of [
      'minimumCommitment',
      'maximumSpend',
      'setupFee',
      'ramp',
      'floor',
      'segment',
      'packs',
      'instalmentTotal',
      'chargeThreshold',
    ] as const) {
      expect(variants.some((variant) => variant[setting] !== undefined)).toBe(true);
    }
    expect(plans.some(({ grandfathered }) => grandfathered !== undefined)).toBe(true);
    expect([...new Set(variants.map(({ currency }) => currency))].toSorted()).toEqual(['EUR', 'GBP', 'JPY', 'USD']);
  });

  it('[TAX-07] has tax numbers and bank accounts whose check digits hold', async () => {
    type Entity = {
      readonly bankAccounts: readonly { readonly iban: string }[];
      readonly taxRegistrations: readonly { readonly country: string; readonly region: string; readonly number: string }[];
    };
    for (const { bankAccounts, taxRegistrations } of await json<readonly Entity[]>('entities.json')) {
      for (const { iban } of bankAccounts.filter((account) => account.iban !== '')) expect(isIban(iban)).toBe(true);
      for (const { country, number } of taxRegistrations.filter((row) => row.region === '' && row.number !== ''))
        expect(checkedTaxNumber(country, number).ok).toBe(true);
    }
    const table: Table<{ readonly country: string; readonly tax_number: string }> = {
      name: 'numbers',
      columns: { country: needed(text(2)), tax_number: maybe(text(40), '') },
    };
    const mapping = Object.fromEntries(
      (await readFile(path.join(demoFolder, 'customers.csv'), 'utf8'))
        .split('\n', 1)[0]
        ?.split(',')
        .filter((name) => name !== 'country' && name !== 'tax_number')
        .map((name) => [name, null]) ?? [],
    );
    let numbers = 0;
    for await (const { rows, problems } of rowsOf(fileSource(path.join(demoFolder, 'customers.csv')), table, mapping)) {
      expect(problems).toEqual([]);
      for (const { row } of rows.filter((each) => each.row.tax_number !== '')) {
        numbers += 1;
        expect(checkedTaxNumber(row.country, row.tax_number)).toMatchObject({ ok: true, value: { validity: 'format' } });
      }
    }
    expect(numbers).toBeGreaterThan(150);
  });

  it('names its customers in their own scripts', async () => {
    const customers = (await linesOf('customers.csv')).join('\n');
    for (const script of ['Greek', 'Cyrillic', 'Han', 'Latin']) expect(customers).toMatch(new RegExp(`\\p{Script=${script}}{3}`, 'u'));
    const countries = new Set((await linesOf('customers.csv')).flatMap((line) => /,([A-Z]{2}),(?:[A-Z0-9" -]|,)/.exec(line)?.[1] ?? []));
    expect(countries.size).toBeGreaterThanOrEqual(11);
  });
});

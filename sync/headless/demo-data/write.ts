// Makes the files of the demo company anew: the same bytes every time. `node sync/headless/demo-data/write.ts [folder]`

import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { csvLine } from '../../../core/views/csv.ts';
import { catalog } from './catalog.ts';
import { customerHead, customers } from './customers.ts';
import { entities } from './entities.ts';
import { exchangeRateHead, exchangeRates } from './exchange-rates.ts';
import { lifecycle, lifecycleHead } from './lifecycle.ts';
import { offers } from './offers.ts';
import { orderHead, orders } from './orders.ts';
import { random } from './random.ts';
import { subscriptionHead, subscriptions } from './subscriptions.ts';
import { taxRateHead, taxRates } from './tax-rates.ts';
import { usage, usageHead } from './usage.ts';

const folder = process.argv[2] ?? path.join(import.meta.dirname, '..', '..', '..', 'assets', 'demo');
const seed = random(20_250_101);

const csv = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  [head, ...rows].map((row) => csvLine(row.map(String))).join('');
const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

const bought = customers(340, seed.fork('customers'));
const sold = subscriptions(bought, seed.fork('subscriptions'));
const events = lifecycle(sold, seed.fork('lifecycle'));

const files = new Map<string, string>([
  ['entities.json', json(entities(seed.fork('entities')))],
  ['catalog.json', json(catalog(seed.fork('catalog')))],
  ['offers.json', json(offers())],
  ['tax-rates.csv', csv(taxRateHead, taxRates())],
  ['exchange-rates.csv', csv(exchangeRateHead, exchangeRates(seed.fork('exchange-rates')))],
  [
    'customers.csv',
    csv(
      customerHead,
      bought.map(({ row }) => row),
    ),
  ],
  [
    'subscriptions.csv',
    csv(
      subscriptionHead,
      sold.map(({ row }) => row),
    ),
  ],
  ['lifecycle.csv', csv(lifecycleHead, events)],
  ['orders.csv', csv(orderHead, orders(sold, seed.fork('orders')))],
  ...[...usage(sold, events, seed.fork('usage'))].map(([month, rows]) => [`usage-${month}.csv`, csv(usageHead, rows)] as const),
]);

await mkdir(folder, { recursive: true });
for (const [name, text] of files) {
  await writeFile(path.join(folder, name), text);
  console.log(`${name.padEnd(22)} ${String(text.length).padStart(9)} characters ${String(text.split('\n').length - 1).padStart(7)} lines`);
}

// The local store in Chromium: `npm run bench`. A billing run against a bare insert of its documents, then lists over many invoices.

import process from 'node:process';
import { openLaboratory } from '../support/chromium.ts';

const [subscriptions = 10_000, invoices = 100_000, rounds = 40] = process.argv.slice(2).map(Number);

const laboratory = await openLaboratory('test/browser/store-bench-worker.ts');
const say = (what: string, found: unknown): void => {
  const rounded = JSON.stringify(found, (_key, value: unknown) => (typeof value === 'number' ? Math.round(value * 10) / 10 : value), 1);
  process.stdout.write(`${what}: ${rounded}\n`);
};
const ask = (step: string, count = 0): Promise<Record<string, number>> => laboratory.ask({ step, count });

try {
  const runs = subscriptions > 0 ? 3 : 0;
  for (let round = 0; round < runs; round += 1) {
    const run = await ask('billingRun', subscriptions);
    const { planMs = 0, commitMs = 0, bareMs = 1 } = run;
    say('billing run', { ...run, wholeRatio: (planMs + commitMs) / bareMs, commitRatio: commitMs / bareMs });
  }
  if (invoices > 0) {
    say('filled', await ask('fill', invoices));
    await laboratory.restart();
    say('open', await ask('open'));
    say('lists', await ask('lists', rounds));
    say('reads', await ask('reads'));
    say('export', await ask('exportAll'));
    await ask('wipe');
  }
  say('asked elsewhere', laboratory.foreign);
} finally {
  await laboratory.close();
}

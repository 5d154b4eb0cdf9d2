import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aggregated } from '../../../../core/usage/aggregate.ts';
import type { Aggregation, Metric, UsageEvent } from '../../../../core/usage/types.ts';
import { fileSource } from '../../../../sync/headless/file-source.ts';
import { usageTotals } from '../../../../sync/headless/import/usage-totals.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'counterfoil-totals-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const metric = (code: string, eventName: string, aggregation: Aggregation): Metric => ({
  id: `met_${code}`,
  kind: 'metric',
  rev: 1,
  code,
  name: code,
  eventName,
  property: aggregation.kind === 'count' ? '' : 'quantity',
  aggregation,
  filters: [],
  unit: '',
  rounding: null,
  state: 'active',
});

const metrics = [
  metric('sum', 'calls', { kind: 'sum' }),
  metric('peak', 'calls', { kind: 'max' }),
  metric('count', 'texts', { kind: 'count' }),
  metric('p95', 'calls', { kind: 'percentile', percent: '95' }),
  { ...metric('north', 'readings', { kind: 'sum' }), filters: [{ property: 'region', values: ['north'] }] },
];
const january = { from: '2025-01-01T00:00:00.000Z', until: '2025-02-01T00:00:00.000Z' };

const totalsOf = async (content: string) => {
  const file = path.join(folder, 'usage.csv');
  await writeFile(file, content);
  return usageTotals(fileSource(file), metrics, january);
};

describe('[USG-13] what a usage file comes to', () => {
  it('[USG-06] is what the engine makes of its events, however they are written', async () => {
    const row = fc.record({
      customer: fc.constantFrom('C-1', 'C-2', 'C-3'),
      event: fc.constantFrom('calls', 'texts'),
      second: fc.nat(3_000_000),
      quantity: fc.tuple(fc.nat(5000), fc.nat(3)).map(([digits, scale]) => (digits / 10 ** scale).toFixed(scale)),
      space: fc.constantFrom('', ' ', '  '),
      quoted: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 40 }), async (rows) => {
        const at = (second: number): string => new Date(Date.UTC(2025, 0, 1) + second * 1000).toISOString();
        const lines = rows.map(({ customer, event, second, quantity, space, quoted }, index) =>
          [
            `${space}${customer}`,
            event,
            second % 2 === 0 ? at(second) : at(second).replace('.000Z', 'Z'),
            `k${index}`,
            quoted ? `"${quantity}"` : quantity,
          ].join(','),
        );
        const { totals, problems } = await totalsOf(`customer,event,at,key,property:quantity\n${lines.join('\n')}\n`);
        expect(problems).toEqual([]);
        for (const { customer, metric: of, usage } of totals) {
          const events = rows
            .filter((each) => each.customer === customer && each.event === of.eventName)
            .map(
              (each, index): UsageEvent => ({
                id: `e${index}`,
                kind: 'usage-event',
                rev: 1,
                customerId: customer,
                subscriptionId: '',
                name: each.event,
                at: at(each.second),
                receivedAt: at(each.second),
                idempotencyKey: '',
                properties: { quantity: each.quantity },
                supersedes: null,
              }),
            );
          expect(usage).toEqual(aggregated(of, events, january, null));
        }
      }),
      { numRuns: 60 },
    );
  });

  it('[USG-07] counts only what passes the filters of a metric', async () => {
    const { totals } = await totalsOf(
      'customer,event,at,property:quantity,property:region\nC-1,readings,2025-01-02T00:00:00Z,5,north\nC-1,readings,2025-01-03T00:00:00Z,7,south\nC-1,readings,2025-01-04T00:00:00Z,9,\n',
    );
    expect(totals.map(({ usage }) => [usage.quantity, usage.eventCount])).toEqual([['5', 1]]);
  });

  it('names the rows that it cannot count', async () => {
    const { totals, rows, problems } = await totalsOf(
      'customer,event,at,property:quantity\nC-1,calls,2025-01-02T00:00:00Z,5\nC-1,nothing,2025-01-02T00:00:00Z,5\n,calls,2025-01-02T00:00:00Z,5\nC-1,calls,2025-01-32T00:00:00Z,5\nC-1,calls\nC-1,calls,2025-03-02T00:00:00Z,5\n',
    );
    expect(rows).toBe(6);
    expect(problems.map(({ line, code }) => [line, code])).toEqual([
      [3, 'value.unknown'],
      [4, 'value.missing'],
      [5, 'value.not-instant'],
      [6, 'row.too-few-columns'],
    ]);
    expect(totals.map(({ metric: { code }, usage }) => [code, usage.quantity, usage.eventCount])).toEqual([
      ['sum', '5', 1],
      ['peak', '5', 1],
      ['p95', '5', 1],
    ]);
  });

  it.each([
    ['', 'file.empty'],
    ['customer,event\n', 'header.column-missing'],
    [`customer,event,at,property:quantity\n"C-1`, 'row.quotes'],
  ])('of %j is nothing, with the reason', async (content, code) => {
    const { totals, problems } = await totalsOf(content);
    expect(totals).toEqual([]);
    expect(problems.map((problem) => problem.code)).toContain(code);
  });
});

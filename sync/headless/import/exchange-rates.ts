import { digestOf } from '../../../core/kernel/digest.ts';
import { groupedBy } from '../../../core/kernel/order.ts';
import { addExchangeRates } from '../../../core/organization/add-exchange-rates.ts';
import type { ImportSource } from './import-source.ts';
import type { Mapping } from './header.ts';
import { lookup } from './lookups.ts';
import { currency, date, decimal, text } from './readers.ts';
import { stepsOfRows } from './row-steps.ts';
import { type Entry, refusal, type Step, step, type Steps } from './step.ts';
import { needed, type ReadRow, type RowOf, type Table } from './table.ts';

export const exchangeRateTable = {
  name: 'exchange-rates',
  columns: {
    entity: needed(text(8), 'entity code'),
    from: needed(currency),
    to: needed(currency),
    date: needed(date, 'on'),
    rate: needed(decimal({ from: '0' })),
    source: needed(text(60)),
  },
} satisfies Table<object>;

type Row = RowOf<typeof exchangeRateTable>;

const rowsInOneCommand = 2_000;

/** Imports exchange rates, those of an entity together. */
export const exchangeRateSteps = (file: ImportSource, entry: Entry, mapping: Mapping = {}): Steps =>
  stepsOfRows<Row>(
    file,
    exchangeRateTable,
    async (source) => {
      const entityOf = lookup(source, 'entity', ({ code }) => code);
      return async function* (rows) {
        for (const [code, group] of groupedBy(rows, ({ row }) => row.entity)) {
          const entity = await entityOf(code);
          if (entity === null) {
            for (const { line } of group) yield refusal(line, { code: 'entity.missing' });
          } else yield ratesStep(entry, entity.id, group);
        }
      };
    },
    rowsInOneCommand,
    mapping,
  );

const ratesStep = (entry: Entry, entityId: string, rows: readonly ReadRow<Row>[]): Step => {
  const body = { entityId, rates: rows.map(({ row: { from, to, date: on, rate, source } }) => ({ from, to, on, rate, source })) };
  return step(entry, addExchangeRates, { key: digestOf(body), line: (problem) => lineOf(problem, rows), body });
};

/** The engine counts rows within the command; the file's lines are what a person can find. */
const lineOf = (problem: object, rows: readonly ReadRow<object>[]): number =>
  'row' in problem && typeof problem.row === 'number' ? (rows[problem.row]?.line ?? 0) : (rows[0]?.line ?? 0);

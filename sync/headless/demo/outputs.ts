import { createHash } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { engineVersion } from '../../../core/engine.ts';
import type { BillingRun, CreditNote, Invoice, RunTotal } from '../../../core/invoicing/types.ts';
import { addedTotals } from '../../../core/invoicing/run-hash.ts';
import { byText, sortedBy } from '../../../core/kernel/order.ts';
import { majorText } from '../../../core/money/money.ts';
import type { Source } from '../../../core/sources.ts';
import { writeWhole } from '../whole-file.ts';
import { creditNoteTable, invoiceTable, lineTable, type Names, namesIn } from './tables.ts';

/** Everything that was billed. */
export type Books = {
  readonly names: Names;
  readonly invoices: readonly Invoice[];
  readonly creditNotes: readonly CreditNote[];
  readonly runs: readonly BillingRun[];
};

export const booksOf = async (source: Source): Promise<Books> => ({
  names: await namesIn(source),
  invoices: await source.list('invoice'),
  creditNotes: await source.list('credit-note'),
  runs: await source.list('billing-run'),
});

/** Writes the tables and the summary, each whole or not at all. The same books give the same bytes. */
export const writeOutputs = async (out: string, books: Books): Promise<void> => {
  const { names, invoices, creditNotes } = books;
  await mkdir(out, { recursive: true });
  const numbers = new Map(invoices.map(({ id, number }) => [id, number ?? '']));
  const tables: readonly (readonly [name: string, lines: Iterable<string>])[] = [
    ['invoices.csv', invoiceTable(invoices, names)],
    ['invoice-lines.csv', lineTable([...invoices, ...creditNotes], names)],
    ['credit-notes.csv', creditNoteTable(creditNotes, (id) => numbers.get(id) ?? '', names)],
  ];
  const digests: Record<string, string> = {};
  for (const [name, lines] of tables) {
    await writeWhole(path.join(out, name), inChunks(lines));
    digests[name] = createHash('sha256')
      .update(await readFile(path.join(out, name)))
      .digest('hex');
  }
  await writeWhole(path.join(out, 'summary.json'), [`${JSON.stringify(summaryOf(books, digests), null, 2)}\n`]);
};

function* inChunks(lines: Iterable<string>): Generator<string> {
  let chunk = '';
  for (const line of lines) {
    chunk += line;
    if (chunk.length < 1 << 18) continue;
    yield chunk;
    chunk = '';
  }
  yield chunk;
}

type MoneyTotal = ReturnType<typeof moneyOf>;

const moneyOf = (total: RunTotal, { entities }: Names) => ({
  entity: entities.get(total.entityId)?.code ?? '',
  currency: total.currency,
  invoices: total.invoices,
  creditNotes: total.creditNotes,
  net: majorText(total.netMinor, total.currency),
  tax: majorText(total.taxMinor, total.currency),
  gross: majorText(total.grossMinor, total.currency),
});

const inOrder = (totals: readonly RunTotal[], names: Names): readonly MoneyTotal[] =>
  sortedBy(
    totals.map((total) => moneyOf(total, names)),
    ({ entity, currency }) => `${entity}|${currency}`,
  );

export const totalsOf = (runs: readonly BillingRun[], names: Names): readonly MoneyTotal[] =>
  inOrder(
    runs.reduce<readonly RunTotal[]>((sum, { totals }) => addedTotals(sum, totals), []),
    names,
  );

const summaryOf = ({ names, invoices, creditNotes, runs }: Books, files: Readonly<Record<string, string>>) => {
  const months = [...new Set(runs.map(({ period }) => period.start.slice(0, 7)))].sort(byText);
  return {
    engine: engineVersion,
    entities: Object.fromEntries(
      sortedBy([...names.entities.values()], ({ code }) => code).map(({ code, legalName }) => [code, legalName]),
    ),
    customers: names.customers.size,
    documents: {
      invoices: invoices.length,
      creditNotes: creditNotes.length,
      lines: [...invoices, ...creditNotes].reduce((sum, { lines }) => sum + lines.length, 0),
    },
    months: months.map((month) => {
      const own = runs.filter(({ period }) => period.start.startsWith(month));
      return {
        month,
        runs: sortedBy(own, ({ id }) => id).map(({ id, hash, exceptions }) => ({ id, hash, exceptions: exceptions.length })),
        totals: totalsOf(own, names),
      };
    }),
    totals: totalsOf(runs, names),
    files,
  };
};

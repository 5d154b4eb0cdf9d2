import { type Tally, aggregation } from '../../../core/usage/aggregate.ts';
import type { UsageWindow } from '../../../core/usage/moments.ts';
import type { AggregatedUsage, Metric } from '../../../core/usage/types.ts';
import { Unreadable } from './decoded.ts';
import { placed } from './header.ts';
import type { ImportSource } from './import-source.ts';
import { fileProblem, type ImportProblem, rowProblem, valueProblem } from './problems.ts';
import { instant, Misread } from './readers.ts';
import { recordsOf } from './records.ts';
import { usageTable } from './usage.ts';

/** What a customer used of a metric in the window, as far as the file says. */
export type UsageTotal = { readonly customer: string; readonly metric: Metric; readonly usage: AggregatedUsage };

/** `counted`: rows that some metric took in or that lie outside the window; the others are named, or ask for an event that no metric reads. */
export type UsageTotals = { readonly totals: readonly UsageTotal[]; readonly rows: number; readonly problems: readonly ImportProblem[] };

/** Where the file has what is added up. */
type Columns = {
  readonly customer: number;
  readonly event: number;
  readonly at: number;
  readonly properties: ReadonlyMap<string, number>;
  readonly width: number;
};

/** A metric, and the cell that it reads; -1 for none. */
type Measured = { readonly metric: Metric; readonly cell: number; readonly isFiltered: boolean };

/** What is counted for one kind of event: its metrics, each with the cell that it reads, and the tallies of each customer. */
type Counted = { readonly metrics: readonly Measured[]; readonly tallies: Map<string, readonly Tally[]> };

/**
 * USG-06, USG-13: what a usage file comes to before it is imported: each customer's use of each metric in a window, added up row by row. Only the sums are
 * held, so files of any size are added up in the same memory. Rows that come twice are told apart at the import, not here.
 */
export const usageTotals = async (file: ImportSource, metrics: readonly Metric[], window: UsageWindow): Promise<UsageTotals> => {
  const { name } = file;
  const problems: ImportProblem[] = [];
  const events: Events = { counted: new Map(), last: null, lastOf: null };
  let columns: Columns | null = null;
  let rows = 0;
  try {
    for await (const { records, lines } of recordsOf(file)) {
      let first = 0;
      if (columns === null) {
        const head = records[0];
        if (head === undefined) continue;
        const { place, problems: wrong } = placed(usageTable, head, name, lines[0] ?? 1);
        if (wrong.length > 0) return { totals: [], rows: 0, problems: wrong };
        columns = columnsOf(place);
        first = 1;
      }
      rows += records.length - first;
      for (let index = first; index < records.length; index += 1) {
        const problem = added(records[index] ?? [], columns, metrics, events, window);
        if (problem !== null) problems.push(problem(name, lines[index] ?? 0));
      }
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { totals: [], rows, problems: [...problems, error.problem] };
  }
  if (columns === null) problems.push(fileProblem('file.empty', name));
  return { totals: totalsOf(events.counted), rows, problems };
};

const columnsOf = (
  place: ReturnType<typeof placed<{ customer: string; event: string; at: string; key: string; subscription: string }>>['place'],
): Columns => {
  const at = (column: string): number => place.known.find((known) => known.column === column)?.at ?? -1;
  return {
    customer: at('customer'),
    event: at('event'),
    at: at('at'),
    properties: new Map(place.open.map((open) => [open.key, open.at])),
    width: place.width,
  };
};

/** What is counted by the name of the event; a row often has the name of the one before. */
type Events = { readonly counted: Map<string, Counted | null>; last: string | null; lastOf: Counted | null };

const countedOf = (events: Events, cell: string, columns: Columns, metrics: readonly Metric[]): Counted | null => {
  if (cell === events.last) return events.lastOf;
  const name = cell.trim();
  let of = events.counted.get(name);
  if (of === undefined) {
    of = countedFor(name, columns, metrics);
    events.counted.set(name, of);
  }
  events.last = cell;
  events.lastOf = of;
  return of;
};

type Fault = (file: string, line: number) => ImportProblem;

/** Adds one row, or says what is wrong with it. The way of most rows makes no object. */
const added = (
  record: readonly string[],
  columns: Columns,
  metrics: readonly Metric[],
  events: Events,
  window: UsageWindow,
): Fault | null => {
  if (record.length !== columns.width) {
    const code = record.length > columns.width ? 'row.too-many-columns' : 'row.too-few-columns';
    return (file, line) => rowProblem(code, file, line, { expected: String(columns.width), found: String(record.length) });
  }
  const event = record[columns.event] ?? '';
  const of = countedOf(events, event, columns, metrics);
  if (of === null) return (file, line) => valueProblem(event === '' ? 'value.missing' : 'value.unknown', file, line, 'event', event);
  const when = record[columns.at] ?? '';
  const read = instant(when);
  const at = read instanceof Misread ? instant(when.trim()) : read;
  if (at instanceof Misread) return (file, line) => valueProblem(at.code, file, line, 'at', when);
  const tallies = talliesOf(of, record[columns.customer] ?? '', window);
  if (tallies === null) return (file, line) => valueProblem('value.missing', file, line, 'customer', '');
  for (let index = 0; index < tallies.length; index += 1) {
    const tally = tallies[index];
    const measured = of.metrics[index];
    if (tally === undefined || measured === undefined) continue;
    const { cell } = measured;
    if (measured.isFiltered) {
      tally.add({
        id: '',
        name: measured.metric.eventName,
        at,
        receivedAt: at,
        properties: propertiesOf(record, columns),
        supersedes: null,
      });
      continue;
    }
    const value = cell === -1 ? '1' : trimmed(record[cell]);
    if (value !== '') tally.addValue(value, at, at, '');
  }
  return null;
};

/** A cell is looked up as it stands; only one that is not known is trimmed. */
const talliesOf = (of: Counted, cell: string, window: UsageWindow): readonly Tally[] | null => {
  const known = of.tallies.get(cell);
  if (known !== undefined) return known;
  const customer = cell.trim();
  if (customer === '') return null;
  const tallies = of.tallies.get(customer) ?? of.metrics.map(({ metric }) => aggregation(metric, window));
  of.tallies.set(customer, tallies);
  return tallies;
};

const propertiesOf = (record: readonly string[], { properties }: Columns): Readonly<Record<string, string>> => {
  const read: Record<string, string> = {};
  for (const [key, at] of properties) {
    const value = trimmed(record[at]);
    if (value !== '') read[key] = value;
  }
  return read;
};

/** Cells rarely have white space around them, and looking at both ends is quicker than asking for a copy. */
const trimmed = (cell: string | undefined): string => {
  if (cell === undefined || cell === '') return '';
  return cell.charCodeAt(0) > 0x20 && cell.charCodeAt(cell.length - 1) > 0x20 && cell.charCodeAt(0) < 0x7f ? cell : cell.trim();
};

const countedFor = (event: string, columns: Columns, metrics: readonly Metric[]): Counted | null => {
  const own = metrics.filter(({ eventName }) => eventName === event);
  if (own.length === 0) return null;
  return {
    metrics: own.map((metric) => ({ metric, cell: columns.properties.get(metric.property) ?? -1, isFiltered: metric.filters.length > 0 })),
    tallies: new Map(),
  };
};

const totalsOf = (counted: ReadonlyMap<string, Counted | null>): readonly UsageTotal[] =>
  [...counted.values()].flatMap((of) =>
    of === null
      ? []
      : [...of.tallies].flatMap(([customer, tallies]) =>
          of.metrics.flatMap(({ metric }, index) => {
            const tally = tallies[index];
            return tally === undefined ? [] : [{ customer, metric, usage: tally.result() }];
          }),
        ),
  );

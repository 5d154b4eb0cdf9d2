import { digestOf } from '../../../core/kernel/digest.ts';
import { recordUsage, usageReceipt } from '../../../core/usage/record-usage.ts';
import type { RecordUsageBody } from '../../../core/usage/schema.ts';
import type { ImportSource } from './import-source.ts';
import type { Mapping } from './header.ts';
import { lookup } from './lookups.ts';
import { instant, text } from './readers.ts';
import { stepsOfRows } from './row-steps.ts';
import { type Entry, refusal, type Step, step, type Steps } from './step.ts';
import { maybe, needed, type RowOf, type Table } from './table.ts';

export const usageTable = {
  name: 'usage',
  columns: {
    customer: needed(text(120), 'customer id', 'account'),
    event: needed(text(80), 'event name', 'metric'),
    at: needed(instant, 'timestamp', 'time'),
    key: maybe(text(200), '', 'idempotency key', 'event id'),
    subscription: maybe(text(120), ''),
  },
  open: { prefix: 'property:', read: text(500) },
} satisfies Table<object>;

type Row = RowOf<typeof usageTable>;

/** USG-04: the most events that one command may hold. */
const eventsInOneCommand = 1_000;

/** USG-13: imports usage events, a thousand to a command, each judged alone. Importing the same rows again counts nothing twice (USG-05). */
export const usageSteps = (file: ImportSource, entry: Entry, mapping: Mapping = {}): Steps =>
  stepsOfRows<Row>(
    file,
    usageTable,
    async (source) => {
      const customerOf = lookup(source, 'customer', ({ externalId }) => externalId);
      const subscriptionOf = lookup(source, 'subscription', ({ metadata }) => metadata['reference'] ?? '');
      const keyOf = occurrences();
      return async function* (rows) {
        const events: Reported[] = [];
        const lines: number[] = [];
        for (const { row, open, line } of rows) {
          const customer = await customerOf(row.customer);
          const subscription = row.subscription === '' ? null : await subscriptionOf(row.subscription);
          if (customer === null) yield refusal(line, { code: 'usage.customer-missing' });
          else if (row.subscription !== '' && subscription === null) yield refusal(line, { code: 'usage.subscription-missing' });
          else {
            events.push({
              customerId: customer.id,
              subscriptionId: subscription?.id ?? '',
              name: row.event,
              at: row.at,
              idempotencyKey: row.key === '' ? keyOf(digestOf([row, open]).slice(0, 40)) : row.key,
              properties: open,
              supersedes: null,
            });
            lines.push(line);
          }
        }
        if (events.length > 0) yield eventsStep(entry, events, lines);
      };
    },
    eventsInOneCommand,
    mapping,
  );

type Reported = RecordUsageBody['events'][number];

/** A row without a key is told from others by what it says, and from its equals by how many came before it in the file. */
const occurrences = (): ((said: string) => string) => {
  const seen = new Map<string, number>();
  return (said) => {
    const count = (seen.get(said) ?? 0) + 1;
    seen.set(said, count);
    return `${said}.${count}`;
  };
};

const eventsStep = (entry: Entry, events: readonly Reported[], lines: readonly number[]): Step =>
  step(entry, recordUsage, {
    key: digestOf(events),
    body: { events },
    line: (problem) => ('index' in problem ? (lines[problem.index] ?? 0) : (lines[0] ?? 0)),
    leftOut: (command, facts) => usageReceipt(command, facts).rejected,
  });

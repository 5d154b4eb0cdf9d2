import { byText } from '../kernel/order.ts';
import type { Digest } from '../kernel/digest.ts';
import type { OperatingEntity } from '../organization/types.ts';
import type { Period } from '../time/period.ts';
import type { Draft } from './issue.ts';
import { RunAccounts } from './run-accounts.ts';
import { customerDrafts, draftOrder } from './run-drafts.ts';
import { type BillingSource, type CustomerRecord, customerRecords, type SharedFacts } from './run-facts.ts';
import { contentDigest } from './run-hash.ts';
import type { RunException } from './types.ts';

/** Told while customers are read and priced and documents are issued, so that a screen can show how far it is and stop it. */
export type RunWatcher = {
  readonly priced: (done: number, of: number) => void | Promise<void>;
  readonly issued?: (done: number, of: number) => void | Promise<void>;
  readonly isCancelled: () => boolean;
};

/** Everything that a run found, in the order in which it is issued, with what issuing needs to know of the customers. */
export type Priced = {
  readonly drafts: readonly Draft[];
  readonly exceptions: readonly RunException[];
  readonly accounts: RunAccounts;
  /** Documents that an interrupted run has made already, by id. */
  readonly made: ReadonlyMap<string, Digest>;
};

export type Pricing = {
  readonly shared: SharedFacts;
  readonly period: Period;
  readonly entities: readonly OperatingEntity[];
  /** `null`: all. */
  readonly customerIds: readonly string[] | null;
  /** The interrupted run that goes on, empty for none. */
  readonly runId: string;
};

/** Customers read at a time: bounded, so that a run of any size holds few of them. */
const batchSize = 200;

const noteMade = (record: CustomerRecord, runId: string, made: Map<string, Digest>): void => {
  for (const document of [...record.invoices, ...record.creditNotes])
    if (document.runId === runId) made.set(document.id, contentDigest(document));
};

/** Reads every customer once, in order of their ids, and works out what they are to be billed. `null` where the watcher cancelled. */
export const pricedCustomers = async (source: BillingSource, pricing: Pricing, watcher: RunWatcher): Promise<Priced | null> => {
  const { shared, period, entities, runId } = pricing;
  const ids = pricing.customerIds ?? (await source.list('customer')).map(({ id }) => id);
  const ordered = [...new Set(ids)].sort(byText);
  const drafts: Draft[] = [];
  const exceptions: RunException[] = [];
  const accounts = new RunAccounts();
  const made = new Map<string, Digest>();
  const read = (start: number): Promise<readonly CustomerRecord[]> => {
    const reading =
      start < ordered.length ? customerRecords(source, ordered.slice(start, start + batchSize), period.end) : Promise.resolve([]);
    // Whoever waits for it is told what went wrong; a run that was cancelled waits for none.
    reading.catch(() => undefined);
    return reading;
  };
  let next = read(0);
  for (let start = 0; start < ordered.length; start += batchSize) {
    if (watcher.isCancelled()) return null;
    const records = await next;
    // The database reads the next ones while these are priced.
    next = read(start + batchSize);
    for (const record of records) {
      if (runId !== '') noteMade(record, runId, made);
      for (const entity of entities) {
        const found = customerDrafts(shared, record, entity, period);
        accounts.keep(record, entity.id, found.drafts);
        for (const draft of found.drafts) drafts.push(draft);
        for (const exception of found.exceptions) exceptions.push(exception);
      }
    }
    await watcher.priced(Math.min(start + batchSize, ordered.length), ordered.length);
  }
  return { drafts: drafts.sort(draftOrder), exceptions, accounts, made };
};

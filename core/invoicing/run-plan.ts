import type { Actor } from '../kernel/command.ts';
import type { Change } from '../kernel/command.ts';
import type { Digest } from '../kernel/digest.ts';
import { derivedId } from '../kernel/ids.ts';
import { invariant } from '../kernel/invariant.ts';
import { sortedBy } from '../kernel/order.ts';
import { rateOn } from '../organization/exchange-rates.ts';
import type { Issuer } from '../organization/numbering.ts';
import type { NumberSeries } from '../organization/types.ts';
import type { Instant } from '../time/instant.ts';
import type { Period } from '../time/period.ts';
import type { Account } from './account.ts';
import type { Draft } from './issue.ts';
import type { IssuedDocument } from './lines.ts';
import { NumberDesk } from './number-desk.ts';
import { documentId } from './drafts.ts';
import { documentWrites, draftOrder, issuedInOrder, runAfter, type RunBilling, type RunProblem, type RunWork } from './run-billing.ts';
import { accountOf, customerDrafts, exceptionOf } from './run-drafts.ts';
import { type BillingSource, customerRecords, type CustomerRecord, sharedFacts, type SharedFacts } from './run-facts.ts';
import { contentDigest, runHash, runTotals } from './run-hash.ts';
import type { BillingRun, Invoice, RunException, RunTotal } from './types.ts';

/** What is to be billed: everything due before `period.end`, by these entities, for these customers (all where none are named). */
export type RunRequest = {
  readonly period: Period;
  readonly entityIds: readonly string[];
  readonly customerIds: readonly string[] | null;
  readonly at: Instant;
  readonly by: Actor;
  readonly issuer: Issuer;
};

/** Told while customers are read and priced, so that a screen can show how far it is and stop it. */
export type RunWatcher = { readonly priced: (done: number, of: number) => void | Promise<void>; readonly isCancelled: () => boolean };

export type RunPlan = {
  readonly runId: string;
  /** Each is one atomic command; committed in this order. None where nothing is owed. */
  readonly changes: readonly Change<RunBilling>[];
  readonly documents: readonly IssuedDocument[];
  readonly totals: readonly RunTotal[];
  readonly exceptions: readonly RunException[];
  readonly hash: Digest;
};

/** Customers read at a time, and documents per command: bounded, so that memory and a crash cost little. */
const batchSize = 200;
const partSize = 100;

const quiet: RunWatcher = { priced: () => undefined, isCancelled: () => false };

type Priced = {
  readonly drafts: readonly Draft[];
  readonly exceptions: readonly RunException[];
  readonly records: ReadonlyMap<string, CustomerRecord>;
};

const pricedCustomers = async (
  source: BillingSource,
  shared: SharedFacts,
  request: RunRequest,
  watcher: RunWatcher,
): Promise<Priced | null> => {
  const ids = request.customerIds ?? (await source.list('customer')).map((customer) => customer.id);
  const ordered = sortedBy(ids, (id) => id);
  const entities = sortedBy(request.entityIds, (id) => id).flatMap((id) => shared.entities.get(id) ?? []);
  const drafts: Draft[] = [];
  const exceptions: RunException[] = [];
  const records = new Map<string, CustomerRecord>();
  for (let start = 0; start < ordered.length; start += batchSize) {
    if (watcher.isCancelled()) return null;
    for (const record of await customerRecords(source, ordered.slice(start, start + batchSize), request.period.end)) {
      const before = drafts.length;
      for (const entity of entities) {
        const found = customerDrafts(shared, record, entity, request.period);
        drafts.push(...found.drafts);
        exceptions.push(...found.exceptions);
      }
      if (drafts.length > before) records.set(record.customer.id, { ...record, usage: [] });
    }
    await watcher.priced(Math.min(start + batchSize, ordered.length), ordered.length);
  }
  return { drafts: sortedBy(drafts, draftOrder), exceptions, records };
};

/** Parts of about a hundred documents; those of one customer, entity and day stay together, since a part names its work by them. */
const partsOf = (drafts: readonly Draft[]): readonly (readonly Draft[])[] => {
  const parts: Draft[][] = [];
  let current: Draft[] = [];
  for (const [index, draft] of drafts.entries()) {
    const previous = drafts[index - 1];
    const together =
      previous !== undefined &&
      previous.on === draft.on &&
      previous.customer.id === draft.customer.id &&
      previous.entity.id === draft.entity.id;
    if (current.length >= partSize && !together) {
      parts.push(current);
      current = [];
    }
    current.push(draft);
  }
  if (current.length > 0) parts.push(current);
  return parts;
};

const workOf = (drafts: readonly Draft[]): readonly RunWork[] => [
  ...new Map(
    drafts.map((draft) => [
      `${draft.on}|${draft.entity.id}|${draft.customer.id}`,
      { customerId: draft.customer.id, entityId: draft.entity.id, on: draft.on },
    ]),
  ).values(),
];

/** Accounts by customer and entity, made when first asked for. */
const accountBook = (
  records: ReadonlyMap<string, CustomerRecord>,
): { readonly of: (customerId: string, entityId: string) => Account; readonly all: () => readonly Account[] } => {
  const accounts = new Map<string, Account>();
  return {
    of: (customerId, entityId) => {
      const key = `${customerId}|${entityId}`;
      const record = records.get(customerId);
      invariant(record !== undefined, 'drafts are of customers that were read');
      const account = accounts.get(key) ?? accountOf(record, entityId);
      accounts.set(key, account);
      return account;
    },
    all: () => [...accounts.values()],
  };
};

/** Whether a document could get its number and its rate; a customer for whom it could not is left out, so that the others are not held up. */
const hindrance = (draft: Draft, numbers: NumberDesk, shared: SharedFacts): RunProblem | null => {
  const { entity, currency, on } = draft;
  const rates = shared.exchangeRates.get(entity.id);
  if (currency !== entity.currency && (rates === undefined || rateOn(rates, currency, entity.currency, on) === null)) {
    return { code: 'exchange-rate.missing', from: currency, to: entity.currency, on };
  }
  const given = numbers.take(entity, draft.type, on);
  return given.ok ? null : (given.problems[0] ?? null);
};

const emptyPlan = (exceptions: readonly RunException[]): RunPlan => ({
  runId: '',
  changes: [],
  documents: [],
  totals: [],
  exceptions,
  hash: runHash(new Map()),
});

/**
 * The whole run, planned but not committed: it is its own preview (BEY-02, F3). Commit the changes in order; a crash between two leaves whole parts,
 * and planning again gives exactly the rest. `null` where the watcher cancelled.
 */
export const planBillingRun = async (source: BillingSource, request: RunRequest, watcher: RunWatcher = quiet): Promise<RunPlan | null> => {
  const shared = await sharedFacts(source);
  const priced = await pricedCustomers(source, shared, request, watcher);
  if (priced === null) return null;
  const series = await source.list('number-series');
  const numbers = new NumberDesk(series, request.by.station, request.issuer);
  const problems = new Map<string, RunProblem>();
  for (const draft of priced.drafts) {
    const problem = hindrance(draft, numbers, shared);
    if (problem !== null && !problems.has(draft.customer.id)) problems.set(draft.customer.id, problem);
  }
  const drafts = problems.size === 0 ? priced.drafts : priced.drafts.filter((draft) => !problems.has(draft.customer.id));
  const exceptions = [...priced.exceptions, ...[...problems].map(([customerId, problem]) => exceptionOf(customerId, problem))];
  if (drafts.length === 0) return emptyPlan(exceptions);
  const runId = derivedId(
    'run',
    ...request.entityIds,
    request.period.start,
    request.period.end,
    ...drafts.map((draft) => documentId(draft.type, draft.lines)),
  );
  return committedInParts({ runId, drafts, exceptions, shared, records: priced.records, series, request });
};

type Prepared = {
  readonly runId: string;
  readonly drafts: readonly Draft[];
  readonly exceptions: readonly RunException[];
  readonly shared: SharedFacts;
  readonly records: ReadonlyMap<string, CustomerRecord>;
  readonly series: readonly NumberSeries[];
  readonly request: RunRequest;
};

const committedInParts = (prepared: Prepared): RunPlan => {
  const { runId, drafts, exceptions, shared, records, request } = prepared;
  const accounts = accountBook(records);
  const parts = partsOf(drafts);
  const changes: Change<RunBilling>[] = [];
  const documents: IssuedDocument[] = [];
  const digests = new Map<string, Digest>();
  const latest = new Map<string, Invoice>(
    [...records.values()].flatMap((record) => record.invoices.map((invoice) => [invoice.id, invoice] as const)),
  );
  let series: readonly NumberSeries[] = prepared.series;
  let run: BillingRun | null = null;
  for (const [index, part] of parts.entries()) {
    const numbers = new NumberDesk(series, request.by.station, request.issuer);
    const made = issuedInOrder(part, { numbers, account: accounts.of, shared, runId });
    invariant(made.ok, 'what could be issued once can be issued again');
    const touched = touchedSince(accounts.all(), latest);
    const fresh = made.value.map((document) => (document.kind === 'invoice' ? (touched.get(document.id) ?? document) : document));
    for (const document of fresh) digests.set(document.id, contentDigest(document));
    const isLast = index === parts.length - 1;
    const command: RunBilling = {
      id: derivedId('cmd', runId, index + 1),
      kind: 'billing.run',
      at: request.at,
      by: request.by,
      body: {
        runId,
        period: request.period,
        entityIds: request.entityIds,
        part: index + 1,
        parts: parts.length,
        work: workOf(part),
        exceptions: isLast ? exceptions : [],
        hash: isLast ? runHash(digests) : '',
      },
    };
    const runWrite = runAfter(command, run, fresh);
    run = runWrite.document;
    const seriesWrites = numbers.writes();
    series = mergedSeries(
      series,
      seriesWrites.map((write) => write.document),
    );
    const writes = [...documentWrites(fresh, touched, (id) => latest.get(id)), ...seriesWrites, runWrite];
    for (const write of writes) if (write.document.kind === 'invoice') latest.set(write.document.id, write.document as Invoice);
    changes.push({ command, writes });
    documents.push(...fresh);
  }
  return { runId, changes, documents, totals: runTotals(documents), exceptions, hash: runHash(digests) };
};

/** Invoices whose settlements differ from what is written so far. */
const touchedSince = (accounts: readonly Account[], latest: ReadonlyMap<string, Invoice>): ReadonlyMap<string, Invoice> =>
  new Map(
    accounts.flatMap((account) =>
      [...account.touched].filter(([id, invoice]) => latest.get(id)?.settlements.length !== invoice.settlements.length),
    ),
  );

const mergedSeries = (before: readonly NumberSeries[], moved: readonly NumberSeries[]): readonly NumberSeries[] => [
  ...before.filter((entry) => !moved.some((other) => other.id === entry.id)),
  ...moved,
];

import { Type } from 'typebox';
import { engineVersion } from '../engine.ts';
import { type Change, type Command, created, revised, type Write } from '../kernel/command.ts';
import { type Digest } from '../kernel/digest.ts';
import { invariant } from '../kernel/invariant.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import { sortedBy } from '../kernel/order.ts';
import type { UseCase } from '../kernel/use-case.ts';
import { exchangeRates } from '../organization/exchange-rates.ts';
import type { Issuer } from '../organization/numbering.ts';
import type { NumberSeries } from '../organization/types.ts';
import type { Period } from '../time/period.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { Account } from './account.ts';
import { type Draft, issued, type IssueProblem } from './issue.ts';
import { documentId } from './drafts.ts';
import type { IssuedDocument } from './lines.ts';
import { NumberDesk } from './number-desk.ts';
import { accountOf, customerDrafts } from './run-drafts.ts';
import { type BillingSource, type CustomerRecord, customerRecords, type SharedFacts, sharedFacts } from './run-facts.ts';
import { addedTotals, runTotals } from './run-hash.ts';
import type { BillingRun, Invoice, RunException } from './types.ts';

/** The documents of one customer, entity and day. */
export type RunWork = { readonly customerId: string; readonly entityId: string; readonly on: PlainDate };

/**
 * One part of a billing run: about a hundred documents, in the order in which they get their numbers (NUM-03). The last part carries what the whole
 * run came to. The same part planned on the server makes the same documents, or says why not.
 */
export type RunBilling = Command<
  'billing.run',
  {
    readonly runId: string;
    readonly period: Period;
    readonly entityIds: readonly string[];
    readonly part: number;
    readonly parts: number;
    readonly work: readonly RunWork[];
    readonly exceptions: readonly RunException[];
    readonly hash: Digest;
  }
>;

export type RunProblem =
  | IssueProblem
  | { readonly code: 'entity.missing'; readonly entityId: string }
  /** The facts are no longer those that the part was planned on; run again, and what is still owed is billed. */
  | { readonly code: 'run.nothing-owed'; readonly customerId: string; readonly on: PlainDate };

export type RunFacts = {
  readonly shared: SharedFacts;
  readonly records: ReadonlyMap<string, CustomerRecord>;
  readonly series: readonly NumberSeries[];
  readonly run: BillingRun | null;
  readonly issuer: Issuer;
};

const date = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$', maxLength: 10 });
const id = Type.String({ minLength: 1, maxLength: 120 });

const shape = Type.Object(
  {
    runId: id,
    period: Type.Object({ start: date, end: date }, { additionalProperties: false }),
    entityIds: Type.Array(id, { maxItems: 100 }),
    part: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    parts: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
    work: Type.Array(Type.Object({ customerId: id, entityId: id, on: date }, { additionalProperties: false }), { maxItems: 1_000 }),
    exceptions: Type.Array(
      Type.Object(
        { customerId: id, subscriptionId: Type.String({ maxLength: 120 }), code: id, facts: Type.Record(Type.String(), Type.String()) },
        { additionalProperties: false },
      ),
      { maxItems: 100_000 },
    ),
    hash: Type.String({ maxLength: 64 }),
  },
  { additionalProperties: false },
);

/** Numbers are taken by day, then customer, then document: one order on every station. */
export const draftOrder = (draft: Draft): string =>
  `${draft.on}|${draft.entity.id}|${draft.customer.id}|${documentId(draft.type, draft.lines)}`;

/** Issues drafts in the given order; `accounts` and `numbers` carry what earlier ones did to later ones. */
export const issuedInOrder = (
  drafts: readonly Draft[],
  desk: {
    readonly numbers: NumberDesk;
    readonly account: (customerId: string, entityId: string) => Account;
    readonly shared: SharedFacts;
    readonly runId: string;
  },
): Outcome<readonly IssuedDocument[], RunProblem> => {
  const documents: IssuedDocument[] = [];
  for (const draft of drafts) {
    const account = desk.account(draft.customer.id, draft.entity.id);
    const rates = desk.shared.exchangeRates.get(draft.entity.id) ?? exchangeRates([]);
    const document = issued(draft, { numbers: desk.numbers, rates, account, runId: desk.runId });
    if (!document.ok) return document;
    documents.push(document.value);
  }
  return done(documents);
};

/** New documents, settled older invoices, and series, as writes. A document of this part that a later one settled is written once, as it ended. */
export const documentWrites = (
  documents: readonly IssuedDocument[],
  touched: ReadonlyMap<string, Invoice>,
  before: (id: string) => Invoice | undefined,
): readonly Write[] => {
  const fresh = new Set(documents.map((document) => document.id));
  return [
    ...documents.map((document) =>
      created<IssuedDocument>(document.kind === 'invoice' ? (touched.get(document.id) ?? document) : document),
    ),
    ...[...touched.values()].flatMap((invoice) => {
      const known = before(invoice.id);
      return fresh.has(invoice.id) || known === undefined ? [] : [revised<Invoice>(known, invoice)];
    }),
  ];
};

/** The run's own record as it stands after a part. */
export const runAfter = (command: RunBilling, before: BillingRun | null, documents: readonly IssuedDocument[]): Write<BillingRun> => {
  const { runId, period, entityIds, part, parts, exceptions, hash } = command.body;
  const totals = runTotals(documents);
  const state: BillingRun['state'] = part === parts ? { kind: 'finished' } : { kind: 'running' };
  if (before === null) {
    return created<BillingRun>({
      id: runId,
      kind: 'billing-run',
      period,
      entityIds,
      engine: engineVersion,
      parts: { planned: parts, done: part },
      totals,
      exceptions,
      hash,
      state,
    });
  }
  return revised(before, {
    ...before,
    parts: { planned: parts, done: part },
    totals: addedTotals(before.totals, totals),
    exceptions: part === parts ? exceptions : before.exceptions,
    hash,
    state,
  });
};

const draftsOfWork = (command: RunBilling, facts: RunFacts): Outcome<readonly Draft[], RunProblem> => {
  const drafts: Draft[] = [];
  for (const work of command.body.work) {
    const record = facts.records.get(work.customerId);
    const entity = facts.shared.entities.get(work.entityId);
    if (entity === undefined) return refuse({ code: 'entity.missing', entityId: work.entityId });
    const found =
      record === undefined
        ? []
        : customerDrafts(facts.shared, record, entity, command.body.period).drafts.filter((draft) => draft.on === work.on);
    if (found.length === 0) return refuse({ code: 'run.nothing-owed', customerId: work.customerId, on: work.on });
    drafts.push(...found);
  }
  return done(sortedBy(drafts, draftOrder));
};

/** BEY-02: one part of a billing run. */
export const runBilling: UseCase<RunBilling, RunFacts, RunProblem, BillingSource> = {
  kind: 'billing.run',
  shape,

  gather: async (command, source) => {
    const customerIds = [...new Set(command.body.work.map((work) => work.customerId))];
    const [shared, records, series, run] = await Promise.all([
      sharedFacts(source),
      customerRecords(source, customerIds, command.body.period.end),
      source.list('number-series'),
      source.get('billing-run', command.body.runId),
    ]);
    return { shared, records: new Map(records.map((record) => [record.customer.id, record])), series, run, issuer: 'station' };
  },

  plan: (command, facts) => {
    const drafts = draftsOfWork(command, facts);
    if (!drafts.ok) return drafts;
    const numbers = new NumberDesk(facts.series, command.by.station, facts.issuer);
    const accounts = new Map<string, Account>();
    const account = (customerId: string, entityId: string): Account => {
      const key = `${customerId}|${entityId}`;
      const record = facts.records.get(customerId);
      invariant(record !== undefined, 'work names customers that were read');
      const found = accounts.get(key) ?? accountOf(record, entityId);
      accounts.set(key, found);
      return found;
    };
    const documents = issuedInOrder(drafts.value, { numbers, account, shared: facts.shared, runId: command.body.runId });
    if (!documents.ok) return documents;
    const touched = new Map([...accounts.values()].flatMap((entry) => [...entry.touched]));
    const known = new Map(
      [...facts.records.values()].flatMap((record) => record.invoices.map((invoice) => [invoice.id, invoice] as const)),
    );
    const writes = [
      ...documentWrites(documents.value, touched, (invoiceId) => known.get(invoiceId)),
      ...numbers.writes(),
      runAfter(command, facts.run, documents.value),
    ];
    return done({ command, writes } satisfies Change<RunBilling>);
  },
};

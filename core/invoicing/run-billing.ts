import { Type } from 'typebox';
import { engineVersion } from '../engine.ts';
import { type Change, type Command, created, revised, type Write } from '../kernel/command.ts';
import type { Digest } from '../kernel/digest.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import { listOf, strictObject } from '../kernel/shape.ts';
import type { UseCase } from '../kernel/use-case.ts';
import { exchangeRates } from '../organization/exchange-rates.ts';
import type { Issuer } from '../organization/numbering.ts';
import { idSchema, textSchema } from '../organization/schema.ts';
import type { NumberSeries, OperatingEntity } from '../organization/types.ts';
import type { Period } from '../time/period.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { countedDateSchema } from '../time/schema.ts';
import { type Draft, issued, type IssueProblem } from './issue.ts';
import type { IssuedDocument } from './lines.ts';
import { NumberDesk } from './number-desk.ts';
import { RunAccounts } from './run-accounts.ts';
import { customerDrafts, draftOrder } from './run-drafts.ts';
import { type BillingSource, type CustomerRecord, customerRecords, type SharedFacts, sharedFacts } from './run-facts.ts';
import { addedTotals, runTotals } from './run-hash.ts';
import { runExceptionsSchema } from './schema.ts';
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
  | { readonly code: 'run.period-empty'; readonly start: PlainDate; readonly end: PlainDate }
  | { readonly code: 'run.part-beyond'; readonly part: number; readonly parts: number }
  /** The run says whom it bills for: who may see it is told by that (ROL-06). */
  | { readonly code: 'run.entity-outside'; readonly entityId: string }
  /** The facts are no longer those that the part was planned on; run again, and what is still owed is billed. */
  | { readonly code: 'run.nothing-owed'; readonly customerId: string; readonly on: PlainDate };

export type RunFacts = {
  readonly shared: SharedFacts;
  readonly records: ReadonlyMap<string, CustomerRecord>;
  readonly series: readonly NumberSeries[];
  readonly run: BillingRun | null;
  readonly issuer: Issuer;
};

const partNumber = Type.Integer({ minimum: 1, maximum: 1_000_000 });

const shape = strictObject({
  runId: idSchema,
  period: strictObject({ start: countedDateSchema, end: countedDateSchema }),
  entityIds: listOf(idSchema, 100),
  part: partNumber,
  parts: partNumber,
  work: listOf(strictObject({ customerId: idSchema, entityId: idSchema, on: countedDateSchema }), 1_000),
  exceptions: runExceptionsSchema,
  hash: textSchema(64),
});

/** Where a part's documents are issued: numbers and accounts carry what earlier documents did to later ones. */
export type RunDesk = {
  readonly numbers: NumberDesk;
  readonly accounts: RunAccounts;
  readonly shared: SharedFacts;
  readonly runId: string;
};

/** The documents of a part, and everything that is written with them. */
export type MadePart = { readonly documents: readonly IssuedDocument[]; readonly writes: readonly Write[] };

/** Issues the drafts of a part in the given order, each settled by what the customer has to their credit then. Older invoices that credits correct are settled with them. */
export const madePart = (drafts: readonly Draft[], { numbers, accounts, shared, runId }: RunDesk): Outcome<MadePart, RunProblem> => {
  const documents: IssuedDocument[] = [];
  for (const draft of drafts) {
    const account = accounts.of(draft.customer.id, draft.entity.id);
    const rates = shared.exchangeRates.get(draft.entity.id) ?? exchangeRates([]);
    const document = issued(draft, { numbers, rates, account, runId });
    if (!document.ok) return document;
    documents.push(document.value);
  }
  const older = accounts.partMade().map(({ before, now }) => revised<Invoice>(before, now));
  return done({ documents, writes: [...documents.map((document) => created<IssuedDocument>(document)), ...older, ...numbers.writes()] });
};

/** A part that another station brought already, and that adds nothing. */
const isDoneElsewhere = (before: BillingRun | null, { body }: RunBilling, documents: readonly IssuedDocument[]): boolean =>
  before !== null && documents.length === 0 && body.part <= before.parts.done;

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

/** What the customers of a part owe; each is worked out once, also where a part bills several of its days. */
const draftsOfWork = (command: RunBilling, facts: RunFacts, accounts: RunAccounts): Outcome<readonly Draft[], RunProblem> => {
  const { work, period } = command.body;
  const found = new Map<string, readonly Draft[]>();
  const draftsOf = (record: CustomerRecord, entity: OperatingEntity): readonly Draft[] => {
    const key = `${record.customer.id}|${entity.id}`;
    const known = found.get(key) ?? customerDrafts(facts.shared, record, entity, period).drafts;
    if (!found.has(key)) accounts.keep(record, entity.id, known);
    found.set(key, known);
    return known;
  };
  const drafts: Draft[] = [];
  for (const { customerId, entityId, on } of work) {
    const record = facts.records.get(customerId);
    const entity = facts.shared.entities.get(entityId);
    if (entity === undefined) return refuse({ code: 'entity.missing', entityId });
    const owed = record === undefined ? [] : draftsOf(record, entity).filter((draft) => draft.on === on);
    if (owed.length === 0) return refuse({ code: 'run.nothing-owed', customerId, on });
    drafts.push(...owed);
  }
  return done(drafts.sort(draftOrder));
};

/** The first entity that a part bills for and that its run does not name; `null` where there is none. */
export const entityOutside = ({ work, entityIds }: RunBilling['body']): string | null =>
  work.find(({ entityId }) => !entityIds.includes(entityId))?.entityId ?? null;

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
    const { runId, period, part, parts } = command.body;
    if (period.end <= period.start) return refuse({ code: 'run.period-empty', start: period.start, end: period.end });
    if (part > parts) return refuse({ code: 'run.part-beyond', part, parts });
    const outside = entityOutside(command.body);
    if (outside !== null) return refuse({ code: 'run.entity-outside', entityId: outside });
    const accounts = new RunAccounts();
    const drafts = draftsOfWork(command, facts, accounts);
    if (!drafts.ok) return drafts;
    const numbers = new NumberDesk(facts.series, command.by.station, facts.issuer);
    const made = madePart(drafts.value, { numbers, accounts, shared: facts.shared, runId });
    if (!made.ok) return made;
    const { documents, writes } = made.value;
    const record = isDoneElsewhere(facts.run, command, documents) ? [] : [runAfter(command, facts.run, documents)];
    return done({ command, writes: [...writes, ...record] } satisfies Change<RunBilling>);
  },
};

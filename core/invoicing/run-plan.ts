import type { Actor, Change } from '../kernel/command.ts';
import { type Digest, type Digests, digestsOfValues } from '../kernel/digest.ts';
import { derivedId } from '../kernel/ids.ts';
import { invariant } from '../kernel/invariant.ts';
import { byText } from '../kernel/order.ts';
import { exchangeRates } from '../organization/exchange-rates.ts';
import type { Issuer } from '../organization/numbering.ts';
import type { NumberSeries } from '../organization/types.ts';
import type { Instant } from '../time/instant.ts';
import type { Period } from '../time/period.ts';
import { inEntityCurrency, totalsOf } from './body.ts';
import { documentId } from './drafts.ts';
import { type Draft, waits } from './issue.ts';
import type { IssuedDocument } from './lines.ts';
import { NumberDesk } from './number-desk.ts';
import { madePart, runAfter, type RunBilling, type RunProblem, type RunWork } from './run-billing.ts';
import { exceptionOf } from './run-drafts.ts';
import { type BillingSource, sharedFacts, type SharedFacts } from './run-facts.ts';
import { addedTotals, RunDigests, runHash, runTotals } from './run-hash.ts';
import { type Priced, pricedCustomers, type RunWatcher } from './run-pricing.ts';
import type { BillingRun, RunException, RunTotal } from './types.ts';

/** What is to be billed: everything due before `period.end`, by these entities, for these customers (all where none are named). */
export type RunRequest = {
  readonly period: Period;
  readonly entityIds: readonly string[];
  readonly customerIds: readonly string[] | null;
  readonly at: Instant;
  readonly by: Actor;
  readonly issuer: Issuer;
};

export type RunPlan = {
  /** Empty where nothing is owed. */
  readonly runId: string;
  /** Each is one atomic command; committed in this order. None where nothing is owed. */
  readonly changes: readonly Change<RunBilling>[];
  readonly documents: readonly IssuedDocument[];
  readonly totals: readonly RunTotal[];
  readonly exceptions: readonly RunException[];
  readonly hash: Digest;
};

/** What a whole run came to whose parts were taken one by one; so many documents. */
export type RunSummary = Omit<RunPlan, 'changes' | 'documents'> & { readonly documents: number };

export type RunPart = { readonly change: Change<RunBilling>; readonly documents: readonly IssuedDocument[] };

/** Told each part as it is planned, of a run of so many documents: it may be committed while the next ones are planned. */
export type PartTaker = (part: RunPart, of: number) => void | Promise<void>;

/** Documents per command: bounded, so that a crash costs little. */
const partSize = 100;

const quiet: RunWatcher = { priced: () => undefined, isCancelled: () => false };

const isTogether = (a: Draft, b: Draft): boolean => a.on === b.on && a.customer.id === b.customer.id && a.entity.id === b.entity.id;

/** Parts of about a hundred documents; those of one customer, entity and day stay together, since a part names its work by them. */
const partsOf = (drafts: readonly Draft[]): readonly (readonly Draft[])[] => {
  const parts: Draft[][] = [];
  let current: Draft[] = [];
  for (const draft of drafts) {
    const previous = current.at(-1);
    if (previous !== undefined && current.length >= partSize && !isTogether(previous, draft)) {
      parts.push(current);
      current = [];
    }
    current.push(draft);
  }
  if (current.length > 0) parts.push(current);
  return parts;
};

const workOf = (drafts: readonly Draft[]): readonly RunWork[] =>
  drafts.flatMap((draft, index) => {
    const previous = drafts[index - 1];
    const isNext = previous === undefined || !isTogether(previous, draft);
    return isNext ? [{ customerId: draft.customer.id, entityId: draft.entity.id, on: draft.on }] : [];
  });

/** Whether a document could get its number and its rate; a customer for whom it could not is left out, so that the others are not held up. */
const hindrance = (draft: Draft, numbers: NumberDesk, shared: SharedFacts): RunProblem | null => {
  const { entity, currency, on, type, lines } = draft;
  const rates = shared.exchangeRates.get(entity.id) ?? exchangeRates([]);
  const converted = currency === entity.currency ? null : inEntityCurrency(entity, currency, totalsOf(lines), rates, on);
  if (converted !== null && 'code' in converted) return converted;
  return waits(draft) ? null : numbers.hindrance(entity, type, on);
};

const withoutHindered = (priced: Priced, numbers: NumberDesk, shared: SharedFacts): Pick<Priced, 'drafts' | 'exceptions'> => {
  const problems = new Map<string, RunProblem>();
  for (const draft of priced.drafts) {
    const problem = problems.has(draft.customer.id) ? null : hindrance(draft, numbers, shared);
    if (problem !== null) problems.set(draft.customer.id, problem);
  }
  if (problems.size === 0) return priced;
  return {
    drafts: priced.drafts.filter((draft) => !problems.has(draft.customer.id)),
    exceptions: [...priced.exceptions, ...[...problems].map(([customerId, problem]) => exceptionOf(customerId, problem))],
  };
};

const sameIds = (a: readonly string[], b: readonly string[]): boolean => [...a].sort(byText).join('|') === [...b].sort(byText).join('|');

/**
 * The run of this period and these entities that a crash or a closed lid interrupted: it goes on under its own name, so that its parts, totals and hash
 * come out as if nothing had happened. A run of some customers only is one of its own.
 */
const interrupted = async (source: BillingSource, { period, entityIds, customerIds }: RunRequest): Promise<BillingRun | null> => {
  if (customerIds !== null) return null;
  const running = await source.list('billing-run', { state: 'running' });
  return (
    running.find((run) => run.period.start === period.start && run.period.end === period.end && sameIds(run.entityIds, entityIds)) ?? null
  );
};

type Prepared = Pick<Priced, 'exceptions' | 'accounts' | 'made'> & {
  readonly runId: string;
  /** Each is emptied once it is issued: what was planned is held by nobody but its taker. */
  readonly parts: (readonly Draft[])[];
  readonly documents: number;
  readonly before: BillingRun | null;
  readonly shared: SharedFacts;
  readonly series: readonly NumberSeries[];
  readonly request: RunRequest;
  readonly digestsOf: Digests;
};

/**
 * The whole run, planned but not committed: it is its own preview (BEY-02, F3). Commit the changes in order; a crash between two leaves whole parts,
 * and planning again gives exactly the rest of the same run. `null` where the watcher cancelled.
 */
export const planBillingRun = async (
  source: BillingSource,
  request: RunRequest,
  watcher: RunWatcher = quiet,
  digestsOf: Digests = digestsOfValues,
): Promise<RunPlan | null> => {
  const changes: Change<RunBilling>[] = [];
  const documents: IssuedDocument[] = [];
  const take = (part: RunPart): void => {
    changes.push(part.change);
    for (const document of part.documents) documents.push(document);
  };
  const summary = await planInParts(source, request, take, watcher, digestsOf);
  return summary === null ? null : { ...summary, changes, documents };
};

/** The same, with each part handed over and not held: what a run holds does not grow with what it has made. */
export const planInParts = async (
  source: BillingSource,
  request: RunRequest,
  take: PartTaker,
  watcher: RunWatcher = quiet,
  digestsOf: Digests = digestsOfValues,
): Promise<RunSummary | null> => {
  const [shared, before, series] = await Promise.all([sharedFacts(source), interrupted(source, request), source.list('number-series')]);
  const { period, customerIds } = request;
  const entities = [...request.entityIds].sort(byText).flatMap((id) => shared.entities.get(id) ?? []);
  const priced = await pricedCustomers(source, { shared, period, entities, customerIds, runId: before?.id ?? '' }, watcher);
  if (priced === null) return null;
  const { drafts, exceptions } = withoutHindered(priced, new NumberDesk(series, request.by.station, request.issuer), shared);
  if (drafts.length === 0 && before === null) return { runId: '', documents: 0, totals: [], exceptions, hash: runHash(new Map()) };
  const documentIds = drafts.map((draft) => documentId(draft.type, draft.lines));
  const runId = before?.id ?? derivedId('run', ...request.entityIds, period.start, period.end, ...documentIds);
  const parts = drafts.length === 0 ? [[]] : [...partsOf(drafts)];
  const { accounts, made } = priced;
  const prepared = { runId, before, parts, documents: drafts.length, exceptions, shared, accounts, made, series, request, digestsOf };
  return plannedParts(prepared, take, watcher);
};

const mergedSeries = (before: readonly NumberSeries[], moved: readonly NumberSeries[]): readonly NumberSeries[] => [
  ...before.filter((entry) => !moved.some((other) => other.id === entry.id)),
  ...moved,
];

const plannedParts = async (prepared: Prepared, take: PartTaker, watcher: RunWatcher): Promise<RunSummary | null> => {
  const { runId, parts, exceptions, shared, accounts, request } = prepared;
  const firstPart = (prepared.before?.parts.done ?? 0) + 1;
  const lastPart = firstPart + parts.length - 1;
  const digests = new RunDigests(prepared.digestsOf, prepared.made);
  let hash = '';
  let totals: readonly RunTotal[] = [];
  let issuedSoFar = 0;
  let series = prepared.series;
  let run = prepared.before;
  for (const [index, drawn] of parts.entries()) {
    if (watcher.isCancelled()) return null;
    const numbers = new NumberDesk(series, request.by.station, request.issuer);
    const made = madePart(drawn, { numbers, accounts, shared, runId });
    invariant(made.ok, 'what could be issued once can be issued again');
    const { documents, writes } = made.value;
    digests.take(documents);
    totals = addedTotals(totals, runTotals(documents));
    issuedSoFar += documents.length;
    parts[index] = [];
    const part = firstPart + index;
    const isLast = part === lastPart;
    if (isLast) hash = await digests.hash();
    const command: RunBilling = {
      // Each attempt has commands of its own: one that was refused elsewhere may be tried again. Its documents meet by their own ids.
      id: derivedId('cmd', runId, part, request.by.station, request.at),
      kind: 'billing.run',
      at: request.at,
      by: request.by,
      body: {
        runId,
        period: request.period,
        entityIds: request.entityIds,
        part,
        parts: lastPart,
        work: workOf(drawn),
        exceptions: isLast ? exceptions : [],
        hash,
      },
    };
    const runWrite = runAfter(command, run, documents);
    run = runWrite.document;
    series = mergedSeries(
      series,
      numbers.writes().map(({ document }) => document),
    );
    await take({ change: { command, writes: [...writes, runWrite] }, documents }, prepared.documents);
    await watcher.issued?.(issuedSoFar, prepared.documents);
  }
  return { runId, documents: issuedSoFar, totals, exceptions, hash };
};

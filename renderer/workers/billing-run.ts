import type { BillingRun } from '../../core/invoicing/types.ts';
import type { IssuedDocument } from '../../core/invoicing/lines.ts';
import { runDifference } from '../../core/invoicing/run-difference.ts';
import {
  planBillingRun,
  planInParts,
  type PartTaker,
  type RunPlan,
  type RunRequest,
  type RunSummary,
} from '../../core/invoicing/run-plan.ts';
import type { RunWatcher } from '../../core/invoicing/run-pricing.ts';
import type { Source } from '../../core/sources.ts';
import { advanceChanges, advanced } from '../../sync/local/advance-all.ts';
import { overlay } from '../../sync/local/overlay.ts';
import type { Store } from '../../sync/local/store.ts';
import { breath } from './breath.ts';
import { handedOnce } from './handed-once.ts';
import { hostDigests } from './host-digests.ts';
import { groupsOf, RunCommits } from './run-commits.ts';
import type { RunPhase, RunPreview, RunProgress, RunResult, RunScope, Stamp, UnfinishedRun } from './store-api.ts';

type Listener = (progress: RunProgress) => void;

/** Documents shown with the preview; the others are asked for by page. */
const sampleSize = 100;

const requestOf = ({ period, entityIds, customerIds }: RunScope, { at, by }: Stamp): RunRequest => ({
  period,
  entityIds,
  customerIds,
  at,
  by,
  issuer: 'station',
});

/** One billing run at a time: planned off the window's thread, committed part by part, to be paused or cancelled between two parts (F3). */
export class BillingDesk {
  readonly #store: Store;
  readonly #nowMs: () => number;
  #isCancelled = false;
  #isBusy = false;
  #paused: PromiseWithResolvers<undefined> | null = null;
  #planned: RunPlan | null = null;

  constructor(store: Store, nowMs: () => number) {
    this.#store = store;
    this.#nowMs = nowMs;
  }

  pause(): void {
    this.#paused ??= Promise.withResolvers<undefined>();
  }

  resume(): void {
    this.#paused?.resolve(undefined);
    this.#paused = null;
  }

  cancel(): void {
    this.#isCancelled = true;
    this.resume();
  }

  documents(from: number, count: number): readonly IssuedDocument[] {
    return this.#planned?.documents.slice(from, from + count) ?? [];
  }

  /** What the run would make. `null` where it was cancelled. */
  async preview(scope: RunScope, stamp: Stamp, heard: Listener): Promise<RunPreview | null> {
    return this.#alone(async () => {
      const source = await this.#advanced(stamp);
      const watcher = this.#watcher(this.#clock(heard), () => this.#isCancelled);
      const plan = await planBillingRun(source, requestOf(scope, stamp), watcher, hostDigests);
      this.#planned = plan;
      if (plan === null) return null;
      const before = await this.#lastRun(scope);
      return {
        documents: plan.documents.length,
        parts: plan.changes.length,
        totals: plan.totals,
        exceptions: plan.exceptions,
        hash: plan.hash,
        sample: plan.documents.slice(0, sampleSize),
        differences: runDifference(before, plan.documents)
          .filter(({ kind }) => kind !== 'same')
          .slice(0, 1000),
      };
    });
  }

  /**
   * Plans anew on what is stored now and commits part by part; a part is written while the next ones are planned. What was committed when it is cancelled
   * stands; running again makes exactly the rest.
   */
  async start(scope: RunScope, stamp: Stamp, heard: Listener): Promise<RunResult> {
    return this.#alone(async () => {
      const clock = this.#clock(heard);
      // The database reads the customers while time does its work.
      const reading = scope.customerIds === null ? this.#store.list('customer') : Promise.resolve(null);
      const [{ changes, subscriptions }, customers] = await Promise.all([advanced(this.#store, stamp), reading]);
      for (const group of groupsOf(changes)) await this.#store.commitAll(group);
      // What time has done took long to write where it did much: customers may have been edited meanwhile, and are read again.
      const known = changes.length === 0 ? customers : null;
      let of = 0;
      const commits = new RunCommits(
        this.#store,
        async (documents) => {
          await this.#mayGoOn(clock, documents, of);
          return !this.#isCancelled;
        },
        (documents) => clock.tell('committing', documents, of),
      );
      const part: PartTaker = async ({ change }, documents) => {
        of = documents;
        await commits.take(change);
        // The database's answers to the part before come in between two parts, so that both work at once.
        await breath();
      };
      // Once a part is committed the rest is planned to its end, so that the result can say what the whole run comes to.
      const watcher = this.#watcher(clock, () => this.#isCancelled && of === 0);
      const summary = await planInParts(handedOnce(this.#store, subscriptions, known), requestOf(scope, stamp), part, watcher, hostDigests);
      await commits.end();
      if (summary === null) return { kind: 'cancelled', runId: '', documents: 0, totals: [], exceptions: [], hash: '' };
      if (summary.runId === '') return { kind: 'nothing-owed', exceptions: summary.exceptions };
      return this.#result(summary, commits, clock);
    });
  }

  async unfinished(): Promise<readonly UnfinishedRun[]> {
    const runs = await this.#store.list('billing-run', { state: 'running' });
    return runs.map(({ id, period, entityIds, parts }) => ({ runId: id, period, entityIds, ...parts }));
  }

  #result({ runId, totals, exceptions, hash, documents: planned }: RunSummary, commits: RunCommits, clock: Clock): RunResult {
    const { problem, isCancelled, documents } = commits;
    clock.tell(problem !== null ? 'failed' : isCancelled ? 'cancelled' : 'finished', documents, planned);
    if (problem !== null) return { kind: 'failed', problems: [problem], runId };
    return { kind: isCancelled ? 'cancelled' : 'finished', runId, documents, totals, exceptions, hash };
  }

  async #alone<T>(work: () => Promise<T>): Promise<T> {
    if (this.#isBusy) throw new Error('a billing run is under way');
    this.#isBusy = true;
    this.#isCancelled = false;
    this.resume();
    try {
      return await work();
    } finally {
      this.#isBusy = false;
    }
  }

  async #mayGoOn(clock: Clock, at: number, of: number): Promise<void> {
    await breath();
    if (this.#paused === null) return;
    clock.tell('paused', at, of);
    await clock.stopped(this.#paused.promise);
  }

  /** The store as it will be once time has done its work: what a preview bills. */
  async #advanced(stamp: Stamp): Promise<Source> {
    const changes = await advanceChanges(this.#store, stamp);
    const [first] = changes;
    return first === undefined
      ? this.#store
      : overlay(this.#store, { command: first.command, writes: changes.flatMap(({ writes }) => writes) });
  }

  #watcher(clock: Clock, isCancelled: () => boolean): RunWatcher {
    return {
      isCancelled,
      priced: async (at, of) => {
        clock.tell('reading', at, of);
        await this.#mayGoOn(clock, at, of);
      },
    };
  }

  /** The documents of the last finished run before this period that billed the same entities. */
  async #lastRun({ period, entityIds }: RunScope): Promise<readonly IssuedDocument[]> {
    const finished: readonly BillingRun[] = await this.#store.list('billing-run', { state: 'finished' });
    const last = finished
      .filter((run) => run.period.end <= period.start && run.entityIds.some((id) => entityIds.includes(id)))
      .sort((a, b) => (a.period.end < b.period.end ? 1 : -1))[0];
    if (last === undefined) return [];
    const where = { onFrom: last.period.start, onBefore: last.period.end };
    const [invoices, notes] = await Promise.all([this.#store.list('invoice', where), this.#store.list('credit-note', where)]);
    return [...invoices, ...notes].filter(({ runId }) => runId === last.id);
  }

  #clock(heard: Listener): Clock {
    return new Clock(this.#nowMs, heard);
  }
}

/** Counts the time of one phase, without the time for which it stood still. */
class Clock {
  readonly #now: () => number;
  readonly #heard: Listener;
  #startedAt: number;
  #stoodMs = 0;
  #phase: RunPhase = 'reading';

  constructor(now: () => number, heard: Listener) {
    this.#now = now;
    this.#heard = heard;
    this.#startedAt = now();
  }

  async stopped(until: Promise<unknown>): Promise<void> {
    const from = this.#now();
    await until;
    this.#stoodMs += this.#now() - from;
  }

  tell(phase: RunPhase, done: number, of: number): void {
    if (phase === 'committing' && this.#phase === 'reading') {
      this.#startedAt = this.#now();
      this.#stoodMs = 0;
    }
    if (phase === 'reading' || phase === 'committing') this.#phase = phase;
    const elapsedMs = Math.max(0, this.#now() - this.#startedAt - this.#stoodMs);
    const leftMs = done > 0 && of > 0 ? Math.round((elapsedMs / done) * (of - done)) : null;
    this.#heard({ phase, done, of, elapsedMs, leftMs });
  }
}

import type { Invoice } from '../../core/invoicing/types.ts';
import type { RunPlan } from '../../core/invoicing/run-plan.ts';
import type { RowQuery } from '../../core/views/rows.ts';
import { envelopeOf } from '../../sync/local/rxdb/envelope.ts';
import { advanceChanges } from '../../sync/local/advance-all.ts';
import { type Host, thisHost } from '../../sync/local/rxdb/host.ts';
import { deleteLocalStore, type LocalStore, openLocalStore } from '../../sync/local/rxdb/open.ts';
import { companyBooks, customerAt, entering, invoiceLike, januaryRun, subscriptionAt, usageAt } from '../support/stored-company.ts';
import { BillingDesk } from '../../renderer/workers/billing-run.ts';
import { hostDigests } from '../../renderer/workers/host-digests.ts';
import { answering } from './answering.ts';
import { bareInsertMs } from './bare-insert.ts';

/** The store's name and its program; the window's own where its lists are to be filled. */
let name = 'bench';
let build = '1';
let store: LocalStore | null = null;

const host = (): Host => {
  const found = thisHost();
  if (found === null) throw new Error('no IndexedDB here');
  return found;
};

const opened = async (): Promise<LocalStore> => {
  const outcome = await openLocalStore({ name, now: () => '2026-11-20T09:00:00.000Z', build });
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value;
};

const timed = async (work: () => unknown): Promise<number> => {
  const from = performance.now();
  await work();
  return performance.now() - from;
};

/** The run that the steps below plan, commit and put bare into RxDB. */
let planned: RunPlan | null = null;
let invoices: readonly Invoice[] = [];

const runStamp = { id: 'cmd_run', at: '2025-02-01T09:00:00.000Z', by: { user: 'usr_1', station: 'A7' } };

/** A company with `count` subscriptions, in an empty store. */
const company = async (count: number): Promise<unknown> => {
  await deleteLocalStore(name);
  store = await opened();
  const numbers = Array.from({ length: count }, (_, index) => index);
  await store.store.commit(entering('cmd_books', companyBooks()));
  for (let from = 0; from < count; from += 500) {
    const part = numbers.slice(from, from + 500);
    await store.store.commit(entering(`cmd_in_${from}`, [...part.map(customerAt), ...part.map(subscriptionAt), ...part.map(usageAt)]));
  }
  // Time has done its work, as it does every night: the run itself only looks whether there is any.
  const changes = await advanceChanges(store.store, runStamp);
  for (let from = 0; from < changes.length; from += 10) await store.store.commitAll(changes.slice(from, from + 10));
  await store.keepIndex();
  return { advanced: changes.length };
};

const held = (): LocalStore => {
  if (store === null) throw new Error('open first');
  return store;
};

const plan = async (): Promise<unknown> => {
  const ms = await timed(async () => {
    planned = await januaryRun(held().store, hostDigests);
  });
  invoices = (planned?.documents ?? []).filter((document) => document.kind === 'invoice');
  return { ms, documents: invoices.length };
};

/** The same by the billing desk, which plans and commits at the same time. */
const run = async (): Promise<unknown> => {
  const desk = new BillingDesk(held().store, () => performance.now());
  const entityIds = (await held().store.list('entity')).map(({ id }) => id);
  let documents = 0;
  const ms = await timed(async () => {
    const result = await desk.start(
      { period: { start: '2025-02-01', end: '2025-02-02' }, entityIds, customerIds: null },
      runStamp,
      () => undefined,
    );
    if (result.kind !== 'finished') throw new Error(JSON.stringify(result));
    documents = result.documents;
  });
  invoices = await held().store.list('invoice');
  return { ms, documents };
};

const commit = async (together: number): Promise<unknown> => ({
  ms: await timed(async () => {
    const changes = planned?.changes ?? [];
    for (let from = 0; from < changes.length; from += together) await held().store.commitAll(changes.slice(from, from + together));
  }),
});

/** The same documents, bare, as objects: what RxDB itself takes, in bulks of so many. */
const bare = async (bulk: number): Promise<unknown> => ({ ms: await bareInsertMs(host(), invoices, bulk) });

/** The same as the store lays them down: fields that are found by, and a text. */
const bareText = async (bulk: number): Promise<unknown> => ({ ms: await bareInsertMs(host(), invoices.map(envelopeOf), bulk) });

/** Fills a store with so many invoices of five thousand customers, as commands of a hundred. */
const fill = async (count: number): Promise<unknown> => {
  await deleteLocalStore(name);
  const local = await opened();
  await local.store.commit(entering('cmd_books', companyBooks()));
  for (let from = 0; from < 5000; from += 500) {
    const part = Array.from({ length: 500 }, (_, at) => from + at);
    const usage = from === 0 ? [usageAt(0)] : [];
    await local.store.commit(entering(`cmd_in_${from}`, [...part.map(customerAt), ...part.map(subscriptionAt), ...usage]));
  }
  const [sample] = (await januaryRun(local.store)).documents.filter(
    ({ kind, customerId }) => kind === 'invoice' && customerId === customerAt(0).id,
  );
  const ms = await timed(async () => {
    for (let from = 0; from < count; from += 100) {
      const copies = Array.from({ length: 100 }, (_, at) => invoiceLike(sample as Invoice, from + at));
      await local.store.commit(entering(`cmd_inv_${from}`, copies));
    }
  });
  const closeMs = await timed(() => local.close());
  return { invoices: count, lines: sample?.lines.length, ms, closeMs };
};

const open = async (): Promise<unknown> => {
  const openMs = await timed(async () => {
    store = await opened();
  });
  return { openMs, rows: store?.index.size, healed: store?.healed };
};

const query = (changes: Partial<RowQuery>): RowQuery => ({
  kind: 'invoice',
  filters: [],
  text: '',
  sort: [],
  from: 0,
  count: 50,
  on: '2025-06-01',
  entityId: null,
  ...changes,
});

const questions: Readonly<Record<string, (at: number) => RowQuery>> = {
  'first page': () => query({}),
  'newest first': () => query({ sort: [{ column: 'issuedOn', descending: true }] }),
  'next page': (at) => query({ from: 50 * (at + 1) }),
  'by number': (at) => query({ sort: [{ column: 'number', descending: at % 2 === 0 }] }),
  'by customer, then day': (at) =>
    query({
      sort: [
        { column: 'customer', descending: at % 2 === 0 },
        { column: 'issuedOn', descending: true },
      ],
    }),
  'by amount': (at) => query({ sort: [{ column: 'gross', descending: at % 2 === 0 }] }),
  'by status on a day': (at) => query({ sort: [{ column: 'status', descending: at % 2 === 0 }] }),
  'filter: overdue': (at) => query({ filters: [{ column: 'status', op: 'is', values: ['overdue'] }], on: `2025-0${1 + (at % 9)}-01` }),
  'filter: a month': (at) =>
    query({
      filters: [
        { column: 'issuedOn', op: 'from', values: [`2024-0${1 + (at % 9)}-01`] },
        { column: 'issuedOn', op: 'until', values: [`2024-0${1 + (at % 9)}-28`] },
      ],
    }),
  'filter: name contains': (at) => query({ filters: [{ column: 'customer', op: 'contains', values: [`customer ${at}`] }] }),
  'filter: amount from': (at) => query({ filters: [{ column: 'gross', op: 'from', values: [String(1500 + at)] }] }),
  'text in a list': (at) => query({ text: `customer ${100 + at}` }),
};

const percentile = (values: readonly number[], share: number): number =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

const times = (values: readonly number[]): unknown => ({
  p50: percentile(values, 0.5),
  p95: percentile(values, 0.95),
  most: Math.max(...values),
});

/** Lists and the search, each asked `rounds` times; a commit before each asks for the answer anew. */
const lists = async (rounds: number): Promise<unknown> => {
  const local = store;
  if (local === null) throw new Error('open first');
  const [sample] = await local.store.newest('invoice', { count: 1 });
  const results: Record<string, unknown> = {};
  let stamp = 0;
  for (const [what, asked] of Object.entries(questions)) {
    const taken: number[] = [];
    for (let at = 0; at < rounds; at += 1) {
      // As after a commit: nothing that was worked out before counts.
      if (sample !== undefined) local.index.put([sample]);
      taken.push(await timed(() => local.index.page(asked(at))));
      stamp += 1;
    }
    results[what] = times(taken);
  }
  const searches = ['INV-A7-2025-0', '04211', 'customer 7', 'customer 4321', 'billing12@', 'inv', 'c', '2 5'];
  const taken: number[] = [];
  for (let at = 0; at < rounds * searches.length; at += 1)
    taken.push(await timed(() => local.index.search(searches[at % searches.length] ?? '', 20)));
  results['search'] = times(taken);
  for (const word of searches)
    results[`search ${word}`] = times(await Promise.all([0, 1, 2].map(() => timed(() => local.index.search(word, 20)))));
  return { stamp, results };
};

const reads = async (): Promise<unknown> => {
  const local = store;
  if (local === null) throw new Error('open first');
  const customerIds = Array.from({ length: 200 }, (_, at) => customerAt(at * 7).id);
  return {
    newestMs: await timed(() => local.store.newest('invoice', { count: 50 })),
    oneMs: await timed(() => local.store.get('customer', customerAt(42).id)),
    customersMs: await timed(() => local.store.list('invoice', { customerIds })),
    monthMs: await timed(() => local.store.list('invoice', { onFrom: '2024-03-01', onBefore: '2024-04-01' })),
    allMs: await timed(() => local.store.list('invoice')),
    heap: (performance as unknown as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? null,
  };
};

const close = async (): Promise<unknown> => ({ closeMs: await timed(() => store?.close()) });

const exportAll = async (): Promise<unknown> => {
  const { exported } = await import('../../sync/local/rxdb/restore.ts');
  let bytes = 0;
  const ms = await timed(async () => {
    bytes = store === null ? 0 : (await exported(store)).size;
  });
  return { ms, bytes };
};

const wipe = async (): Promise<unknown> => {
  await store?.wipe();
  store = null;
  return null;
};

const steps: Readonly<Record<string, (count: number) => Promise<unknown>>> = {
  company,
  plan,
  commit,
  run,
  bare,
  bareText,
  fill,
  open,
  lists,
  reads,
  close,
  exportAll,
  wipe,
};

type Question = { readonly step: string; readonly count: number; readonly name?: string; readonly build?: string };

answering(async ({ step, count, ...where }: Question) => {
  name = where.name ?? name;
  build = where.build ?? build;
  const work = steps[step];
  if (work === undefined) throw new Error(`no step ${step}`);
  return work(count);
});

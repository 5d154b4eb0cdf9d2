import type { Invoice } from '../../core/invoicing/types.ts';
import { envelopeOf } from '../../sync/local/rxdb/envelope.ts';
import { advanceChanges } from '../../sync/local/advance-all.ts';
import { type Host, thisHost } from '../../sync/local/rxdb/host.ts';
import { deleteLocalStore, type LocalStore, openLocalStore } from '../../sync/local/rxdb/open.ts';
import { companyBooks, customerAt, entering, invoiceLike, januaryRun, subscriptionAt, usageAt } from '../support/stored-company.ts';
import { BillingDesk } from '../../renderer/workers/billing-run.ts';
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

/** What the run made. */
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

/** The billing run as the window's worker does it: planned and committed at the same time. */
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
  return { ms, documents };
};

/** The documents that the run made, for the bare inserts: reading them back is no part of either. */
const made = async (): Promise<unknown> => {
  invoices = await held().store.list('invoice');
  return null;
};

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
    for (let from = 0; from < count; from += 500) {
      const parts = Array.from({ length: Math.min(5, (count - from) / 100) }, (_, part) => {
        const copies = Array.from({ length: 100 }, (_each, at) => invoiceLike(sample as Invoice, from + part * 100 + at));
        return entering(`cmd_inv_${from + part * 100}`, copies);
      });
      await local.store.commitAll(parts);
    }
  });
  const closeMs = await timed(() => local.close());
  return { invoices: count, lines: sample?.lines.length, ms, closeMs };
};

const close = async (): Promise<unknown> => ({ closeMs: await timed(() => store?.close()) });

const steps: Readonly<Record<string, (count: number) => Promise<unknown>>> = {
  company,
  run,
  made,
  bare,
  bareText,
  fill,
  close,
};

type Question = { readonly step: string; readonly count: number; readonly name?: string; readonly build?: string };

answering(async ({ step, count, ...where }: Question) => {
  name = where.name ?? name;
  build = where.build ?? build;
  const work = steps[step];
  if (work === undefined) throw new Error(`no step ${step}`);
  return work(count);
});

import { describe, expect, it } from 'vitest';
import { runDifference } from '../../../core/invoicing/run-difference.ts';
import { contentDigest, runHash } from '../../../core/invoicing/run-hash.ts';
import { planBillingRun } from '../../../core/invoicing/run-plan.ts';
import { canonical } from '../../../core/kernel/canonical.ts';
import { must } from '../../../core/kernel/invariant.ts';
import { item, sampleCustomer, sampleSubscription, term } from '../../support/billing-world.ts';
import {
  booksOf,
  commitAll,
  companyOf,
  manyBuyers,
  planned,
  plannedAgain,
  ran,
  runOf,
  storeWith,
  turned,
} from '../../support/run-company.ts';

const may = runOf('2025-05-01', '2025-06-01');
const company = (buyers = 150) => storeWith([...companyOf(), ...manyBuyers(buyers)]);
const unnumbered = ({ number: _number, seriesId: _series, ...rest }: Awaited<ReturnType<typeof planned>>['documents'][number]): unknown =>
  rest;

describe('a billing run', () => {
  it('[BEY-02] two stations with the same facts make the same documents under the same ids, and the same hash; only the numbers are their own', async () => {
    const store = await company();
    const a = await planned(store, may);
    const b = await planned(store, { ...may, by: { user: 'bob', station: 'B2' } });
    expect(a.documents.length).toBeGreaterThan(300);
    expect(canonical(b.documents.map(unnumbered))).toBe(canonical(a.documents.map(unnumbered)));
    expect([b.runId, b.hash, b.totals]).toEqual([a.runId, a.hash, a.totals]);
    expect(a.documents.every(({ number }) => number?.includes('-A7-') === true)).toBe(true);
    expect(b.documents.every(({ number }) => number?.includes('-B2-') === true)).toBe(true);
  });

  it('[BEY-02] the order of the facts plays no part', async () => {
    const store = await company();
    const plan = await planned(store, may);
    const other = await planned(turned(store), { ...may, customerIds: (await store.list('customer')).map(({ id }) => id).reverse() });
    expect(canonical(other)).toBe(
      canonical(await planned(store, { ...may, customerIds: (await store.list('customer')).map(({ id }) => id) })),
    );
    expect([other.hash, other.runId]).toEqual([plan.hash, plan.runId]);
  });

  it('[BEY-02] committed, and run again, it changes nothing; nor does an earlier month', async () => {
    const store = await company(40);
    await ran(store, runOf('2025-03-01', '2025-04-01'));
    await ran(store, runOf('2025-04-01', '2025-05-01'));
    await ran(store, may);
    const books = await booksOf(store);
    for (const [start, end] of [
      ['2025-05-01', '2025-06-01'],
      ['2025-04-01', '2025-05-01'],
      ['2025-03-01', '2025-04-01'],
      ['2025-01-01', '2025-05-17'],
    ] as const) {
      const again = await ran(store, runOf(start, end));
      expect([again.runId, again.changes, again.documents]).toEqual(['', [], []]);
    }
    expect(await booksOf(store)).toBe(books);
  });

  it('[F3] [BEY-02] crashed after any part and planned again, it makes exactly the rest: books, numbers, totals and hash are as if nothing had happened', async () => {
    const whole = await company();
    const plan = await ran(whole, may);
    const books = await booksOf(whole);
    expect(plan.changes.length).toBeGreaterThan(3);
    for (let parts = 0; parts < plan.changes.length; parts += 1) {
      const store = await company();
      await commitAll(store, plan.changes.slice(0, parts));
      const rest = await ran(store, { ...may, at: '2025-06-02T06:00:00.000Z' });
      expect(rest.changes.length).toBe(plan.changes.length - parts);
      expect([rest.runId, rest.hash]).toEqual([plan.runId, plan.hash]);
      expect(await booksOf(store)).toBe(books);
    }
    const [run] = await whole.list('billing-run');
    expect([run?.state, run?.totals, run?.hash, run?.parts]).toEqual([
      { kind: 'finished' },
      plan.totals,
      plan.hash,
      { planned: plan.changes.length, done: plan.changes.length },
    ]);
  });

  it('[F3] interrupted, with nothing left to bill, it is finished all the same', async () => {
    const store = await company(110);
    const plan = await planned(store, may);
    await commitAll(store, plan.changes.slice(0, 1));
    const billed = new Set(plan.changes.slice(1).flatMap(({ command }) => command.body.work.map(({ customerId }) => customerId)));
    const gone = (await store.list('subscription')).filter(({ customerId }) => billed.has(customerId));
    const at = { kind: 'cancelled', on: '2025-01-01', reason: 'other', note: '' } as const;
    const change = {
      command: { ...must(plan.changes[0], 'a part').command, id: 'cmd_x' },
      writes: gone.map((before) => ({ basedOn: before.rev, document: { ...before, rev: before.rev + 1, items: [], state: at } })),
    };
    await store.commit(change);
    await ran(store, may);
    expect((await store.list('billing-run')).map(({ state, parts }) => [state.kind, parts.done === parts.planned])).toEqual([
      ['finished', true],
    ]);
  });

  it('[BEY-02] each part planned again, as the server does, makes the same writes', async () => {
    const store = await company();
    const plan = await planned(store, may);
    for (const change of plan.changes) {
      const again = await plannedAgain(store, change.command);
      if (!again.ok) throw new Error(JSON.stringify(again.problems));
      expect(canonical(again.value)).toBe(canonical(change));
      await store.commit(change);
    }
    const [first] = plan.changes;
    expect((await plannedAgain(store, must(first, 'a part').command)).ok).toBe(false);
  });

  it('[BEY-02] the documents of a customer and day stand in one part, also where a part would be full between them', async () => {
    const customers = Array.from({ length: 60 }, (_, index) =>
      sampleCustomer({ id: `cus_${String(index).padStart(4, '0')}`, invoicing: 'per-subscription' }),
    );
    // The first customer has one document, the others two each: the hundredth and the one after it belong together.
    const subscriptions = customers.flatMap(({ id: customerId }, index) =>
      ['a', 'b']
        .slice(index === 0 ? 1 : 0)
        .map((name) => sampleSubscription([item([term('basic', '2025-05-01')])], { id: `sub_${customerId}_${name}`, customerId })),
    );
    const store = await storeWith([...companyOf(), ...customers, ...subscriptions]);
    const plan = await planned(store, runOf('2025-05-01', '2025-05-02'));
    expect(plan.documents.length).toBe(119);
    expect(plan.changes.map(({ command }) => command.body.work.length)).toEqual([51, 9]);
    for (const change of plan.changes) {
      const again = await plannedAgain(store, change.command);
      expect(again.ok && canonical(again.value)).toBe(canonical(change));
      await store.commit(change);
    }
    expect((await planned(store, runOf('2025-05-01', '2025-05-02'))).changes).toEqual([]);
  });

  it('[BEY-02] its hash can be had again from the stored documents, also when they were paid meanwhile', async () => {
    const store = await company(12);
    const plan = await ran(store, may);
    const stored = [...(await store.list('invoice')), ...(await store.list('credit-note'))].filter(({ runId }) => runId === plan.runId);
    const paid = stored.map((document) =>
      document.kind === 'invoice'
        ? {
            ...document,
            rev: document.rev + 1,
            settlements: [{ id: 's', kind: 'payment', sourceId: 'p', amountMinor: 1, on: '2025-06-03' } as const],
          }
        : document,
    );
    expect(runHash(new Map(paid.map((document) => [document.id, contentDigest(document)])))).toBe(plan.hash);
    const forged = stored.map((document, index) =>
      index === 0 ? { ...document, totals: { ...document.totals, netMinor: document.totals.netMinor + 1 } } : document,
    );
    expect(runHash(new Map(forged.map((document) => [document.id, contentDigest(document)])))).not.toBe(plan.hash);
  });

  it('[F3] it tells how far it is, and stops when it is told to', async () => {
    const store = await company(450);
    const told: string[] = [];
    await planned(store, may, {
      priced: (done, of) => void told.push(`${done}/${of}`),
      issued: (done, of) => void told.push(`${done} of ${of}`),
      isCancelled: () => false,
    });
    expect(told.slice(0, 3)).toEqual(['200/450', '400/450', '450/450']);
    expect(told.at(-1)).toMatch(/^(\d+) of \1$/);
    let asked = 0;
    const stopAt = (count: number) => ({ priced: () => undefined, isCancelled: () => (asked += 1) >= count });
    for (const count of [1, 2, 5]) {
      asked = 0;
      expect(await planBillingRun(store, may, stopAt(count))).toBeNull();
    }
    expect(await store.list('invoice')).toEqual([]);
  });

  it('[INV-12] a run of some customers bills those, and is not taken for the whole run', async () => {
    const store = await company(130);
    const plan = await planned(store, may);
    await commitAll(store, plan.changes.slice(0, 1));
    const ids = ['cus_0003', 'cus_0120', 'cus_0003'];
    const some = await ran(store, { ...may, customerIds: ids });
    expect(new Set(some.documents.map(({ customerId }) => customerId)).size).toBeLessThanOrEqual(2);
    expect(some.runId).not.toBe(plan.runId);
    const rest = await ran(store, may);
    const all = [...(await store.list('invoice')), ...(await store.list('credit-note'))];
    expect(all.map(({ id }) => id).sort()).toEqual(plan.documents.map(({ id }) => id).sort());
    expect(rest.runId).toBe(plan.runId);
  });

  it('[BEY-02] the differences of two runs sum to what lies between them', async () => {
    const store = await company(60);
    const april = await ran(store, runOf('2025-03-01', '2025-05-01'));
    const plan = await ran(store, may);
    const differences = runDifference(april.documents, plan.documents);
    const net = (documents: typeof plan.documents): number => documents.reduce((sum, { totals }) => sum + totals.netMinor, 0);
    expect(differences.reduce((sum, { differenceMinor }) => sum + differenceMinor, 0)).toBe(net(plan.documents) - net(april.documents));
    expect(new Set(differences.map(({ kind }) => kind))).toEqual(
      new Set(['added', 'removed', 'changed', 'same'].filter((kind) => differences.some((entry) => entry.kind === kind))),
    );
  });
});

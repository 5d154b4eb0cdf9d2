import { afterAll, describe, expect, it } from 'vitest';
import type { AnyDocument } from '../../../../core/collections.ts';
import type { PushAnswer, Verdict } from '../../../../sync/protocol/push.ts';
import { runAnyCommand } from '../../../../sync/local/run-command.ts';
import type { Store } from '../../../../sync/local/store.ts';
import type { ServerStore } from '../../../../sync/server/store/open.ts';
import { serverState } from '../../../../sync/server/store/state.ts';
import { pushingStation, type PushingStation } from '../../../support/pushing-station.ts';
import { companyOf, manyBuyers, ran, runOf, storeWith } from '../../../support/run-company.ts';
import { gapsOf, seeded } from '../../../support/seeded-server.ts';
import { storeKeepers } from '../../../support/server-stores.ts';

const buyers = 130;
const may = ['2025-05-01', '2025-06-01'] as const;
const june = ['2025-06-01', '2025-07-01'] as const;

type Apart = { readonly store: Store; readonly pushing: PushingStation };

const at = (station: string) => ({ by: { user: 'ada', station } });

const apart = async (server: ServerStore, code: string, documents: readonly AnyDocument[]): Promise<Apart> => {
  const store = await storeWith(documents);
  const pushing = pushingStation(store, code);
  await pushing.enrol(server);
  return { store, pushing };
};

const verdictsOf = (answers: readonly PushAnswer[]): readonly Verdict[] =>
  answers.flatMap((answer) => (answer.kind === 'taken' ? answer.verdicts : []));

/** A world in which two stations and the server know the same, and then part. */
const parted = async (server: ServerStore, count = buyers) => {
  const world = [...companyOf(), ...manyBuyers(count)];
  await seeded(server, world);
  const [a, b] = [await apart(server, 'A7', world), await apart(server, 'B2', world)];
  return { a, b, source: serverState(server).source };
};

const numbersOf = async (store: Pick<Store, 'list'>): Promise<ReadonlyMap<string, string | null>> =>
  new Map((await store.list('invoice')).map(({ id, number }) => [id, number]));

describe.each(storeKeepers())('two stations apart, on $name', (keeper) => {
  afterAll(() => keeper.stop());

  it.each(['A7', 'B2'])('[NUM-04] both bill the same month: the documents of %s, which comes first, stay', async (first) => {
    const server = await keeper.fresh();
    const { a, b, source } = await parted(server);
    await ran(a.store, runOf(...may, at('A7')));
    await ran(b.store, runOf(...may, at('B2')));
    const [one, two] = first === 'A7' ? [a, b] : [b, a];
    const taken = verdictsOf(await one.pushing.push(server));
    expect(taken.every((verdict) => verdict.kind === 'accepted' && !verdict.isChanged)).toBe(true);
    const late = verdictsOf(await two.pushing.push(server));
    const lost = await numbersOf(two.store);
    expect(late.flatMap(({ voided }) => voided)).toHaveLength(lost.size);
    expect(late.every((verdict) => verdict.kind === 'accepted' && verdict.isChanged)).toBe(true);
    for (const { number, documentId, reason } of late.flatMap(({ voided }) => voided)) {
      expect({ number, reason }).toEqual({ number: lost.get(documentId), reason: 'billed-elsewhere' });
    }
    expect(await numbersOf(source)).toEqual(await numbersOf(one.store));
    const { gaps, unexplained } = await gapsOf(server);
    expect({ unexplained, gaps: gaps.length }).toEqual({ unexplained: 0, gaps: lost.size });
    // What each bills next goes on from where its own series is.
    await ran(two.store, runOf(...june, { ...at(two.pushing.code), customerIds: ['cus_0001', 'cus_0002'] }));
    const next = verdictsOf(await two.pushing.push(server));
    expect(next.map(({ kind, voided }) => [kind, voided])).toEqual([['accepted', []]]);
    expect((await gapsOf(server)).unexplained).toBe(0);
  });

  it('[NUM-04] who was billed elsewhere is left out of a run, and the others keep the numbers on their papers', async () => {
    const server = await keeper.fresh();
    const { a, b, source } = await parted(server, 12);
    const some = ['cus_0001', 'cus_0004', 'cus_0007'];
    await ran(a.store, runOf(...may, { ...at('A7'), customerIds: some }));
    await ran(b.store, runOf(...may, at('B2')));
    await a.pushing.push(server);
    const verdicts = verdictsOf(await b.pushing.push(server));
    expect(verdicts).toHaveLength(1);
    expect(verdicts[0]).toMatchObject({ kind: 'accepted', isChanged: true });
    const billedTwice = (await a.store.list('invoice')).map(({ id }) => id);
    expect(verdicts[0]?.voided.map(({ documentId }) => documentId).toSorted()).toEqual(billedTwice.toSorted());
    const [papers, books] = [await numbersOf(b.store), await numbersOf(source)];
    for (const [id, number] of papers) expect(books.get(id)).toBe(billedTwice.includes(id) ? (await numbersOf(a.store)).get(id) : number);
    expect((await gapsOf(server)).unexplained).toBe(0);
    const [run] = (await source.list('billing-run')).filter(({ parts }) => parts.planned === 1).filter(({ hash }) => hash === '');
    expect(run?.totals[0]?.invoices).toBe(papers.size - billedTwice.length);
  });

  it('[OFF-03] [NUM-04] the very same command from two stations has its effect once, and the numbers of the later one are voided', async () => {
    const server = await keeper.fresh();
    const { a, b, source } = await parted(server, 6);
    const [change] = (await ran(a.store, runOf(...may, at('A7')))).changes;
    await runAnyCommand(b.store, { ...change?.command, ...at('B2') });
    const papers = await numbersOf(b.store);
    expect(papers.size).toBeGreaterThan(3);
    await a.pushing.push(server);
    const [verdict] = verdictsOf(await b.pushing.push(server));
    expect(verdict).toMatchObject({ kind: 'accepted', isChanged: true });
    expect(verdict?.voided).toHaveLength(papers.size);
    expect(await numbersOf(source)).toEqual(await numbersOf(a.store));
    expect((await gapsOf(server)).unexplained).toBe(0);
  });

  it('[NUM-04] a customer who changed meanwhile is left out: their paper says something else, and they are billed anew', async () => {
    const server = await keeper.fresh();
    const { a, b, source } = await parted(server, 6);
    await ran(b.store, runOf(...may, at('B2')));
    const customer = await a.store.get('customer', 'cus_0003');
    const edit = {
      customerId: 'cus_0003',
      fields: { email: { from: customer?.email, to: 'new@acme.example' } },
      attributes: {},
      metadata: {},
    };
    const renamed = await runAnyCommand(a.store, {
      id: 'cmd_rename',
      kind: 'customer.edit',
      at: '2025-05-20T10:00:00.000Z',
      by: { user: 'ada', station: 'A7' },
      body: edit,
    });
    expect(renamed.ok).toBe(true);
    await a.pushing.push(server);
    const [verdict] = verdictsOf(await b.pushing.push(server));
    const papers = (await b.store.list('invoice')).filter(({ customerId }) => customerId === 'cus_0003');
    expect(verdict).toMatchObject({ kind: 'accepted', isChanged: true });
    expect(verdict?.voided).toEqual(
      papers
        .map(({ id, number }) => ({ documentId: id, number, reason: 'differs' }))
        .toSorted((x, y) => ((x.number ?? '') < (y.number ?? '') ? -1 : 1)),
    );
    expect(await source.list('invoice', { customerIds: ['cus_0003'] })).toEqual([]);
    expect((await gapsOf(server)).unexplained).toBe(0);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AnyDocument } from '../../core/collections.ts';
import { indexEntryOf } from '../../core/collections.ts';
import type { Change } from '../../core/kernel/command.ts';
import type { Where } from '../../core/kernel/use-case.ts';
import { ChangeConflict, CommandReused } from '../../sync/local/conflict.ts';
import { memoryStore } from '../../sync/local/memory/store.ts';
import { type Store, storeOver } from '../../sync/local/store.ts';
import { Crash, crashingAfter, type Tables } from './crashing.ts';
import { sampleCustomer } from '../support/billing-world.ts';
import { change, event, segment } from './documents.ts';

/** Everything that a store holds, as one value that two stores can be compared by. */
export const dumped = async (store: Store): Promise<unknown> => {
  const journal: string[] = [];
  for await (const { sequence, entry } of store.journal()) journal.push(`${sequence} ${entry.command.id}`);
  return { segments: await store.list('segment'), events: await store.list('usage-event'), journal };
};

export const first = change('cmd_1', segment('b', 'active'), segment('a', 'active'), event('e1', 'cus_1', '2025-01-31T23:59:59.999Z'));
export const second = change(
  'cmd_2',
  segment('a', 'archived', 2),
  event('e2', 'cus_2', '2025-02-01T00:00:00.000Z'),
  event('e3', 'cus_1', '2025-03-01T00:00:00.000Z'),
);

/** Where a store under test is kept. Only the tables given last are used. */
export type Keeper = {
  /** The tables of an empty store. */
  empty(): Promise<Tables>;
  /** The tables of the last store, as another start of the program finds them. */
  again(): Promise<Tables>;
  /** How many random stores are tried: fewer where opening one takes long. */
  readonly runs: number;
};

/** What a store would hold after these changes, by the twin in memory. */
export const expected = async (...changes: readonly Change[]): Promise<unknown> => {
  const twin = memoryStore();
  for (const each of changes) await twin.commit(each);
  return dumped(twin);
};

/** What every store does. */
export const storeContract = (name: string, keeper: Keeper): void => {
  const opened = async (): Promise<Store> => {
    const { documents, log } = await keeper.empty();
    return storeOver(documents, log);
  };

  const reopened = async (): Promise<Store> => {
    const { documents, log } = await keeper.again();
    return storeOver(documents, log);
  };

  /** The changes tried on a new store that stops working after so many writes. */
  const crashed = async (writes: number, changes: readonly Change[], tornAppend = false): Promise<void> => {
    const broken = crashingAfter(await keeper.empty(), writes, tornAppend);
    await tried(storeOver(broken.documents, broken.log), changes);
  };

  const committed = async (...changes: readonly Change[]): Promise<Store> => {
    const store = await opened();
    for (const each of changes) await store.commit(each);
    return store;
  };

  describe(`${name}: reading`, () => {
    it('gives a document by kind and id, and null for what it does not have', async () => {
      const store = await committed(first);
      expect(await store.get('segment', 'a')).toEqual(segment('a', 'active'));
      expect(await store.get('segment', 'e1')).toBeNull();
      expect(await store.get('invoice', 'a')).toBeNull();
    });

    it('lists in code-unit order of the ids', async () => {
      const ids = ['b', 'B', 'ä', 'a', '\u{1F600}', '￰', 'a1', 'A'];
      const store = await committed(change('cmd_1', ...ids.map((id) => segment(id, 'active'))));
      expect((await store.list('segment')).map(({ id }) => id)).toEqual(['A', 'B', 'a', 'a1', 'b', 'ä', '\u{1F600}', '￰']);
    });

    it('answers by the newest revision only', async () => {
      const store = await committed(first, second);
      expect((await store.list('segment', { state: 'active' })).map(({ id }) => id)).toEqual(['b']);
      expect((await store.list('segment', { state: 'archived' })).map(({ id }) => id)).toEqual(['a']);
    });

    it('takes a day from inclusive to exclusive', async () => {
      const store = await committed(first, second);
      const ids = async (where: Where): Promise<readonly string[]> => (await store.list('usage-event', where)).map(({ id }) => id);
      expect(await ids({ onFrom: '2025-02-01' })).toEqual(['e2', 'e3']);
      expect(await ids({ onBefore: '2025-02-01' })).toEqual(['e1']);
      expect(await ids({ onFrom: '2025-02-01T00:00:00.000Z', onBefore: '2025-03-01T00:00:00.000Z' })).toEqual(['e2']);
      expect(await ids({ customerIds: ['cus_1'], onFrom: '2025-02-01' })).toEqual(['e3']);
      expect(await ids({ customerIds: [] })).toEqual([]);
      expect(await ids({ ids: ['e3', 'e1', 'e3', 'none'], customerIds: ['cus_1', 'cus_1'] })).toEqual(['e1', 'e3']);
    });

    it('finds what another system calls so, as it is called now, letter by letter', async () => {
      const called = (id: string, externalId: string, rev = 1) => ({ ...sampleCustomer({ id, externalId }), rev });
      const store = await committed(
        change('cmd_1', called('c1', 'crm-1'), called('c2', 'crm-2'), called('c3', ''), called('c4', 'crm-1')),
        change('cmd_2', called('c2', 'crm-3', 2)),
      );
      const ids = async (where: Where): Promise<readonly string[]> => (await store.list('customer', where)).map(({ id }) => id);
      expect(await ids({ externalId: 'crm-1' })).toEqual(['c1', 'c4']);
      expect(await ids({ externalId: 'crm-1', ids: ['c4', 'c2'] })).toEqual(['c4']);
      expect(await ids({ externalId: 'crm-2' })).toEqual([]);
      expect(await ids({ externalId: 'crm-3' })).toEqual(['c2']);
      expect(await ids({ externalId: 'CRM-3' })).toEqual([]);
      expect(await ids({ externalId: '' })).toEqual(['c3']);
    });

    it('answers every question as a look at each document would', async () => {
      const instants = ['2025-01-01T00:00:00.000Z', '2025-01-31T12:00:00.000Z', '2025-02-01T00:00:00.000Z', '2025-12-31T23:59:59.999Z'];
      const customers = ['c1', 'c2', 'c3'];
      const where = fc.record(
        {
          customerIds: fc.array(fc.constantFrom(...customers, 'c9'), { maxLength: 3 }),
          ids: fc.array(
            fc.nat(12).map((n) => `e${n}`),
            { maxLength: 5 },
          ),
          state: fc.constantFrom('', 'active'),
          onFrom: fc.constantFrom('2025-01-15', ...instants),
          onBefore: fc.constantFrom('2025-02-01', ...instants),
        },
        { requiredKeys: [] },
      );
      const rows = fc.array(fc.tuple(fc.constantFrom(...customers), fc.constantFrom(...instants)), { maxLength: 12 });
      await fc.assert(
        fc.asyncProperty(rows, fc.array(where, { maxLength: 6 }), async (given, questions) => {
          const events = given.map(([customerId, at], index) => event(`e${index}`, customerId, at));
          const store = await committed(change('cmd_1', ...events));
          for (const question of questions) expect(await store.list('usage-event', question)).toEqual(looked(events, question));
        }),
        { numRuns: keeper.runs },
      );
    });
  });

  describe(`${name}: committing`, () => {
    it('writes everything that a change holds and keeps the command', async () => {
      const store = await committed(first);
      expect(await store.list('segment')).toEqual([segment('a', 'active'), segment('b', 'active')]);
      expect(await store.known('cmd_1')).toMatchObject({ sequence: 1 });
      expect(await store.known('cmd_2')).toBeNull();
    });

    it('[OFF-03] the same command again has no effect, whatever was planned for it', async () => {
      const store = await committed(first, second);
      const before = await dumped(store);
      await store.commit(first);
      await store.commit({ ...second, writes: [] });
      await store.commit({
        ...second,
        command: { ...second.command, at: '2025-06-01T00:00:00.000Z', by: { user: 'usr_2', station: 'B1' } },
      });
      expect(await dumped(store)).toEqual(before);
    });

    it('[OFF-03] another command under a used id is refused and writes nothing', async () => {
      const store = await committed(first);
      const before = await dumped(store);
      const other = change('cmd_1', segment('c', 'active'));
      await expect(store.commit({ ...other, command: { ...other.command, body: { other: true } } })).rejects.toThrow(CommandReused);
      expect(await dumped(store)).toEqual(before);
    });

    it.each([
      [
        'a document that is new in the plan but stored',
        change('cmd_9', segment('c', 'active'), segment('a', 'active')),
        { basedOn: null, found: 1 },
      ],
      [
        'a document that is stored in the plan but missing',
        change('cmd_9', segment('c', 'active'), segment('d', 'active', 2)),
        { basedOn: 1, found: null },
      ],
      ['an older revision', change('cmd_9', segment('c', 'active'), segment('a', 'active', 3)), { basedOn: 2, found: 1 }],
    ])('%s is a conflict and writes nothing', async (_case, stale, facts) => {
      const store = await committed(first);
      const before = await dumped(store);
      const refused = await store.commit(stale).then(
        () => null,
        (error: unknown) => error,
      );
      expect(refused).toBeInstanceOf(ChangeConflict);
      expect((refused as ChangeConflict).stale).toEqual([{ kind: 'segment', id: stale.writes[1]?.document.id, ...facts }]);
      expect(await dumped(store)).toEqual(before);
      expect(await store.known('cmd_9')).toBeNull();
    });

    it('takes changes that follow one another together, each with its own place in the journal', async () => {
      const store = await opened();
      const third = change('cmd_3', segment('a', 'active', 3));
      await store.commitAll([first, second, third, second]);
      expect(await dumped(store)).toEqual(await expected(first, second, third));
      await store.commitAll([first, change('cmd_4', segment('a', 'archived', 4)), third]);
      expect(await dumped(store)).toEqual(await expected(first, second, third, change('cmd_4', segment('a', 'archived', 4))));
    });

    it('writes nothing of changes of which one is stale or has the id of another', async () => {
      const store = await committed(first);
      const before = await dumped(store);
      const stale = change('cmd_9', segment('a', 'active', 2));
      await expect(store.commitAll([second, stale])).rejects.toThrow(ChangeConflict);
      const other = { ...first, command: { ...first.command, body: { other: true } } };
      await expect(store.commitAll([second, other])).rejects.toThrow(CommandReused);
      expect(await dumped(store)).toEqual(before);
    });

    it('takes commits that come at once one after another', async () => {
      const store = await opened();
      const results = await Promise.allSettled([
        store.commit(first),
        store.commit(first),
        store.commit(second),
        store.commit(change('cmd_3', segment('a', 'active', 2))),
      ]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled', 'rejected']);
      expect(await dumped(store)).toEqual(await expected(first, second));
    });

    it('gives the journal in order, from the start or from a sequence on', async () => {
      const store = await committed(first, second);
      const read = async (after?: number): Promise<unknown> => {
        const records: unknown[] = [];
        for await (const { sequence, entry } of store.journal(after)) records.push([sequence, entry]);
        return records;
      };
      const entry = ({ command, writes }: Change): unknown => ({ command, documents: writes.map(({ document }) => document) });
      expect(await read()).toEqual([
        [1, entry(first)],
        [2, entry(second)],
      ]);
      expect(await read(1)).toEqual([[2, entry(second)]]);
      expect(await read(2)).toEqual([]);
    });
  });

  describe(`${name}: crashing`, () => {
    const steps = first.writes.length + second.writes.length + 4;

    it('[OFF-03] a crash after any write is healed by resume, and by trying again', async () => {
      const whole = await expected(first, second);
      for (let writes = 0; writes < steps; writes += 1) {
        await crashed(writes, [first, second]);
        const healed = await reopened();
        await healed.resume();
        const known = (await healed.known('cmd_2')) !== null ? 2 : (await healed.known('cmd_1')) !== null ? 1 : 0;
        expect(await dumped(healed)).toEqual(await expected(...[first, second].slice(0, known)));
        for (const each of [first, second]) await healed.commit(each);
        expect(await dumped(healed)).toEqual(whole);
      }
    });

    it('[OFF-03] a crash among changes that are taken together leaves the first so many, and trying again completes them', async () => {
      const whole = await expected(first, second);
      for (let writes = 0; writes < steps - 1; writes += 1) {
        const broken = crashingAfter(await keeper.empty(), writes);
        const failed = await storeOver(broken.documents, broken.log)
          .commitAll([first, second])
          .then(
            () => null,
            (error: unknown) => error,
          );
        expect(failed === null || failed instanceof Crash).toBe(true);
        const healed = await reopened();
        await healed.resume();
        const known = (await healed.known('cmd_2')) !== null ? 2 : (await healed.known('cmd_1')) !== null ? 1 : 0;
        expect(await dumped(healed)).toEqual(await expected(...[first, second].slice(0, known)));
        await healed.commitAll([first, second]);
        expect(await dumped(healed)).toEqual(whole);
      }
    });

    it('a crash heals at the next commit even where nobody called resume', async () => {
      const third = change('cmd_3', segment('z', 'active'));
      const whole = await expected(first, second, third);
      for (let writes = 1; writes < steps; writes += 1) {
        await crashed(writes, [first, second]);
        const healed = await reopened();
        for (const each of [first, second, third]) await healed.commit(each);
        expect(await dumped(healed)).toEqual(whole);
      }
    });

    it('a command that arrived although its writer was told otherwise happened once', async () => {
      await crashed(0, [first], true);
      const healed = await reopened();
      await healed.resume();
      await healed.commit(first);
      expect(await dumped(healed)).toEqual(await expected(first));
    });

    it('what was committed is there at the next start, with its order', async () => {
      await committed(first, second);
      const store = await reopened();
      expect(await dumped(store)).toEqual(await expected(first, second));
      await store.commit(change('cmd_3', segment('z', 'active')));
      expect(await store.known('cmd_3')).toMatchObject({ sequence: 3 });
    });

    it('a second resume finds nothing to do', async () => {
      const store = await committed(first, second);
      const before = await dumped(store);
      await store.resume();
      await store.resume();
      expect(await dumped(store)).toEqual(before);
    });
  });
};

const tried = async (store: Store, changes: readonly Change[]): Promise<void> => {
  for (const each of changes) {
    const failed = await store.commit(each).then(
      () => null,
      (error: unknown) => error,
    );
    if (failed === null) continue;
    expect(failed).toBeInstanceOf(Crash);
    return;
  }
};

const looked = (documents: readonly AnyDocument[], where: Where): readonly AnyDocument[] =>
  documents
    .filter((document) => {
      const entry = indexEntryOf(document);
      return (
        (where.ids?.includes(document.id) ?? true) &&
        (where.customerIds?.includes(entry.customerId) ?? true) &&
        (where.state === undefined || where.state === entry.state) &&
        (where.onFrom === undefined || entry.on >= where.onFrom) &&
        (where.onBefore === undefined || entry.on < where.onBefore)
      );
    })
    .toSorted((a, b) => (a.id < b.id ? -1 : 1));

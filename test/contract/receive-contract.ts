import { describe, expect, it } from 'vitest';
import type { StoredDocument } from '../../core/kernel/command.ts';
import { InvariantBroken } from '../../core/kernel/invariant.ts';
import type { Received } from '../../sync/local/received.ts';
import { type Store, storeOver } from '../../sync/local/store.ts';
import { Crash, crashingAfter } from './crashing.ts';
import { change, event, segment } from './documents.ts';
import type { Keeper } from './store-contract.ts';

/** The documents of a store, without its journal: what comes from a server leaves no command. */
const documentsOf = async (store: Store): Promise<unknown> => ({
  segments: await store.list('segment'),
  events: await store.list('usage-event'),
});

const received = (documents: readonly StoredDocument[], ...removed: Received['removed']): Received => ({ documents, removed });

const made = change('cmd_1', segment('a', 'active'), segment('b', 'active'), event('e1', 'cus_1', '2025-01-31T00:00:00.000Z'));
const pending = change('cmd_2', segment('a', 'archived', 2), segment('new', 'active'));

/** The server knows nothing of the pending command, and has a later word on `b`. */
const pulled = received(
  [segment('a', 'active'), segment('b', 'active', 4, 'renamed'), event('e9', 'cus_2', '2025-03-01T00:00:00.000Z')],
  { kind: 'segment', id: 'new' },
  { kind: 'segment', id: 'never-there' },
);
const asPulled = {
  segments: [segment('a', 'active'), segment('b', 'active', 4, 'renamed')],
  events: [event('e1', 'cus_1', '2025-01-31T00:00:00.000Z'), event('e9', 'cus_2', '2025-03-01T00:00:00.000Z')],
};

/** What every store does with a server's state. */
export const receiveContract = (name: string, keeper: Keeper): void => {
  const opened = async (): Promise<Store> => {
    const { documents, log } = await keeper.empty();
    return storeOver(documents, log);
  };
  const reopened = async (): Promise<Store> => {
    const { documents, log } = await keeper.again();
    const store = storeOver(documents, log);
    await store.resume();
    return store;
  };
  const withPending = async (): Promise<Store> => {
    const store = await opened();
    await store.commit(made);
    await store.commit(pending);
    return store;
  };

  describe(`${name}: receiving`, () => {
    it('writes the state of a server over the local one, whatever its revision, and takes away what the server does not have', async () => {
      const store = await withPending();
      expect(await store.receive(pulled)).toEqual([
        { kind: 'segment', id: 'a' },
        { kind: 'segment', id: 'b' },
        { kind: 'usage-event', id: 'e9' },
        { kind: 'segment', id: 'new' },
      ]);
      expect(await documentsOf(store)).toEqual(asPulled);
      expect(await store.get('segment', 'new')).toBeNull();
      expect((await store.list('segment', { state: 'archived' })).map(({ id }) => id)).toEqual([]);
      expect((await store.list('usage-event', { customerIds: ['cus_2'] })).map(({ id }) => id)).toEqual(['e9']);
    });

    it('writes nothing that is there already just so, whatever the order of its fields', async () => {
      const store = await withPending();
      await store.receive(pulled);
      const turned = pulled.documents.map((document) => Object.fromEntries(Object.entries(document).reverse()) as StoredDocument);
      expect(await store.receive({ ...pulled, documents: turned })).toEqual([]);
      expect(await store.receive(received([]))).toEqual([]);
    });

    it('keeps what was received at the next start, over the commands that it took back', async () => {
      await (await withPending()).receive(pulled);
      expect(await documentsOf(await reopened())).toEqual(asPulled);
    });

    it('keeps the journal as it is, and tells any stretch of it', async () => {
      const store = await withPending();
      await store.receive(pulled);
      const told = async (after: number, through?: number): Promise<readonly number[]> => {
        const sequences: number[] = [];
        for await (const { sequence } of store.journal(after, through)) sequences.push(sequence);
        return sequences;
      };
      expect([await told(0), await told(1), await told(0, 1), await told(1, 1), await told(1, 9)]).toEqual([[1, 2], [2], [1], [], [2]]);
      expect(await store.known('cmd_2')).toMatchObject({ sequence: 2 });
    });

    it('a change goes on from what was received, also where a document was taken away', async () => {
      const store = await withPending();
      await store.receive(pulled);
      await store.commit(change('cmd_3', segment('b', 'archived', 5), segment('new', 'archived')));
      const again = await reopened();
      expect(await again.get('segment', 'b')).toEqual(segment('b', 'archived', 5));
      expect(await again.get('segment', 'new')).toEqual(segment('new', 'archived'));
      expect(await again.receive(received([segment('new', 'active')]))).toEqual([{ kind: 'segment', id: 'new' }]);
      expect(await again.receive(received([], { kind: 'segment', id: 'new' }))).toEqual([{ kind: 'segment', id: 'new' }]);
      expect(await again.receive(received([segment('new', 'active', 7)]))).toEqual([{ kind: 'segment', id: 'new' }]);
      expect(await again.get('segment', 'new')).toEqual(segment('new', 'active', 7));
    });

    it('[OFF-03] a crash after any write is healed by receiving the same again', async () => {
      const steps = pulled.documents.length + pulled.removed.length;
      for (let writes = 0; writes < steps; writes += 1) {
        const tables = await keeper.empty();
        const before = storeOver(tables.documents, tables.log);
        await before.commit(made);
        await before.commit(pending);
        const broken = crashingAfter(tables, writes);
        await expect(storeOver(broken.documents, broken.log).receive(pulled)).rejects.toThrow(Crash);
        const healed = await reopened();
        await healed.receive(pulled);
        expect(await documentsOf(healed)).toEqual(asPulled);
        expect(await documentsOf(await reopened())).toEqual(asPulled);
      }
    });

    it('finishes a command that was interrupted before it writes over it', async () => {
      const tables = await keeper.empty();
      const broken = crashingAfter(tables, made.writes.length + 3);
      const store = storeOver(broken.documents, broken.log);
      await store.commit(made);
      await expect(store.commit(pending)).rejects.toThrow(Crash);
      const { documents, log } = await keeper.again();
      await storeOver(documents, log).receive(pulled);
      expect(await documentsOf(await reopened())).toEqual(asPulled);
    });

    it('keeps a note beside the documents, which is there at the next start', async () => {
      const store = await opened();
      expect(await store.note('pull')).toBeNull();
      await store.keepNote('pull', '{"through":12}');
      await store.keepNote('pull', '{"through":7}');
      const again = await reopened();
      expect(await again.note('pull')).toBe('{"through":7}');
      expect(await again.note('push')).toBeNull();
    });

    it('takes its turn among commits', async () => {
      const store = await opened();
      await Promise.all([store.commit(made), store.commit(pending), store.receive(pulled)]);
      expect(await documentsOf(store)).toEqual(asPulled);
    });

    it('refuses a document that is named twice, and writes nothing', async () => {
      const store = await withPending();
      const twice = received([segment('a', 'active')], { kind: 'segment', id: 'a' });
      await expect(store.receive(twice)).rejects.toThrow(InvariantBroken);
      expect(await store.get('segment', 'a')).toEqual(segment('a', 'archived', 2));
    });
  });
};

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Outbox } from '../../../sync/client/outbox.ts';
import { memoryStore } from '../../../sync/local/memory/store.ts';
import type { JournalRecord, Store } from '../../../sync/local/store.ts';
import { emptyOutbox } from '../../../sync/protocol/outbox-digest.ts';
import { change, segment } from '../../contract/documents.ts';

const start = { sequence: 0, digest: emptyOutbox };
const engine = (): string => 'engine-1';

const given = (store: Store, at: number): Promise<readonly JournalRecord[]> =>
  store.commit(change(`cmd_${at}`, segment(`a${at}`, 'active'), segment(`b${at}`, 'active')));

/** The same store, counting the records that are read of its journal. */
const counting = (store: Store): { readonly store: Store; readonly read: () => number } => {
  let read = 0;
  const journal: Store['journal'] = async function* (...stretch) {
    for await (const record of store.journal(...stretch)) {
      read += 1;
      yield record;
    }
  };
  return { store: { ...store, journal }, read: () => read };
};

describe('the outbox', () => {
  it('pushes a command that was just given without reading it again', async () => {
    const { store, read } = counting(memoryStore());
    const outbox = new Outbox(store, start);
    await outbox.extend(await given(store, 1));
    const push = await outbox.next(engine);
    expect(push?.commands.map(({ sequence, command }) => [sequence, command.id])).toEqual([[1, 'cmd_1']]);
    expect(read()).toBe(0);
    await outbox.moveTo(outbox.placeAt(1));
    expect(await outbox.next(engine)).toBeNull();
  });

  it('says the same whatever it was told of, in whatever order, and wherever it begins', async () => {
    const told = fc.array(fc.boolean(), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(told, fc.nat(12), fc.boolean(), async (marks, judged, isLate) => {
        const store = memoryStore();
        const outbox = new Outbox(store, start);
        const late: JournalRecord[] = [];
        for (const [at, isTold] of marks.entries()) {
          const records = await given(store, at + 1);
          if (isTold && isLate) late.unshift(...records);
          else if (isTold) await outbox.extend(records);
        }
        await outbox.extend(late);
        const fresh = new Outbox(store, start);
        await fresh.extend();
        expect(outbox.waiting).toEqual(fresh.waiting);
        expect(await outbox.next(engine)).toEqual(await fresh.next(engine));
        const place = fresh.placeAt(Math.min(judged, marks.length));
        for (const each of [outbox, fresh]) await each.moveTo(place);
        expect(await outbox.next(engine)).toEqual(await fresh.next(engine));
        // A server that was put back from a backup gets everything again.
        await outbox.moveTo(start);
        expect((await outbox.next(engine))?.commands).toHaveLength(marks.length);
      }),
    );
  });

  it('holds few documents at hand: of a billing run the rest is read when it is pushed', async () => {
    const { store, read } = counting(memoryStore());
    const outbox = new Outbox(store, start);
    for (let at = 1; at <= 5; at += 1) {
      const many = Array.from({ length: 100 }, (_, index) => segment(`s${at}_${index}`, 'active'));
      await outbox.extend(await store.commit(change(`cmd_${at}`, ...many)));
    }
    expect((await outbox.next(engine))?.commands).toHaveLength(5);
    expect(read()).toBe(2);
  });
});

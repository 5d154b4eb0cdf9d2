import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { JournalIndex } from '../../../renderer/workers/journal-index.ts';
import { memoryStore } from '../../../sync/local/memory/store.ts';
import type { Store } from '../../../sync/local/store.ts';
import { change, segment } from '../../contract/documents.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const many = Array.from({ length: 450 }, (_, at) => change(`cmd_${at + 1}`, segment(`s${at}`, 'active')));

/** The same store, which counts the records that are read of its journal. */
const counting = (store: Store): { readonly store: Store; readonly read: () => number } => {
  let read = 0;
  const journal: Store['journal'] = async function* (after, through) {
    for await (const record of store.journal(after, through)) {
      read += 1;
      yield record;
    }
  };
  return { store: { ...store, journal }, read: () => read };
};

it('[A20] reads the whole journal once in its life: later starts read a page', async () => {
  const kept = memoryStore();
  for (const each of many) await kept.commit(each);
  const first = counting(kept);
  const index = new JournalIndex(first.store);
  expect((await index.page({ limit: 3 })).items.map(({ sequence }) => sequence)).toEqual([450, 449, 448]);
  expect(first.read()).toBe(453);
  await vi.runAllTimersAsync();
  await kept.commit(change('cmd_451', segment('s0', 'archived', 2)));

  const second = counting(kept);
  const later = new JournalIndex(second.store);
  const page = await later.page({ documentId: 's0', limit: 10 });
  expect(page.items.map(({ sequence }) => sequence)).toEqual([451, 1]);
  expect(page.items[0]?.changes[0]).toMatchObject({ before: { rev: 1 }, after: { rev: 2 } });
  // The one command that came since, and the two of the page.
  expect(second.read()).toBe(3);
  expect((await later.page({ limit: 1 })).matching).toBe(451);
});

it('knows what a store is filled with without reading it', async () => {
  const { store, read } = counting(memoryStore());
  const index = new JournalIndex(store);
  await store.fill(index.heard(many));
  expect((await index.page({ documentId: 's7', limit: 5 })).items).toHaveLength(1);
  expect(read()).toBe(1);
  index.soon();
  await vi.runAllTimersAsync();
  const again = counting(store);
  expect((await new JournalIndex(again.store).page({ limit: 0 })).matching).toBe(450);
  expect(again.read()).toBe(0);
});

it('rests between stretches of a long journal, but not while somebody waits for a page', async () => {
  const kept = memoryStore();
  for (const each of many) await kept.commit(each);
  const { store, read } = counting(kept);
  const index = new JournalIndex(store);
  index.soon();
  // The moment at which it begins: it reads three hundred documents and rests before the others.
  await vi.advanceTimersByTimeAsync(30_000);
  expect(read()).toBe(300);
  await vi.advanceTimersByTimeAsync(1000);
  expect(read()).toBe(450);
  const waitedFor = counting(kept);
  expect((await new JournalIndex(waitedFor.store).page({ limit: 0 })).matching).toBe(450);
});

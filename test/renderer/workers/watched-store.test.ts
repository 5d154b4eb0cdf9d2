import { expect, it } from 'vitest';
import { sendingStore, watchedStore } from '../../../renderer/workers/watched-store.ts';
import { memoryStore } from '../../../sync/local/memory/store.ts';
import { change, segment } from '../../contract/documents.ts';

it('tells what a commit wrote and what a server changed, and nothing of what was there already', async () => {
  const heard: unknown[] = [];
  const store = watchedStore(
    memoryStore(),
    (changed) => heard.push(changed),
    () => undefined,
  );
  await store.commit(change('cmd_1', segment('a', 'active'), segment('b', 'active')));
  const received = { documents: [segment('a', 'active'), segment('c', 'active', 3)], removed: [{ kind: 'segment', id: 'b' }] };
  await store.receive(received);
  await store.receive(received);
  const keys = (...ids: readonly string[]): unknown => ids.map((id) => ({ kind: 'segment', id }));
  expect(heard).toEqual([keys('a', 'b'), keys('c', 'b')]);
});

it('[A8] tells that there is something to send after every way in which commands come, and not after what a server sent', async () => {
  let given = 0;
  const records: number[] = [];
  const store = sendingStore(memoryStore(), (told) => {
    given += 1;
    records.push(...told.map(({ sequence }) => sequence));
  });
  const before = [change('cmd_1', segment('a', 'active'))];
  await store.fill(before.values());
  expect(given).toBe(1);
  await store.commit(change('cmd_2', segment('b', 'active')));
  expect(given).toBe(2);
  await store.commitAll([change('cmd_3', segment('c', 'active')), change('cmd_4', segment('d', 'active'))]);
  expect(given).toBe(3);
  await store.commit(change('cmd_4', segment('d', 'active')));
  expect(records).toEqual([2, 3, 4]);
  await store.receive({ documents: [segment('e', 'active')], removed: [] });
  expect(given).toBe(4);
});

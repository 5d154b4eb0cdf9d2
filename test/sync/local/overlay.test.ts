import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../../sync/local/memory/store.ts';
import { overlay, scratchStore } from '../../../sync/local/overlay.ts';
import { change, event, segment } from '../../contract/documents.ts';
import { dumped } from '../../contract/store-contract.ts';

const first = change('cmd_1', segment('a', 'active'), segment('c', 'active'), event('e1', 'cus_1', '2025-01-10T00:00:00.000Z'));
const next = change('cmd_2', segment('a', 'archived', 2), segment('b', 'active'), event('e0', 'cus_1', '2025-01-05T00:00:00.000Z'));

const filled = async () => {
  const store = memoryStore();
  await store.commit(first);
  return store;
};

describe('overlay', () => {
  it('shows the change as if it had been committed, and leaves the store as it was', async () => {
    const store = await filled();
    const before = await dumped(store);
    const shown = await overlay(store, next);
    expect(await shown.get('segment', 'a')).toEqual(segment('a', 'archived', 2));
    expect(await shown.get('segment', 'c')).toEqual(segment('c', 'active'));
    expect((await shown.list('segment')).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect((await shown.list('segment', { state: 'active' })).map(({ id }) => id)).toEqual(['b', 'c']);
    expect((await shown.list('usage-event', { customerIds: ['cus_1'] })).map(({ id }) => id)).toEqual(['e0', 'e1']);
    expect(await dumped(store)).toEqual(before);
  });

  it('answers every question as the store does once the change is committed', async () => {
    const store = await filled();
    const shown = await overlay(await filled(), next);
    await store.commit(next);
    for (const where of [{}, { state: 'active' }, { state: 'archived' }, { ids: ['a', 'b'] }, { ids: ['c'], state: 'active' }]) {
      expect(await shown.list('segment', where)).toEqual(await store.list('segment', where));
    }
  });
});

describe('scratch store', () => {
  it('takes commits on top of the other store, which never hears of them', async () => {
    const store = await filled();
    const before = await dumped(store);
    const scratch = scratchStore(store);
    await scratch.commit(next);
    await scratch.commit(change('cmd_3', segment('a', 'active', 3)));
    expect(await scratch.list('segment', { state: 'active' })).toEqual([
      segment('a', 'active', 3),
      segment('b', 'active'),
      segment('c', 'active'),
    ]);
    expect(await dumped(store)).toEqual(before);
  });

  it('knows the commands of both', async () => {
    const scratch = scratchStore(await filled());
    await scratch.commit(first);
    await scratch.commit(next);
    expect(await scratch.known('cmd_1')).not.toBeNull();
    expect(await scratch.known('cmd_2')).not.toBeNull();
    expect(await scratch.known('cmd_3')).toBeNull();
  });
});

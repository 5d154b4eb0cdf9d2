import { expect, it } from 'vitest';
import type { Source } from '../../../core/sources.ts';
import { handedOnce } from '../../../renderer/workers/handed-once.ts';
import { memoryStore } from '../../../sync/local/memory/store.ts';
import { customerAt, entering, subscriptionAt } from '../../support/stored-company.ts';

const numbers = [0, 1, 2];

/** A source with three customers, of whom the last has no subscription, and what was asked of it. */
const asked = async () => {
  const store = memoryStore();
  await store.commit(entering('cmd_in', [...numbers.map(customerAt), ...[0, 1].map(subscriptionAt)]));
  const questions: string[] = [];
  const source: Source = {
    get: store.get,
    list: (kind, where) => {
      questions.push(kind);
      return store.list(kind, where);
    },
  };
  return { store, questions, reads: handedOnce(source, await store.list('subscription')) };
};
const all = numbers.map((at) => customerAt(at).id);

it('[F3] a billing run that asks batch by batch is answered from what was read already', async () => {
  const { store, questions, reads } = await asked();
  await reads.list('customer');
  for (const ids of [all.slice(0, 1), all.slice(1)]) {
    expect(await reads.list('customer', { ids })).toEqual(await store.list('customer', { ids }));
    expect(await reads.list('subscription', { customerIds: ids })).toEqual(await store.list('subscription', { customerIds: ids }));
  }
  expect(questions).toEqual(['customer']);
});

it('[F3] whoever asks again, or for something else, is answered by the source', async () => {
  const { store, questions, reads } = await asked();
  const first = { customerIds: all.slice(0, 1) };
  await reads.list('subscription', first);
  for (const where of [{ customerIds: all }, { state: 'active' }, { ...first, state: 'active' }, {}])
    expect(await reads.list('subscription', where)).toEqual(await store.list('subscription', where));
  expect(await reads.list('customer', { ids: all })).toEqual(await store.list('customer', { ids: all }));
  expect(questions).toEqual(['subscription', 'subscription', 'subscription', 'subscription', 'customer']);
});

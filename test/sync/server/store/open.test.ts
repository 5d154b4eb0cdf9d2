import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { openServerStore } from '../../../../sync/server/store/open.ts';
import { storeKeepers } from '../../../support/server-stores.ts';

describe.each(storeKeepers())('the server store on $name', (keeper) => {
  afterAll(() => keeper.stop());

  it('opens empty, and again as it was left', async () => {
    const store = await keeper.fresh();
    await store.exclusively(async ({ transaction, counter }) => {
      expect(counter).toMatchObject({ sequence: 0, position: 0, hash: '' });
      await transaction.updateTable('counter').set({ sequence: 9_007_199_254_740_991 }).execute();
    });
    const again = await keeper.again();
    const { sequence, epoch } = await again.reader.selectFrom('counter').selectAll().executeTakeFirstOrThrow();
    expect(sequence).toBe(9_007_199_254_740_991);
    expect(epoch).toMatch(/^[A-Za-z0-9_-]{20}$/);
    expect(again.signer.keyId).toBe(store.signer.keyId);
  });

  it('lets one in at a time, and each sees what those before it did', async () => {
    const store = await keeper.fresh();
    const other = store.dialect === 'postgres' ? await keeper.again() : store;
    await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        (index % 2 === 0 ? store : other).exclusively(async ({ transaction, counter }) => {
          await new Promise(setImmediate);
          await transaction
            .updateTable('counter')
            .set({ sequence: counter.sequence + 1 })
            .execute();
        }),
      ),
    );
    expect(await store.reader.selectFrom('counter').select('sequence').executeTakeFirstOrThrow()).toEqual({ sequence: 30 });
  });

  it('undoes everything where the work throws, and says nothing of it', async () => {
    const store = await keeper.fresh();
    const heard: (string | null)[] = [];
    const stop = store.hear((text) => heard.push(text));
    // A listener of another process says `null` when it is there: something may have been missed.
    if (store.dialect === 'postgres') await vi.waitUntil(() => heard.length > 0, { timeout: 15_000 });
    const failing = store.exclusively(async ({ transaction, announce }) => {
      await transaction.updateTable('counter').set({ sequence: 5 }).execute();
      await announce('five');
      throw new Error('power cut');
    });
    await expect(failing).rejects.toThrow('power cut');
    await store.exclusively(async ({ announce }) => announce('six'));
    await expect.poll(() => heard.filter((text) => text !== null), { timeout: 15_000 }).toEqual(['six']);
    expect(await store.reader.selectFrom('counter').select('sequence').executeTakeFirstOrThrow()).toEqual({ sequence: 0 });
    stop();
  });
});

it('a store that nobody read from is closed whole: no log stays beside its file', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-store-'));
  try {
    const store = await openServerStore({ folder, database: null });
    await store.exclusively(({ transaction }) => transaction.updateTable('counter').set({ sequence: 1 }).execute());
    await store.close();
    expect(readdirSync(folder).toSorted()).toEqual(['audit-key.pem', 'counterfoil.sqlite']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

it('two processes on one PostgreSQL hear each other', async () => {
  for (const keeper of storeKeepers().filter(({ name }) => name === 'PostgreSQL')) {
    const store = await keeper.fresh();
    const other = await keeper.again();
    const heard: (string | null)[] = [];
    other.hear((text) => heard.push(text));
    await expect.poll(() => heard).toEqual([null]);
    await store.exclusively(async ({ announce }) => announce('changed'));
    await expect.poll(() => heard).toEqual([null, 'changed']);
    await keeper.stop();
  }
  expect(storeKeepers()[0]?.name).toBe('SQLite');
});

import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type * as kept from '../../../renderer/app/kept.ts';

/** The module keeps its connection: every test begins on a machine of its own. */
const fresh = async (factory: unknown = new IDBFactory()): Promise<typeof kept> => {
  vi.stubGlobal('indexedDB', factory);
  vi.resetModules();
  return import('../../../renderer/app/kept.ts');
};

describe('[A13] what is kept on this machine', () => {
  beforeEach(() => {
    vi.unstubAllGlobals();
  });

  it('is there in the next window', async () => {
    const factory = new IDBFactory();
    await (await fresh(factory)).keep('draft.customer', { companyName: 'Brandt' });
    const { keptUnder } = await fresh(factory);
    expect(await keptUnder('draft.customer')).toEqual({ companyName: 'Brandt' });
    expect(await keptUnder('draft.plan')).toBeUndefined();
  });

  it('is the last of many values, and every caller waits until it is written', async () => {
    const { keep, keptUnder } = await fresh();
    await Promise.all(['B', 'Br', 'Bra', 'Bran'].map((typed) => keep('draft.customer', typed)));
    expect(await keptUnder('draft.customer')).toBe('Bran');
    await keep('draft.customer', 'Brandt');
    expect(await keptUnder('draft.customer')).toBe('Brandt');
  });

  it('is forgotten when it is saved, whatever was being written', async () => {
    const { keep, keptUnder } = await fresh();
    void keep('draft.customer', 'Brandt');
    await keep('draft.customer', undefined);
    expect(await keptUnder('draft.customer')).toBeUndefined();
  });

  it('is nothing where this place can keep nothing, and nobody is held up', async () => {
    const { keep, keptUnder } = await fresh({
      open: () => {
        throw new Error('SecurityError');
      },
    });
    await keep('draft.customer', 'Brandt');
    expect(await keptUnder('draft.customer')).toBeUndefined();
  });
});

import { afterEach, describe, expect, it } from 'vitest';
import type { Database } from '../../../../sync/local/rxdb/database.ts';
import { rxCommands } from '../../../../sync/local/rxdb/commands.ts';
import { rxDocuments } from '../../../../sync/local/rxdb/documents.ts';
import { isFull, StoreFull, storeProblemOf, StoreStuck, within } from '../../../../sync/local/rxdb/faults.ts';
import { currentForms } from '../../../../sync/local/rxdb/forms.ts';
import { type Store, storeOver } from '../../../../sync/local/store.ts';
import { freshHost } from '../../../contract/fresh-host.ts';
import { dumped } from '../../../contract/store-contract.ts';
import { first, Openings, optionsOn, second } from './opening.ts';

const openings = new Openings();
afterEach(() => openings.closeAll());

/** What Dexie makes of a browser that has no space left: the transaction's error, wrapped. */
const noSpace = (): Error =>
  Object.assign(new Error('transaction aborted'), {
    name: 'AbortError',
    inner: Object.assign(new Error('full'), { name: 'QuotaExceededError' }),
  });

/** The same database on a disk that takes so many more writes. A write to any collection counts. */
const onFullDisk = (database: Database, writes: number): Store => {
  let left = writes;
  const limited = <T extends { insert: (rows: never) => unknown; replace: (...rest: never) => unknown }>(table: T): T => ({
    ...table,
    insert: async (rows: never) => {
      if (left <= 0) throw noSpace();
      left -= 1;
      return table.insert(rows);
    },
    replace: async (...rest: never) => {
      if (left <= 0) throw noSpace();
      left -= 1;
      return table.replace(...rest);
    },
  });
  const documents = Object.fromEntries(
    Object.entries(database.documents).map(([name, table]) => [name, limited(table)]),
  ) as unknown as Database['documents'];
  return storeOver(rxDocuments(documents), rxCommands(limited(database.commands), documents.work, currentForms));
};

describe('a full disk', () => {
  it('before the command is stored: nothing happened, and it can be tried again', async () => {
    const { store, database } = await openings.open(optionsOn(freshHost()));
    await store.commit(first);
    const before = await dumped(store);
    const error = await onFullDisk(database, 0)
      .commit(second)
      .catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(StoreFull);
    expect(storeProblemOf(error)).toEqual({ code: 'store.full', written: 'nothing' });
    expect(await dumped(store)).toEqual(before);
    await store.commit(second);
    expect(await store.known('cmd_2')).toMatchObject({ sequence: 2 });
  });

  it('after it: it has happened, the user is told, and it is finished when there is space', async () => {
    const host = freshHost();
    const whole = await openings.open(optionsOn(host, { name: 'whole' }));
    await whole.store.commit(first);
    await whole.store.commit(second);
    const expected = await dumped(whole.store);
    await openings.closeAll();
    // One write for the command, then the documents in two collections.
    for (const writes of [1, 2]) {
      await (await openings.open(optionsOn(host, { name: `full-${writes}` }))).store.commit(first);
      await openings.closeAll();
      const opened = await openings.open(optionsOn(host, { name: `full-${writes}` }));
      const error = await onFullDisk(opened.database, writes)
        .commit(second)
        .catch((caught: unknown) => caught);
      expect(storeProblemOf(error)).toEqual({ code: 'store.full', written: 'unfinished' });
      await openings.closeAll();
      const again = await openings.open(optionsOn(host, { name: `full-${writes}` }));
      expect(again.healed).toBe(1);
      expect(await dumped(again.store)).toEqual(expected);
      await openings.closeAll();
    }
  });

  it('is known however deep it is wrapped, and nothing else is taken for it', () => {
    const quota = Object.assign(new Error('x'), { name: 'QuotaExceededError' });
    expect(isFull(quota)).toBe(true);
    expect(isFull(new Error('outer', { cause: { failures: [quota] } }))).toBe(true);
    expect(isFull(new Error('QuotaExceededError'))).toBe(false);
    expect(isFull(null)).toBe(false);
    expect(storeProblemOf(new TypeError('odd'))).toEqual({ code: 'store.failed', reason: 'TypeError: odd' });
  });
});

describe('a database that does not answer', () => {
  it('is not waited for without an end', async () => {
    await expect(within(20, 'invoices: page', Promise.withResolvers<never>().promise)).rejects.toThrow(StoreStuck);
    expect(await within(1000, 'invoices: page', Promise.resolve(3))).toBe(3);
    await expect(within(1000, 'invoices: page', Promise.reject(new TypeError('broken')))).rejects.toThrow(TypeError);
  });
});

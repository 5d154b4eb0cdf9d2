import { describe, expect, it } from 'vitest';
import { collections, type DocumentKind } from '../../core/collections.ts';
import type { StoredDocument } from '../../core/kernel/command.ts';
import { ChangeConflict } from '../../sync/local/conflict.ts';
import { memoryCommands } from '../../sync/local/memory/commands.ts';
import { memoryDocuments } from '../../sync/local/memory/documents.ts';
import { storeOver } from '../../sync/local/store.ts';
import { crashingAfter, type Tables } from './crashing.ts';
import type { Sample } from './every-use-case.ts';
import type { Keeper } from './store-contract.ts';

const kinds = Object.values(collections).flat() as readonly DocumentKind[];

/** After how many writes the power goes off: before the command, right after it, after some documents, with only the mark of progress missing. */
const moments: readonly (readonly [string, (writes: number) => number])[] = [
  ['before the command', () => 0],
  ['right after the command', () => 1],
  ['after the first document', () => 2],
  ['after half of the documents', (writes) => 1 + Math.ceil(writes / 2)],
  ['before the last document', (writes) => Math.max(1, writes)],
  ['before the mark of progress', (writes) => writes + 1],
];

/** The store is closed and opened again after every so many commands; between them only its owner is new. */
const reopenEvery = 12;

const found = async (tables: Tables, documents: readonly StoredDocument[]): Promise<readonly unknown[]> =>
  Promise.all(documents.map(({ kind, id }) => tables.documents.get(kind as DocumentKind, id)));

const everything = async ({ documents, log }: Tables): Promise<unknown> => {
  const journal: unknown[] = [];
  for await (const record of log.after(0)) journal.push(record);
  return { journal, documents: await Promise.all(kinds.map((kind) => documents.list(kind))) };
};

/** What a store does with a command of every kind. The samples come in the order in which they happened. */
export const useCaseContract = (name: string, keeper: Keeper, samples: readonly Sample[]): void => {
  describe(`${name}: every kind of command`, () => {
    it.each(moments)('[OFF-03] a crash %s is healed at the next start, and trying again has no further effect', async (_name, momentOf) => {
      let tables = await keeper.empty();
      const twin: Tables = { documents: memoryDocuments(), log: memoryCommands() };
      const expected = storeOver(twin.documents, twin.log);
      for (const [index, { before, change }] of samples.entries()) {
        const documents = change.writes.map(({ document }) => document);
        await twin.documents.put(before);
        await tables.documents.put(before);
        const stood = await found(tables, documents);

        const broken = crashingAfter(tables, momentOf(documents.length));
        await storeOver(broken.documents, broken.log)
          .commit(change)
          .catch(() => undefined);
        if (index % reopenEvery === 0) tables = await keeper.again();
        const healed = storeOver(tables.documents, tables.log);
        await healed.resume();
        const happened = (await healed.known(change.command.id)) !== null;
        expect(await found(tables, documents)).toEqual(happened ? documents : stood);

        await expected.commit(change);
        await healed.commit(change);
        await healed.commit(change);
        expect(await found(tables, documents)).toEqual(documents);
        const stale = { ...change, command: { ...change.command, id: `${change.command.id}-late` } };
        await expect(healed.commit(stale)).rejects.toThrow(ChangeConflict);
      }
      expect(await everything(await keeper.again())).toEqual(await everything(twin));
    });
  });
};

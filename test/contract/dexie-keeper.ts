import { type RxCommands, rxCommands } from '../../sync/local/rxdb/commands.ts';
import { type Database, openDatabase } from '../../sync/local/rxdb/database.ts';
import { rxDocuments } from '../../sync/local/rxdb/documents.ts';
import { currentForms } from '../../sync/local/rxdb/forms.ts';
import type { Host } from '../../sync/local/rxdb/host.ts';
import type { Tables } from './crashing.ts';
import type { Keeper } from './store-contract.ts';

export type ClosingKeeper = Keeper & { close(): Promise<void> };

/** The tables of the real database. A start closes it and opens it again on what it left. */
export const dexieKeeper = (machine: () => Host, runs: number): ClosingKeeper => {
  let host = machine();
  let database: Database | null = null;
  let number = 0;

  let log: RxCommands | null = null;

  const close = async (): Promise<void> => {
    await log?.marked();
    await database?.close();
    database = null;
  };
  const open = async (): Promise<Tables> => {
    await close();
    database = await openDatabase(`contract-${number}`, host);
    const { documents, commands } = database;
    log = rxCommands(commands, documents.work, currentForms);
    return { documents: rxDocuments(documents), log };
  };
  return {
    empty: () => {
      host = machine();
      number += 1;
      return open();
    },
    again: open,
    runs,
    close,
  };
};

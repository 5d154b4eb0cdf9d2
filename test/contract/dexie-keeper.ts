import { type RxCommands, rxCommands } from '../../sync/local/rxdb/commands.ts';
import { type Database, openDatabase } from '../../sync/local/rxdb/database.ts';
import { rxDocuments } from '../../sync/local/rxdb/documents.ts';
import type { DocumentKey } from '../../sync/local/received.ts';
import { currentForms } from '../../sync/local/rxdb/forms.ts';
import type { Host } from '../../sync/local/rxdb/host.ts';
import type { Tables } from './crashing.ts';
import type { Keeper } from './store-contract.ts';

export type ClosingKeeper = Keeper & { close(): Promise<void> };

/**
 * The tables of the real database. A start closes it and opens it again on what it left.
 * @param isNew what it is told of documents that come in; whatever that is, the outcome is the same.
 */
export const dexieKeeper = (machine: () => Host, runs: number, isNew: (key: DocumentKey) => boolean = () => false): ClosingKeeper => {
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
    const { commands } = database;
    const documents = rxDocuments(database.documents);
    log = rxCommands(commands, database.documents.work, currentForms);
    return { documents: { ...documents, receive: (received) => documents.receive(received, isNew) }, log };
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

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { InvariantBroken } from '../../core/kernel/invariant.ts';
import { memoryDocuments } from '../local/memory/documents.ts';
import { type Store, storeOver } from '../local/store.ts';
import { lockFolder } from './folder-lock.ts';
import { openJournal } from './journal.ts';

/** A store that lives in a folder: documents in memory, rebuilt from the journal at the start. */
export type FileStore = {
  readonly store: Store;
  /** How many commands the journal held when it was opened. */
  readonly replayed: number;
  /** Bytes of an interrupted write that were taken away. */
  readonly tornBytes: number;
  close(): Promise<void>;
};

/**
 * Opens the store in the folder, which one process has at a time.
 * @throws JournalDamaged, FolderInUse
 */
export const openFileStore = async (folder: string): Promise<FileStore> => {
  await mkdir(folder, { recursive: true });
  const unlock = await lockFolder(folder);
  try {
    const documents = memoryDocuments();
    let replayed = 0;
    const journal = await openJournal(path.join(folder, 'journal'), async ({ entry, sequence }) => {
      await documents.put(entry.documents);
      replayed = sequence;
    });
    const close = async (): Promise<void> => {
      await journal.close();
      await unlock();
    };
    // Its documents are what its journal says, so that a server's state would be gone at the next start.
    const receive = (): Promise<never> => Promise.reject(new InvariantBroken('a folder without a database receives nothing from a server'));
    return { store: storeOver({ ...documents, receive }, journal), replayed, tornBytes: journal.tornBytes, close };
  } catch (error) {
    await unlock();
    throw error;
  }
};

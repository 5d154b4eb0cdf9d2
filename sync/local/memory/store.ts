import { type Store, storeOver } from '../store.ts';
import { memoryCommands } from './commands.ts';
import { memoryDocuments } from './documents.ts';

/** The store's twin in memory: the same behaviour, nothing kept. */
export const memoryStore = (): Store => storeOver(memoryDocuments(), memoryCommands());

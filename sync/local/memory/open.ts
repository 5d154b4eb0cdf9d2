import type { OpenedStore } from '../opened.ts';
import { memoryStore } from './store.ts';

/** A store that lasts as long as its host. */
export const openMemoryStore = async (): Promise<OpenedStore> => ({
  store: memoryStore(),
  healed: 0,
  isPersistent: false,
  wipe: async () => undefined,
  close: async () => undefined,
});

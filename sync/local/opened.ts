import type { Store } from './store.ts';

/** A store that a host has opened, and what only its database can do. */
export type OpenedStore = {
  readonly store: Store;
  /** Commands that an interruption had left half applied and that opening has finished. */
  readonly healed: number;
  /** Whether the host has promised to keep the data when space gets short; `null` where it cannot say. */
  readonly isPersistent: boolean | null;
  /** Takes everything away, for a new beginning. The store is not used after it. */
  wipe(): Promise<void>;
  close(): Promise<void>;
};

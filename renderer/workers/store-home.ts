import type { Outcome, ProblemLike } from '../../core/kernel/outcome.ts';
import type { ListIndex } from '../../sync/local/index/list-index.ts';
import type { Store } from '../../sync/local/store.ts';

/** A store as it stands open: what every commit goes through, and its lists, which know of a commit when it resolves. */
export type OpenHome = {
  readonly store: Store;
  readonly index: ListIndex;
  /** Commands that an interruption had left half applied and that opening has finished. */
  readonly healed: number;
  readonly isPersistent: boolean | null;
  exported(): Promise<Blob>;
  wipe(): Promise<void>;
  close(): Promise<void>;
};

/** Takes a copy of what is about to be replaced to a safe place; when it rejects, nothing is replaced. */
export type TakeCopy = (copy: Blob) => Promise<void>;

/** Where the store of this station lives. */
export type StoreHome = {
  open(): Promise<Outcome<OpenHome, ProblemLike>>;
  /** Replaces everything in a closed store. */
  restore(file: Blob, takeCopy: TakeCopy): Promise<Outcome<{ readonly commands: number }, ProblemLike>>;
  /** Brings a closed store of an older program into today's form. */
  migrate(takeCopy: TakeCopy): Promise<Outcome<{ readonly commands: number }, ProblemLike>>;
};

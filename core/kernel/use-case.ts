import type { Change, Command } from './command.ts';
import type { Outcome, ProblemLike } from './outcome.ts';

/** What a list may ask for. Dates and states are those of the document's index entry (see core/collections.ts). */
export type Where = {
  readonly customerIds?: readonly string[];
  readonly ids?: readonly string[];
  readonly state?: string;
  /** What another system calls it, letter by letter. */
  readonly externalId?: string;
  /** Index date at or after (inclusive). */
  readonly onFrom?: string;
  /** Index date before (exclusive). */
  readonly onBefore?: string;
};

/**
 * The read port, for the kinds of document that a use case needs: `Reads<{ customer: Customer; plan: Plan }>`.
 * `list` answers in code-unit order of the ids, whatever the store.
 */
export type Reads<Kinds extends object> = {
  get<K extends keyof Kinds & string>(kind: K, id: string): Promise<Kinds[K] | null>;
  list<K extends keyof Kinds & string>(kind: K, where?: Where): Promise<readonly Kinds[K][]>;
};

/**
 * A use case reads facts first, then decides. `plan` is pure: a preview is the same plan, not committed.
 * Command bodies reach `plan` with their shape already checked at the boundary (see core/kernel/shape.ts); rules are checked here.
 */
export type UseCase<C extends Command, Facts, P extends ProblemLike, Source> = {
  readonly kind: C['kind'];
  /** The JSON schema of the command's body, checked where a command enters from outside. */
  readonly shape: unknown;
  gather(command: C, source: Source): Promise<Facts>;
  plan(command: C, facts: Facts): Outcome<Change<C>, P>;
};

import type { Change } from '../../core/kernel/command.ts';
import { ChangeConflict } from '../../sync/local/conflict.ts';
import type { ProblemLike } from '../../core/kernel/outcome.ts';
import { storeProblemOf } from '../../sync/local/rxdb/faults.ts';
import type { Store } from '../../sync/local/store.ts';

/**
 * Parts that are committed at once: each still happens for itself, and their documents are written together. The first one goes alone and the next ones are
 * few, so that something is seen at once and a pause is heard soon.
 */
const mostTogether = 5;

export const groupsOf = (changes: readonly Change[]): readonly (readonly Change[])[] => {
  const groups: (readonly Change[])[] = [];
  for (let from = 0; from < changes.length; from += groups.at(-1)?.length ?? 0)
    groups.push(changes.slice(from, from + Math.min(groups.length + 1, mostTogether)));
  return groups;
};

const isNew = ({ basedOn, document }: { basedOn: number | null; document: { kind: string } }): boolean =>
  basedOn === null && (document.kind === 'invoice' || document.kind === 'credit-note');

/**
 * Groups that are written at once: the commands of the second one are appended while the documents of the first are laid down. The very first is written before
 * the next begins, so that a pause right after it is heard.
 */
const mostUnderWay = (groups: number): number => (groups <= 2 ? 1 : 2);

/** Commits the parts of a run while the next ones are still planned: the database writes in another process, and the planner need not wait for it. */
export class RunCommits {
  readonly #store: Store;
  readonly #mayGoOn: (documents: number) => Promise<boolean>;
  readonly #committed: (documents: number) => void;
  #waiting: Change[] = [];
  #groups = 0;
  #underWay: Promise<void>[] = [];
  /** Documents that are committed. */
  documents = 0;
  isCancelled = false;
  problem: ProblemLike | null = null;

  /** `mayGoOn` is asked before each group, and waits where the run is paused. */
  constructor(store: Store, mayGoOn: (documents: number) => Promise<boolean>, committed: (documents: number) => void) {
    this.#store = store;
    this.#mayGoOn = mayGoOn;
    this.#committed = committed;
  }

  async take(change: Change): Promise<void> {
    this.#waiting.push(change);
    if (this.#waiting.length > Math.min(this.#groups, mostTogether - 1)) await this.#next();
  }

  /** Everything that was taken is committed, or is not going to be. */
  async end(): Promise<void> {
    if (this.#waiting.length > 0) await this.#next();
    await Promise.all(this.#underWay);
  }

  async #next(): Promise<void> {
    const group = this.#waiting;
    this.#waiting = [];
    this.#groups += 1;
    if (this.#underWay.length >= mostUnderWay(this.#groups)) await this.#underWay.shift();
    if (this.problem !== null || this.isCancelled) return;
    this.isCancelled = !(await this.#mayGoOn(this.documents));
    if (!this.isCancelled) this.#underWay.push(this.#commit(group));
  }

  async #commit(group: readonly Change[]): Promise<void> {
    try {
      await this.#store.commitAll(group);
      this.documents += group.flatMap(({ writes }) => writes).filter(isNew).length;
      this.#committed(this.documents);
    } catch (error) {
      // Somebody wrote meanwhile: what is left is still owed and comes with the next run.
      this.problem ??= error instanceof ChangeConflict ? { code: 'run.facts-changed' } : storeProblemOf(error);
    }
  }
}

import type { AnyDocument, DocumentKind, Documents } from '../../../core/collections.ts';
import type { Change, Command, StoredDocument } from '../../../core/kernel/command.ts';
import { must } from '../../../core/kernel/invariant.ts';
import type { BodyOf, CommandKind } from '../../../core/use-cases.ts';
import { useCaseOf } from '../../../core/use-cases.ts';
import { planned } from '../../../sync/local/run-command.ts';
import type { Store } from '../../../sync/local/store.ts';

/** A change of one kind of command, with the documents as they were that it is based on. */
export type Sample = { readonly kind: string; readonly before: readonly StoredDocument[]; readonly change: Change };

/** A change with more documents than this tells a store nothing new. */
export const mostWrites = 12;

/** Gives commands to a store and keeps one small change of each kind. */
export class Desk {
  readonly samples: Sample[] = [];
  readonly refused: string[] = [];
  readonly #store: Store;
  readonly #seen: Set<string>;
  readonly #name: string;
  #number = 0;

  /** `name` stands in the ids of its commands: two desks give none twice. */
  constructor(store: Store, seen: Set<string>, name = 'desk') {
    this.#store = store;
    this.#seen = seen;
    this.#name = name;
  }

  /** Gives a command; answers the documents that it wrote, none where it was refused. */
  async give<K extends CommandKind>(kind: K, body: BodyOf<K>, at = '2025-02-03T09:00:00.000Z'): Promise<readonly StoredDocument[]> {
    this.#number += 1;
    const command: Command = { id: `cmd_${this.#name}_${this.#number}`, kind, at, by: { user: 'usr_1', station: 'A7' }, body };
    const plan = await planned(this.#store, must(useCaseOf(kind), 'a kind of command has its use case'), command);
    if (!plan.ok) {
      this.refused.push(`${kind}: ${JSON.stringify(plan.problems).slice(0, 300)}`);
      return [];
    }
    await this.take(plan.value);
    return plan.value.writes.map(({ document }) => document);
  }

  /** Commits a change and keeps it as the sample of its kind, if it is the first small one. */
  async take(change: Change): Promise<void> {
    const { kind } = change.command;
    if (change.writes.length > 0 && change.writes.length <= mostWrites && !this.#seen.has(kind)) {
      this.#seen.add(kind);
      const before: StoredDocument[] = [];
      for (const { basedOn, document } of change.writes) {
        const found = basedOn === null ? null : await this.#store.get(document.kind as DocumentKind, document.id);
        if (found !== null) before.push(found);
      }
      this.samples.push({ kind, before, change });
    }
    await this.#store.commit(change);
  }

  async one<K extends DocumentKind>(kind: K, fits: (document: Documents[K]) => boolean): Promise<Documents[K]> {
    const found = (await this.#store.list(kind)).find(fits);
    if (found === undefined) throw new Error(`no ${kind} of that sort in the demo company`);
    return found;
  }

  first<K extends DocumentKind>(written: readonly StoredDocument[], kind: K): Documents[K] {
    const found = written.find((document) => document.kind === kind);
    if (found === undefined) throw new Error(`no ${kind} was written: ${this.refused.at(-1)}`);
    return found as AnyDocument as Documents[K];
  }
}

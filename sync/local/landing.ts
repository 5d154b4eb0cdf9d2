import type { DocumentKind } from '../../core/collections.ts';
import type { StoredDocument } from '../../core/kernel/command.ts';
import type { CommandLog, DocumentTable } from './store.ts';

const nameOf = (kind: string, id: string): string => `${kind} ${id}`;

const noRevisions: ReadonlyMap<string, number> = new Map();

/**
 * The documents of what has happened, on their way to their collections, in the order of the journal. The next command is checked and appended meanwhile:
 * the database writes the ones while the other is still worked out.
 */
export class Landing {
  readonly #documents: DocumentTable;
  readonly #log: CommandLog;
  #writing: Promise<void> = Promise.resolve();
  /** Whether some of the journal may have no documents yet: at the start, and after a write that failed. */
  #isBehind = true;
  readonly #revisions = new Map<string, number>();

  constructor(documents: DocumentTable, log: CommandLog) {
    this.#documents = documents;
    this.#log = log;
  }

  /** Finishes what was interrupted. What is merely under way is not waited for. */
  async resumed(): Promise<void> {
    if (!this.#isBehind) return;
    await this.ended();
    for await (const { entry, sequence } of this.#log.after(await this.#log.appliedThrough())) {
      await this.#documents.put(entry.documents);
      await this.#log.markApplied(sequence);
    }
    this.#writing = Promise.resolve();
    this.#revisions.clear();
    this.#isBehind = false;
  }

  /** Nothing is under way any more, whether it could be written or not. */
  async ended(): Promise<void> {
    await this.#writing.catch(() => undefined);
  }

  /** The last thing was not certain to happen: the journal is looked at before anything else is written. */
  doubt(): void {
    this.#isBehind = true;
  }

  /** The revisions of those documents that are still being written: asked for before the stored ones are, since they may come to be written meanwhile. */
  revisions(kind: DocumentKind, ids: readonly string[]): ReadonlyMap<string, number> {
    if (this.#revisions.size === 0) return noRevisions;
    return new Map(
      ids.flatMap((id) => {
        const revision = this.#revisions.get(nameOf(kind, id));
        return revision === undefined ? [] : [[id, revision]];
      }),
    );
  }

  /** Writes the documents of what has happened up to a sequence. It rejects where they, or any before them, could not be written: `resumed` writes them. */
  land(sequence: number, documents: readonly StoredDocument[]): Promise<void> {
    for (const { kind, id, rev } of documents) this.#revisions.set(nameOf(kind, id), rev);
    this.#writing = this.#landed(this.#writing, sequence, documents);
    return this.#writing;
  }

  async #landed(before: Promise<void>, sequence: number, documents: readonly StoredDocument[]): Promise<void> {
    try {
      await before;
      await this.#documents.put(documents);
      await this.#log.markApplied(sequence);
    } catch (error) {
      this.#isBehind = true;
      throw error;
    }
    for (const { kind, id, rev } of documents) {
      const name = nameOf(kind, id);
      if (this.#revisions.get(name) === rev) this.#revisions.delete(name);
    }
  }
}

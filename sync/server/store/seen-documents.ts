import type { AnyDocument, DocumentKind } from '../../../core/collections.ts';

const keyOf = (kind: string, id: string): string => `${kind} ${id}`;

/** What a command has read or written of single documents, so that nothing is asked for twice. It holds inside the door, where nobody else writes. */
export class SeenDocuments {
  readonly #documents = new Map<string, AnyDocument>();
  /** Asked for by their ids, and not there. */
  readonly #absent = new Set<string>();

  add(document: AnyDocument): void {
    this.#documents.set(keyOf(document.kind, document.id), document);
  }

  /** @param ids all of them were asked for; which are there was added before. */
  askedFor(kind: DocumentKind, ids: readonly string[]): void {
    for (const id of ids) if (!this.#documents.has(keyOf(kind, id))) this.#absent.add(keyOf(kind, id));
  }

  get(kind: DocumentKind, id: string): AnyDocument | undefined {
    return this.#documents.get(keyOf(kind, id));
  }

  /** Those of which it is not known whether they are there. */
  unknown(kind: DocumentKind, ids: readonly string[]): readonly string[] {
    return ids.filter((id) => this.get(kind, id) === undefined && !this.#absent.has(keyOf(kind, id)));
  }

  clear(): void {
    this.#documents.clear();
    this.#absent.clear();
  }
}

import type { DocumentKey } from '../local/received.ts';

/** A document's name as one text. */
export const keyText = ({ kind, id }: DocumentKey): string => `${kind} ${id}`;

/** Keys, each once, in the order in which they came. */
export class KeySet {
  readonly #keys = new Map<string, DocumentKey>();

  constructor(keys: Iterable<DocumentKey> = []) {
    this.addAll(keys);
  }

  addAll(keys: Iterable<DocumentKey>): void {
    for (const key of keys) this.#keys.set(keyText(key), { kind: key.kind, id: key.id });
  }

  has(key: DocumentKey): boolean {
    return this.#keys.has(keyText(key));
  }

  delete(key: DocumentKey): void {
    this.#keys.delete(keyText(key));
  }

  get size(): number {
    return this.#keys.size;
  }

  get all(): readonly DocumentKey[] {
    return [...this.#keys.values()];
  }
}

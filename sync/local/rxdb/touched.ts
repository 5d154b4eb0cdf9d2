import type { DocumentKey } from '../received.ts';
import { type Envelope, keyOf, ownEnvelope } from './envelope.ts';
import type { Table } from './table.ts';

const touchedKind = '~touched';
const touchedId = 'keys';

/**
 * Documents that were written past the journal since the lists were last kept: a start that reads kept lists and the journal would not learn of them, so
 * they are looked at again. Noted before they are written.
 */
export class Touched {
  readonly #work: Table<Envelope>;
  /** Each key with the time, counted, at which the lists learned of it; infinite while they have not. */
  readonly #keys = new Map<string, { readonly key: DocumentKey; readonly time: number }>();
  #time = 0;
  #writing: Promise<unknown> = Promise.resolve();

  constructor(work: Table<Envelope>) {
    this.#work = work;
  }

  /** What an earlier start left. Whoever asks tells the lists. */
  async load(): Promise<readonly DocumentKey[]> {
    const [envelope] = await this.#work.byKeys([keyOf(touchedKind, touchedId)]);
    const keys = envelope === undefined ? [] : (JSON.parse(envelope.body) as readonly DocumentKey[]);
    this.taken(keys);
    return keys;
  }

  /** On the disk when it resolves. */
  async note(keys: readonly DocumentKey[]): Promise<void> {
    if (keys.length === 0) return;
    for (const key of keys) this.#keys.set(keyOf(key.kind, key.id), { key, time: Infinity });
    await this.#write();
  }

  /** The lists show them now. */
  taken(keys: readonly DocumentKey[]): void {
    this.#time += 1;
    for (const key of keys) this.#keys.set(keyOf(key.kind, key.id), { key, time: this.#time });
  }

  /** Whether the lists have not learned yet what became of it. */
  isWaiting(kind: string, id: string): boolean {
    return this.#keys.size > 0 && this.#keys.get(keyOf(kind, id))?.time === Infinity;
  }

  /** Whether there is any of which the lists have not learned yet what became of it. */
  get isAnyWaiting(): boolean {
    for (const { time } of this.#keys.values()) if (time === Infinity) return true;
    return false;
  }

  /** What the lists have learned so far, to be told to `forget` once they are kept. */
  get time(): number {
    return this.#time;
  }

  async forget(time: number): Promise<void> {
    const before = this.#keys.size;
    for (const [text, touched] of this.#keys) if (touched.time <= time) this.#keys.delete(text);
    if (this.#keys.size < before) await this.#write();
  }

  #write(): Promise<unknown> {
    const work = this.#writing.then(() => {
      const body = JSON.stringify([...this.#keys.values()].map(({ key }) => key));
      return this.#work.replace([ownEnvelope(touchedKind, touchedId, 1, body)], () => true);
    });
    this.#writing = work.catch(() => undefined);
    return work;
  }
}

import { rowSpecs } from '../../../core/views/lists/row-specs.ts';
import { type Envelope, keyOf, ownEnvelope } from '../rxdb/envelope.ts';
import type { Table } from '../rxdb/table.ts';
import { type Chunk, chunkOf, chunkRows, fillShelf } from './chunk.ts';
import type { ListIndex, RowPlace } from './list-index.ts';

const rowsKind = '~rows';
const manifestId = 'manifest';

/** What the stored rows are: of which program, up to which command, how many of each kind. Written after the rows that it speaks of. */
type Manifest = { readonly stamp: string; readonly through: number; readonly sizes: Readonly<Record<string, number>> };

/** Grows when rows are kept in another way. */
const layout = 1;

/** Rows kept by another program than this one are made anew: it may word them in another way. */
const stampOf = (build: string): string =>
  JSON.stringify([layout, build, Object.values(rowSpecs).map(({ kind, columns }) => [kind, columns.map(({ key, type }) => [key, type])])]);

/** Chunks read at once. */
const readAtOnce = 20;

/**
 * The index as it is kept between two starts, in pieces of a thousand rows. It may lie behind the documents, never beside them: after it is read, every
 * command after `through` is taken in again, and a piece that is newer than the manifest only holds what those commands say anyway.
 */
export class Snapshot {
  readonly #work: Table<Envelope>;
  readonly #index: ListIndex;
  readonly #stamp: string;
  #dirty = new Map<string, Set<number>>();
  #dirtyRows = 0;
  /** Rows were taken away, so that pieces of two times do not fit together. */
  #isHoled = false;
  #flushing: Promise<void> = Promise.resolve();

  constructor(work: Table<Envelope>, index: ListIndex, build: string) {
    this.#work = work;
    this.#index = index;
    this.#stamp = stampOf(build);
  }

  /** Rows that changed since they were last kept. */
  get behind(): number {
    return this.#dirtyRows;
  }

  /** Rows have gone from these places, and others may have come to stand there. */
  removed(rows: readonly RowPlace[]): void {
    this.changed(rows);
    if (rows.length > 0) this.#isHoled = true;
  }

  changed(rows: readonly RowPlace[]): void {
    for (const { kind, slot } of rows) {
      const at = Math.floor(slot / chunkRows);
      const chunks = this.#dirty.get(kind);
      if (chunks === undefined) this.#dirty.set(kind, new Set([at]));
      else chunks.add(at);
    }
    this.#dirtyRows += rows.length;
  }

  /** Fills the index with what was kept. Answers the command up to which it knows everything; `null` where the rows must be made anew. */
  async load(): Promise<number | null> {
    const manifest = await this.#manifest();
    if (manifest === null || manifest.stamp !== this.#stamp) return null;
    for (const [kind, size] of Object.entries(manifest.sizes)) if (!(await this.#loadKind(kind, size))) return null;
    return manifest.through;
  }

  /** Keeps every changed row; `through` is the command up to which the index knows everything now. */
  flush(through: number): Promise<void> {
    const work = this.#flushing.then(() => this.#write(through));
    this.#flushing = work.catch(() => undefined);
    return work;
  }

  async #write(through: number): Promise<void> {
    const dirty = this.#dirty;
    const sizes = Object.fromEntries([...this.#index.shelves].map(([kind, { size }]) => [kind, size]));
    this.#dirty = new Map();
    this.#dirtyRows = 0;
    const isHoled = this.#isHoled;
    this.#isHoled = false;
    try {
      if (isHoled) await this.#replace(manifestId, JSON.stringify({ stamp: '', through: 0, sizes: {} } satisfies Manifest));
      for (const [kind, chunks] of dirty) for (const at of chunks) await this.#writeChunk(kind, at);
      await this.#replace(manifestId, JSON.stringify({ stamp: this.#stamp, through, sizes } satisfies Manifest));
    } catch (error) {
      // The old manifest stands, and what changed is still to be kept.
      this.#isHoled ||= isHoled;
      for (const [kind, chunks] of dirty) this.changed([...chunks].map((at) => ({ kind, slot: at * chunkRows })));
      throw error;
    }
  }

  async #writeChunk(kind: string, at: number): Promise<void> {
    const shelf = this.#index.shelves.get(kind);
    if (shelf === undefined) return;
    await this.#replace(`${kind}|${at}`, JSON.stringify(chunkOf(shelf, at * chunkRows, (at + 1) * chunkRows)));
  }

  async #replace(id: string, body: string): Promise<void> {
    await this.#work.replace([ownEnvelope(rowsKind, id, 1, body)], () => true);
  }

  async #manifest(): Promise<Manifest | null> {
    const [envelope] = await this.#work.byKeys([keyOf(rowsKind, manifestId)]);
    return envelope === undefined ? null : (JSON.parse(envelope.body) as Manifest);
  }

  async #loadKind(kind: string, size: number): Promise<boolean> {
    const shelf = this.#index.shelfOf(kind);
    if (shelf === null) return false;
    const keys = Array.from({ length: Math.ceil(size / chunkRows) }, (_, at) => keyOf(rowsKind, `${kind}|${at}`));
    for (let from = 0; from < keys.length; from += readAtOnce) {
      const wanted = keys.slice(from, from + readAtOnce);
      const found = new Map((await this.#work.byKeys(wanted)).map((envelope) => [envelope.key, envelope.body]));
      for (const key of wanted) {
        const body = found.get(key);
        if (body === undefined) return false;
        fillShelf(shelf, JSON.parse(body) as Chunk);
      }
    }
    this.#index.filled(shelf, 0);
    return shelf.size >= size;
  }
}

import { Buffer } from 'buffer';

const magic = [0, 0xcf, 0x70, 0xa5];
const markLength = magic.length + 4;

/** Pieces of one file that still have to be packed. One file is written at a time. */
class Postponed {
  #pieces: Uint8Array[] = [];

  begin(): void {
    this.#pieces = [];
  }

  /** Eight bytes that stand for the piece. */
  put(piece: Uint8Array): Uint8Array {
    const mark = Buffer.alloc(markLength);
    mark.set(magic);
    mark.writeUInt32BE(this.#pieces.length, magic.length);
    this.#pieces.push(Uint8Array.from(piece));
    return mark;
  }

  /** The pieces, packed, in the order in which they were put. */
  async packed(): Promise<readonly Uint8Array[]> {
    return Promise.all(this.#pieces.map(deflated));
  }
}

export const postponed = new Postponed();

/** The number of the piece that a mark stands for, `null` for bytes that are none. */
const markOf = (bytes: Uint8Array): number | null =>
  bytes.length === markLength && magic.every((byte, at) => bytes[at] === byte)
    ? new DataView(bytes.buffer, bytes.byteOffset).getUint32(magic.length)
    : null;

/** Not by way of a Blob: the browser's own process keeps those, and asking it costs more than the packing. */
const deflated = async (bytes: Uint8Array): Promise<Uint8Array> => {
  const packing = new CompressionStream('deflate');
  const writer = packing.writable.getWriter();
  void writer.write(bytes as Uint8Array<ArrayBuffer>);
  void writer.close();
  const reader = packing.readable.getReader();
  const chunks: Uint8Array[] = [];
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) chunks.push(chunk.value);
  return joined(chunks);
};

const joined = (chunks: readonly Uint8Array[]): Uint8Array => {
  const all = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
};

const latin = (bytes: Uint8Array): string => String.fromCharCode(...bytes);
const bytesOf = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

/** The pieces with packed streams in place of their marks, and the length that each stream's head says. A head stands two pieces before its stream. */
const unmarked = (pieces: readonly Uint8Array[], packed: readonly Uint8Array[]): readonly Uint8Array[] => {
  const next = [...pieces];
  for (const [at, piece] of pieces.entries()) {
    const index = markOf(piece);
    const stream = index === null ? undefined : packed[index];
    const head = next[at - 2];
    if (stream === undefined || head === undefined) continue;
    next[at] = stream;
    next[at - 2] = bytesOf(latin(head).replace(`/Length ${markLength}`, `/Length ${stream.length}`));
  }
  return next;
};

const startsOf = (pieces: readonly Uint8Array[]): readonly number[] => {
  let offset = 0;
  return pieces.map(({ length }) => {
    const start = offset;
    offset += length;
    return start;
  });
};

/** The file as it would be had every stream been packed when it was written: offsets in its table follow the lengths. */
export const assembled = (pieces: readonly Uint8Array[], packed: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const next = [...unmarked(pieces, packed)];
  const before = startsOf(pieces);
  const after = startsOf(next);
  const moved = new Map(before.map((offset, at) => [offset, after[at] ?? 0]));
  const table = pieces.findLastIndex((piece) => piece.length === 5 && latin(piece) === 'xref\n');
  for (let at = table + 1; at < next.length; at += 1) {
    const text = latin(pieces[at] ?? new Uint8Array());
    const entry = /^(\d{10}) 00000 n/.exec(text);
    if (entry !== null) next[at] = bytesOf(text.replace(entry[1] ?? '', String(moved.get(Number(entry[1])) ?? 0).padStart(10, '0')));
    // What says where the table begins stands behind its own word.
    if (latin(pieces[at - 1] ?? new Uint8Array()) === 'startxref\n') next[at] = bytesOf(`${after[table] ?? 0}\n`);
  }
  const file = new Uint8Array(next.reduce((sum, { length }) => sum + length, 0));
  for (const [at, start] of startsOf(next).entries()) file.set(next[at] ?? new Uint8Array(), start);
  return file;
};

/** A file inside an archive. */
export type ZipEntry =
  | { readonly name: string; readonly text: string }
  | { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> };

const table = Uint32Array.from({ length: 256 }, (_each, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});

/** CRC-32 as ZIP uses it (ISO 3309). */
export const crc32 = (bytes: Uint8Array): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (table[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
};

type Bytes = Uint8Array<ArrayBuffer>;

const deflated = async (bytes: Bytes): Promise<Bytes> =>
  new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer());

const record = (fields: readonly (readonly [size: 2 | 4, value: number])[]): Bytes => {
  const bytes = new Uint8Array(fields.reduce((sum, [size]) => sum + size, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [size, value] of fields) {
    if (size === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += size;
  }
  return bytes;
};

// 1 January 1980, midnight: the archive says nothing about when it was made, so that the same rows give the same bytes.
const [time, date] = [0, 0x21];
const [version, utf8, deflate] = [20, 0x800, 8];

/** A ZIP archive (APPNOTE 6.3.3), each file packed by the host's own deflate. */
export const zipped = async (entries: readonly ZipEntry[], mediaType: string): Promise<Blob> => {
  const parts: Bytes[] = [];
  const directory: Bytes[] = [];
  let offset = 0;
  for (const entry of entries) {
    const [label, plain] = [new TextEncoder().encode(entry.name), 'bytes' in entry ? entry.bytes : new TextEncoder().encode(entry.text)];
    const packed = await deflated(plain);
    const facts = [
      [2, version],
      [2, utf8],
      [2, deflate],
      [2, time],
      [2, date],
      [4, crc32(plain)],
      [4, packed.length],
      [4, plain.length],
      [2, label.length],
      [2, 0],
    ] as const;
    const local = record([[4, 0x04034b50], ...facts]);
    parts.push(local, label, packed);
    directory.push(record([[4, 0x02014b50], [2, version], ...facts, [2, 0], [2, 0], [2, 0], [4, 0], [4, offset]]), label);
    offset += local.length + label.length + packed.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = record([
    [4, 0x06054b50],
    [2, 0],
    [2, 0],
    [2, entries.length],
    [2, entries.length],
    [4, size],
    [4, offset],
    [2, 0],
  ]);
  return new Blob([...parts, ...directory, end], { type: mediaType });
};

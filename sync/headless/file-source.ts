import { createReadStream } from 'node:fs';
import path from 'node:path';
import type { ImportSource } from './import/import-source.ts';

/** A file on the disk. */
export const fileSource = (file: string): ImportSource => ({
  name: path.basename(file),
  read: (from = 0, until = Number.POSITIVE_INFINITY) =>
    until <= from ? nothing() : createReadStream(file, { start: from, end: until - 1, highWaterMark: 1 << 16 }),
});

async function* nothing(): AsyncGenerator<Uint8Array> {}

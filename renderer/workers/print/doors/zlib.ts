import { Buffer } from 'buffer';
import { postponed } from '../postponed.ts';

/**
 * PDFKit packs while it writes. A browser packs only later, so each piece is remembered and stands in the file as a short mark until then
 * (see `postponed`). No packer in JavaScript: the browser's own makes the bytes that Node's makes.
 */
export const deflateSync = (bytes: Uint8Array): Uint8Array => postponed.put(bytes);

/** Pictures are unpacked with time to wait. */
export const inflate = (bytes: Uint8Array, done: (error: unknown, plain?: Uint8Array) => void): void => {
  const plain = new Blob([Uint8Array.from(bytes)]).stream().pipeThrough(new DecompressionStream('deflate'));
  new Response(plain).arrayBuffer().then((buffer) => done(null, Buffer.from(buffer)), done);
};

export default { deflateSync, inflate };

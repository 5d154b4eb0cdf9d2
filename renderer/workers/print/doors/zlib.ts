import { postponed } from '../postponed.ts';

/**
 * PDFKit packs while it writes. A browser packs only later, so each piece is remembered and stands in the file as a short mark until then
 * (see `postponed`). No packer in JavaScript: the browser's own makes the bytes that Node's makes.
 */
export const deflateSync = (bytes: Uint8Array): Uint8Array => postponed.put(bytes);

export default { deflateSync };

/**
 * A file as an import reads it, wherever it lies: on a disk, in a browser's file, in a test. `read` gives the bytes from one offset up to another (the end
 * where there is none) in pieces, and may be asked again.
 */
export type ImportSource = {
  /** As people call it, without a folder. */
  readonly name: string;
  readonly read: (from?: number, until?: number) => AsyncIterable<Uint8Array>;
};

/** Text or bytes that are at hand. */
export const heldSource = (name: string, content: string | Uint8Array): ImportSource => {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    name,
    read: async function* (from = 0, until = bytes.length) {
      for (let at = from; at < until; at += heldPiece) yield bytes.subarray(at, Math.min(at + heldPiece, until));
    },
  };
};

const heldPiece = 1 << 16;

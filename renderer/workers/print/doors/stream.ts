import { EventEmitter } from './events.ts';

/** A stream that keeps what is pushed into it: PDFKit writes a file piece by piece, and we take the pieces. */
export class Readable extends EventEmitter {
  readonly pieces: Uint8Array[] = [];
  #end = (): void => undefined;
  /** Fulfilled when the last piece is there: pictures are unpacked after the document was ended. */
  readonly ended = new Promise<void>((resolve) => {
    this.#end = resolve;
  });

  push(piece: Uint8Array | null): boolean {
    if (piece === null) this.#end();
    else this.pieces.push(piece);
    return true;
  }
}

/** SAX has a streaming face that is never used here. */
export class Stream extends EventEmitter {}

export default { Readable, Stream };

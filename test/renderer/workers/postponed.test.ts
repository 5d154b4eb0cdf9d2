import { createRequire } from 'node:module';
import { describe, expect, it, vi } from 'vitest';
import { documentDefinition } from '../../../renderer/print/print-document.ts';
import { assembled, postponed } from '../../../renderer/workers/print/postponed.ts';
import { renderDefinition } from '../../../sync/headless/print/render.ts';
import { templateOf } from '../print/sample-parts.ts';
import { germanInvoice, longInvoice, typical } from '../print/samples.ts';

/** Node's packer, as the very PDFKit sees it that pdfmake uses. */
const packer = createRequire(import.meta.url)('node:zlib') as { deflateSync: (bytes: Uint8Array) => Uint8Array };
const { Readable } = createRequire(import.meta.url)('node:stream') as {
  Readable: { prototype: { push(piece: Uint8Array | null): boolean } };
};

describe('the window packs a PDF after it was written', () => {
  it.each([
    ['one page', typical()],
    ['many pages', longInvoice(120)],
    ['German', germanInvoice()],
  ])('[A19] %s: byte for byte the file that is packed while it is written', async (_name, view) => {
    const facts = { id: view.id, issuedOn: view.issuedOn };
    const { bytes } = await renderDefinition(documentDefinition(view, templateOf()), facts);
    const pieces: Uint8Array[] = [];
    const push = vi.spyOn(Readable.prototype, 'push').mockImplementation(function keep(this: unknown, piece) {
      if (piece !== null) pieces.push(Uint8Array.from(piece));
      return original.call(this, piece);
    });
    const later = vi.spyOn(packer, 'deflateSync').mockImplementation((piece) => postponed.put(piece));
    postponed.begin();
    await renderDefinition(documentDefinition(view, templateOf()), facts);
    push.mockRestore();
    later.mockRestore();
    const packed = await postponed.packed();
    expect(packed.length).toBeGreaterThan(2);
    const whole = assembled(pieces, packed);
    expect(Buffer.from(whole).equals(Buffer.from(bytes))).toBe(true);
  });
});

const original = Readable.prototype.push;

import { createRequire } from 'node:module';

/** The few doors of fontkit, the reader of fonts under PDFKit, that are used here. */
export type GlyphRun = {
  readonly glyphs: readonly { readonly id: number; readonly codePoints: readonly number[] }[];
  readonly positions: readonly {
    readonly xAdvance: number;
    readonly yAdvance: number;
    readonly xOffset: number;
    readonly yOffset: number;
  }[];
  readonly advanceWidth: number;
};

export type Font = {
  readonly postscriptName: string;
  readonly unitsPerEm: number;
  /** The code points that have a glyph, ascending. */
  readonly characterSet: readonly number[];
  readonly glyphForCodePoint: (code: number) => { readonly id: number; readonly advanceWidth: number };
  readonly layout: (text: string, features?: readonly string[]) => GlyphRun;
};

/** fontkit asks every format in turn whether the bytes are its own, and opens them with `new`. */
export type FontFormat = { new (stream: { readonly buffer: Uint8Array }): object; probe(bytes: Uint8Array): boolean };

type Fontkit = {
  readonly create: (bytes: Uint8Array, postscriptName?: string) => Font;
  readonly registerFormat: (format: FontFormat) => void;
};

/** The very copy that pdfmake's PDFKit uses: a format that is registered with another copy would be of no use to it. */
const ofPdfkit = (): Fontkit => {
  const here = createRequire(import.meta.url);
  const pdfmake = createRequire(here.resolve('pdfmake'));
  const pdfkit = createRequire(pdfmake.resolve('pdfkit'));
  return pdfkit('fontkit') as Fontkit;
};

export const fontkit: Fontkit = ofPdfkit();

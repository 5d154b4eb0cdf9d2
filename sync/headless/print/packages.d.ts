/** The few doors of these packages that are used here. Their published types bring the DOM, or are missing. */

declare module 'pdfmake' {
  import type { Definition } from '../../../renderer/print/definition.ts';

  interface Printer {
    setFonts(fonts: Readonly<Record<string, { readonly normal: string; readonly bold: string }>>): void;
    setUrlAccessPolicy(allows: (url: string) => boolean): void;
    setLocalAccessPolicy(allows: (path: string) => boolean): void;
    createPdf(definition: Definition): { getStream(): Promise<PdfStream> };
    readonly virtualfs: { writeFileSync(name: string, content: Uint8Array): void };
  }
  /** The PDFKit document, laid out and drawn but not ended. */
  interface PdfStream extends NodeJS.ReadableStream {
    end(): void;
  }
  const printer: Printer;
  export default printer;
}

declare module 'fontkit' {
  export interface Run {
    readonly glyphs: readonly { readonly id: number; readonly codePoints: readonly number[] }[];
    readonly positions: readonly { xAdvance: number; yAdvance: number; xOffset: number; yOffset: number; advanceWidth?: number }[];
    readonly advanceWidth: number;
  }
  export interface Font {
    readonly postscriptName: string;
    readonly unitsPerEm: number;
    readonly characterSet: readonly number[];
    glyphForCodePoint(code: number): { readonly id: number; readonly advanceWidth: number };
    layout(text: string, features?: readonly string[]): Run;
    createSubset(): unknown;
  }
  export interface Format {
    new (stream: { readonly buffer: Uint8Array }): object;
    probe(bytes: Uint8Array): boolean;
  }
  export function create(bytes: Uint8Array, postscriptName?: string): Font;
  export function registerFormat(format: Format): void;
}

/** The few doors of pdfmake that are used here: its published types bring the DOM. */

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
  export interface PdfStream extends NodeJS.ReadableStream {
    end(): void;
  }
  const printer: Printer;
  export default printer;
}

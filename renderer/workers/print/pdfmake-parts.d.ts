/** The few parts of pdfmake and fontkit that the window prints with; their published types bring Node. */

declare module 'pdfmake/js/Printer.js' {
  interface VirtualFiles {
    existsSync(name: string): boolean;
    readFileSync(name: string): Uint8Array;
  }
  interface UrlResolver {
    resolve(url: string): void;
    resolved(): Promise<unknown>;
  }
  /** The PDFKit document, laid out and drawn but not ended; its pieces are kept by our own stream. */
  interface PdfDocument {
    readonly pieces: readonly Uint8Array[];
    readonly ended: Promise<void>;
    end(): void;
  }
  class Printer {
    constructor(
      fonts: Readonly<Record<string, { normal: string; bold: string }>>,
      files: VirtualFiles,
      urls: UrlResolver,
      allowsLocal: (path: string) => boolean,
    );
    createPdfKitDocument(definition: object): Promise<PdfDocument>;
  }
  /** A CommonJS module as an ES module sees it. */
  const module: { readonly default: typeof Printer };
  export default module;
}

declare module 'fontkit' {
  import type { Fontkit } from '../../print/open-fonts.ts';
  export const create: Fontkit['create'];
  export const registerFormat: Fontkit['registerFormat'];
}

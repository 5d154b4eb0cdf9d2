import { getDocument, GlobalWorkerOptions, type PDFDocumentProxy } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerUrl;

export type { PDFDocumentProxy };

/** Reads a PDF for showing. Fonts are in our files; nothing is fetched and nothing is evaluated. */
export const opened = async (bytes: Uint8Array): Promise<PDFDocumentProxy> =>
  // The reader takes the bytes for itself.
  getDocument({ data: bytes.slice(), useSystemFonts: false, disableAutoFetch: true, enableXfa: false, useWasm: false }).promise;

/** Draws a page, counted from 1, as wide as `width` CSS pixels on a screen of this density. */
export const drawnPage = async (
  file: PDFDocumentProxy,
  number: number,
  canvas: HTMLCanvasElement,
  width: number,
  density: number,
): Promise<void> => {
  const page = await file.getPage(number);
  const plain = page.getViewport({ scale: 1 });
  const viewport = page.getViewport({ scale: (width / plain.width) * density });
  canvas.width = Math.floor(viewport.width);
  canvas.height = Math.floor(viewport.height);
  await page.render({ canvas, viewport, background: '#ffffff' }).promise;
};

/** The words of a page in reading order, for those who do not see the picture. */
export const pageText = async (file: PDFDocumentProxy, number: number): Promise<string> => {
  const page = await file.getPage(number);
  const { items } = await page.getTextContent();
  return items.map((item) => ('str' in item ? `${item.str}${item.hasEOL ? '\n' : ' '}` : '')).join('');
};

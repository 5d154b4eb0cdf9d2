import { getDocument, GlobalWorkerOptions } from 'pdfjs-dist';
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url';

GlobalWorkerOptions.workerSrc = workerUrl;

/** Draws the first page of a PDF as wide as `width` CSS pixels, sharp enough to read. */
export const drawFirstPage = async (bytes: Uint8Array, canvas: HTMLCanvasElement, width: number): Promise<void> => {
  const file = await getDocument({ data: bytes.slice(), useSystemFonts: false, disableAutoFetch: true, enableXfa: false, useWasm: false })
    .promise;
  try {
    const page = await file.getPage(1);
    const plain = page.getViewport({ scale: 1 });
    const viewport = page.getViewport({ scale: (width / plain.width) * Math.max(1.5, window.devicePixelRatio) });
    canvas.width = Math.floor(viewport.width);
    canvas.height = Math.floor(viewport.height);
    await page.render({ canvas, viewport, background: '#ffffff' }).promise;
  } finally {
    await file.loadingTask.destroy();
  }
};

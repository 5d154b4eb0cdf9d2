import { createRequire } from 'node:module';
import type { Fontkit } from '../../../renderer/print/open-fonts.ts';

export type { Font } from '../../../renderer/print/open-fonts.ts';

/** The very copy that pdfmake's PDFKit uses: a format that is registered with another copy would be of no use to it. */
const ofPdfkit = (): Fontkit => {
  const here = createRequire(import.meta.url);
  const pdfmake = createRequire(here.resolve('pdfmake'));
  const pdfkit = createRequire(pdfmake.resolve('pdfkit'));
  return pdfkit('fontkit') as Fontkit;
};

export const fontkit: Fontkit = ofPdfkit();

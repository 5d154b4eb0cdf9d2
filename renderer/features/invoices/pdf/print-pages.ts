import { shell } from '../../../app/files.ts';
import { drawnPage, type PDFDocumentProxy } from '../../../app/pdf-pages.ts';

/** Dots for a CSS pixel (96 to the inch) on paper: 288 to the inch, sharper than most printers draw text. */
const density = 3;

const pictureOf = async (file: PDFDocumentProxy, number: number): Promise<HTMLImageElement> => {
  const canvas = document.createElement('canvas');
  await drawnPage(file, number, canvas, 794, density);
  const blob = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/png');
  });
  if (blob === null) throw new Error('a page could not be drawn');
  const picture = new Image();
  picture.src = URL.createObjectURL(blob);
  await picture.decode();
  return picture;
};

/** Prints the pages of a PDF, and only those, through the system's print dialog. */
export const printPages = async (file: PDFDocumentProxy): Promise<void> => {
  const sheet = document.createElement('div');
  sheet.dataset['printSheet'] = '';
  for (let number = 1; number <= file.numPages; number += 1) sheet.append(await pictureOf(file, number));
  document.body.append(sheet);
  document.body.dataset['printing'] = '';
  try {
    const bridge = shell();
    if (bridge === null) window.print();
    else await bridge.ask['page.print'](undefined as never);
  } finally {
    delete document.body.dataset['printing'];
    for (const picture of sheet.querySelectorAll('img')) URL.revokeObjectURL(picture.src);
    sheet.remove();
  }
};

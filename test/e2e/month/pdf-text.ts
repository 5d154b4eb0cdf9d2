import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** A PDF's text with single spaces: as another program reads it where the machine has one, else as the reader does that the window draws with. */
export const pdfText = async (file: string): Promise<string> => {
  const { stdout, stderr, status, error } = spawnSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
  if (error === undefined && status !== 0) throw new Error(`pdftotext could not read ${file}: ${stderr}`);
  return (error === undefined ? stdout : await readByWindow(file)).replaceAll(/\s+/g, ' ');
};

const readByWindow = async (file: string): Promise<string> => {
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const reading = getDocument({ data: new Uint8Array(readFileSync(file)), verbosity: 0 });
  const document = await reading.promise;
  const pages = Array.from({ length: document.numPages }, async (_each, at) => {
    const { items } = await (await document.getPage(at + 1)).getTextContent();
    return items.map((item) => ('str' in item ? item.str : '')).join(' ');
  });
  const text = (await Promise.all(pages)).join(' ');
  await reading.destroy();
  return text;
};

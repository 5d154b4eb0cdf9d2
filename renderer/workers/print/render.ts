import './lent-globals.ts';
import { Buffer } from 'buffer';
import { create, registerFormat } from 'fontkit';
import printer from 'pdfmake/js/Printer.js';
import type { TemplateSettings } from '../../../core/organization/types.ts';
import type { DocumentView } from '../../../core/views/document-view.ts';
import { nameBytes, openFonts } from '../../print/open-fonts.ts';
import { documentDefinition } from '../../print/print-document.ts';
import { settledDefinition } from '../../print/settled-definition.ts';
import { assembled, postponed } from './postponed.ts';

/** One document to print: what it says, and how it looks. */
export type PrintJob = { readonly view: DocumentView; readonly template: TemplateSettings };

export type Rendered = { readonly bytes: Uint8Array<ArrayBuffer>; readonly pages: number };

/** Gives a file of assets/fonts. */
export type FontFetch = (file: string) => Promise<Uint8Array>;

class FontMissing extends Error {
  readonly file: string;
  constructor(file: string) {
    super(`the font ${file} is not here yet`);
    this.file = file;
  }
}

const fetched = new Map<string, Uint8Array>();

/** Fonts are asked for in the middle of drawing, where nobody can wait: what is missing is fetched, and the drawing begins anew. */
const bytesOf = (file: string): Uint8Array => {
  const bytes = fetched.get(file);
  if (bytes === undefined) throw new FontMissing(file);
  return bytes;
};

let fonts: ReturnType<typeof openFonts> | null = null;

/** Our definitions name no files but fonts, and no addresses; none is opened (CVE-2026-26801). */
const noUrls = { resolve: (): void => undefined, resolved: () => Promise.resolve() };

const drawn = async ({ view, template }: PrintJob): Promise<Rendered> => {
  fonts ??= openFonts({ create, registerFormat }, bytesOf);
  const { families, names } = fonts;
  const files = new Map(names.map((name) => [name, Buffer.from(nameBytes(name))]));
  const virtual = {
    existsSync: (name: string): boolean => files.has(name),
    readFileSync: (name: string): Uint8Array => files.get(name) ?? new Uint8Array(),
  };
  let pages = 0;
  const definition = settledDefinition(documentDefinition(view, template), view, (count) => {
    pages = count;
  });
  postponed.begin();
  // pdfmake writes into the families that it is given.
  const own = Object.fromEntries(Object.entries(families).map(([family, styles]) => [family, { ...styles }]));
  const document = await new printer.default(own, virtual, noUrls, () => false).createPdfKitDocument(definition);
  document.end();
  await document.ended;
  return { bytes: assembled(document.pieces, await postponed.packed()), pages };
};

/** More families than any document mixes. */
const mostTries = 12;

/** The bytes of a PDF: the same as the headless printer's for the same document, with the same ICU and zlib. One at a time in a thread. */
export const renderDocument = async (job: PrintJob, fetchFont: FontFetch): Promise<Rendered> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await drawn(job);
    } catch (error) {
      if (!(error instanceof FontMissing) || tries >= mostTries) throw error;
      fetched.set(error.file, await fetchFont(error.file));
    }
  }
};

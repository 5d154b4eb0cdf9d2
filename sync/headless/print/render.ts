import pdfmake, { type PdfStream } from 'pdfmake';
import type { TemplateSettings } from '../../../core/organization/types.ts';
import type { PlainDate } from '../../../core/time/plain-date.ts';
import type { DocumentView } from '../../../core/views/document-view.ts';
import type { Definition } from '../../../renderer/print/definition.ts';
import { documentDefinition } from '../../../renderer/print/print-document.ts';
import { nameBytes, namedFonts } from './fonts.ts';

/** One document to print: what it says, and how it looks. */
export type PrintJob = { readonly view: DocumentView; readonly template: TemplateSettings };

export type Rendered = { readonly bytes: Uint8Array<ArrayBuffer>; readonly pages: number };

let ready = false;

/** A document definition can name files and addresses. Ours name none, so none is opened (CVE-2026-26801). */
const prepare = (): void => {
  if (ready) return;
  ready = true;
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy(() => false);
  const { families, names } = namedFonts();
  pdfmake.setFonts(families);
  for (const name of names) pdfmake.virtualfs.writeFileSync(name, nameBytes(name));
};

/**
 * The bytes of a PDF. Its creation date is midnight UTC of the issue date and its file id follows from its particulars, so that the same document
 * gives the same bytes at any time and in any thread.
 */
export const renderDefinition = async (
  definition: Definition,
  facts: { readonly id: string; readonly issuedOn: PlainDate },
): Promise<Rendered> => {
  prepare();
  let pages = 0;
  const stream = await pdfmake
    .createPdf({
      ...definition,
      info: { ...definition.info, creationDate: new Date(`${facts.issuedOn}T00:00:00Z`), Document: facts.id },
      footer: (page: number, count: number) => {
        pages = count;
        return definition.footer(page, count);
      },
    })
    .getStream();
  return { bytes: await bytesOf(stream), pages };
};

/** In one piece with a buffer of its own, which can be handed to another thread. */
const joined = (chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
};

const bytesOf = (stream: PdfStream): Promise<Uint8Array<ArrayBuffer>> =>
  new Promise((resolve, reject) => {
    const chunks: Uint8Array[] = [];
    stream.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    stream.on('end', () => resolve(joined(chunks)));
    stream.on('error', reject);
    stream.end();
  });

/** One document on this thread. */
export const renderDocument = ({ view, template }: PrintJob): Promise<Rendered> =>
  renderDefinition(documentDefinition(view, template), { id: view.id, issuedOn: view.issuedOn });

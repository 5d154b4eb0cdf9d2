import { type Remote, wrap } from 'comlink';
import type { IssuedDocument } from '../../core/invoicing/lines.ts';
import type { TemplateSettings } from '../../core/organization/types.ts';
import { documentViewOf } from '../../core/views/document-view-of.ts';
import type { DocumentView } from '../../core/views/document-view.ts';
import type { PrintApi } from '../workers/print/print-api.ts';
import { workstation } from './workstation.ts';

export type PrintedDocument = { readonly bytes: Uint8Array<ArrayBuffer>; readonly pages: number };

type Thread = { readonly api: Remote<PrintApi>; open: number };

/** As many as the smallest supported machine has cores; each keeps its fonts open. */
const threadCount = 2;

let threads: readonly Thread[] | null = null;

const pool = (): readonly Thread[] => {
  threads ??= Array.from({ length: threadCount }, (_each, at) => ({
    api: wrap<PrintApi>(new Worker(new URL('../workers/print-worker.ts', import.meta.url), { type: 'module', name: `print-${at + 1}` })),
    open: 0,
  }));
  return threads;
};

/** Draws one view on the thread with the least to do. Throws where it cannot be drawn, such as for a broken picture. */
export const printView = async (view: DocumentView, template: TemplateSettings): Promise<PrintedDocument> => {
  const [least] = [...pool()].sort((a, b) => a.open - b.open);
  if (least === undefined) throw new Error('a pool has a thread');
  least.open += 1;
  try {
    return await least.api.print({ view, template });
  } finally {
    least.open -= 1;
  }
};

/** Numbers of the other documents that a document names: what it takes back from, and the credits that paid it. */
const numbersFor = async (
  document: IssuedDocument,
): Promise<(id: string) => { readonly number: string; readonly issuedOn: string } | null> => {
  const named = [
    ...document.lines.flatMap(({ credits }) => (credits === null ? [] : [credits.documentId])),
    ...(document.kind === 'invoice'
      ? document.settlements.map(({ sourceId }) => sourceId)
      : document.invoiceId === null
        ? []
        : [document.invoiceId]),
  ];
  const ids = [...new Set(named)];
  if (ids.length === 0) return () => null;
  const [invoices, notes] = await Promise.all([workstation().list('invoice', { ids }), workstation().list('credit-note', { ids })]);
  const known = new Map([...invoices, ...notes].map(({ id, number, issuedOn }) => [id, { number: number ?? '', issuedOn }]));
  return (id) => known.get(id) ?? null;
};

/** A19: a document as a PDF, with the template of the entity that issued it. The same bytes whenever it is drawn. */
export const printDocument = async (document: IssuedDocument): Promise<PrintedDocument> => {
  const [entity, numbered] = await Promise.all([workstation().get('entity', document.entityId), numbersFor(document)]);
  if (entity === null) throw new Error(`no entity ${document.entityId}`);
  return printView(documentViewOf(document, numbered), entity.invoices.template);
};

/** What a file of it is called; signs that no file system takes are left out. */
export const pdfName = (document: Pick<IssuedDocument, 'number' | 'id'>): string =>
  `${(document.number ?? document.id).replaceAll(/[\\/:*?"<>|]/g, '-')}.pdf`;

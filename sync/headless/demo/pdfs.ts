import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import type { CreditNote, Invoice } from '../../../core/invoicing/types.ts';
import { canonical } from '../../../core/kernel/canonical.ts';
import { must } from '../../../core/kernel/invariant.ts';
import { documentViewOf } from '../../../core/views/document-view-of.ts';
import { renderMany } from '../print/render-many.ts';
import type { PrintJob } from '../print/render.ts';
import { writeWhole } from '../whole-file.ts';
import type { Month } from './company.ts';
import type { Books } from './outputs.ts';
import { inLedgerOrder } from './tables.ts';

type Task = { readonly name: string; readonly digest: string; readonly job: PrintJob };

/** What each file was printed from, so that the next start prints only what is new. */
type Printed = Record<string, string>;

export type PdfResult = {
  readonly folder: string;
  readonly printed: number;
  readonly kept: number;
  readonly failed: readonly { readonly name: string; readonly reason: string }[];
};

/** How many documents a month has. */
export const documentsOf = ({ invoices, creditNotes }: Books, month: Month): readonly (Invoice | CreditNote)[] =>
  [...invoices, ...creditNotes].filter(({ issuedOn }) => issuedOn >= month.days.from && issuedOn < month.days.before);

/** Prints the documents of a month into a folder of its own, one file each, named by their numbers. */
export const printMonth = async (
  out: string,
  books: Books,
  month: Month,
  options: { readonly workers: number; readonly stopped: AbortSignal; readonly did: () => void },
): Promise<PdfResult> => {
  const folder = path.join(out, 'pdf', month.name);
  await mkdir(folder, { recursive: true });
  const index = path.join(out, 'pdf', `${month.name}.json`);
  const before = await printedBefore(index);
  const tasks = tasksOf(books, month);
  const fresh = tasks.filter(({ name, digest }) => before[name] !== digest || !existsSync(path.join(folder, name)));
  const failed: { name: string; reason: string }[] = [];
  for await (const printed of renderMany(
    fresh.map(({ job }) => job),
    { workers: options.workers, signal: options.stopped },
  )) {
    const { name } = must(fresh[printed.index], 'every answer has its task');
    if (printed.kind === 'rendered') await writeWhole(path.join(folder, name), [printed.bytes]);
    else failed.push({ name, reason: printed.reason });
    options.did();
  }
  const unprinted = new Set(failed.map(({ name }) => name));
  const now: Printed = Object.fromEntries(tasks.filter(({ name }) => !unprinted.has(name)).map(({ name, digest }) => [name, digest]));
  for (const name of Object.keys(before)) if (now[name] === undefined) await rm(path.join(folder, name), { force: true });
  await writeWhole(index, [`${JSON.stringify(now, null, 1)}\n`]);
  return { folder, printed: fresh.length - failed.length, kept: tasks.length - fresh.length, failed };
};

const printedBefore = async (index: string): Promise<Printed> => {
  try {
    return JSON.parse(await readFile(index, 'utf8')) as Printed;
  } catch {
    return {};
  }
};

const tasksOf = (books: Books, month: Month): readonly Task[] => {
  const numbered = new Map(
    [...books.invoices, ...books.creditNotes].map(({ id, number, issuedOn }) => [id, { number: number ?? '', issuedOn }]),
  );
  return inLedgerOrder(documentsOf(books, month), books.names).map((document) => {
    const view = documentViewOf(document, (id) => numbered.get(id) ?? null);
    const { template } = must(books.names.entities.get(document.entityId), 'a document has its entity').invoices;
    return {
      name: `${document.number ?? document.id}.pdf`,
      digest: hash('sha256', canonical({ view, template })),
      job: { view, template },
    };
  });
};

import path from 'node:path';
import type { Month } from './company.ts';
import type { DemoOptions } from './options.ts';
import { type Books, totalsOf } from './outputs.ts';
import type { PdfResult } from './pdfs.ts';
import type { MonthBilled } from './year.ts';

const many = (count: number, one: string, more = `${one}s`): string => `${thousands(String(count))} ${count === 1 ? one : more}`;

/** `1234567.89` as `1,234,567.89`. */
export const thousands = (digits: string): string => {
  const [whole = '', part] = digits.split('.');
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return part === undefined ? grouped : `${grouped}.${part}`;
};

/** What a month came to, in one line. */
export const monthLine = (month: Month, { invoices, creditNotes, exceptions, earlier }: MonthBilled): string => {
  const left =
    exceptions.length === 0 ? '' : `; left out: ${[...new Set(exceptions.map(({ code }) => code))].join(', ')} (${exceptions.length})`;
  if (earlier > 0 && invoices + creditNotes === 0)
    return `${month.title}: billed at an earlier start (${many(earlier, 'document')})${left}`;
  const before = earlier === 0 ? '' : `, beside ${many(earlier, 'document')} of an earlier start`;
  return `${month.title}: ${many(invoices, 'invoice')}, ${many(creditNotes, 'credit note')}${before}${left}`;
};

const shownFailures = 3;

const unprinted = ({ failed }: PdfResult): readonly string[] =>
  failed.length === 0
    ? []
    : [
        `${many(failed.length, 'document')} could not be printed:`,
        ...failed.slice(0, shownFailures).map(({ name, reason }) => `  ${name}: ${reason}`),
        ...(failed.length > shownFailures ? ['  ...'] : []),
      ];

/** How it ended and where to look, for somebody who has never seen it. */
export const closingWords = (end: {
  readonly options: DemoOptions;
  readonly months: readonly Month[];
  readonly books: Books;
  readonly pdf: PdfResult | null;
  readonly news: readonly { readonly month: Month; readonly documents: number }[];
  readonly problems: number;
  readonly seconds: number;
}): string => {
  const { options, months, books, pdf, news } = end;
  const { names, invoices, creditNotes, runs } = books;
  const span = months.length === 1 ? 'January 2025' : `January to ${months.at(-1)?.title ?? ''}`;
  const relative = path.relative(process.cwd(), options.out);
  const folder = relative === '' ? '.' : relative.startsWith('..') ? options.out : relative;
  const width = Math.max(...[...names.entities.values()].map(({ legalName }) => legalName.length));
  const totals = totalsOf(runs, names).map(({ entity, currency, net, tax, gross }) => {
    const name = [...names.entities.values()].find(({ code }) => code === entity)?.legalName ?? entity;
    return `  ${name.padEnd(width)}  ${currency} ${thousands(gross).padStart(15)}   (${thousands(net)} and ${thousands(tax)} of tax)`;
  });
  const proof =
    news.length === 0
      ? `${months.length === 1 ? 'The month' : `Each of the ${months.length} months`} was then billed a second time, without committing: nothing new came out.`
      : `Billed a second time, without committing, some months gave something new, which must not be: ${news.map(({ month, documents }) => `${month.title} ${many(documents, 'document')}`).join(', ')}.`;
  return [
    '',
    `Billed ${span} for ${many(names.customers.size, 'customer')}: ${many(invoices.length, 'invoice')} and ${many(creditNotes.length, 'credit note')}, in ${Math.round(end.seconds)} seconds.`,
    ...totals,
    '',
    proof,
    ...(end.problems === 0 ? [] : [`${many(end.problems, 'problem')} in the files: see ${path.join(folder, 'import-problems.csv')}.`]),
    ...(pdf === null ? [] : unprinted(pdf)),
    '',
    'Where to look:',
    `  ${path.join(folder, 'invoices.csv')}, invoice-lines.csv, credit-notes.csv   every document and every line`,
    `  ${path.join(folder, 'summary.json')}   totals by entity, currency and month, and the hash of each run`,
    ...(pdf === null ? [] : [`  ${path.relative(process.cwd(), pdf.folder)}   the documents of ${months.at(-1)?.title ?? ''} as PDFs`]),
    `  ${path.join(folder, 'state')}   what the next start goes on from; delete it to begin anew`,
    '',
  ].join('\n');
};

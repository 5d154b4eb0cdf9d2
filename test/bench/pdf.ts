import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import PDFDocument from 'pdfkit';
import { must } from '../../core/kernel/invariant.ts';
import type { DocumentView } from '../../core/views/document-view.ts';
import type { Definition, Piece, TextStyle } from '../../renderer/print/definition.ts';
import { faces } from '../../renderer/print/fonts.ts';
import { documentDefinition } from '../../renderer/print/print-document.ts';
import { nameBytes, namedFonts } from '../../sync/headless/print/fonts.ts';
import { renderMany } from '../../sync/headless/print/render-many.ts';
import { type PrintJob, renderDocument } from '../../sync/headless/print/render.ts';
import { templateOf } from '../renderer/print/sample-parts.ts';
import { longInvoice } from '../renderer/print/samples.ts';

/** An invoice of ten lines, as a billing run makes them: the same company, plans and month, another number and customer each time. */
const template = templateOf({ logo: null });
const viewAt = (index: number): DocumentView => {
  const number = `INV-UK-2026-${String(index).padStart(6, '0')}`;
  const view = longInvoice(10, { id: `inv-${index}`, number });
  return { ...view, customer: { ...view.customer, name: `Fabrikam Widgets ${index} plc` } };
};

/** One stretch of text as bare PDFKit is asked to draw it. */
type Stretch = { readonly text: string; readonly font: string; readonly size: number; readonly colour: string; readonly right: boolean };

const styleOf = (style: TextStyle, outer: TextStyle): TextStyle => ({ ...outer, ...style });

const stretchesOf = (piece: Piece, outer: TextStyle, into: Stretch[]): void => {
  if ('stack' in piece) for (const inner of piece.stack) stretchesOf(inner, outer, into);
  else if ('columns' in piece) for (const inner of piece.columns) stretchesOf(inner, outer, into);
  else if ('table' in piece) for (const row of piece.table.body) for (const cell of row) stretchesOf(cell, outer, into);
  else if ('text' in piece) {
    const style = styleOf(piece, outer);
    const runs =
      typeof piece.text === 'string'
        ? [{ ...style, text: piece.text }]
        : piece.text.map((run) => ({ ...styleOf(run, style), text: run.text }));
    for (const run of runs) {
      if (run.text === '') continue;
      into.push({
        text: run.text,
        font: run.bold === true ? 'bold' : 'normal',
        size: run.fontSize ?? 9,
        colour: run.color ?? '#000000',
        right: run.alignment === 'right',
      });
    }
  }
};

/** Every text of the page in the order of the description, with its foot. */
const textsOf = (definition: Definition): readonly Stretch[] => {
  const into: Stretch[] = [];
  for (const piece of definition.content) stretchesOf(piece, definition.defaultStyle, into);
  const foot = definition.footer(1, 1);
  if (foot !== null) stretchesOf(foot, definition.defaultStyle, into);
  return into;
};

type Fonts = { readonly normal: Uint8Array; readonly bold: Uint8Array };

/** The same texts drawn by hand: no layout engine, every place given, figures aligned and text wrapped by PDFKit, a rule for every row. */
const drawBare = (texts: readonly Stretch[], fonts: Fonts, number: string): Promise<number> =>
  new Promise((resolve) => {
    const page = new PDFDocument({ size: [595.28, 841.89], margin: 0, pdfVersion: '1.7', font: null, info: { Title: number } });
    let length = 0;
    page.on('data', (chunk) => {
      length += chunk.length;
    });
    page.on('end', () => resolve(length));
    page.registerFont('normal', fonts.normal).registerFont('bold', fonts.bold);
    let y = 40;
    let x = 52;
    for (const { text, font, size, colour, right } of texts) {
      page.font(font).fontSize(size).fillColor(colour);
      page.text(text, x, y, right ? { width: 200, align: 'right' } : { width: 260 });
      x += 60;
      if (x > 480) {
        x = 52;
        y += 14;
        page.lineWidth(0.5).strokeColor('#e6e9ed').moveTo(52, y).lineTo(543, y).stroke();
      }
    }
    page.end();
  });

/** The round that other work on the machine disturbed least. */
const best = (rates: readonly number[]): number => Math.max(...rates);

const rate = async (count: number, draw: (index: number) => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  for (let index = 0; index < count; index += 1) await draw(index);
  return count / ((performance.now() - started) / 1000);
};

/** So many invoices, each another one. */
export function* jobsFor(count: number): Generator<PrintJob> {
  for (let index = 0; index < count; index += 1) yield { view: viewAt(index), template };
}

/** Documents a second once the threads are warm: the first `warm` documents are not counted. */
const batchRate = async (workers: number, count: number, warm: number): Promise<number> => {
  let done = 0;
  let started = 0;
  for await (const printed of renderMany(jobsFor(count + warm), { workers })) {
    if (printed.kind === 'failed') throw new Error(printed.reason);
    done += 1;
    if (done === warm) started = performance.now();
  }
  return count / ((performance.now() - started) / 1000);
};

/** Plain arithmetic in a thread, so long that starting it does not count. */
const arithmetic = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', (rounds) => {
    let state = 1;
    for (let round = 0; round < rounds; round += 1) state = (Math.imul(state, 1103515245) + 12345) | 0;
    parentPort.postMessage(state);
  });
`;

/** How much work two threads do in the time of one, when the work shares nothing: what this machine can give right now, at most 2. */
export const machineRatio = async (): Promise<number> => {
  const rounds = 150_000_000;
  const threads = [new Worker(arithmetic, { eval: true }), new Worker(arithmetic, { eval: true })];
  const run = async (count: number): Promise<number> => {
    const started = performance.now();
    await Promise.all(
      threads.slice(0, count).map((thread) => {
        thread.postMessage(rounds, []);
        return once(thread, 'message');
      }),
    );
    return performance.now() - started;
  };
  await run(2);
  const ratios: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const one = await run(1);
    ratios.push((2 * one) / (await run(2)));
  }
  await Promise.all(threads.map((thread) => thread.terminate()));
  return Math.min(2, best(ratios));
};

export type PdfBench = {
  readonly pdfmakePerSecond: number;
  /** Bare PDFKit as it comes, with the same font files: it parses them for every document. */
  readonly pdfkitPerSecond: number;
  readonly ratio: number;
  /** Bare PDFKit that is handed our open fonts: what is left is the cost of layout alone, which is the harder measure. */
  readonly sharedFontsPdfkitPerSecond: number;
  readonly sharedFontsRatio: number;
  readonly twoWorkersRatio: number;
  /** What two threads of plain arithmetic reach on this machine in the same minute: 2 where both cores are free. */
  readonly machineTwoThreadsRatio: number;
  readonly cores: number;
};

/**
 * Ten-line invoices a second, from view to bytes, against bare PDFKit drawing the same text in the same fonts; and how much two threads add to one.
 * Rounds take turns, so that whatever else the machine does falls on all alike; the best of each counts.
 */
export const benchPdf = async ({
  documents = 120,
  rounds = 5,
}: {
  readonly documents?: number;
  readonly rounds?: number;
} = {}): Promise<PdfBench> => {
  const named = must(namedFonts().families['Sans'], 'the sans is among the fonts');
  const shared: Fonts = { normal: nameBytes(named.normal), bold: nameBytes(named.bold) };
  const file = (name: string): Uint8Array => readFileSync(new URL(`../../assets/fonts/${name}`, import.meta.url));
  const own: Fonts = { normal: file(faces.Sans.normal.file), bold: file(must(faces.Sans.bold, 'the sans has a bold face').file) };
  const views = Array.from({ length: documents }, (_, index) => viewAt(index));
  const texts = views.map((view) => textsOf(documentDefinition(view, template)));

  const bare = (fonts: Fonts) => (index: number) => drawBare(texts[index] ?? [], fonts, `INV-${index}`);
  const ours = (index: number): Promise<unknown> => renderDocument({ view: must(views[index], 'a document'), template });
  const rates = { ours: [] as number[], shared: [] as number[], plain: [] as number[], one: [] as number[], two: [] as number[] };
  for (let round = 0; round <= rounds; round += 1) {
    const measured = {
      ours: await rate(documents, ours),
      shared: await rate(documents, bare(shared)),
      plain: await rate(documents / 4, bare(own)),
    };
    // The first round warms the compiler.
    if (round === 0) continue;
    rates.ours.push(measured.ours);
    rates.shared.push(measured.shared);
    rates.plain.push(measured.plain);
  }
  for (let round = 0; round < rounds; round += 1) {
    // V8 goes on compiling beside each worker for some hundred documents: what two of them add shows only after that.
    rates.one.push(await batchRate(1, documents * 4, documents * 4));
    rates.two.push(await batchRate(2, documents * 8, documents * 8));
  }
  const [pdfmakePerSecond, pdfkitPerSecond, sharedFontsPdfkitPerSecond] = [best(rates.ours), best(rates.plain), best(rates.shared)];
  return {
    pdfmakePerSecond,
    pdfkitPerSecond,
    ratio: pdfmakePerSecond / pdfkitPerSecond,
    sharedFontsPdfkitPerSecond,
    sharedFontsRatio: pdfmakePerSecond / sharedFontsPdfkitPerSecond,
    twoWorkersRatio: best(rates.two) / best(rates.one),
    machineTwoThreadsRatio: await machineRatio(),
    cores: availableParallelism(),
  };
};

// The main job: bills the demo company's year. `npm run demo -- --help` says how.

import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { JournalDamaged } from './journal.ts';
import { FolderInUse } from './folder-lock.ts';
import { openFileStore } from './file-store.ts';
import { type Month, missingFiles, monthOf, openingFiles } from './demo/company.ts';
import { closingWords, monthLine } from './demo/words.ts';
import { intakeInto, type Intake, NotImported, problemLine } from './demo/intake.ts';
import { Interrupted, interruption } from './demo/interruption.ts';
import { type DemoOptions, helpText, readOptions } from './demo/options.ts';
import { type Books, booksOf, writeOutputs } from './demo/outputs.ts';
import { documentsOf, type PdfResult, printMonth } from './demo/pdfs.ts';
import { type Progress, progressOn } from './demo/progress.ts';
import { billMonth, liveMonth, openBooks, provenNothingNew, units, type Year } from './demo/year.ts';

const demoData = path.join(import.meta.dirname, '..', '..', 'assets', 'demo');

const say = (text: string): void => {
  process.stdout.write(text);
};

const main = async (args: readonly string[]): Promise<number> => {
  const options = readOptions(args, demoData);
  if (options === 'help') {
    say(helpText);
    return 0;
  }
  if ('wrong' in options) {
    process.stderr.write(`${options.wrong}\n\n${helpText}`);
    return 2;
  }
  const months = Array.from({ length: options.months }, (_, index) => monthOf(index));
  const missing = missingFiles(options.data, months);
  if (missing.length > 0) {
    process.stderr.write(`${options.data} is no whole company: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} missing.\n`);
    return 1;
  }
  return billed(options, months);
};

const unitsOf = (options: DemoOptions, months: readonly Month[]): number =>
  openingFiles.reduce((sum, file) => sum + file.units, 0) +
  months.length * (units.month.events + units.month.usage + units.month.billing + units.proof) +
  units.tables +
  (options.workers === 0 ? 0 : 480 * units.pdf);

const billed = async (options: DemoOptions, months: readonly Month[]): Promise<number> => {
  const startedMs = performance.now();
  const { checkpoint, stopped, release } = interruption();
  const state = path.join(options.out, 'state');
  await mkdir(options.out, { recursive: true });
  const { store, replayed, tornBytes, close } = await openFileStore(state);
  const screen = { isTTY: process.stdout.isTTY, columns: process.stdout.columns ?? 80, write: say };
  const progress = progressOn(screen, unitsOf(options, months), () => performance.now());
  const intake = intakeInto(store, options);
  const year: Year = { store, data: options.data, intake, progress, checkpoint };
  try {
    if (replayed > 0) progress.say(`Going on from ${state}: ${replayed} commands are known.`);
    if (tornBytes > 0) progress.say('The last start was interrupted in the middle of a line; that command never happened and comes again.');
    await openBooks(year);
    for (const month of months) {
      await checkpoint();
      await liveMonth(year, month);
      progress.end(monthLine(month, await billMonth(year, month)));
    }
    await checkpoint();
    const books = await written(store, options, progress);
    const pdf = await printedLast(options, books, months, progress, stopped);
    const news = await provenNothingNew(year, months);
    progress.end(news.length === 0 ? 'every month billed again: nothing new' : 'every month billed again');
    const problems = await reported(intake, progress);
    say(closingWords({ options, months, books, pdf, news, problems, seconds: (performance.now() - startedMs) / 1000 }));
    return news.length === 0 && (pdf?.failed.length ?? 0) === 0 ? 0 : 1;
  } catch (error) {
    return await stoppedBy(error, intake, progress);
  } finally {
    release();
    await close();
  }
};

const written = async (store: Parameters<typeof booksOf>[0], options: DemoOptions, progress: Progress): Promise<Books> => {
  progress.begin('writing the tables', units.tables);
  const books = await booksOf(store);
  await writeOutputs(options.out, books);
  progress.end(`tables and summary.json written to ${options.out}`);
  return books;
};

const printedLast = async (
  { out, workers }: DemoOptions,
  books: Books,
  months: readonly Month[],
  progress: Progress,
  stopped: AbortSignal,
): Promise<PdfResult | null> => {
  const last = months.at(-1);
  if (workers === 0 || last === undefined) return null;
  const count = documentsOf(books, last).length;
  progress.begin(`printing ${count} documents of ${last.title}`, 480 * units.pdf);
  const did = (): void => progress.did((480 * units.pdf) / Math.max(1, count));
  const result = await printMonth(out, books, last, { workers, stopped, did });
  progress.end(`${result.printed} PDFs of ${last.title} printed${result.kept === 0 ? '' : `, ${result.kept} were there already`}`);
  return result;
};

/** Names what was wrong with the files: the first ones here, all of them in a table. */
const reported = async (intake: Intake, progress: Progress): Promise<number> => {
  const file = await intake.writeProblems();
  if (file === null) return 0;
  const shown = 20;
  for (const problem of intake.problems.slice(0, shown)) progress.say(`  ${problemLine(problem)}`);
  if (intake.problems.length > shown) progress.say(`  ... and ${intake.problems.length - shown} more`);
  progress.say(`All of them, with their places: ${file}`);
  return intake.problems.length;
};

const stoppedBy = async (error: unknown, intake: Intake, progress: Progress): Promise<number> => {
  if (error instanceof Interrupted) {
    progress.say('Stopped. Nothing is half done: the next start goes on from here.');
    return 130;
  }
  if (error instanceof NotImported) {
    progress.say(
      `${error.summary.file} was not imported: ${error.summary.badRows === 0 ? 'it' : `${error.summary.badRows} of its rows`} cannot be taken as it stands. Nothing of it was written.`,
    );
    await reported(intake, progress);
    progress.say('Put the file right and start again; --skip-bad-rows leaves bad rows out.');
    return 1;
  }
  throw error;
};

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof JournalDamaged) && !(error instanceof FolderInUse)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

import type { JournalEntry } from '../../../core/collections.ts';
import { collectionOf } from '../../../core/collections.ts';
import type { StoredDocument } from '../../../core/kernel/command.ts';
import { done, type Outcome, refuse } from '../../../core/kernel/outcome.ts';
import {
  type ArchiveFoot,
  archiveForm,
  type ArchiveHead,
  archiveVersion,
  chained,
  type CommandLine,
  type Content,
  ContentCount,
} from './archive.ts';

/** Why a file is not restored. Nothing was changed. */
export type ArchiveProblem =
  /** Another kind of file. */
  | { readonly code: 'archive.not-one' }
  /** A newer program wrote it. */
  | { readonly code: 'archive.newer'; readonly version: number; readonly form: number }
  /** A part of it is not as it was written. `block` counts from 1. */
  | { readonly code: 'archive.damaged'; readonly block: number }
  /** Its end is missing. */
  | { readonly code: 'archive.cut-short'; readonly block: number };

export type ArchiveBlock =
  | { readonly kind: 'head'; readonly head: ArchiveHead }
  | { readonly kind: 'documents'; readonly of: string; readonly documents: readonly StoredDocument[] }
  | { readonly kind: 'commands'; readonly commands: readonly (CommandLine & { readonly entry: JournalEntry })[] }
  | { readonly kind: 'foot'; readonly foot: ArchiveFoot };

class Damaged extends Error {
  override readonly name = 'Damaged';
  readonly problem: ArchiveProblem;

  constructor(problem: ArchiveProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** The lines of a packed file. A file that cannot be unpacked ends where it breaks, as one that was cut. */
async function* linesOf(file: Blob): AsyncGenerator<string> {
  const reader = file
    .stream()
    .pipeThrough(new DecompressionStream('gzip'))
    .pipeThrough(new TextDecoderStream('utf-8', { fatal: true }))
    .getReader();
  let rest = '';
  for (;;) {
    const next = await reader.read().catch(() => null);
    if (next === null || next.done) break;
    const lines = (rest + next.value).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
}

type Blocks = { readonly lines: readonly string[]; readonly number: number };

/** Blocks whose digest proved right. */
async function* provedBlocks(file: Blob): AsyncGenerator<Blocks> {
  let digest = '';
  let lines: string[] = [];
  let number = 1;
  for await (const line of linesOf(file)) {
    if (!line.startsWith('#')) {
      lines.push(line);
      continue;
    }
    digest = await chained(digest, lines.join('\n'));
    if (line !== `#${digest}`) throw new Damaged(number === 1 ? { code: 'archive.not-one' } : { code: 'archive.damaged', block: number });
    yield { lines, number };
    lines = [];
    number += 1;
  }
  if (lines.length > 0 && number > 1) throw new Damaged({ code: 'archive.cut-short', block: number });
}

const parsed = (line: string, block: number): unknown => {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    throw new Damaged({ code: 'archive.damaged', block });
  }
};

const isDocument = (value: unknown): value is StoredDocument => {
  const document = value as Partial<StoredDocument> | null;
  return (
    typeof document?.id === 'string' &&
    typeof document.rev === 'number' &&
    typeof document.kind === 'string' &&
    collectionOf(document.kind) !== null
  );
};

const isCommandLine = (value: unknown): value is CommandLine & { entry: JournalEntry } => {
  const line = value as (Partial<CommandLine> & { readonly entry?: Partial<JournalEntry> }) | null;
  return typeof line?.sequence === 'number' && typeof line.entry?.command?.id === 'string' && Array.isArray(line.entry.documents);
};

const headOf = (value: unknown, knownForm: number): ArchiveHead => {
  const head = value as Partial<ArchiveHead> | null;
  if (head?.archive !== archiveForm || typeof head.version !== 'number' || typeof head.form !== 'number')
    throw new Damaged({ code: 'archive.not-one' });
  if (head.version > archiveVersion || head.form > knownForm)
    throw new Damaged({ code: 'archive.newer', version: head.version, form: head.form });
  return head as ArchiveHead;
};

const blockOf = (lines: readonly string[], number: number, knownForm: number): ArchiveBlock => {
  const values = lines.map((line) => parsed(line, number));
  const [first] = values;
  if (number === 1) return { kind: 'head', head: headOf(first, knownForm) };
  if ((first as Partial<ArchiveFoot> | null)?.end === true) return { kind: 'foot', foot: first as ArchiveFoot };
  if (values.every(isCommandLine)) return { kind: 'commands', commands: values };
  if (isDocument(first) && values.every((value) => isDocument(value) && value.kind === first.kind)) {
    return { kind: 'documents', of: first.kind, documents: values as readonly StoredDocument[] };
  }
  throw new Damaged({ code: 'archive.damaged', block: number });
};

/** The blocks of an archive, each proved before it is given. */
export async function* archiveBlocks(file: Blob, knownForm: number): AsyncGenerator<ArchiveBlock & { readonly lines: readonly string[] }> {
  for await (const { lines, number } of provedBlocks(file)) yield { ...blockOf(lines, number, knownForm), lines };
}

export type ProvedArchive = { readonly head: ArchiveHead; readonly foot: ArchiveFoot; readonly content: Content };

/** Reads a whole archive and proves it: every digest, every count, its end. */
export const provedArchive = async (file: Blob, knownForm: number): Promise<Outcome<ProvedArchive, ArchiveProblem>> => {
  const count = new ContentCount();
  let head: ArchiveHead | null = null;
  let foot: ArchiveFoot | null = null;
  let blocks = 0;
  try {
    for await (const block of archiveBlocks(file, knownForm)) {
      blocks += 1;
      if (foot !== null) return refuse({ code: 'archive.damaged', block: blocks });
      if (block.kind === 'head') head = block.head;
      else if (block.kind === 'foot') foot = block.foot;
      else await count.add(block.kind === 'documents' ? block.of : '', block.lines);
    }
  } catch (error) {
    if (error instanceof Damaged) return refuse(error.problem);
    throw error;
  }
  if (head === null) return refuse({ code: 'archive.not-one' });
  if (foot === null) return refuse({ code: 'archive.cut-short', block: blocks + 1 });
  const { content } = count;
  const agrees = foot.content === content.digest && foot.commands === content.commands && sameCounts(foot.documents, content.documents);
  return agrees ? done({ head, foot, content }) : refuse({ code: 'archive.damaged', block: blocks });
};

const sameCounts = (a: Readonly<Record<string, number>>, b: Readonly<Record<string, number>>): boolean =>
  [...new Set([...Object.keys(a), ...Object.keys(b)])].every((kind) => a[kind] === b[kind]);

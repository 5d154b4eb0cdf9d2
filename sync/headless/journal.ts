import { hash } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import path from 'node:path';
import type { JournalEntry } from '../../core/collections.ts';
import { type CommandLog, type JournalRecord, knownAmong, type KnownCommand } from '../local/store.ts';
import { syncFolder } from './whole-file.ts';

/** A line that is neither whole nor the torn end of an interrupted write: someone or something changed the file. */
export class JournalDamaged extends Error {
  override readonly name = 'JournalDamaged';
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly reason: 'no-digest' | 'digest' | 'order' | 'form';

  constructor(file: string, line: number, reason: JournalDamaged['reason']) {
    super(`${file}, line ${line}: ${sentences[reason]}. Restore the file from a backup, or delete its folder to begin anew.`);
    this.file = file;
    this.line = line;
    this.reason = reason;
  }
}

const sentences = {
  'no-digest': 'the line does not begin with a digest',
  digest: 'the line is not as it was written (its digest differs)',
  order: 'the line does not follow the one before it (a line was removed, added or moved)',
  form: 'the line is no command with its documents',
} as const;

/**
 * The commands of a host without a database, one to a line: the SHA-256 of the rest, a space, and JSON with the command, the documents that it wrote and
 * the digest of the line before. A line is on the disk before its command counts as having happened.
 */
export type FileJournal = CommandLog & {
  /** A last line that was only half written when the machine stopped; it was taken away, since its command never happened. */
  readonly tornBytes: number;
  close(): Promise<void>;
};

type Line = JournalEntry & { readonly sequence: number; readonly before: string; readonly intent: string };

const noLine = '0'.repeat(64);
const lineFeed = 0x0a;

/** SHA-256 as in core/kernel/digest.ts, by the machine's own code: a journal is a hundred megabytes. */
const digestOfLine = (json: string | Uint8Array): string => hash('sha256', json, 'hex');

/**
 * Opens (or begins) the journal and hands over every record once, in order.
 * @throws JournalDamaged
 */
export const openJournal = async (file: string, replay: (record: JournalRecord) => Promise<void>): Promise<FileJournal> => {
  const handle = await open(file, constants.O_CREAT | constants.O_RDWR | constants.O_APPEND, 0o600);
  try {
    await syncFolder(path.dirname(file));
    const known = new Map<string, KnownCommand>();
    const state = await replayed(handle, file, known, replay);
    const { size } = await handle.stat();
    if (size > state.length) {
      await handle.truncate(state.length);
      await handle.sync();
    }
    return journalOver(handle, file, known, state, size - state.length);
  } catch (error) {
    await handle.close();
    throw error;
  }
};

type State = { length: number; sequence: number; digest: string };

const replayed = async (
  handle: FileHandle,
  file: string,
  known: Map<string, KnownCommand>,
  replay: (record: JournalRecord) => Promise<void>,
): Promise<State> => {
  const state: State = { length: 0, sequence: 0, digest: noLine };
  for await (const { bytes, isLast } of linesOf(handle)) {
    // A machine that lost its power may leave zeros where the last line should have come to lie.
    if (isLast && bytes.includes(0)) break;
    const { line, digest } = readLine(bytes, file, state);
    known.set(line.command.id, { sequence: line.sequence, digest: line.intent });
    await replay({ sequence: line.sequence, entry: { command: line.command, documents: line.documents } });
    state.length += bytes.length + 1;
    state.sequence = line.sequence;
    state.digest = digest;
  }
  return state;
};

const readLine = (bytes: Uint8Array, file: string, before: State): { readonly line: Line; readonly digest: string } => {
  const number = before.sequence + 1;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const digest = text.toString('latin1', 0, 64);
  if (text[64] !== 0x20 || !/^[0-9a-f]{64}$/.test(digest)) throw new JournalDamaged(file, number, 'no-digest');
  const json = text.subarray(65);
  if (digestOfLine(json) !== digest) throw new JournalDamaged(file, number, 'digest');
  const line = lineOf(json.toString('utf8'));
  if (line === null) throw new JournalDamaged(file, number, 'form');
  if (line.before !== before.digest || line.sequence !== number) throw new JournalDamaged(file, number, 'order');
  return { line, digest };
};

/** The digest vouches for what stands inside; this only refuses another kind of file. */
const lineOf = (json: string): Line | null => {
  try {
    const line = JSON.parse(json) as Partial<Line> | null;
    const isLine = typeof line?.sequence === 'number' && typeof line.command?.id === 'string' && Array.isArray(line.documents);
    return isLine ? (line as Line) : null;
  } catch {
    return null;
  }
};

/** Every line that ends in a line feed, without it. What follows the last one is torn and not given. */
async function* linesOf(handle: FileHandle, from = 0): AsyncGenerator<{ readonly bytes: Uint8Array; readonly isLast: boolean }> {
  const chunk = Buffer.allocUnsafe(1 << 20);
  let parts: Buffer[] = [];
  let held: Buffer | null = null;
  for (let position = from; ; ) {
    const { bytesRead } = await handle.read(chunk, 0, chunk.length, position);
    if (bytesRead === 0) break;
    position += bytesRead;
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1 && end < bytesRead; end = chunk.indexOf(lineFeed, start)) {
      parts.push(Buffer.from(chunk.subarray(start, end)));
      if (held !== null) yield { bytes: held, isLast: false };
      held = Buffer.concat(parts);
      parts = [];
      start = end + 1;
    }
    if (start < bytesRead) parts.push(Buffer.from(chunk.subarray(start, bytesRead)));
  }
  if (held !== null) yield { bytes: held, isLast: true };
}

const journalOver = (handle: FileHandle, file: string, known: Map<string, KnownCommand>, state: State, tornBytes: number): FileJournal => {
  let applied = state.sequence;
  let broken: Error | null = null;

  const write = async (lines: string): Promise<void> => {
    if (broken !== null) throw broken;
    const { size } = await handle.stat();
    if (size !== state.length) throw new JournalDamaged(file, state.sequence + 1, 'order');
    try {
      await handle.appendFile(lines, 'utf8');
      await handle.datasync();
    } catch (error) {
      // A full disk leaves a part of the line: take it away, or write nothing more.
      await handle.truncate(state.length).catch((later: unknown) => {
        broken = later instanceof Error ? later : new Error(String(later));
      });
      throw error;
    }
  };

  return {
    tornBytes,
    known: async (ids) => knownAmong(known, ids),
    append: async (records) => {
      let { sequence, digest } = state;
      let text = '';
      for (const { entry, digest: intent } of records) {
        const { command, documents } = entry;
        sequence += 1;
        const json = JSON.stringify({ sequence, before: digest, intent, command, documents } satisfies Line);
        digest = digestOfLine(json);
        text += `${digest} ${json}\n`;
      }
      await write(text);
      records.forEach(({ entry, digest: intent }, at) => {
        known.set(entry.command.id, { sequence: state.sequence + at + 1, digest: intent });
      });
      state.length += Buffer.byteLength(text);
      state.sequence = sequence;
      state.digest = digest;
      return sequence;
    },
    after: (sequence, through) => recordsAfter(handle, file, sequence, through),
    appliedThrough: async () => applied,
    markApplied: async (sequence) => {
      applied = sequence;
    },
    // The documents of such a host are made from its lines at every start.
    marked: async () => undefined,
    close: () => handle.close(),
  };
};

async function* recordsAfter(handle: FileHandle, file: string, sequence: number, through = Infinity): AsyncGenerator<JournalRecord> {
  const state: State = { length: 0, sequence: 0, digest: noLine };
  for await (const { bytes } of linesOf(handle)) {
    const { line, digest } = readLine(bytes, file, state);
    state.sequence = line.sequence;
    state.digest = digest;
    if (line.sequence > through) return;
    if (line.sequence > sequence) yield { sequence: line.sequence, entry: { command: line.command, documents: line.documents } };
  }
}

import type { ImportSource } from './import-source.ts';
import { fileProblem, type ImportProblem, rowProblem } from './problems.ts';

/** A file cannot be read any further. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable';
  readonly problem: ImportProblem;

  constructor(problem: ImportProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

const lineFeed = 0x0a;

/** A record may not be longer than this many characters: an unclosed quote would otherwise swallow the rest of the file. */
export const longestRecord = 1 << 20;

/** Bytes that are no UTF-8, and what they look like instead. */
type Foreign = { readonly offset: number; readonly looksLike: string };

/**
 * The text of a UTF-8 file, with or without a byte order mark, in pieces that end with a line. Line ends are `\n`, whatever the file has.
 * @throws Unreadable where the file is missing, is not UTF-8 (naming the line), or has a line beyond all measure.
 */
export async function* decoded(file: ImportSource): AsyncGenerator<string> {
  let rest: Uint8Array = new Uint8Array(0);
  let offset = 0;
  try {
    for await (const chunk of file.read()) {
      const bytes = rest.length === 0 ? chunk : joined([rest, chunk]);
      const end = bytes.lastIndexOf(lineFeed) + 1;
      rest = bytes.subarray(end);
      if (rest.length > longestRecord * 4) throw await at(file, offset + end, (line, name) => rowProblem('row.too-long', name, line));
      if (end === 0) continue;
      yield await textOf(bytes.subarray(0, end), file, offset);
      offset += end;
    }
    if (rest.length > 0) yield await textOf(rest, file, offset);
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable(accessProblem(error, file.name));
  }
}

const accessProblem = (error: unknown, name: string): ImportProblem => {
  const { code = 'unknown' } = error as { readonly code?: string };
  return code === 'ENOENT' ? fileProblem('file.missing', name) : fileProblem('file.unreadable', name, { reason: code });
};

/** Bytes one after the other. */
export const joined = (parts: readonly Uint8Array[]): Uint8Array => {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
};

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text, `null` where the bytes are no UTF-8. */
const utf8Of = (bytes: Uint8Array): string | null => {
  try {
    return strict.decode(bytes);
  } catch {
    return null;
  }
};

const textOf = async (bytes: Uint8Array, file: ImportSource, offset: number): Promise<string> => {
  const isPlain = !startsForeign(bytes, offset === 0) && !bytes.includes(0);
  const text = isPlain ? utf8Of(bytes) : null;
  if (text === null) {
    const foreign = foreignIn(bytes, offset === 0);
    const facts = { looksLike: foreign.looksLike, expected: 'utf-8' };
    throw await at(file, offset + foreign.offset, (line, name) => rowProblem('file.encoding', name, line, facts));
  }
  const unmarked = offset === 0 && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  return unmarked.includes('\r') ? unmarked.replaceAll(/\r\n?/g, '\n') : unmarked;
};

const startsForeign = ([first, second]: Uint8Array, isStart: boolean): boolean =>
  isStart && ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff));

/** Spreadsheets save "Unicode text" as UTF-16, with a mark before it; single bytes above 0x7F are the Western European sets. */
const foreignIn = (bytes: Uint8Array, isStart: boolean): Foreign => {
  if (isStart && bytes[0] === 0xff && bytes[1] === 0xfe) return { offset: 0, looksLike: 'utf-16le' };
  if (isStart && bytes[0] === 0xfe && bytes[1] === 0xff) return { offset: 0, looksLike: 'utf-16be' };
  const zero = bytes.indexOf(0);
  if (zero !== -1) return { offset: zero, looksLike: bytes[1] === 0 ? 'utf-16le' : bytes[0] === 0 ? 'utf-16be' : 'binary' };
  let start = 0;
  for (let end = bytes.indexOf(lineFeed); end !== -1 && utf8Of(bytes.subarray(start, end)) !== null; end = bytes.indexOf(lineFeed, start))
    start = end + 1;
  return { offset: start, looksLike: 'windows-1252 or iso-8859-1' };
};

/** Names the line that a byte stands on. Only a file that is refused is read a second time for it. */
const at = async (file: ImportSource, offset: number, problem: (line: number, name: string) => ImportProblem): Promise<Unreadable> => {
  let line = 1;
  if (offset > 0) {
    for await (const chunk of file.read(0, offset)) {
      for (let found = chunk.indexOf(lineFeed); found !== -1; found = chunk.indexOf(lineFeed, found + 1)) line += 1;
    }
  }
  return new Unreadable(problem(line, file.name));
};

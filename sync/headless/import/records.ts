import Papa from 'papaparse';
import { decoded, longestRecord, Unreadable } from './decoded.ts';
import type { ImportSource } from './import-source.ts';
import { rowProblem } from './problems.ts';

/** Some records of a CSV file, each with the line on which it begins (from 1). Blank lines are left out. */
export type RecordBatch = {
  readonly records: readonly (readonly string[])[];
  readonly lines: readonly number[];
};

const delimiters = [',', ';', '\t'] as const;

/** The delimiter that occurs most often in the first line, outside of quotes. */
export const delimiterOf = (text: string): string => {
  const [head = ''] = text.trimStart().split('\n', 1);
  const bare = head.replaceAll(/"[^"]*"/g, '');
  const counts = delimiters.map((delimiter) => bare.split(delimiter).length);
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ',';
};

/**
 * The records of a CSV file (RFC 4180), read in pieces: memory stays the same however long the file is. The next piece is read when the last one is
 * worked off.
 * @throws Unreadable also where quotes do not match: every row after that one could have been swallowed by it.
 */
export async function* recordsOf(file: ImportSource): AsyncGenerator<RecordBatch> {
  const { name } = file;
  let parse: ((text: string | null) => Parsed) | null = null;
  let nextLine = 1;
  let read = 0;
  let isQuoted = false;
  const batchOf = (parsed: Parsed): RecordBatch => {
    const batch = placed(parsed, name, nextLine, isQuoted);
    nextLine = batch.nextLine;
    if (read - parsed.meta.cursor > longestRecord) throw new Unreadable(rowProblem('row.too-long', name, nextLine));
    return batch;
  };
  for await (const text of decoded(file)) {
    parse ??= parser(delimiterOf(text));
    read += text.length;
    isQuoted ||= text.includes('"');
    yield batchOf(parse(text));
  }
  if (parse !== null) yield batchOf(parse(null));
}

type Parsed = Papa.ParseResult<string[]>;

/** Papa Parse fed one text at a time: each is answered with the records that it completed; `null` ends the input. */
const parser = (delimiter: string): ((text: string | null) => Parsed) => {
  const papa = new Papa.Parser({ delimiter, newline: '\n' });
  let rest = '';
  let consumed = 0;
  return (text) => {
    const whole = rest + (text ?? '');
    // The last record may go on in the next text.
    const parsed = papa.parse(whole, consumed, text !== null) as Parsed;
    rest = whole.slice(parsed.meta.cursor - consumed);
    consumed = parsed.meta.cursor;
    return parsed;
  };
};

const none: readonly string[] = [];

const placed = (parsed: Parsed, file: string, firstLine: number, isQuoted: boolean): RecordBatch & { readonly nextLine: number } => {
  const firstBad = Math.min(...parsed.errors.map(({ row }) => row ?? 0));
  const records: string[][] = [];
  const lines: number[] = [];
  let line = firstLine;
  for (let index = 0; index < parsed.data.length; index += 1) {
    const record = parsed.data[index] ?? [];
    if (index === firstBad) throw new Unreadable(rowProblem('row.quotes', file, line));
    if (record.length > 1 || record[0] !== '') {
      records.push(record);
      lines.push(line);
    }
    line += 1;
    // Without quotes no field holds a line break.
    for (const field of isQuoted ? record : none) {
      if (field.includes('\n')) line += field.split('\n').length - 1;
    }
  }
  return { records, lines, nextLine: line };
};

import type { TSchema } from 'typebox';
import { shaped } from '../../../core/kernel/shape.ts';
import type { Source } from '../../../core/sources.ts';
import { joined } from './decoded.ts';
import { fileProblem, type ImportProblem } from './problems.ts';
import type { ImportSource } from './import-source.ts';
import type { Step, Steps, Unread } from './step.ts';

/** The steps of a JSON file: its form is checked whole before anything is asked; places are JSON pointers (RFC 6901). */
export const stepsOfJson = <T>(file: ImportSource, schema: TSchema, stepsOf: (value: T, source: Source) => AsyncIterable<Step>): Steps =>
  async function* (source) {
    const read = await readJson(file, schema);
    if ('problems' in read) yield unread(read.problems);
    else yield* stepsOf(read.value as T, source);
  };

const unread = (problems: readonly ImportProblem[]): Unread => ({ problems, rows: 0, badLines: 0, broken: true });

const wholeOf = async (pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  return joined(parts);
};

/** A JSON file in the form of the schema, or everything that is wrong with it. */
export const readJson = async (
  { name, read }: ImportSource,
  schema: TSchema,
): Promise<{ readonly value: unknown } | { readonly problems: readonly ImportProblem[] }> => {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(await wholeOf(read())));
  } catch (error) {
    const { code } = error as { readonly code?: string };
    if (code === 'ENOENT') return { problems: [fileProblem('file.missing', name)] };
    if (error instanceof SyntaxError) return { problems: [fileProblem('file.not-json', name)] };
    if (error instanceof TypeError)
      return { problems: [fileProblem('file.encoding', name, { looksLike: 'something else', expected: 'utf-8' })] };
    return { problems: [fileProblem('file.unreadable', name, { reason: code ?? 'unknown' })] };
  }
  const checked = shaped<unknown>(schema, value);
  if (checked.ok) return { value: checked.value };
  return {
    problems: checked.problems.map(({ code, path: pointer, expected }) => ({
      code,
      file: name,
      line: 0,
      column: pointer,
      value: '',
      facts: { expected },
    })),
  };
};

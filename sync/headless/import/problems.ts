import type { ProblemLike } from '../../../core/kernel/outcome.ts';

/** What a file, its head, a row or one value can have against it, before any rule of the engine is asked. */
export type FileCode =
  | 'file.missing'
  | 'file.unreadable'
  | 'file.empty'
  | 'file.encoding'
  | 'file.not-json'
  | 'header.column-missing'
  | 'header.column-twice'
  | 'header.column-unknown'
  | 'mapping.header-missing'
  | 'mapping.column-unknown'
  | 'row.too-many-columns'
  | 'row.too-few-columns'
  | 'row.quotes'
  | 'row.too-long'
  | 'row.repeated';

export type ValueCode =
  | 'value.missing'
  | 'value.too-long'
  | 'value.control-character'
  | 'value.not-decimal'
  | 'value.not-integer'
  | 'value.out-of-range'
  | 'value.not-date'
  | 'value.not-instant'
  | 'value.not-currency'
  | 'value.not-country'
  | 'value.not-boolean'
  | 'value.not-one-of'
  | 'value.repeated'
  | 'value.not-add-on'
  | 'value.unknown';

/**
 * One thing that is wrong with a file, and where. `code` is one of the above, or the code of the engine's refusal of what the row asks for, whose facts
 * then stand in `facts`.
 */
export type ImportProblem = {
  readonly code: string;
  /** The name of the file, without its folder. */
  readonly file: string;
  /** From 1, as an editor counts; 0 where the whole file is meant. */
  readonly line: number;
  /** As the file calls it; empty where no one column is meant. */
  readonly column: string;
  /** What stands there, at most 60 characters of it. */
  readonly value: string;
  readonly facts: Readonly<Record<string, string>>;
};

const longest = 60;

/** Enough of a value to find it again. */
export const shortened = (value: string): string => (value.length <= longest ? value : `${value.slice(0, longest - 1)}…`);

export const fileProblem = (code: FileCode, file: string, facts: Readonly<Record<string, string>> = {}): ImportProblem => ({
  code,
  file,
  line: 0,
  column: '',
  value: '',
  facts,
});

export const rowProblem = (code: FileCode, file: string, line: number, facts: Readonly<Record<string, string>> = {}): ImportProblem => ({
  ...fileProblem(code, file, facts),
  line,
});

export const valueProblem = (code: ValueCode, file: string, line: number, column: string, value: string): ImportProblem => ({
  code,
  file,
  line,
  column,
  value: shortened(value),
  facts: {},
});

/** The engine refused what the row asks for. */
export const refusedRow = (problem: ProblemLike, file: string, line: number): ImportProblem => ({
  code: problem.code,
  file,
  line,
  column: '',
  value: '',
  facts: factsOf(problem),
});

const factsOf = (problem: ProblemLike): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(problem).flatMap(([name, fact]): readonly (readonly [string, string])[] =>
      name === 'code' || fact === null || fact === undefined
        ? []
        : [[name, shortened(typeof fact === 'string' ? fact : JSON.stringify(fact))]],
    ),
  );

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './tree.ts';

/** What must not compile in the engine, each with the compiler's code for why. */
const refused: readonly (readonly [what: string, code: string, error: string])[] = [
  ['the DOM', 'export const a = document.title;', 'TS2584'],
  ['Node', 'export const a = process.env;', 'TS2591'],
  ['a module of Node', "import { join } from 'node:path';\nexport const a = join('a');", 'TS2591'],
  ['a timer', 'setTimeout(() => {}, 1);\nexport {};', 'TS2304'],
  ['an element that may be missing', 'export const a = (b: readonly number[]): number => b[0];', 'TS2322'],
  ['undefined for an optional property', 'export const a: { b?: number } = { b: undefined };', 'TS2375'],
  ['an enum', 'export enum A {\n  B,\n}', 'TS1294'],
  ['a type imported as a value', "import { C } from './types.ts';\nexport const a: C = 1;", 'TS1484'],
  [
    'a fall through',
    'export const a = (b: number): number => {\n  let c = 0;\n  switch (b) {\n    case 1:\n      c = 1;\n    case 2:\n      c = 2;\n  }\n  return c;\n};',
    'TS7029',
  ],
  ['a property by name of a record', 'export const a = (b: Record<string, number>): number | undefined => b.c;', 'TS4111'],
  ['an override that does not say so', 'class A {\n  b(): void {}\n}\nexport class C extends A {\n  b(): void {}\n}', 'TS4114'],
];

const fileOf = (index: number): string => `refused-${index}.ts`;

let folder = '';
let lines: readonly string[] = [];

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'types-'));
  mkdirSync(folder, { recursive: true });
  refused.forEach(([, code], index) => {
    writeFileSync(path.join(folder, fileOf(index)), `${code}\n`);
  });
  writeFileSync(path.join(folder, 'types.ts'), 'export type C = number;\n');
  writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ extends: path.join(root, 'core', 'tsconfig.json'), include: ['.'] }));
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  lines = spawnSync(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], { cwd: folder, encoding: 'utf8' }).stdout.split('\n');
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the compiler', () => {
  it.each(refused.map(([what, , error], index) => [what, error, fileOf(index)] as const))(
    'refuses %s in the engine',
    (_what, error, file) => {
      expect(lines.filter((line) => line.startsWith(file))).toContainEqual(expect.stringContaining(error));
    },
  );

  it('takes what is right', () => {
    expect(lines.filter((line) => line.startsWith('types.ts'))).toEqual([]);
  });
});

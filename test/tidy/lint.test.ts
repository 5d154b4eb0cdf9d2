import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from './tree.ts';

/** One bad line for each rule that the house counts on, in a folder where it holds. */
const bad: readonly (readonly [rule: string, file: string, code: string])[] = [
  ['typescript(no-explicit-any)', 'core/money/any.ts', 'export const a = (b: any): number => (b === 1 ? 1 : 2);'],
  [
    'typescript(no-floating-promises)',
    'core/money/floating.ts',
    'const a = async (): Promise<void> => {};\nexport const b = (): void => {\n  a();\n};',
  ],
  [
    'typescript(no-misused-promises)',
    'core/money/misused.ts',
    'const a = async (): Promise<boolean> => true;\nexport const b = (): number => {\n  if (a()) return 1;\n  return 2;\n};',
  ],
  [
    'typescript(switch-exhaustiveness-check)',
    'core/money/switch.ts',
    "export const a = (b: 'x' | 'y'): number => {\n  switch (b) {\n    case 'x':\n      return 1;\n  }\n  return 2;\n};",
  ],
  ['typescript(consistent-type-imports)', 'core/money/type-import.ts', "import { C } from './any.ts';\nexport type D = C;"],
  ['eslint(eqeqeq)', 'core/money/equal.ts', 'export const a = (b: number | null): boolean => b == null;'],
  ['eslint(no-console)', 'core/money/console.ts', "export const a = (): void => console.log('a');"],
  ['eslint(no-restricted-imports)', 'core/money/node.ts', "import { join } from 'node:path';\nexport const a = join('a', 'b');"],
  ['eslint(no-restricted-imports)', 'electron/main.ts', "import { a } from '../core/money/any.ts';\nexport const b = a;"],
  ['eslint(no-restricted-imports)', 'renderer/app/node.ts', "import { join } from 'node:path';\nexport const a = join('a', 'b');"],
  ['import(no-cycle)', 'core/money/cycle-a.ts', "import { b } from './cycle-b.ts';\nexport const a = (): number => b();"],
  [
    'eslint(max-lines-per-function)',
    'core/money/long.ts',
    `export const a = (): number => {\n  let b = 0;\n${'  b += 1;\n'.repeat(90)}  return b;\n};`,
  ],
  ['typescript(ban-ts-comment)', 'core/money/ignore.ts', "// @ts-expect-error\nexport const a: number = 'b';"],
];
const companions: readonly (readonly [file: string, code: string])[] = [
  ['core/money/cycle-b.ts', "import { a } from './cycle-a.ts';\nexport const b = (): number => a();"],
  ['core/money/fine.ts', 'export const a = (b: number): number => b + 1;'],
];

interface Diagnostic {
  readonly code: string;
  readonly filename: string;
}

let folder = '';
let found: readonly Diagnostic[] = [];

beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'lint-'));
  for (const [file, code] of [...bad.map(([, ...sample]) => sample), ...companions]) {
    mkdirSync(path.join(folder, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(folder, file), `${code}\n`);
  }
  for (const place of ['core', 'electron', 'renderer']) {
    writeFileSync(path.join(folder, place, 'tsconfig.json'), JSON.stringify({ extends: path.join(root, 'tsconfig.json'), include: ['.'] }));
  }
  // The rules for a folder hold below the settings' own place.
  copyFileSync(path.join(root, '.oxlintrc.json'), path.join(folder, '.oxlintrc.json'));
  const oxlint = path.join(root, 'node_modules', 'oxlint', 'bin', 'oxlint');
  const { stdout } = spawnSync(process.execPath, [oxlint, '--format=json', '.'], {
    cwd: folder,
    encoding: 'utf8',
  });
  found = (JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[] }).diagnostics;
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('lint', () => {
  it.each(bad)('reports %s in %s', (rule, file) => {
    expect(found.filter((each) => each.filename.endsWith(file)).map(({ code }) => code)).toContain(rule);
  });

  it('is silent on what is fine', () => {
    expect(found.filter(({ filename }) => filename.endsWith('fine.ts'))).toEqual([]);
  });
});

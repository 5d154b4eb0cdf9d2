import path from 'node:path';
import { codeOf } from './code-of.ts';
import type { TreeFile } from './tree.ts';

export interface Import {
  /** A path from the root for a file of ours, else the package's name or `node:...` as written. */
  readonly target: string;
  readonly ours: boolean;
  readonly typeOnly: boolean;
  /** `export ... from`. */
  readonly passedOn: boolean;
  readonly line: number;
}

/** Read where the contents of strings are blank, so that no text can pose as an import. */
const pattern = /(?:^|[\s;}])(import|export)\s+(type\s+)?(?:[\w*{][^'";]*?from\s*)?(['"] *['"])|\b(?:import|require)\(\s*(['"] *['"])/dg;

/** Every import of a file, static or dynamic, and every `export ... from`. */
export function importsOf(file: TreeFile): readonly Import[] {
  const code = codeOf(file.text);
  return Array.from(code.matchAll(pattern), (match) => {
    const [start, end] = match.indices?.[3] ?? match.indices?.[4] ?? [0, 0];
    const specifier = file.text.slice(start + 1, end - 1);
    const ours = specifier.startsWith('.');
    return {
      target: ours ? path.posix.join(path.posix.dirname(file.path), specifier) : packageOf(specifier),
      ours,
      typeOnly: match[2] !== undefined,
      passedOn: match[1] === 'export',
      line: code.slice(0, start).split('\n').length,
    };
  });
}

/** `@noble/hashes/sha2.js` is of the package `@noble/hashes`. */
const packageOf = (specifier: string): string =>
  specifier.startsWith('node:') ? specifier : specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');

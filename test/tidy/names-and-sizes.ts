import type { TreeFile } from './tree.ts';

const vague = new Set([
  'util',
  'utils',
  'helper',
  'helpers',
  'manager',
  'service',
  'services',
  'base',
  'common',
  'misc',
  'shared',
  'stuff',
]);
const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

/** Names that say nothing, or are written another way than the rest, as `file: why`. Folders count as well as files. */
export function badNames(files: readonly TreeFile[]): readonly string[] {
  return files.flatMap(({ path }) => {
    const parts = path.split('/').map((part) => part.replace(/^\./, '').replace(/(?:\.test|\.e2e|\.d)?\.(?:ts|tsx|mjs)$/, ''));
    if (!path.includes('/')) parts[0] = parts[0]?.replace('.config', '') ?? '';
    return parts.flatMap((part) => {
      if (!kebab.test(part)) return [`${path}: "${part}" is not in kebab-case`];
      const word = part.split('-').find((each) => vague.has(each));
      return word === undefined ? [] : [`${path}: "${word}" says nothing about what is inside`];
    });
  });
}

const mostLines = 400;

/** Files that may be longer: tables of data, each with its reason. */
const longTables: Readonly<Record<string, string>> = {};

/** Files that are about more than one thing, by their length, as `file: why`. */
export function tooLong(files: readonly TreeFile[]): readonly string[] {
  return files.flatMap(({ path, text }) => {
    const lines = text.trimEnd().split('\n').length;
    return lines <= mostLines || longTables[path] !== undefined ? [] : [`${path}: ${lines} lines, at most ${mostLines}`];
  });
}

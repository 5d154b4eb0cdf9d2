import type { FileFilter } from 'electron';
import { largest, type OpenedKind, type SavedKind } from '../ipc/contract.ts';
import type { Words } from '../words.ts';

const savedEndings: Readonly<Record<SavedKind, string>> = {
  pdf: 'pdf',
  csv: 'csv',
  xlsx: 'xlsx',
  json: 'json',
  backup: 'counterfoil',
  text: 'txt',
};

const openedEndings: Readonly<Record<OpenedKind, readonly string[]>> = {
  import: ['csv', 'tsv', 'txt', 'json', 'jsonl'],
  backup: ['counterfoil'],
  image: ['png', 'jpg', 'jpeg', 'svg'],
};

export const saveFilters = (kind: SavedKind, words: Words): FileFilter[] => [
  { name: words(`files.${kind}`), extensions: [savedEndings[kind]] },
];

export const openFilters = (kind: OpenedKind, words: Words): FileFilter[] => [
  { name: words(`files.${kind}`), extensions: [...openedEndings[kind]] },
];

/** Greatest size of an opened file, in bytes. */
export const openLimit = (kind: OpenedKind): number => largest[kind];

/** The name with its kind's ending, whatever the user typed. */
export function withEnding(name: string, kind: SavedKind): string {
  const ending = `.${savedEndings[kind]}`;
  return name.toLowerCase().endsWith(ending) ? name : `${name}${ending}`;
}

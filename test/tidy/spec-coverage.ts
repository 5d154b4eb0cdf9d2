import { itemsOf } from './spec-ids.ts';
import type { TreeFile } from './tree.ts';

/** What the engine has of each series: all of it, or up to an item, or some. */
const stage: Readonly<Record<string, 'all' | number | readonly number[]>> = {
  CAT: 'all',
  PRC: 'all',
  BIL: 'all',
  USG: 'all',
  SUB: 'all',
  OFR: 'all',
  ENT: 'all',
  INV: 23,
  NUM: 'all',
  OPE: 5,
  CUR: 5,
  TAX: 'all',
  BEY: [2, 3, 7],
  POL: 'all',
  'G-ANC': 'all',
  'G-DIS': 'all',
  'G-DYN': 'all',
  'G-ENT': 'all',
  'G-FIX': 'all',
  'G-HYB': 'all',
  'G-INV': 'all',
  'G-PAU': 'all',
  'G-PRO': 'all',
  'G-PU': 'all',
  'G-RAMP': 'all',
  'G-RND': 'all',
  'G-STEP': 'all',
  'G-TAX': 'all',
  'G-TIER': 'all',
  'G-USE': 'all',
  'G-VOL': 'all',
};

/** Items inside those series that the engine does not have, each with the reason. */
export const later: Readonly<Record<string, string>> = {
  'CAT-23': 'the specification gives this number to nothing',
  'INV-14': 'mail, resending and pay links need a server and a gateway; the page itself is proved in test/renderer/print',
  'OFR-24': 'earning and redeeming points needs screens and the portal; what a programme pays out are promotional credits (OFR-25)',
  'TAX-13': 'tax reports for a return come with the other reports; the summary on a document is INV-07',
  'TAX-14': 'the prerequisites are those of CAT-28; the disclaimer is a sentence on screens',
};

const isDue = (wanted: 'all' | number | readonly number[], number: number): boolean => {
  if (wanted === 'all') return true;
  return typeof wanted === 'number' ? number <= wanted : wanted.includes(number);
};

/** Every item that some test has to carry. */
export const dueIds = (): readonly string[] =>
  Object.entries(stage)
    .flatMap(([series, wanted]) => itemsOf(series).filter((_, index) => isDue(wanted, index + 1)))
    .filter((id) => later[id] === undefined);

const leadingIds = /[([,]\s*['"`]((?:\[[^\]\n]*\] ?)+)/g;

/** The items in the names of a file's tests: the brackets with which a name begins. A row of a table names its test by its first text. */
export const carriedIds = ({ text }: TreeFile): readonly string[] =>
  Array.from(text.matchAll(leadingIds), ([, brackets = '']) => brackets).flatMap((brackets) =>
    Array.from(brackets.matchAll(/\[([^\]]*)\]/g), ([, inside = '']) => inside).flatMap((inside) => inside.split(/[, ]+/)),
  );

/** Due items that no test carries. */
export const uncovered = (files: readonly TreeFile[]): readonly string[] => {
  const carried = new Set(files.flatMap(carriedIds));
  return dueIds().filter((id) => !carried.has(id));
};

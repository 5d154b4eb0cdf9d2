import type { TreeFile } from './tree.ts';

/** The items of the specification that exist: how many of each, and how the number is written. */
const items: Readonly<Record<string, number>> = {
  API: 16,
  APR: 4,
  AUD: 5,
  BEY: 14,
  BIL: 14,
  CAT: 29,
  CUR: 6,
  CXL: 12,
  DUN: 15,
  ENT: 32,
  GWY: 10,
  INV: 29,
  MET: 10,
  NUM: 5,
  OFF: 8,
  OFR: 25,
  OPE: 6,
  PAY: 3,
  PHS: 3,
  POL: 12,
  POR: 5,
  PRC: 17,
  QUO: 7,
  REC: 9,
  REV: 14,
  ROL: 6,
  RPT: 14,
  SUB: 29,
  TAX: 15,
  USG: 15,
  WFL: 6,
  WHK: 6,
};

/** Decided contradictions, open rules and golden cases: their numbers are written without a leading zero. */
const plainItems: Readonly<Record<string, number>> = {
  CF: 16,
  OR: 30,
  'G-ANC': 1,
  'G-DIS': 8,
  'G-DYN': 1,
  'G-ENT': 14,
  'G-FIX': 3,
  'G-HYB': 4,
  'G-INV': 7,
  'G-MET': 7,
  'G-PAU': 1,
  'G-PRO': 14,
  'G-PU': 3,
  'G-RAMP': 2,
  'G-REV': 7,
  'G-RND': 2,
  'G-STEP': 5,
  'G-TAX': 8,
  'G-TIER': 5,
  'G-USE': 7,
  'G-VOL': 7,
};

/** The items of a series as they are written, in order; none for a series that there is not. */
export const itemsOf = (series: string): readonly string[] =>
  Array.from({ length: items[series] ?? plainItems[series] ?? 0 }, (_, index) =>
    series in items ? `${series}-${String(index + 1).padStart(2, '0')}` : `${series}-${index + 1}`,
  );

const testName = /\b(?:it|test|describe)(?:\.each)?\b[^'"`\n]*(['"`])((?:\\.|(?!\1).)*)\1/g;

/** Ids in the names of tests that the specification does not have, as `file: id`. */
export function unknownIds(files: readonly TreeFile[]): readonly string[] {
  return files.flatMap(({ path, text }) =>
    Array.from(text.matchAll(testName), (match) => match[2] ?? '')
      .flatMap((name) => Array.from(name.matchAll(/\[([^\]]*)\]/g), (match) => match[1] ?? ''))
      .filter((inside) => /^(?:G-)?[A-Z]{2,4}[- ]?\d/i.test(inside))
      .flatMap((inside) => inside.split(/[, ]+/))
      .filter((id) => !exists(id))
      .map((id) => `${path}: [${id}]`),
  );
}

function exists(id: string): boolean {
  const [, series = ''] = /^((?:G-)?[A-Z]+)-\d+$/.exec(id) ?? [];
  return itemsOf(series).includes(id);
}

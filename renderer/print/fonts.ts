import tables from '../../assets/fonts/fonts.json' with { type: 'json' };

/**
 * The families that documents are set in. `Sans` and `Serif` carry the text; the others stand in for characters that those two lack. What each
 * covers is read from the fonts themselves when they are made (assets/fonts), so that a missing character is found before it is drawn.
 */
export type Family = keyof typeof tables;

type Face = { readonly file: string; readonly face?: string; readonly advances?: Readonly<Record<string, readonly number[]>> };

/** Font files under assets/fonts; `face` names the one wanted of a collection. */
export const faces: Readonly<Record<Family, { readonly normal: Face; readonly bold?: Face }>> = tables;

type Ranges = readonly (readonly [number, number])[];

const rangesOf = (covers: string): Ranges =>
  covers.split(' ').map((range) => {
    const [first = '', last = first] = range.split('-');
    return [Number.parseInt(first, 16), Number.parseInt(last, 16)] as const;
  });

const coverage = new Map<Family, Ranges>();

const coverageOf = (family: Family): Ranges => {
  const known = coverage.get(family);
  if (known !== undefined) return known;
  const ranges = rangesOf(tables[family].covers);
  coverage.set(family, ranges);
  return ranges;
};

/** Whether the family has a glyph for the code point. */
export const covers = (family: Family, code: number): boolean => {
  const ranges = coverageOf(family);
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const [first, last] = ranges[middle] ?? [0, 0];
    if (code < first) high = middle - 1;
    else if (code > last) low = middle + 1;
    else return true;
  }
  return false;
};

const measured = new Map<Face, Uint16Array>();

/** Advances by code point, 0 where the table has none. Every character of the table lies below U+2300. */
const advancesOf = (face: Face): Uint16Array => {
  const known = measured.get(face);
  if (known !== undefined) return known;
  const widths = new Uint16Array(0x2300);
  for (const [start, block] of Object.entries(face.advances ?? {})) widths.set(block, Number.parseInt(start, 16));
  measured.set(face, widths);
  return widths;
};

/** Advances of characters that are not in the table, by where their script starts: on the wide side of the average. */
const guesses: readonly (readonly [number, number])[] = [
  [0x0590, 580],
  [0x0600, 500],
  [0x0900, 640],
  [0x0e00, 520],
  [0x0e80, 650],
  [0x2e80, 1000],
  [0xfb1d, 550],
  [0xff00, 1000],
  [0xfff0, 650],
];

const guessedAdvance = (code: number): number => {
  let advance = 650;
  for (const [from, guess] of guesses) if (code >= from) advance = guess;
  return advance;
};

/** Width of one line of text in points, without kerning. Exact for Latin, Greek and Cyrillic, a guess on the wide side for the rest. */
export const widthOf = (text: string, family: 'Sans' | 'Serif', bold: boolean, size: number): number => {
  const { normal, bold: strong } = faces[family];
  const widths = advancesOf(bold && strong !== undefined ? strong : normal);
  let thousandths = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    thousandths += widths[code] || guessedAdvance(code);
  }
  return (thousandths * size) / 1000;
};

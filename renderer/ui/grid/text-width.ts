/** Pixels of the letters in a row of a grid: Inter at 13.5 px with figures of one width. */
const widths: Readonly<Record<string, number>> = {
  "iIjl|'’": 3.6,
  ' .,:;·!': 3.9,
  ft: 4.6,
  '()/[]': 5,
  r: 5.3,
  '-': 6.2,
  s: 7.2,
  acekJLvxyz: 7.8,
  EFhnu: 8.1,
  'bdgopqß#': 8.4,
  '0123456789BPRSTZ&+': 8.8,
  KXY: 9.2,
  AV: 9.5,
  CD: 9.9,
  GHNOQU: 10.3,
  w: 11,
  m: 11.8,
  M: 12.2,
  '@W%': 13.6,
};
const letters: ReadonlyMap<string, number> = new Map(
  Object.entries(widths).flatMap(([alike, width]) => [...alike].map((letter) => [letter, width] as const)),
);
const ideogram = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

/** Letters of other alphabets, which are about as wide as ours. */
const other = (letter: string): number => (ideogram.test(letter) ? 13.6 : letter === letter.toLowerCase() ? 8.6 : 10);

const plain = /^[ -~]*$/;

/** Letters without their marks, and every kind of space as one. */
const bare = (text: string): string => (plain.test(text) ? text : text.normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/\s/gu, ' '));

/** Pixels that a text takes in a row, told without drawing it: a column has its width before its first row stands there. */
export const textWidth = (text: string): number => {
  let sum = 0;
  for (const letter of bare(text)) sum += letters.get(letter) ?? other(letter);
  return Math.ceil(sum);
};

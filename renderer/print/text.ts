import bidiFactory from 'bidi-js';
import type { TextRun } from './definition.ts';
import { covers, type Family, widthOf } from './fonts.ts';

/** The two families that a template may be set in. */
export type TextFamily = 'Sans' | 'Serif';

/** Which of the four East Asian faces draws ideographs: the same character is written differently in each. */
export type EastAsian = 'ChineseSimplified' | 'ChineseTraditional' | 'Japanese' | 'Korean';

const bidi = bidiFactory();

/** Everything here is in both text families, which a test holds against the fonts: the common letters of Europe, and the marks around them. */
const plain =
  /^[\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u012b\u012e-\u0131\u0134-\u0148\u014a-\u0165\u0168-\u017f\u2013\u2014\u2018\u2019\u201c\u201d\u2022\u2026\u202f\u20ac\u2212]*$/;

/** Whether text may be handed on as it is. */
export const isPlain = (text: string): boolean => plain.test(text);

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;
const kana = /[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]/;
const hangul = /[\u1100-\u11ff\u3130-\u318f\uac00-\ud7af]/;

/**
 * Draws nothing: marks of direction, variation selectors, byte order marks. Without a glyph of their own they would leave boxes, and with
 * overrides of direction a name could be made to read as another. The two joiners stay: Persian and Hindi words are spelt with them.
 */
const invisible = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]|\p{Variation_Selector}/gu;
// oxlint-disable-next-line no-control-regex -- control characters are what it looks for
const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;

/** What is drawn for a character that no font of ours has: an open box, which the sans has, never a crash. */
const missing = '□';

const familiesFor = (text: string, family: TextFamily, eastAsian: EastAsian): readonly Family[] => {
  const ideographs = kana.test(text) ? 'Japanese' : hangul.test(text) ? 'Korean' : eastAsian;
  return [family, 'Sans', 'Hebrew', 'Arabic', 'Thai', 'Devanagari', ideographs];
};

const joiner = (code: number): boolean => code === 0x200c || code === 0x200d;

/** Within Arabic and Hebrew a space or a mark belongs to the phrase, which is shaped and turned round as one. */
const keepsMarks = (family: Family): boolean => family === 'Arabic' || family === 'Hebrew';

/** What is drawn for a character: itself, else its plain equivalent (the letters of a ligature), else an open box. */
const drawable = (character: string, families: readonly Family[]): { readonly text: string; readonly font: Family } => {
  const familyOf = (text: string): Family | undefined =>
    families.find((family) => [...text].every((one) => covers(family, one.codePointAt(0) ?? 0)));
  const own = familyOf(character);
  if (own !== undefined) return { text: character, font: own };
  const plainer = character.normalize('NFKC');
  const font = familyOf(plainer);
  return font === undefined ? { text: missing, font: 'Sans' } : { text: plainer, font };
};

/** Cuts text so that each run lies in one family. */
const byFamily = (text: string, families: readonly Family[]): TextRun[] => {
  const runs: { font: Family; text: string }[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const last = runs.at(-1);
    if (last !== undefined && (joiner(code) || (code < 0x30 && keepsMarks(last.font))) && covers(last.font, code)) {
      last.text += character;
      continue;
    }
    if (joiner(code)) continue;
    const drawn = drawable(character, families);
    if (last?.font === drawn.font) last.text += drawn.text;
    else runs.push(drawn);
  }
  return runs;
};

/** The shaper turns a run of Arabic or Hebrew letters round by itself, when it gets it whole; spaces and marks alone are turned round here. */
const turned = (run: TextRun): TextRun => ({
  ...run,
  text: rightToLeft.test(run.text) ? run.text : [...run.text].toReversed().join(''),
  noWrap: true,
  fontFeatures: [],
});

/** The runs of one line in the order in which they are seen, after the Unicode bidirectional algorithm (UAX #9). */
const inVisualOrder = (line: string, families: readonly Family[]): TextRun[] => {
  const embedding = bidi.getEmbeddingLevels(line);
  const mirrored = bidi.getMirroredCharactersMap(line, embedding.levels);
  const order = bidi.getReorderedIndices(line, embedding);
  const runs: TextRun[] = [];
  let from = 0;
  while (from < order.length) {
    const level = embedding.levels[order[from] ?? 0] ?? 0;
    let to = from;
    while (to < order.length && embedding.levels[order[to] ?? 0] === level) to += 1;
    const indices = order.slice(from, to).toSorted((a, b) => a - b);
    const text = indices.map((index) => mirrored.get(index) ?? line.charAt(index)).join('');
    const pieces = byFamily(text, families);
    runs.push(...(level % 2 === 1 ? pieces.toReversed().map(turned) : pieces));
    from = to;
  }
  return runs;
};

/** Breaks text into lines of at most `width` points, by words. */
const broken = (text: string, width: number, family: TextFamily, size: number): readonly string[] => {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && widthOf(longer, family, false, size) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
};

/** A number of a document or of an order: capitals and digits in groups, such as `DE-INV-2026-000123`. */
const reference = /\b[A-Z0-9]+(?:-[A-Z0-9]+)+\b/g;

/** Cuts text so that each reference is a run of its own that no line break divides, as far as it fits `width`. What can be read out of it stays the same. */
const withWholeReferences = (text: string, font: TextFamily, size: number, width: number): readonly TextRun[] => {
  const runs: TextRun[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(reference)) {
    if (!/\d/.test(found) || widthOf(found, font, false, size) > width) continue;
    if (index > from) runs.push({ text: text.slice(from, index) });
    runs.push({ text: found, noWrap: true });
    from = index + found.length;
  }
  return from === 0 ? [] : [...runs, ...(from < text.length ? [{ text: text.slice(from) }] : [])];
};

/** Writes text in the fonts that have its characters. */
export type Typesetter = {
  readonly family: TextFamily;
  /** `width` is the room in points, which right-to-left text is broken to. */
  readonly runs: (text: string, size: number, width: number) => string | readonly TextRun[];
  /** Cut with an ellipsis where one line of it is wider than `width`. */
  readonly clippedText: (text: string, size: number, width: number) => string;
};

const cleaned = (text: string): string => text.normalize('NFC').replaceAll('\r\n', '\n').replaceAll(invisible, '').replaceAll(control, ' ');

export const typesetter = (family: TextFamily, eastAsian: EastAsian): Typesetter => {
  const runs = (raw: string, size: number, width: number): string | readonly TextRun[] => {
    if (isPlain(raw)) {
      const divided = width === Number.POSITIVE_INFINITY ? [] : withWholeReferences(raw, family, size, width);
      return divided.length === 0 ? raw : divided;
    }
    const text = cleaned(raw);
    const families = familiesFor(text, family, eastAsian);
    if (!rightToLeft.test(text)) {
      const found = byFamily(text, families);
      return found.length === 1 && found[0]?.font === family ? found[0].text : found;
    }
    const lines = text.split('\n').flatMap((line) => broken(line, width, family, size));
    return lines.flatMap((line, index) => [...(index === 0 ? [] : [{ text: '\n' }]), ...inVisualOrder(line, families)]);
  };
  const clippedText = (raw: string, size: number, width: number): string => {
    const text = cleaned(raw).replaceAll('\n', ' ');
    const fits = (candidate: string): boolean => widthOf(candidate, family, false, size) <= width;
    if (fits(text)) return text;
    const characters = [...text];
    while (characters.length > 1 && !fits(`${characters.join('')}…`)) characters.pop();
    return `${characters.join('').trimEnd()}…`;
  };
  return { family, runs, clippedText };
};

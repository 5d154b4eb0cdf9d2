import { invariant } from '../../core/kernel/invariant.ts';
import { type Family, faces } from './fonts.ts';

/** The few doors of fontkit, the reader of fonts under PDFKit, that are used here. */
export type GlyphRun = {
  readonly glyphs: readonly { readonly id: number; readonly codePoints: readonly number[] }[];
  readonly positions: readonly {
    readonly xAdvance: number;
    readonly yAdvance: number;
    readonly xOffset: number;
    readonly yOffset: number;
  }[];
  readonly advanceWidth: number;
};

export type Font = {
  readonly postscriptName: string;
  readonly unitsPerEm: number;
  /** The code points that have a glyph, ascending. */
  readonly characterSet: readonly number[];
  readonly glyphForCodePoint: (code: number) => { readonly id: number; readonly advanceWidth: number };
  readonly layout: (text: string, features?: readonly string[]) => GlyphRun;
};

/** fontkit asks every format in turn whether the bytes are its own, and opens them with `new`. */
export type FontFormat = { new (stream: { readonly buffer: Uint8Array }): object; probe(bytes: Uint8Array): boolean };

export type Fontkit = {
  readonly create: (bytes: Uint8Array, postscriptName?: string) => Font;
  readonly registerFormat: (format: FontFormat) => void;
};

/** Scripts whose letters join and stack are shaped differently from word to word, so their fonts are opened for each document. */
const openedEachTime: ReadonlySet<Family> = new Set(['Arabic', 'Devanagari', 'Thai', 'Hebrew']);

const key = (family: Family, style: 'normal' | 'bold'): string => `counterfoil:${family}:${style}`;

/**
 * A glyph remembers the characters that it was first asked for, and several characters may share one (a space and a hard space). Asking for all of
 * them in order once makes the answer, and with it the text that is searched and copied, the same whatever was printed before.
 */
const settled = (font: Font): Font => {
  for (const code of font.characterSet) font.glyphForCodePoint(code);
  return font;
};

/** Words that come again: head rows, months, plans. The count bounds the memory of a long run. */
const mostWords = 20_000;

/**
 * The same font, which lays each word out once. PDFKit scales the positions that it is given where they stand; our fonts have the thousand units to
 * the em that PDF counts in, so that its scale is 1 and a run can be handed out again.
 */
const remembering = (font: Font): Font => {
  invariant(font.unitsPerEm === 1000, 'a shared font has 1000 units to the em');
  const words = new Map<string, GlyphRun>();
  const layout = (text: string, features?: readonly string[]): GlyphRun => {
    if (features !== undefined) return font.layout(text, features);
    const known = words.get(text);
    if (known !== undefined) return known;
    const { glyphs, positions, advanceWidth } = font.layout(text);
    const run = { glyphs, positions, advanceWidth };
    if (words.size >= mostWords) words.clear();
    words.set(text, run);
    return run;
  };
  return Object.create(font, { layout: { value: layout } }) as Font;
};

/** Bytes that are no font, only the name of one, in ASCII. */
export const nameBytes = (name: string): Uint8Array => Uint8Array.from(name, (letter) => letter.charCodeAt(0));

const prefix = nameBytes('counterfoil:');

export type NamedFonts = {
  readonly families: Readonly<Record<string, { readonly normal: string; readonly bold: string }>>;
  readonly names: readonly string[];
};

/**
 * Fonts that are read and parsed once for all documents of a thread. PDFKit opens a font anew for each document; here it is given a short name
 * instead of the bytes, and a font format of our own answers with the font that is already open. That halves the time of an invoice. Sharing must not
 * let one document leave traces in the next: see `settled`.
 *
 * Teaches `fontkit` (the very copy that PDFKit uses) to answer the names. `bytesOf` gives a file of assets/fonts; what it throws ends the rendering. Call it once for
 * each copy. Answers every family in both styles; one without a bold face stands in for it with its normal one.
 */
export const openFonts = (fontkit: Fontkit, bytesOf: (file: string) => Uint8Array): NamedFonts => {
  const opened = new Map<string, Font>();
  const fontFor = (name: string): Font => {
    const known = opened.get(name);
    if (known !== undefined) return known;
    const [, family, style] = name.split(':') as [string, Family, 'normal' | 'bold'];
    const face = style === 'bold' ? (faces[family].bold ?? faces[family].normal) : faces[family].normal;
    const font = fontkit.create(bytesOf(face.file), face.face);
    if (openedEachTime.has(family)) return font;
    const shared = remembering(settled(font));
    opened.set(name, shared);
    return shared;
  };
  // A constructor that answers with an object of its own: fontkit asks every format with `new`.
  const NamedFont = function namedFont(stream: { readonly buffer: Uint8Array }): Font {
    return fontFor(String.fromCharCode(...stream.buffer));
  };
  const probe = (bytes: Uint8Array): boolean => prefix.every((byte, at) => bytes[at] === byte);
  fontkit.registerFormat(Object.assign(NamedFont, { probe }) as unknown as FontFormat);
  const families: Record<string, { normal: string; bold: string }> = {};
  for (const family of Object.keys(faces) as Family[]) {
    const normal = key(family, 'normal');
    families[family] = { normal, bold: faces[family].bold === undefined ? normal : key(family, 'bold') };
  }
  return { families, names: [...new Set(Object.values(families).flatMap(({ normal, bold }) => [normal, bold]))] };
};

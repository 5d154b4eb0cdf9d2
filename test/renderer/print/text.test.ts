import { assert, constantFrom, integer, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TextRun } from '../../../renderer/print/definition.ts';
import { covers, type Family, widthOf } from '../../../renderer/print/fonts.ts';
import { isPlain, type TextFamily, typesetter } from '../../../renderer/print/text.ts';
import { names } from './samples.ts';

const wide = 10_000;
const runsOf = (text: string, family: TextFamily = 'Sans', width = wide): readonly TextRun[] => {
  const runs = typesetter(family, 'ChineseSimplified').runs(text, 9, width);
  return typeof runs === 'string' ? [{ text: runs, font: family }] : runs;
};
const shown = (text: string, family: TextFamily = 'Sans'): string =>
  runsOf(text, family)
    .map((run) => run.text)
    .join('');
const fontsOf = (text: string, family: TextFamily = 'Sans'): readonly string[] => runsOf(text, family).map((run) => run.font ?? '');

const joiner = (code: number): boolean => code === 0x200c || code === 0x200d || code === 0x0a;

describe('text in the fonts that have it', () => {
  it('stays one plain string where the text family has every character, which is the fast way', () => {
    expect(typesetter('Sans', 'Japanese').runs('Platform, Professional plan – 42 × €12.50 “Ångström”', 9, wide)).toBe(
      'Platform, Professional plan – 42 × €12.50 “Ångström”',
    );
  });

  it.each(['Sans', 'Serif'] as const)('%s has every character that is taken for plain without looking', (family) => {
    const missing = Array.from({ length: 0x3000 }, (_, code) => code).filter(
      (code) => code !== 0x0a && isPlain(String.fromCodePoint(code)) && !covers(family, code),
    );
    expect(missing).toEqual([]);
  });

  it.each([
    ['greek', ['Sans']],
    ['cyrillic', ['Sans']],
    ['chineseSimplified', ['ChineseSimplified']],
    ['korean', ['Korean', 'Sans', 'Korean', 'Sans', 'Korean', 'Sans', 'Korean']],
    ['thai', ['Thai', 'Sans', 'Thai', 'Sans', 'Thai', 'Sans', 'Thai', 'Sans']],
  ])('a %s name is set in %j', (name, fonts) => {
    const used = fontsOf(names[name] ?? '');
    expect(new Set(used)).toEqual(new Set(fonts));
    expect(shown(names[name] ?? '')).not.toContain('□');
  });

  it('[INV-07] every name in Latin, Greek, Cyrillic, Chinese, Japanese, Korean, Arabic, Hebrew, Thai and Devanagari is drawn whole', () => {
    const whole = Object.entries(names).filter(([script]) => script !== 'missing');
    const boxed = whole.filter(([, name]) => shown(name).includes('□') || shown(name, 'Serif').includes('□'));
    expect(boxed).toEqual([]);
  });

  it('kana make ideographs Japanese, Hangul makes them Korean, else the document decides', () => {
    expect(fontsOf('直子さん')).toEqual(['Japanese']);
    expect(fontsOf('大韓민국')).toEqual(['Korean']);
    expect(typesetter('Sans', 'ChineseTraditional').runs('直骨門', 9, wide)).toEqual([{ font: 'ChineseTraditional', text: '直骨門' }]);
  });

  it('what no font has becomes an open box, one for each character', () => {
    expect(shown('Smile 😀 Ltd')).toBe('Smile □ Ltd');
    expect(shown('ᚠᚢ')).toBe('□□');
  });

  it('a ligature without a glyph is spelt out, a letter with a loose accent is composed', () => {
    expect(shown('ﬁnance')).toBe('finance');
    expect(shown('Angstro\u0308m')).toBe('Angström');
  });

  it('controls, marks of direction and overrides are not drawn and cannot turn a name round', () => {
    expect(shown('pay\u202Egpj.exe\u202C\u200B\uFEFF')).toBe('paygpj.exe');
    expect(shown('a\u0000b\tc')).toBe('a b c');
  });

  it('the serif family borrows from the sans what it lacks', () => {
    expect(fontsOf('Ἀθῆναι', 'Serif')).toContain('Sans');
  });
});

describe('text from right to left', () => {
  it('is put in the order in which it is seen: the Latin name left of the Arabic one, digits unturned', () => {
    const seen = runsOf('شركة النور (فرع 12) Al-Noor').map(({ text }) => text);
    expect(seen[0]).toBe('Al-Noor');
    expect(seen.join('')).toContain('12');
    expect(seen.join('')).not.toContain('21');
  });

  it('keeps a phrase in one piece for the shaper, with its own spaces', () => {
    const [run] = runsOf('שלום עולם');
    expect(run).toEqual({ font: 'Hebrew', text: 'שלום עולם', noWrap: true, fontFeatures: [] });
  });

  it('turns brackets round with the text', () => {
    expect(runsOf('(שלום)').map(({ text }) => text)).toEqual(['(', 'שלום', ')']);
  });

  it('is broken into lines before it is turned round, so that the first words stand on the first line', () => {
    const words = Array.from({ length: 12 }, (_, index) => `كلمة${index}`).join(' ');
    const runs = runsOf(words, 'Sans', 120);
    const text = runs.map((run) => run.text).join('');
    const first = text.split('\n')[0] ?? '';
    expect(text.split('\n').length).toBeGreaterThan(2);
    expect(first).toContain('0');
    expect(first).not.toContain('11');
  });

  it('Persian keeps its joiners, which are part of the spelling', () => {
    expect(shown('می\u200cخواهم')).toBe('می\u200cخواهم');
  });
});

describe('any text', () => {
  it('[INV-07] never breaks the page: every character drawn is one that its font has', () => {
    assert(
      property(string({ unit: 'binary', maxLength: 60 }), constantFrom<TextFamily>('Sans', 'Serif'), (text, family) => {
        const undrawn = runsOf(text, family).flatMap((run) =>
          Array.from(run.text, (character) => character.codePointAt(0) ?? 0).filter(
            (code) => !joiner(code) && !covers((run.font ?? family) as Family, code),
          ),
        );
        expect(undrawn).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });

  it('is cut to its room with an ellipsis, and never within a character', () => {
    assert(
      property(string({ unit: 'grapheme', minLength: 1, maxLength: 80 }), integer({ min: 30, max: 300 }), (text, width) => {
        const cut = typesetter('Sans', 'Japanese').clippedText(text, 9, width);
        expect(widthOf(cut, 'Sans', false, 9)).toBeLessThanOrEqual(width);
        expect(cut.isWellFormed()).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('[INV-07] a document’s number', () => {
  const type = typesetter('Sans', 'ChineseSimplified');

  it('is a run of its own that no line break divides; what can be read stays the same', () => {
    const text = 'Corrects DE-INV-K7M2-2026-000123 of 30 Nov 2026, well-known';
    const runs = type.runs(text, 9, 130);
    expect(runs).toEqual([
      { text: 'Corrects ' },
      { text: 'DE-INV-K7M2-2026-000123', noWrap: true },
      { text: ' of 30 Nov 2026, well-known' },
    ]);
  });

  it('is divided where it has no room on a line, and stays plain text where the line has no end', () => {
    expect(type.runs('DE-INV-K7M2-2026-000123', 9, 40)).toBe('DE-INV-K7M2-2026-000123');
    expect(type.runs('DE-INV-K7M2-2026-000123', 9, Number.POSITIVE_INFINITY)).toBe('DE-INV-K7M2-2026-000123');
  });
});

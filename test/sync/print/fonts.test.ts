import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { covers, faces, type Family, widthOf } from '../../../renderer/print/fonts.ts';
import { type Font, fontkit } from '../../../sync/headless/print/fontkit.ts';

const open = (family: Family, style: 'normal' | 'bold'): Font => {
  const face = style === 'bold' ? (faces[family].bold ?? faces[family].normal) : faces[family].normal;
  return fontkit.create(readFileSync(new URL(`../../../assets/fonts/${face.file}`, import.meta.url)), face.face);
};

const families = Object.keys(faces) as readonly Family[];

describe('the table of what fonts cover', () => {
  it.each(families)('is that of the font itself: %s', (family) => {
    const font = open(family, 'normal');
    const own = new Set(font.characterSet);
    const wrong: number[] = [];
    // U+FFFF is no character: old tables of characters end with it.
    own.delete(0xffff);
    for (let code = 0; code <= 0x2_ffff; code += 1) if (covers(family, code) !== own.has(code)) wrong.push(code);
    expect(wrong).toEqual([]);
  });

  it.each(['Sans', 'Serif'] as const)('has the widths of %s, regular and bold', (family) => {
    for (const bold of [false, true]) {
      const font = open(family, bold ? 'bold' : 'normal');
      for (const text of ['Invoice', '0123456789', '1,234.50', 'Łódź', 'Ελληνική', 'Общество', '€£¥', '–−…']) {
        const exact = [...text].reduce((sum, character) => sum + font.glyphForCodePoint(character.codePointAt(0) ?? 0).advanceWidth, 0);
        expect(Math.abs(widthOf(text, family, bold, 1_000) - (exact * 1_000) / font.unitsPerEm)).toBeLessThanOrEqual(text.length);
      }
    }
  });

  it.each(['Sans', 'Serif'] as const)('digits of %s are of one width, so that amounts stand under each other', (family) => {
    for (const style of ['normal', 'bold'] as const) {
      const font = open(family, style);
      const widths = new Set(Array.from('0123456789', (digit) => font.layout(digit).advanceWidth));
      expect(widths.size).toBe(1);
      expect(font.layout('11111').advanceWidth).toBe(font.layout('80808').advanceWidth);
    }
  });

  it('the same ideograph is drawn differently for Chinese, Japanese and Korean', () => {
    const glyphs = (['ChineseSimplified', 'ChineseTraditional', 'Japanese'] as const).map(
      (family) => open(family, 'normal').glyphForCodePoint('直'.codePointAt(0) ?? 0).id,
    );
    expect(new Set(glyphs).size).toBeGreaterThan(1);
  });

  it('all Chinese of GB 2312, Japanese of JIS X 0208 and Hangul can be written', () => {
    const decoders = [
      ['gb2312', 'ChineseSimplified'],
      ['euc-jp', 'Japanese'],
      ['euc-kr', 'Korean'],
    ] as const;
    for (const [encoding, family] of decoders) {
      const decoder = new TextDecoder(encoding);
      const missing: string[] = [];
      for (let lead = 0xb0; lead <= 0xf7; lead += 1) {
        for (let trail = 0xa1; trail <= 0xfe; trail += 1) {
          const text = decoder.decode(new Uint8Array([lead, trail]));
          const code = text.codePointAt(0) ?? 0;
          const isLetter = (code >= 0x4e00 && code <= 0x9fa5) || (code >= 0xac00 && code <= 0xd7a3);
          if ([...text].length === 1 && isLetter && !covers(family, code)) missing.push(text);
        }
      }
      expect({ encoding, missing }).toEqual({ encoding, missing: [] });
    }
  });
});

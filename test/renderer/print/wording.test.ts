import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { filled, wordedLanguages, wordingOf } from '../../../renderer/print/wording.ts';

type Words = { readonly [key: string]: string | Words };

const wordsOf = (language: string): Words =>
  JSON.parse(readFileSync(new URL(`../../../assets/locales/${language}/documents.json`, import.meta.url), 'utf8')) as Words;

/** Every wording by its path. */
const leaves = (words: Words, path = ''): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value] as const] : [...leaves(value, `${path}${key}.`)],
    ),
  );

const factsIn = (text: string): readonly string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted();

describe('the words of documents', () => {
  it.each(wordedLanguages)('[INV-11] %s has the same words as English, with the same facts in them', (language) => {
    const english = leaves(wordsOf('en'));
    const own = leaves(wordsOf(language));
    expect([...own.keys()].toSorted()).toEqual([...english.keys()].toSorted());
    expect([...own].filter(([, text]) => text.trim() === '')).toEqual([]);
    const facts = (words: ReadonlyMap<string, string>) => Object.fromEntries([...words].map(([path, text]) => [path, factsIn(text)]));
    expect(facts(own)).toEqual(facts(english));
  });

  it('[INV-11] are chosen by the language of the locale, English where we have none', () => {
    expect(wordingOf('de-AT').invoice).toBe('Rechnung');
    expect(wordingOf('fr').invoice).toBe('Facture');
    expect(wordingOf('ja-JP').invoice).toBe('請求書');
    expect(wordingOf('pt-BR').invoice).toBe('Invoice');
  });

  it('a German credit note is no Gutschrift, which would be a bill that the customer writes', () => {
    expect(wordingOf('de-DE').creditNote).toBe('Rechnungskorrektur');
  });

  it('take facts as they are, even ones that look like patterns', () => {
    expect(filled('{a} of {b}', { a: '$&', b: '{a}' })).toBe('$& of {a}');
    expect(filled('{unknown}', {})).toBe('{unknown}');
  });
});

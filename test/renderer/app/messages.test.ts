import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createTranslator } from 'use-intl/core';
import { describe, expect, it } from 'vitest';

const folder = path.resolve(import.meta.dirname, '../../../assets/locales');
type Messages = { readonly [key: string]: string | Messages };

/** `documents.json` holds the words of printed documents, in a form of its own. */
const filesOf = (locale: string): readonly string[] =>
  readdirSync(path.join(folder, locale)).filter((file) => file.endsWith('.json') && file !== 'documents.json');
const read = (locale: string, file: string): Messages => JSON.parse(readFileSync(path.join(folder, locale, file), 'utf8')) as Messages;

const flat = (messages: Messages, prefix = ''): readonly (readonly [string, string])[] =>
  Object.entries(messages).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${prefix}${key}`, value] as const] : flat(value, `${prefix}${key}.`),
  );

/** The facts that a message puts in, through all branches of its plurals and selects. */
const factsOf = (message: string): readonly string[] => {
  const facts = new Set<string>();
  let at = 0;
  const readMessage = (): void => {
    while (at < message.length && message[at] !== '}') {
      if (message[at] === '{') readArgument();
      else at += 1;
    }
  };
  const readArgument = (): void => {
    const name = /^\{\s*(\w+)\s*/.exec(message.slice(at));
    facts.add(name?.[1] ?? '');
    at += name?.[0].length ?? 1;
    // A simple fact ends here; a plural or a select has branches, each a message of its own.
    while (at < message.length && message[at] !== '}') {
      if (message[at] === '{') {
        at += 1;
        readMessage();
      }
      at += 1;
    }
    at += 1;
  };
  readMessage();
  return [...facts].toSorted();
};

describe('the window’s texts', () => {
  it('exist in English and German in the same files', () => {
    expect(filesOf('de')).toEqual(filesOf('en'));
  });

  it.each(filesOf('en'))('%s says the same things in both languages, with the same facts', (file) => {
    const english = new Map(flat(read('en', file)));
    const german = new Map(flat(read('de', file)));
    expect([...german.keys()].toSorted()).toEqual([...english.keys()].toSorted());
    for (const [key, message] of english) expect({ key, facts: factsOf(german.get(key) ?? '') }).toEqual({ key, facts: factsOf(message) });
  });

  it.each(filesOf('en').flatMap((file) => [['en', file] as const, ['de', file] as const]))(
    '%s/%s can be read as ICU messages',
    (locale, file) => {
      const messages = read(locale, file);
      const faults: string[] = [];
      const translate = createTranslator({
        locale,
        messages: messages as never,
        onError: (error) => faults.push(error.message),
      }) as unknown as (key: string, facts: object) => string;
      for (const [key, message] of flat(messages)) {
        const facts = Object.fromEntries(factsOf(message).map((name) => [name, 3]));
        translate(key, facts);
      }
      expect(faults).toEqual([]);
    },
  );
});

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandKinds } from '../../core/use-cases.ts';
import { brokenWays, commandWays } from './command-screens.ts';

const root = path.resolve(import.meta.dirname, '..', '..');
const textAt = (file: string): string | null => (existsSync(path.join(root, file)) ? readFileSync(path.join(root, file), 'utf8') : null);

const says =
  (language: string) =>
  (key: string): boolean => {
    const [file = '', ...members] = key.split('.');
    const messages: unknown = JSON.parse(textAt(`assets/locales/${language}/${file}.json`) ?? '{}');
    const found = members.reduce<unknown>(
      (at, member) => (typeof at === 'object' && at !== null ? (at as Readonly<Record<string, unknown>>)[member] : undefined),
      messages,
    );
    return typeof found === 'string' && found !== '';
  };

const languages = { en: says('en'), de: says('de') };

describe('every command', () => {
  it('has the screen action that gives it, or the reason why it has none', () => {
    expect(Object.keys(commandWays).sort()).toEqual([...commandKinds].sort());
    expect(brokenWays(commandWays, textAt, languages)).toEqual([]);
  });

  it.each([
    ['a screen that is not there', { screen: 'renderer/nothing.tsx', action: 'ui.list.clear' }, /is not there/],
    ['a screen that does not send it', { screen: 'renderer/app/hooks.ts', action: 'ui.list.clear' }, /does not send it/],
    ['an action without words', { screen: 'renderer/app/hooks.ts', action: 'ui.no-such-words', says: 'useCommand' }, /is not said in de/],
    ['a reason that says nothing', { none: 'later' }, /say who gives it/],
  ])('is missed with %s', (_what, way, sentence) => {
    expect(brokenWays({ 'a.command': way }, textAt, languages).join('\n')).toMatch(sentence);
  });
});

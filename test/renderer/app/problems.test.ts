import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandKinds } from '../../../core/use-cases.ts';
import commandsDe from '../../../assets/locales/de/commands.json' with { type: 'json' };
import commandsEn from '../../../assets/locales/en/commands.json' with { type: 'json' };
import problemsDe from '../../../assets/locales/de/problems.json' with { type: 'json' };
import problemsEn from '../../../assets/locales/en/problems.json' with { type: 'json' };

const root = path.resolve(import.meta.dirname, '../../..');

/** Every problem's code, as its type is written: `{ readonly code: 'plan.missing'; ... }` or `{ code: 'plan.missing', ... }`. */
const codesIn = (pattern: string): ReadonlySet<string> => {
  const texts = globSync(pattern, { cwd: root }).map((file) => readFileSync(path.join(root, file), 'utf8'));
  return new Set(texts.flatMap((text) => [...text.matchAll(/\bcode: '([a-z0-9-]+\.[a-z0-9-]+)'/g)].map(([, code]) => code ?? '')));
};

/** Proof that a line's working recomputes: our own belief, never shown to anybody as a refusal. */
const isOwnBelief = (code: string): boolean => code.startsWith('working.');

const said = (messages: object, code: string): unknown =>
  code.split('.').reduce<unknown>((level, key) => (level as Readonly<Record<string, unknown>> | undefined)?.[key], messages);

describe('what the engine refuses', () => {
  const places = ['core', 'renderer/workers', 'sync/local', 'sync/client', 'sync/protocol'].map((place) => `${place}/**/*.ts`);
  const codes = places.flatMap((place) => [...codesIn(place)]).filter((code) => !isOwnBelief(code));

  it('has some three hundred reasons, all found', () => {
    expect(new Set(codes).size).toBeGreaterThan(300);
  });

  it.each([
    ['English', problemsEn],
    ['German', problemsDe],
  ])('has a sentence for each of them in %s', (_language, messages) => {
    const silent = [...new Set(codes)].filter((code) => typeof said(messages, code) !== 'string');
    expect(silent).toEqual([]);
  });
});

describe('[A20] what was done', () => {
  it.each([
    ['English', commandsEn],
    ['German', commandsDe],
  ])('has words for every command in %s', (_language, messages) => {
    expect(commandKinds.filter((kind) => typeof said(messages, kind) !== 'string')).toEqual([]);
  });
});

import * as fc from 'fast-check';
import type { TSchema } from 'typebox';
import { describe, expect, it } from 'vitest';
import { shaped } from '../../../../core/kernel/shape.ts';
import { must } from '../../../../core/kernel/invariant.ts';
import { useCaseOf } from '../../../../core/use-cases.ts';
import { pushSchema } from '../../../../sync/protocol/push.ts';
import { quicklyShaped } from '../../../../sync/server/admission/body-form.ts';
import { everyUseCase } from '../../../contract/every-use-case.ts';

const { samples } = await everyUseCase();

type Place = readonly (string | number)[];

const placesIn = (value: unknown, place: Place = []): readonly Place[] => {
  if (typeof value !== 'object' || value === null) return [place];
  return [place, ...Object.entries(value).flatMap(([key, each]) => placesIn(each, [...place, key]))];
};

const strange: readonly unknown[] = [
  undefined,
  null,
  '',
  'x'.repeat(300),
  0,
  -1,
  1.5,
  1e16,
  true,
  [],
  {},
  [[]],
  { '': 1 },
  '2025-02-30',
  '../x',
];

/** The value with something else in one place, with one more field there, or without it. */
const bent = (value: unknown, [key, ...rest]: Place, instead: unknown): unknown => {
  if (key === undefined) return instead ?? null;
  const list: readonly unknown[] = Array.isArray(value) ? value : [];
  if (list.length > 0) return list.map((each, index) => (index === Number(key) ? bent(each, rest, instead) : each));
  const record = (typeof value === 'object' ? value : null) ?? {};
  if (rest.length === 0 && instead === undefined) return Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));
  return { ...record, [key]: bent((record as Readonly<Record<string, unknown>>)[key], rest, instead) };
};

describe('the form of bodies, checked by made code', () => {
  it('says of every kind of command and of every bent one what core says', () => {
    const isAlike = (schema: TSchema, value: unknown): boolean => quicklyShaped(schema, value).ok === shaped(schema, value).ok;
    for (const { change } of samples) {
      const { kind, body } = change.command;
      const schema = must(useCaseOf(kind), 'a sample is of a known kind').shape as TSchema;
      expect([kind, isAlike(schema, body), quicklyShaped(schema, body).ok]).toEqual([kind, true, true]);
      const places = placesIn(body);
      fc.assert(
        fc.property(fc.constantFrom(...places), fc.constantFrom(...strange), fc.boolean(), (place, instead, isMore) =>
          isAlike(schema, bent(body, isMore ? [...place, 'more'] : place, instead)),
        ),
        { numRuns: 40 },
      );
    }
    expect(isAlike(pushSchema, { after: 0, digest: 'a'.repeat(64), commands: [], more: 1 })).toBe(true);
    expect(samples.length).toBeGreaterThan(80);
  });
});

import { Type } from 'typebox';
import { describe, expect, it } from 'vitest';
import { editsOf, listOf, schemaFor, shaped, strictObject } from '../../../core/kernel/shape.ts';
import { currencySchema, decimalSchema, minorSchema, percentSchema, unsignedDecimalSchema } from '../../../core/money/schema.ts';
import { countedDateSchema, instantSchema, intervalSchema, periodSchema, plainDateSchema, zoneSchema } from '../../../core/time/schema.ts';

const fits = (schema: Parameters<typeof shaped>[0], value: unknown): boolean => shaped(schema, value).ok;

describe('a shape', () => {
  const schema = strictObject({ name: Type.String({ maxLength: 5 }), tags: listOf(Type.String(), 2) });

  it('is told with the path of every fault', () => {
    expect(shaped(schema, { name: 'a', tags: [] })).toEqual({ ok: true, value: { name: 'a', tags: [] } });
    const wrong = shaped(schema, { name: 'too long', tags: [1], extra: true });
    expect(wrong.ok ? [] : wrong.problems.map((problem) => [problem.code, problem.path])).toEqual(
      expect.arrayContaining([
        ['shape.invalid', '/name'],
        ['shape.invalid', '/tags/0'],
      ]),
    );
    expect(fits(schema, { name: 'a', tags: [], extra: true })).toBe(false);
    expect(fits(schema, { name: 'a', tags: ['a', 'b', 'c'] })).toBe(false);
    expect(fits(schema, null)).toBe(false);
  });

  it('must be that of its type, or it does not compile', () => {
    type Named = { readonly name: string; readonly tags: readonly string[] };
    schemaFor<Named>()(schema);
    // @ts-expect-error -- the schema lacks a field of the type
    schemaFor<Named & { readonly more: string }>()(schema);
    // @ts-expect-error -- the type lacks a field of the schema
    schemaFor<Pick<Named, 'name'>>()(schema);
    expect(schemaFor<Named>()(schema)).toBe(schema);
  });

  it('of edits names some of the fields, each with both values', () => {
    const edits = editsOf({ name: Type.String(), size: Type.Integer() });
    expect(fits(edits, {})).toBe(true);
    expect(fits(edits, { name: { from: 'a', to: 'b' } })).toBe(true);
    expect(fits(edits, { name: { to: 'b' } })).toBe(false);
    expect(fits(edits, { other: { from: 'a', to: 'b' } })).toBe(false);
  });
});

it('days, instants, periods, intervals and zones have one form', () => {
  expect(['2024-02-29', '0001-01-01'].every((text) => fits(plainDateSchema, text))).toBe(true);
  expect(['2025-02-29', '2025-02-31', '0000-01-01', '2025-1-1', '2025-01-01 ', ''].some((text) => fits(plainDateSchema, text))).toBe(false);
  expect(['1900-01-01', '2024-02-29', '2199-12-31'].every((text) => fits(countedDateSchema, text))).toBe(true);
  expect(['1899-12-31', '2200-01-01', '9999-12-31', '2025-02-29'].some((text) => fits(countedDateSchema, text))).toBe(false);
  expect(fits(instantSchema, '2026-11-20T09:30:00.000Z')).toBe(true);
  const instants = ['2026-11-20T09:30:00Z', '2026-02-30T09:30:00.000Z', '2026-11-20T24:00:00.000Z', '2026-11-20T23:59:60.000Z'];
  expect(instants.some((text) => fits(instantSchema, text))).toBe(false);
  expect(fits(periodSchema, { start: '2026-01-01', end: '2026-02-01' })).toBe(true);
  expect(fits(intervalSchema, { unit: 'month', count: 1 })).toBe(true);
  expect(
    [
      { unit: 'month', count: 0 },
      { unit: 'month', count: 1.5 },
      { unit: 'fortnight', count: 1 },
    ].some((value) => fits(intervalSchema, value)),
  ).toBe(false);
  expect(fits(zoneSchema, 'America/Argentina/Buenos_Aires')).toBe(true);
  expect(['', '../etc/passwd', 'Europe London'].some((text) => fits(zoneSchema, text))).toBe(false);
});

it('currencies, decimals, percentages and amounts have one form', () => {
  expect(fits(currencySchema, 'EUR')).toBe(true);
  expect(['EU', 'eur', 'QQQ'].some((text) => fits(currencySchema, text))).toBe(false);
  expect(['0', '-1.50', '12345678901234567890.12345'].every((text) => fits(decimalSchema, text))).toBe(true);
  expect(['1e30', 'NaN', '1,5', '.5', '', '9'.repeat(31)].some((text) => fits(decimalSchema, text))).toBe(false);
  expect(fits(unsignedDecimalSchema, '-1')).toBe(false);
  expect(['0', '8.875', '100', '100.000000', '99.999999'].every((text) => fits(percentSchema, text))).toBe(true);
  expect(['100.1', '101', '-1', '1.1234567', ''].some((text) => fits(percentSchema, text))).toBe(false);
  expect([0, -1, 1_000_000_000_000_000].every((minor) => fits(minorSchema, minor))).toBe(true);
  expect([0.5, 2_000_000_000_000_000, Number.NaN, '1'].some((minor) => fits(minorSchema, minor))).toBe(false);
});

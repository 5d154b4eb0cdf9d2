import { describe, expect, it } from 'vitest';
import de from '../../../assets/locales/de/fields.json' with { type: 'json' };
import en from '../../../assets/locales/en/fields.json' with { type: 'json' };
import { documentSchemas } from '../../../core/document-schemas.ts';
import { changesOf } from '../../../renderer/app/record/changes.ts';

describe('[A20] what a command changed', () => {
  it('names each field with what it was and what it is', () => {
    const before = { id: 'c1', rev: 1, name: 'Ada', billingAddress: { city: 'London', country: 'GB' }, segments: ['a', 'b'] };
    const after = { id: 'c1', rev: 2, name: 'Ada', billingAddress: { city: 'Leeds', country: 'GB' }, segments: ['a', 'c'] };
    expect(changesOf(before, after)).toEqual([
      { path: 'billingAddress.city', before: 'London', after: 'Leeds' },
      { path: 'segments', before: 'a, b', after: 'a, c' },
    ]);
  });

  it('shows a list of plain values as a whole, and nothing as a dash', () => {
    expect(changesOf({ rev: 1, tags: [], note: null }, { rev: 2, tags: ['x', 'y'], note: 'hello' })).toEqual([
      { path: 'tags', before: '–', after: 'x, y' },
      { path: 'note', before: '–', after: 'hello' },
    ]);
  });

  it('finds the entry of a list by its id, wherever it stands now, and tells what came and went part by part', () => {
    const base = { id: 'base', price: { kind: 'fixed', amount: '49' } };
    const seats = { id: 'seats', price: { kind: 'per-unit', unitPrice: '5' } };
    expect(changesOf({ components: [base] }, { components: [seats, { ...base, price: { kind: 'fixed', amount: '59' } }] })).toEqual([
      { path: 'components.base.price.amount', before: '49', after: '59' },
      { path: 'components.seats.id', before: '–', after: 'seats' },
      { path: 'components.seats.price.kind', before: '–', after: 'per-unit' },
      { path: 'components.seats.price.unitPrice', before: '–', after: '5' },
    ]);
  });

  it('knows the currency of the document, leaves out what a new one lacks, and what it is', () => {
    expect(changesOf({}, { id: 'i1', kind: 'payment', rev: 1, currency: 'EUR', amountMinor: 1250, note: '', lines: [] })).toEqual([
      { path: 'currency', before: '–', after: 'EUR', currency: 'EUR' },
      { path: 'amountMinor', before: '–', after: '1250', currency: 'EUR' },
    ]);
  });

  it('finds nothing where only the count of writes moved', () => {
    expect(changesOf({ rev: 1, a: { b: 1 } }, { rev: 2, a: { b: 1 } })).toEqual([]);
  });

  it('has words for every field that any document can have, in both languages', () => {
    const names = new Set<string>();
    const walk = (schema: unknown): void => {
      if (typeof schema !== 'object' || schema === null) return;
      if (Array.isArray(schema)) return schema.forEach(walk);
      for (const [key, value] of Object.entries(schema)) {
        if (key === 'properties') {
          for (const name of Object.keys(value as object)) names.add(name);
          Object.values(value as object).forEach(walk);
        } else walk(value);
      }
    };
    for (const schema of Object.values(documentSchemas)) walk(schema);
    const named = [...names].filter((name) => !['id', 'kind', 'rev'].includes(name));
    expect(named.length).toBeGreaterThan(300);
    for (const words of [en, de] as readonly Readonly<Record<string, string>>[])
      expect(named.filter((name) => words[name] === undefined)).toEqual([]);
  });
});

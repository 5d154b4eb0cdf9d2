import { describe, expect, it } from 'vitest';
import { changesOf } from '../../../renderer/app/record/changes.ts';

describe('[A20] what a command changed', () => {
  it('names each field with what it was and what it is', () => {
    const before = { id: 'c1', rev: 1, name: 'Ada', billingAddress: { city: 'London', country: 'GB' }, segments: ['a', 'b'] };
    const after = { id: 'c1', rev: 2, name: 'Ada', billingAddress: { city: 'Leeds', country: 'GB' }, segments: ['a', 'c'] };
    expect(changesOf(before, after)).toEqual([
      { path: 'billingAddress.city', before: 'London', after: 'Leeds' },
      { path: 'segments.2', before: 'b', after: 'c' },
    ]);
  });

  it('shows a list that grew as a whole, and nothing as a dash', () => {
    expect(changesOf({ rev: 1, tags: [], note: null }, { rev: 2, tags: ['x'], note: 'hello' })).toEqual([
      { path: 'tags', before: '[]', after: '["x"]' },
      { path: 'note', before: '–', after: 'hello' },
    ]);
  });

  it('finds nothing where only the count of writes moved', () => {
    expect(changesOf({ rev: 1, a: { b: 1 } }, { rev: 2, a: { b: 1 } })).toEqual([]);
  });
});

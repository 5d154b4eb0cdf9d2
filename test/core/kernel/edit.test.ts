import { describe, expect, it } from 'vitest';
import { created, revised, type StoredDocument } from '../../../core/kernel/command.ts';
import { edited } from '../../../core/kernel/edit.ts';
import { InvariantBroken, invariant, must, unreachable } from '../../../core/kernel/invariant.ts';
import { groupedBy, sortedBy } from '../../../core/kernel/order.ts';
import { done, doneUnless, refuse } from '../../../core/kernel/outcome.ts';

type Thing = StoredDocument & { readonly name: string; readonly tags: readonly string[] };
const thing: Thing = { id: 'thing-1', kind: 'thing', rev: 3, name: 'old', tags: ['a'] };

describe('an edit', () => {
  it('[BEY-10] changes the fields that it names and no others', () => {
    expect(edited<Thing, 'name'>(thing, { name: { from: 'old', to: 'new' } })).toEqual(done({ ...thing, name: 'new' }));
  });

  it('[BEY-10] of other fields by two stations holds for both', () => {
    const first = edited<Thing, 'name'>(thing, { name: { from: 'old', to: 'new' } });
    const both = first.ok ? edited<Thing, 'tags'>(first.value, { tags: { from: ['a'], to: ['a', 'b'] } }) : first;
    expect(both).toEqual(done({ ...thing, name: 'new', tags: ['a', 'b'] }));
  });

  it('[BEY-10] is refused where somebody else changed the field, with what was found', () => {
    const late = edited<Thing, 'name' | 'tags'>(thing, { name: { from: 'older', to: 'new' }, tags: { from: ['z'], to: [] } }, '/inner');
    expect(late).toEqual({
      ok: false,
      problems: [
        { code: 'edit.conflict', path: '/inner/name', expected: 'older', found: 'old' },
        { code: 'edit.conflict', path: '/inner/tags', expected: ['z'], found: ['a'] },
      ],
    });
  });

  it('that arrives twice is one edit', () => {
    const edits = { name: { from: 'old', to: 'new' } };
    const once = edited<Thing, 'name'>(thing, edits);
    expect(once.ok && edited<Thing, 'name'>(once.value, edits)).toEqual(once);
  });
});

it('a write says what it was based on', () => {
  expect(created<Thing>({ id: 'x', kind: 'thing', name: 'n', tags: [] })).toMatchObject({ basedOn: null, document: { rev: 1 } });
  expect(revised(thing, { ...thing, name: 'n' })).toMatchObject({ basedOn: 3, document: { rev: 4, name: 'n' } });
});

it('an outcome is an answer or every reason against it', () => {
  expect(doneUnless([], () => 1)).toEqual({ ok: true, value: 1 });
  expect(doneUnless([{ code: 'a' }, { code: 'b' }], () => 1)).toEqual({ ok: false, problems: [{ code: 'a' }, { code: 'b' }] });
  expect(refuse({ code: 'a' })).toEqual({ ok: false, problems: [{ code: 'a' }] });
});

it('order is that of code units, stable, and leaves its input alone', () => {
  const values = [
    ['b', 1],
    ['ä', 2],
    ['a', 3],
    ['B', 4],
    ['a', 5],
  ] as const;
  expect(sortedBy(values, ([key]) => key).map(([, n]) => n)).toEqual([4, 3, 5, 1, 2]);
  expect(values[0]).toEqual(['b', 1]);
  expect([...groupedBy(values, ([key]) => key.toLowerCase())].map(([key, group]) => [key, group.map(([, n]) => n)])).toEqual([
    ['b', [1, 4]],
    ['ä', [2]],
    ['a', [3, 5]],
  ]);
});

it('a broken belief stops', () => {
  expect(() => invariant(false, 'the sky is up')).toThrow(new InvariantBroken('the sky is up'));
  expect(() => must(null, 'it is there')).toThrow(InvariantBroken);
  expect(must(0, 'zero is there')).toBe(0);
  expect(() => unreachable('x' as never)).toThrow(InvariantBroken);
});

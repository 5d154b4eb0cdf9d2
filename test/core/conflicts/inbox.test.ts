import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { documentDifference } from '../../../core/conflicts/document-difference.ts';
import { editedList } from '../../../core/catalog/edited-list.ts';
import { type FieldChoice, remadeEdit, wantedAt } from '../../../core/conflicts/remade-edit.ts';
import { edited, type EditConflict, type Edits } from '../../../core/kernel/edit.ts';
import { sampleCustomer } from '../../support/billing-world.ts';

describe('[A10] where two versions of a document differ', () => {
  it('names fields, fields of fields, and entries by their id', () => {
    const mine = sampleCustomer({ rev: 4, email: 'a@x.example', metadata: { 'a/b': '1', same: 's' } });
    const theirs = sampleCustomer({
      rev: 7,
      email: 'b@x.example',
      billingAddress: { ...mine.billingAddress, city: 'Leeds' },
      metadata: { same: 's' },
    });
    expect(documentDifference(mine, theirs)).toEqual([
      { path: '/billingAddress/city', mine: 'London', theirs: 'Leeds' },
      { path: '/email', mine: 'a@x.example', theirs: 'b@x.example' },
      { path: '/metadata/a~1b', mine: '1', theirs: undefined },
    ]);
    const lists = documentDifference(
      {
        lines: [
          { id: 'l1', n: 1 },
          { id: 'l2', n: 2 },
        ],
        tags: ['a', 'b'],
      },
      {
        lines: [
          { id: 'l2', n: 3 },
          { id: 'l3', n: 1 },
        ],
        tags: ['b'],
      },
    );
    expect(lists.map(({ path }) => path)).toEqual(['/lines/l1', '/lines/l2/n', '/lines/l3', '/tags']);
    expect(
      documentDifference({ lines: [{ id: 'a' }, { id: 'b' }] }, { lines: [{ id: 'b' }, { id: 'a' }] }).map(({ path }) => path),
    ).toEqual(['/lines']);
    expect(documentDifference(mine, null)).toEqual([{ path: '', mine, theirs: undefined }]);
    expect(documentDifference(null, null)).toEqual([]);
  });

  it('finds nothing between equals and something between others, the same from both sides', () => {
    const record = fc.dictionary(fc.string(), fc.jsonValue(), { noNullPrototype: true });
    fc.assert(
      fc.property(record, record, (a, b) => {
        expect(documentDifference(a, structuredClone(a))).toEqual([]);
        const there = documentDifference(a, b);
        const back = documentDifference(b, a);
        expect(back).toEqual(there.map(({ path, mine, theirs }) => ({ path, mine: theirs, theirs: mine })));
      }),
    );
  });
});

type Fields = { name: string; email: string; city: string };

const conflictsOf = (stored: Fields, edits: Edits<Fields>): readonly EditConflict[] => {
  const outcome = edited(stored, edits);
  return outcome.ok ? [] : outcome.problems;
};

describe('[A10] [A11] an edit made again as a person decided', () => {
  const body = {
    customerId: 'cus_1',
    fields: { name: { from: 'Old', to: 'Mine' }, email: { from: 'a', to: 'b' }, city: { from: 'X', to: 'Y' } },
    metadata: { name: { from: 'Old', to: 'other' } },
  };
  const stored: Fields = { name: 'Theirs', email: 'c', city: 'X' };
  const conflicts = conflictsOf(stored, body.fields).map((conflict) => ({ ...conflict, path: conflict.path.replace('/', '/fields/') }));
  const made = (choices: Readonly<Record<string, FieldChoice>>) => remadeEdit(body, conflicts, new Map(Object.entries(choices)));

  it('keeps mine with knowledge of theirs, theirs, or both merged', () => {
    expect(conflicts).toHaveLength(2);
    const outcome = made({ '/fields/name': { keep: 'mine' }, '/fields/email': { keep: 'merged', value: 'b, c' } });
    expect(outcome).toMatchObject({
      ok: true,
      value: {
        fields: { name: { from: 'Theirs', to: 'Mine' }, email: { from: 'c', to: 'b, c' }, city: { from: 'X', to: 'Y' } },
        metadata: body.metadata,
      },
    });
    const theirs = made({ '/fields/name': { keep: 'theirs' } });
    expect(theirs).toMatchObject({ ok: true });
    expect(Object.keys(theirs.ok ? theirs.value.fields : {})).toEqual(['city']);
  });

  it('says so where it cannot tell which place was meant', () => {
    const [conflict] = conflicts;
    if (conflict === undefined) throw new Error('there is a conflict');
    expect(remadeEdit(body, [{ ...conflict, path: '/name' }], new Map())).toEqual({
      ok: false,
      problems: [{ code: 'edit.place-unknown', path: '/name' }],
    });
    expect(remadeEdit(body, [{ ...conflict, expected: 'Elsewhere' }], new Map())).toMatchObject({ ok: false });
  });

  it('[CAT-27] finds the entry of a list that two people changed, whatever stands before it in the list', () => {
    const prices = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 3, maxLength: 3 });
    const listOf = (amounts: readonly number[]) => amounts.map((amount, at) => ({ id: `v${at}`, amount }));
    const choice: fc.Arbitrary<FieldChoice> = fc.constantFrom<FieldChoice>({ keep: 'mine' }, { keep: 'theirs' });
    fc.assert(
      fc.property(prices, prices, prices, fc.array(choice, { minLength: 3, maxLength: 3 }), (was, wanted, now, chosen) => {
        const variants = listOf(was).map((from, at) => ({ id: from.id, from, to: listOf(wanted)[at] ?? from }));
        const before = editedList(listOf(now), variants, '/variants');
        const found = before.ok ? [] : before.problems;
        const choiceOf = (id: string): FieldChoice => chosen[Number(id.slice(1))] ?? { keep: 'mine' };
        const again = remadeEdit({ variants }, found, new Map(found.map(({ path }) => [path, choiceOf(path.slice('/variants/'.length))])));
        expect(again.ok).toBe(true);
        if (!again.ok) return;
        const after = editedList(listOf(now), again.value.variants, '/variants');
        const inConflict = new Set(found.map(({ path }) => path.slice('/variants/'.length)));
        const kept = (id: string) => (inConflict.has(id) && choiceOf(id).keep === 'theirs' ? now : wanted);
        expect(after).toMatchObject({ ok: true, value: now.map((_amount, at) => ({ amount: kept(`v${at}`)[at] })) });
      }),
    );
  });

  it('[SUB-05] finds an edit that calls its field otherwise than the document does, where no other edit saw the same', () => {
    const change = { subscriptionId: 'sub_1', plan: { from: 'basic', to: 'pro' } };
    const moved: EditConflict = { code: 'edit.conflict', path: '/items/base/planId', expected: 'basic', found: 'top' };
    expect(wantedAt(change, moved)).toBe('pro');
    expect(remadeEdit(change, [moved], new Map([[moved.path, { keep: 'mine' }]]))).toEqual({
      ok: true,
      value: { subscriptionId: 'sub_1', plan: { from: 'top', to: 'pro' } },
    });
  });

  it('made again, it has no conflict with what it was made for, whatever was chosen, and loses no other field', () => {
    const text = fc.constantFrom('p', 'q', 'r', 's');
    const fields = fc.record({ name: text, email: text, city: text });
    const choice: fc.Arbitrary<FieldChoice> = fc.oneof(
      fc.constant({ keep: 'mine' as const }),
      fc.constant({ keep: 'theirs' as const }),
      text.map((value) => ({ keep: 'merged' as const, value })),
    );
    fc.assert(
      fc.property(fields, fields, fields, choice, (seen, wanted, now, chosen) => {
        const edits = Object.fromEntries(
          (Object.keys(seen) as (keyof Fields)[]).flatMap((field) =>
            seen[field] === wanted[field] ? [] : [[field, { from: seen[field], to: wanted[field] }]],
          ),
        ) as Edits<Fields>;
        const found = conflictsOf(now, edits);
        const again = remadeEdit({ fields: edits }, found, new Map(found.map(({ path }) => [path, chosen])));
        expect(again.ok).toBe(true);
        if (!again.ok) return;
        const after = edited(now, again.value.fields);
        expect(after.ok).toBe(true);
        if (!after.ok) return false;
        const inConflict = new Set(found.map(({ path }) => path.slice(1)));
        return (Object.keys(now) as (keyof Fields)[]).every((field) => {
          if (!inConflict.has(field)) return after.value[field] === (edits[field]?.to ?? now[field]);
          if (chosen.keep === 'mine') return after.value[field] === wanted[field];
          return after.value[field] === (chosen.keep === 'merged' ? chosen.value : now[field]);
        });
      }),
    );
  });
});

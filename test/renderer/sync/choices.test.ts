import { describe, expect, it } from 'vitest';
import type { FieldChoice } from '../../../core/conflicts/remade-edit.ts';
import { sampleCustomer } from '../../support/billing-world.ts';
import { bodyAgain, settlementOf } from '../../../renderer/features/sync/choices.ts';
import { differenceRows } from '../../../renderer/features/sync/difference-rows.ts';
import { subjectOf } from '../../../renderer/features/sync/subject.ts';
import type { InboxDetail, InboxItem, OpenConflict } from '../../../renderer/workers/sync/sync-api.ts';

const conflict: OpenConflict = {
  code: 'edit.conflict',
  path: '/email',
  expected: 'old@x.example',
  found: 'theirs@x.example',
  mine: 'mine@x.example',
};

const item: InboxItem = {
  id: 'cmd_1',
  kind: 'refused',
  command: {
    id: 'cmd_1',
    kind: 'customer.edit',
    at: '2026-11-20T09:00:00.000Z',
    by: { user: 'usr_1', station: 'A7' },
    body: {
      customerId: 'cus_1',
      fields: { email: { from: 'old@x.example', to: 'mine@x.example' }, purchaseOrder: { from: '', to: 'PO-1' } },
      attributes: {},
      metadata: {},
    },
  },
  heardAt: '2026-11-20T10:00:00.000Z',
  reasons: [{ code: 'edit.conflict', path: '/email', expected: 'old@x.example', found: 'earlier@x.example' }],
  voided: [],
  keys: [{ kind: 'customer', id: 'cus_1' }],
  mine: [],
  settled: null,
};

const detail = (conflicts: readonly OpenConflict[] = [conflict]): InboxDetail => ({ item, conflicts, documents: [] });

const choices = (choice: FieldChoice): ReadonlyMap<string, FieldChoice> => new Map([['/email', choice]]);
const fieldsOf = (choice: FieldChoice): unknown => {
  const body = bodyAgain(detail(), choices(choice));
  return body.ok ? (body.value as { fields: unknown }).fields : body.problems;
};

describe('[A10] a refused edit made again', () => {
  it('mine says it with knowledge of theirs, and what did not conflict goes along', () => {
    expect(fieldsOf({ keep: 'mine' })).toEqual({
      email: { from: 'theirs@x.example', to: 'mine@x.example' },
      purchaseOrder: { from: '', to: 'PO-1' },
    });
  });

  it('theirs is no longer said, a merge says the new value', () => {
    expect(fieldsOf({ keep: 'theirs' })).toEqual({ purchaseOrder: { from: '', to: 'PO-1' } });
    expect(fieldsOf({ keep: 'merged', value: 'both@x.example' })).toMatchObject({
      email: { from: 'theirs@x.example', to: 'both@x.example' },
    });
  });

  it('is called by what was chosen; mine where nothing was', () => {
    const name = { ...conflict, path: '/name' };
    expect(settlementOf([conflict], new Map())).toBe('mine');
    expect(settlementOf([conflict], choices({ keep: 'theirs' }))).toBe('theirs');
    expect(settlementOf([conflict, name], choices({ keep: 'theirs' }))).toBe('merged');
  });

  it('[A11] whatever is in conflict with nothing any more is given again as it was', () => {
    expect(bodyAgain(detail([]), new Map())).toEqual({ ok: true, value: item.command.body });
  });
});

describe('[A10] the two versions side by side', () => {
  const mine = sampleCustomer({ name: 'Mine Ltd', email: 'mine@x.example', netTermsDays: 10 });
  const theirs = sampleCustomer({ name: 'Theirs Ltd', email: 'theirs@x.example', netTermsDays: 30 });

  it('has one row for each field, with a choice where both changed it, also where the edit calls the field otherwise', () => {
    const company: OpenConflict = { ...conflict, path: '/companyName', expected: 'Old', found: 'Theirs Ltd', mine: 'Mine Ltd' };
    expect(
      differenceRows({ mine, theirs }, [company, conflict]).map((row) => [row.path, row.mine, row.theirs, row.conflict !== null]),
    ).toEqual([
      ['/companyName', 'Mine Ltd', 'Theirs Ltd', true],
      ['/email', 'mine@x.example', 'theirs@x.example', true],
      ['/netTermsDays', 10, 30, false],
    ]);
  });

  it('is called by what people call the record; work on many by what it was', () => {
    expect(subjectOf({ mine: [mine], keys: [{ kind: 'customer', id: mine.id }] })).toBe('Mine Ltd');
    expect(subjectOf({ mine: [mine], keys: ['a', 'b', 'c', 'd'].map((id) => ({ kind: 'customer', id })) })).toBe('');
  });
});

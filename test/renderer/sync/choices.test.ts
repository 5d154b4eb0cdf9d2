import { describe, expect, it } from 'vitest';
import type { FieldChoice } from '../../../core/conflicts/remade-edit.ts';
import { sampleCustomer } from '../../support/billing-world.ts';
import { bodyAgain, settlementOf } from '../../../renderer/features/sync/choices.ts';
import { differenceRows } from '../../../renderer/features/sync/difference-rows.ts';
import { subjectOf, whoseOf } from '../../../renderer/features/sync/subject.ts';
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

  it('tells what has parts part by part, with the choice at the first one, and leaves out what only the engine keeps', () => {
    const variant = (amount: string) => ({
      id: 'monthly',
      cycle: 'monthly',
      components: [{ id: 'base', price: { kind: 'fixed', amount } }],
    });
    const prices: OpenConflict = {
      ...conflict,
      path: '/variants/monthly',
      expected: variant('1'),
      found: variant('2'),
      mine: variant('3'),
    };
    const version = (amount: string) => ({
      id: 'v1',
      kind: 'plan-version',
      rev: 1,
      variants: [variant(amount)],
      history: [{ at: amount }],
    });
    const rows = differenceRows({ mine: version('3'), theirs: version('2') }, [prices]);
    expect(rows).toEqual([{ path: '/variants/monthly/components/base/price/amount', mine: '3', theirs: '2', conflict: prices }]);
    const withTerms = (until: string | null) => ({ ...version('2'), terms: [{ from: '2026-01-01', until }] });
    const ended = differenceRows({ mine: withTerms(null), theirs: withTerms('2026-01-20') }, []);
    expect(ended).toEqual([{ path: '/terms/1/until', mine: '–', theirs: '2026-01-20', conflict: null }]);
  });

  it('is called by what people call the record; work on many by what it was', () => {
    expect(subjectOf({ mine: [mine], keys: [{ kind: 'customer', id: mine.id }] })).toBe('Mine Ltd');
    expect(subjectOf({ mine: [mine], keys: ['a', 'b', 'c', 'd'].map((id) => ({ kind: 'customer', id })) })).toBe('');
    const subscription = { id: 'sub_1', kind: 'subscription', rev: 1, customerId: 'cus_1' };
    const keys = [{ kind: 'subscription', id: 'sub_1' }];
    expect(subjectOf({ mine: [subscription], keys })).toBe('');
    expect(whoseOf({ mine: [subscription], keys })).toEqual({ customerId: 'cus_1', planId: null });
    expect(whoseOf({ mine: [], keys })).toEqual({ customerId: null, planId: null });
  });
});

import { describe, expect, it } from 'vitest';
import type { FieldChoice } from '../../../core/conflicts/remade-edit.ts';
import { bodyAgain, conflictsOf, settlementOf } from '../../../renderer/features/sync/choices.ts';
import type { InboxItem } from '../../../renderer/workers/sync/sync-api.ts';

const item = (changes: Partial<InboxItem> = {}): InboxItem => ({
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
  reasons: [{ code: 'edit.conflict', path: '/email', expected: 'old@x.example', found: 'theirs@x.example' }],
  voided: [],
  keys: [{ kind: 'customer', id: 'cus_1' }],
  mine: [],
  settled: null,
  ...changes,
});

const choices = (choice: FieldChoice): ReadonlyMap<string, FieldChoice> => new Map([['/email', choice]]);
const fieldsOf = (choice: FieldChoice): unknown => {
  const body = bodyAgain(item(), choices(choice));
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

  it('is called by what was chosen', () => {
    expect(settlementOf(choices({ keep: 'mine' }))).toBe('mine');
    expect(settlementOf(choices({ keep: 'theirs' }))).toBe('theirs');
    expect(settlementOf(new Map([...choices({ keep: 'mine' }), ['/name', { keep: 'theirs' }]]))).toBe('merged');
  });

  it('[A11] whatever else was refused is given again as it was', () => {
    const refused = item({ reasons: [{ code: 'access.role', kind: 'customer.edit', role: 'auditor' }] });
    expect(conflictsOf(refused)).toEqual([]);
    expect(bodyAgain(refused, new Map())).toEqual({ ok: true, value: refused.command.body });
  });
});

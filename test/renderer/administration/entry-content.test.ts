import { expect, it } from 'vitest';
import { contentOf } from '../../../renderer/features/administration/audit/entry-content.ts';

const entry = {
  position: 7,
  at: '2026-11-20T10:00:00.000Z',
  givenAt: '2026-11-20T09:00:00.000Z',
  station: 'A7',
  person: 'user_1',
  kind: 'customer.edit',
  verdict: 'accepted',
  hash: 'a'.repeat(64),
} as const;

it('[AUD-02] an entry of the chain says what was before and after, what was new, and why something was refused', () => {
  const content = JSON.stringify({
    command: { body: { customerId: 'cus_1' } },
    verdict: { kind: 'accepted', voided: [{ number: 'INV-1', reason: 'refused' }] },
    written: [
      {
        kind: 'customer',
        id: 'cus_1',
        changes: { email: { from: 'a@x.example', to: 'b@x.example' }, address: { from: { city: 'Ulm' }, to: null } },
      },
      { kind: 'adjustment', id: 'adj_1' },
    ],
  });
  expect(contentOf({ ...entry, content })).toEqual({
    reasons: [],
    voided: [{ number: 'INV-1', reason: 'refused' }],
    asked: [{ path: 'customerId', before: '–', after: 'cus_1' }],
    written: [
      {
        kind: 'customer',
        id: 'cus_1',
        changes: [
          { path: 'email', before: 'a@x.example', after: 'b@x.example' },
          { path: 'address.city', before: 'Ulm', after: '–' },
        ],
      },
      { kind: 'adjustment', id: 'adj_1', changes: null },
    ],
  });
  const refused = JSON.stringify({
    command: { body: null },
    verdict: { kind: 'refused', reasons: [{ code: 'access.role' }] },
    written: [],
  });
  expect(contentOf({ ...entry, content: refused })).toMatchObject({ reasons: [{ code: 'access.role' }], asked: [], written: [] });
});

import { describe, expect, expectTypeOf, it } from 'vitest';
import { collections, type DocumentKind } from '../../core/collections.ts';

/** What RxDB's open-source build allows at once in one realm is 13; two are left to its own bookkeeping. */
const most = 11;

/** The plan of the house: a collection is added here and in core/collections.ts with the reason, or not at all. */
const planned = [
  'catalog',
  'commands',
  'customers',
  'invoices',
  'ledger',
  'organization',
  'payments',
  'quotes',
  'subscriptions',
  'usage',
  'work',
];

const listed: Readonly<Record<string, readonly string[]>> = collections;

describe('collections', () => {
  it('are those of the plan', () => {
    expect(Object.keys(listed).toSorted()).toEqual(planned);
    expect(planned.length).toBeLessThanOrEqual(most);
  });

  it('hold each kind of document once, and every kind', () => {
    const kinds = Object.values(listed).flat();
    expect(kinds.toSorted()).toEqual([...new Set(kinds)].toSorted());
    expectTypeOf<(typeof collections)[keyof typeof collections][number]>().toEqualTypeOf<DocumentKind>();
  });

  it('leave the journal of commands to itself', () => {
    expect(listed['commands']).toEqual([]);
  });
});

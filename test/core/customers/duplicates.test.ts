import { describe, expect, it } from 'vitest';
import { type Comparable, likelyDuplicates } from '../../../core/customers/duplicates.ts';
import type { Customer, TaxId } from '../../../core/customers/types.ts';
import { customer } from './sample.ts';

const place = { lines: [], city: 'Zürich', postalCode: '8001', region: '', country: 'CH' };
const blank = { externalId: '', email: '', taxIds: [], billingAddress: place };
const entered = (changes: Partial<Comparable>): Comparable => ({ ...blank, name: 'Somebody else', ...changes });
const stored = (id: string, changes: Partial<Customer>): Customer => customer({ ...blank, id, name: `Firm ${id}`, ...changes });
const number = (value: string): TaxId => ({ country: 'CH', value, validity: { kind: 'unchecked' } });
const reasons = (given: Comparable, others: readonly Customer[]): readonly (readonly [string, readonly string[]])[] =>
  likelyDuplicates(given, others).map((found) => [found.customerId, found.reasons]);

describe('customers that may be the same', () => {
  it('[S8] the same key, tax number, mail address, or name, however written', () => {
    expect(reasons(entered({ externalId: 'CRM-7' }), [stored('a', { externalId: 'crm-7 ' })])).toEqual([['a', ['external-id']]]);
    expect(reasons(entered({ taxIds: [number('CHE-123.456.789')] }), [stored('a', { taxIds: [number('che 123456789')] })])).toEqual([
      ['a', ['tax-id']],
    ]);
    expect(reasons(entered({ email: 'Pay@Acme.example' }), [stored('a', { email: 'pay@acme.example' })])).toEqual([['a', ['email']]]);
    expect(reasons(entered({ name: 'Müller & Söhne AG' }), [stored('a', { name: 'MULLER + SOHNE' })])).toEqual([['a', ['name-and-place']]]);
  });

  it('[S8] forms of companies do not tell two names apart, different names do', () => {
    const names = ['Acme', 'ACME Ltd.', 'Acme GmbH & Co. KG', 'Acme S.A.', 'Acme, Inc'];
    for (const name of names) expect(likelyDuplicates(entered({ name: 'Acme Limited' }), [stored('a', { name })])).toHaveLength(1);
    expect(
      likelyDuplicates(entered({ name: 'Acme Limited' }), [stored('a', { name: 'Acme Group Ltd' }), stored('b', { name: 'Limited' })]),
    ).toEqual([]);
    expect(likelyDuplicates(entered({ name: '株式会社テスト' }), [stored('a', { name: '株式会社テスト' })])).toHaveLength(1);
  });

  it('[S8] a name elsewhere is weaker than a name in the same place, and the likeliest comes first', () => {
    const others = [
      stored('a', { name: 'Acme', billingAddress: { ...place, postalCode: '3000', city: 'Bern' } }),
      stored('b', { name: 'Acme' }),
      stored('c', { taxIds: [number('1')] }),
      stored('d', { name: 'Acme', email: 'x@y.example', state: 'archived' }),
    ];
    const given = entered({ name: 'Acme AG', email: 'x@y.example', taxIds: [number('1')] });
    expect(reasons(given, others)).toEqual([
      ['c', ['tax-id']],
      ['d', ['email', 'name-and-place']],
      ['b', ['name-and-place']],
      ['a', ['name']],
    ]);
  });

  it('[S8] empty fields are equal to nothing, and a customer is no duplicate of itself', () => {
    expect(likelyDuplicates(entered({ name: '' }), [stored('a', { name: '' })])).toEqual([]);
    expect(likelyDuplicates(customer(), [customer()])).toEqual([]);
  });
});

import { describe, expect, it } from 'vitest';
import { createCustomer } from '../../../core/customers/create-customer.ts';
import type { CreateCustomerBody } from '../../../core/customers/schema.ts';
import type { Customer } from '../../../core/customers/types.ts';
import { command, customer, entity, newCustomer, segments, sourceOf } from './sample.ts';

const source = sourceOf({
  customer: [customer({ id: 'cus_9', externalId: 'taken' })],
  entity: [entity('uk'), entity('old', { state: 'archived' })],
  segment: segments,
});

const planned = async (changes: Partial<CreateCustomerBody> = {}) => {
  const given = command('customer.create', newCustomer(changes));
  return createCustomer.plan(given, await createCustomer.gather(given, source));
};
const made = async (changes: Partial<CreateCustomerBody> = {}): Promise<Customer> => {
  const outcome = await planned(changes);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return outcome.value.writes[0]?.document as Customer;
};
const codes = async (changes: Partial<CreateCustomerBody>): Promise<readonly string[]> => {
  const outcome = await planned(changes);
  return outcome.ok ? [] : outcome.problems.map(({ code }) => code);
};

describe('customer.create', () => {
  it('[TAX-07] a customer with a company name is a business, without one an individual', async () => {
    expect(await made({ companyName: ' Acme Ltd ' })).toMatchObject({ type: 'business', name: 'Acme Ltd' });
    expect(await made({ companyName: '', personName: 'Ada Lovelace' })).toMatchObject({ type: 'individual', name: 'Ada Lovelace' });
  });

  it('[TAX-07] documents carry one name: neither none nor two', async () => {
    expect(await codes({ companyName: '  ' })).toEqual(['customer.name-missing']);
    expect(await codes({ personName: 'Ada Lovelace' })).toEqual(['customer.two-names']);
  });

  it('is active, new, and has an id that the same command gives again', async () => {
    const first = await planned();
    expect(await planned()).toEqual(first);
    expect(await made()).toMatchObject({ kind: 'customer', rev: 1, state: 'active', taxExemptions: [] });
    expect(first.ok && first.value.writes[0]?.basedOn).toBeNull();
  });

  it('[TAX-07] keeps tax numbers with what is known of them, and since when', async () => {
    const { taxIds } = await made({
      taxIds: [
        { country: 'GB', value: 'gb  123 456 789', evidence: { kind: 'unchecked' } },
        { country: 'DE', value: 'DE123456789', evidence: { kind: 'confirmed', source: 'vies', reference: 'W-1' } },
      ],
    });
    expect(taxIds).toEqual([
      { country: 'GB', value: 'GB 123 456 789', validity: { kind: 'unchecked' } },
      {
        country: 'DE',
        value: 'DE123456789',
        validity: { kind: 'confirmed', at: '2026-11-20T09:30:00.000Z', source: 'vies', reference: 'W-1' },
      },
    ]);
  });

  it.each<[string, Partial<CreateCustomerBody>, string]>([
    ['a key that another customer has', { externalId: ' taken ' }, 'customer.external-id-taken'],
    ['a country that does not exist', { billingAddress: { ...newCustomer().billingAddress, country: 'UK' } }, 'customer.country-unknown'],
    ['an entity that does not exist', { entityId: 'nowhere' }, 'customer.entity-unknown'],
    ['an archived entity', { entityId: 'old' }, 'customer.entity-archived'],
    ['a currency that is gone', { currency: 'BGN' }, 'customer.currency-not-in-use'],
    ['a segment that does not exist', { segments: ['vip'] }, 'customer.segment-unknown'],
    ['an archived segment', { segments: ['legacy'] }, 'customer.segment-unknown'],
    ['a segment twice', { segments: ['partner', 'partner'] }, 'customer.segment-repeated'],
    [
      'a tax number of no country',
      { taxIds: [{ country: 'ZZ', value: '12', evidence: { kind: 'unchecked' } }] },
      'customer.tax-id-country-unknown',
    ],
    [
      'a tax number twice',
      {
        taxIds: [
          { country: 'GB', value: 'GB123', evidence: { kind: 'unchecked' } },
          { country: 'GB', value: 'gb 1.23', evidence: { kind: 'unchecked' } },
        ],
      },
      'customer.tax-id-repeated',
    ],
  ])('refuses %s', async (_, changes, code) => {
    expect(await codes(changes)).toEqual([code]);
  });

  it('[CAT-26] takes segments that are in use, and several customers without a key', async () => {
    expect(await made({ segments: ['partner'], externalId: '' })).toMatchObject({ segments: ['partner'], externalId: '' });
  });

  it('[OPE-05] takes an entity and a currency of its own', async () => {
    expect(await made({ entityId: 'uk', currency: 'EUR' })).toMatchObject({ entityId: 'uk', currency: 'EUR' });
  });
});

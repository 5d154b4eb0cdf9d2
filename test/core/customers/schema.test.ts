import { describe, expect, it } from 'vitest';
import { createCustomer } from '../../../core/customers/create-customer.ts';
import { editCustomer } from '../../../core/customers/edit-customer.ts';
import {
  createCustomerSchema,
  customerSchema,
  documentSchemas,
  editCustomerSchema,
  migrations,
  version,
} from '../../../core/customers/schema.ts';
import { shaped } from '../../../core/kernel/shape.ts';
import { customer, newCustomer } from './sample.ts';

const paths = (value: unknown): readonly string[] => {
  const outcome = shaped(createCustomerSchema, value);
  return outcome.ok ? [] : outcome.problems.map(({ path }) => path);
};

describe('the form of a customer', () => {
  it('takes what the use cases write', () => {
    const full = customer({
      taxIds: [
        { country: 'GB', value: 'GB 123', validity: { kind: 'confirmed', at: '2026-11-20T09:30:00.000Z', source: 'hmrc', reference: '' } },
      ],
      taxExemptions: [{ country: 'US', region: 'CA', reason: 'Resale', certificate: '', from: '2026-01-01', until: null }],
      contacts: [{ name: 'Ada', email: '', phone: '+44 20', role: 'accounts' }],
      locale: 'zh-Hant-TW',
    });
    expect(shaped(customerSchema, full)).toEqual({ ok: true, value: full });
    expect(shaped(createCustomerSchema, newCustomer()).ok).toBe(true);
    expect(documentSchemas.customer).toBe(customerSchema);
    expect([version, migrations]).toEqual([1, []]);
  });

  it('the shapes of the use cases are those that a boundary checks', () => {
    expect([createCustomer.shape, editCustomer.shape]).toEqual([createCustomerSchema, editCustomerSchema]);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['a mail address without a domain', { email: 'ada@localhost' }, '/email'],
    ['a mail address with a blank', { email: 'ada @acme.example' }, '/email'],
    ['a mail address that is too long', { email: `${'a'.repeat(250)}@b.example` }, '/email'],
    ['a locale that is a language name', { locale: 'English' }, '/locale'],
    ['a locale with an underscore', { locale: 'en_GB' }, '/locale'],
    ['a currency that does not exist', { currency: 'XYZ' }, '/currency'],
    ['31 February', { signedUpOn: '2026-02-31' }, '/signedUpOn'],
    ['days that are no number', { netTermsDays: Number.NaN }, '/netTermsDays'],
    ['too many days', { netTermsDays: 10_000 }, '/netTermsDays'],
    ['a line break in a name', { companyName: 'Acme\nLtd' }, '/companyName'],
    ['a country in small letters', { billingAddress: { ...newCustomer().billingAddress, country: 'gb' } }, '/billingAddress/country'],
    ['a fact that is no text', { attributes: { tier: 1 } }, '/attributes/tier'],
  ])('refuses %s', (_, changes, path) => {
    expect(paths({ ...newCustomer(), ...changes })).toContain(path);
  });

  it('refuses fields that it does not know, and an edit that says no more than the new value', () => {
    expect(shaped(createCustomerSchema, { ...newCustomer(), state: 'archived' }).ok).toBe(false);
    const edit = { customerId: 'cus_1', attributes: {}, metadata: {} };
    expect(shaped(editCustomerSchema, { ...edit, fields: { email: { from: '', to: 'a@b.example' } } }).ok).toBe(true);
    expect(shaped(editCustomerSchema, { ...edit, fields: { email: { to: 'a@b.example' } } }).ok).toBe(false);
    expect(shaped(editCustomerSchema, { ...edit, fields: { taxIds: { from: [], to: [] } } }).ok).toBe(false);
    expect(shaped(editCustomerSchema, { ...edit, fields: {}, attributes: { __proto__x: { from: null, to: 'a' } } }).ok).toBe(false);
  });
});

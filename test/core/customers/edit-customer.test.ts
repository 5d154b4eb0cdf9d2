import { describe, expect, it } from 'vitest';
import { editCustomer } from '../../../core/customers/edit-customer.ts';
import type { EditCustomerBody } from '../../../core/customers/schema.ts';
import type { Customer } from '../../../core/customers/types.ts';
import { command, customer, segments, sourceOf } from './sample.ts';

const edit = (changes: Partial<EditCustomerBody>): EditCustomerBody => ({
  customerId: 'cus_1',
  fields: {},
  attributes: {},
  metadata: {},
  ...changes,
});

const planned = async (body: EditCustomerBody, before: Customer | null = customer()) => {
  const others = [customer({ id: 'cus_9', externalId: 'taken' })];
  const source = sourceOf({ customer: before === null ? others : [before, ...others], segment: segments });
  const given = command('customer.edit', body);
  return editCustomer.plan(given, await editCustomer.gather(given, source));
};
const after = async (body: EditCustomerBody, before: Customer = customer()): Promise<Customer> => {
  const outcome = await planned(body, before);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
  return (outcome.value.writes[0]?.document ?? before) as Customer;
};
const codes = async (body: EditCustomerBody, before: Customer | null = customer()): Promise<readonly string[]> => {
  const outcome = await planned(body, before);
  return outcome.ok ? [] : outcome.problems.map(({ code }) => code);
};

describe('customer.edit', () => {
  it('[BEY-10] edits of different fields from two stations both hold, in either order', async () => {
    const email = edit({ fields: { email: { from: 'billing@acme.example', to: 'pay@acme.example' } } });
    const terms = edit({ fields: { netTermsDays: { from: null, to: 14 } }, attributes: { tier: { from: 'gold', to: 'silver' } } });
    const one = await after(terms, await after(email));
    const other = await after(email, await after(terms));
    expect(one).toEqual(other);
    expect(one).toMatchObject({ email: 'pay@acme.example', netTermsDays: 14, attributes: { tier: 'silver' }, rev: 5 });
  });

  it('[BEY-10] a field that is no longer what its author saw is a conflict, with both values', async () => {
    const outcome = await planned(
      edit({ fields: { email: { from: 'old@acme.example', to: 'new@acme.example' } }, attributes: { tier: { from: 'blue', to: 'red' } } }),
    );
    expect(outcome).toEqual({
      ok: false,
      problems: [
        { code: 'edit.conflict', path: '/email', expected: 'old@acme.example', found: 'billing@acme.example' },
        { code: 'edit.conflict', path: '/attributes/tier', expected: 'blue', found: 'gold' },
      ],
    });
  });

  it('[BEY-10] the same edit twice is one edit: the second writes nothing', async () => {
    const body = edit({ fields: { email: { from: 'billing@acme.example', to: 'pay@acme.example' } } });
    const once = await after(body);
    const again = await planned(body, once);
    expect(again).toMatchObject({ ok: true, value: { writes: [] } });
  });

  it('[BEY-10] free facts are added, changed and taken away one by one', async () => {
    const both = await after(
      edit({
        attributes: { tier: { from: 'gold', to: null }, region: { from: null, to: 'north' } },
        metadata: { constructor: { from: null, to: 'x' } },
      }),
    );
    expect(both.attributes).toEqual({ region: 'north' });
    expect(both.metadata).toEqual({ constructor: 'x' });
  });

  it('[TAX-07] a company name makes a business, and taking it away needs a person', async () => {
    const person = customer({ type: 'individual', name: 'Ada Lovelace' });
    const names = { personName: { from: 'Ada Lovelace', to: '' }, companyName: { from: '', to: 'Lovelace Ltd' } };
    expect(await after(edit({ fields: names }), person)).toMatchObject({ type: 'business', name: 'Lovelace Ltd' });
    expect(await after(edit({ fields: { companyName: { from: 'Acme Ltd', to: 'Acme plc' } } }))).toMatchObject({
      type: 'business',
      name: 'Acme plc',
    });
    expect(await codes(edit({ fields: { companyName: { from: 'Acme Ltd', to: '' } } }))).toEqual(['customer.name-missing']);
    expect(await codes(edit({ fields: { companyName: { from: '', to: 'Lovelace Ltd' } } }), person)).toEqual(['customer.two-names']);
  });

  it('keeps the rules of a new customer for what it changes', async () => {
    expect(await codes(edit({ fields: { externalId: { from: 'crm-1', to: 'taken' } } }))).toEqual(['customer.external-id-taken']);
    expect(await codes(edit({ fields: { segments: { from: ['partner'], to: ['partner', 'vip'] } } }))).toEqual([
      'customer.segment-unknown',
    ]);
    expect(await codes(edit({ fields: { entityId: { from: null, to: 'nowhere' } } }))).toEqual(['customer.entity-unknown']);
    const { billingAddress } = customer();
    expect(await codes(edit({ fields: { billingAddress: { from: billingAddress, to: { ...billingAddress, country: 'EL' } } } }))).toEqual([
      'customer.country-unknown',
    ]);
  });

  it('does not hold against an edit what the customer had before', async () => {
    const before = customer({ segments: ['legacy'], currency: 'BGN', entityId: 'gone' });
    expect(await after(edit({ fields: { purchaseOrder: { from: '', to: 'PO-1' } } }), before)).toMatchObject({
      purchaseOrder: 'PO-1',
      segments: ['legacy'],
    });
  });

  it('refuses a customer that is not there, or archived', async () => {
    expect(await codes(edit({}), null)).toEqual(['customer.missing']);
    expect(await codes(edit({}), customer({ state: 'archived' }))).toEqual(['customer.archived']);
  });
});

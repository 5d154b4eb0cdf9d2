import { describe, expect, it } from 'vitest';
import { archiveCustomer } from '../../../core/customers/archive-customer.ts';
import { unarchiveCustomer } from '../../../core/customers/unarchive-customer.ts';
import { command, customer } from './sample.ts';

const body = { customerId: 'cus_1' };
const archive = command('customer.archive', body);
const unarchive = command('customer.unarchive', body);

describe('the archive of customers', () => {
  it('takes a customer in and gives it out again, changing nothing else', () => {
    expect(archiveCustomer.plan(archive, { customer: customer() })).toEqual({
      ok: true,
      value: { command: archive, writes: [{ basedOn: 3, document: customer({ rev: 4, state: 'archived' }) }] },
    });
    expect(unarchiveCustomer.plan(unarchive, { customer: customer({ state: 'archived' }) })).toEqual({
      ok: true,
      value: { command: unarchive, writes: [{ basedOn: 3, document: customer({ rev: 4 }) }] },
    });
  });

  it('refuses what is there already, or nowhere', () => {
    expect(archiveCustomer.plan(archive, { customer: customer({ state: 'archived' }) })).toMatchObject({
      problems: [{ code: 'customer.archived' }],
    });
    expect(unarchiveCustomer.plan(unarchive, { customer: customer() })).toMatchObject({ problems: [{ code: 'customer.not-archived' }] });
    expect(archiveCustomer.plan(archive, { customer: null })).toMatchObject({ problems: [{ code: 'customer.missing' }] });
    expect(unarchiveCustomer.plan(unarchive, { customer: null })).toMatchObject({ problems: [{ code: 'customer.missing' }] });
  });
});

import { describe, expect, it } from 'vitest';
import { fieldsOf, emptyCustomer, turned } from '../../../renderer/features/customers/customer-values.ts';

describe('a customer in the form', () => {
  it('keeps people with a name and drops rows without one', () => {
    const fields = fieldsOf({
      ...emptyCustomer,
      companyName: ' Lindner GmbH ',
      country: 'DE',
      contacts: [
        { name: ' Anna ', email: 'anna@lindner.example', phone: '', role: 'Accounting' },
        { name: ' ', email: 'nobody@lindner.example', phone: '', role: '' },
      ],
    });
    expect(fields.companyName).toBe('Lindner GmbH');
    expect(fields.contacts).toEqual([{ name: 'Anna', email: 'anna@lindner.example', phone: '', role: 'Accounting' }]);
  });

  it('[A12] takes its edits back the other way round', () => {
    expect(turned({ name: { from: 'a', to: 'b' }, note: { from: null, to: 'x' } })).toEqual({
      name: { from: 'b', to: 'a' },
      note: { from: 'x', to: null },
    });
  });
});

import { expect, it } from 'vitest';
import { addTaxId } from '../../../core/customers/add-tax-id.ts';
import { editCustomer } from '../../../core/customers/edit-customer.ts';
import { Books, line } from './books.ts';

it('[TAX-12] an invoice keeps what proves where it was taxed, whatever becomes of the customer', async () => {
  const books = new Books();
  const evidence = { kind: 'confirmed', source: 'HMRC', reference: 'R-1' } as const;
  await books.wrote(addTaxId, { customerId: 'cus_1', taxId: { country: 'GB', value: 'GB521099169', evidence } });
  const { id } = await books.posted([line('100')]);
  const kept = {
    billingCountry: 'GB',
    billingRegion: '',
    taxNumber: 'GB521099169',
    taxNumberValidity: 'confirmed',
    paymentCountry: '',
  };
  expect(books.one('invoice', id).placeOfSupply).toEqual(kept);
  const { billingAddress } = books.one('customer', 'cus_1');
  await books.wrote(editCustomer, {
    customerId: 'cus_1',
    fields: { billingAddress: { from: billingAddress, to: { ...billingAddress, country: 'FR' } } },
    attributes: {},
    metadata: {},
  });
  const note = await books.credited(id);
  expect([books.one('invoice', id).placeOfSupply, note.placeOfSupply]).toEqual([kept, kept]);
  expect(note.buyer.address.country).toBe('GB');
});

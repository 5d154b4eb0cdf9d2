import { expect, it } from 'vitest';
import type { TaxRegistration } from '../../../core/organization/types.ts';
import {
  bill,
  component,
  fixedPrice,
  item,
  sampleCustomer,
  sampleEntity,
  sampleSubscription,
  soldPlan,
  term,
  ukVat,
  variantOf,
  worldOf,
} from '../../support/billing-world.ts';

const registration = (country: string, region: string, number: string): TaxRegistration => ({
  country,
  region,
  number,
  from: '2000-01-01',
  until: null,
});
const entity = sampleEntity({
  taxRegistrations: [
    registration('GB', '', 'GB1'),
    registration('US', 'NY', 'NY-1'),
    registration('US', 'TX', 'TX-1'),
    registration('FR', '', ''),
  ],
});
const plan = soldPlan('plan', [variantOf([component('base', fixedPrice('10'))])]);

const numberFor = (country: string, region: string): string | undefined => {
  const customer = sampleCustomer({ billingAddress: { ...sampleCustomer().billingAddress, country, region } });
  const rates = [ukVat(), { ...ukVat(), id: 'tax_fr', country: 'FR' }, { ...ukVat(), id: 'tax_tx', country: 'US', region: 'TX' }];
  const world = worldOf([plan], { customer, subscriptions: [sampleSubscription([item([term('plan', '2025-01-01')])])] }, { entity, rates });
  return bill(world, '2025-01-01', '2025-02-01').documents[0]?.seller.taxNumber;
};

it.each([
  ['GB', '', 'GB1'],
  ['US', 'TX', 'TX-1'],
  ['FR', '', 'GB1'],
  ['JP', '', 'GB1'],
])('[INV-07] a customer in %s %s sees the number %s', (country, region, number) => {
  expect(numberFor(country, region)).toBe(number);
});

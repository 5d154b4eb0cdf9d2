import { describe, expect, it } from 'vitest';
import { currencyFor, entityFor } from '../../../core/customers/billing-entity.ts';
import { customer, entity } from './sample.ts';

const entities = [
  entity('us', { isFallback: true, currency: 'USD' }),
  entity('uk', { servesCountries: ['GB', 'IE'] }),
  entity('de', { servesCountries: ['DE', 'AT'], currency: 'EUR' }),
  entity('old', { servesCountries: ['FR'], state: 'archived' }),
];
const at = (country: string) => customer({ billingAddress: { ...customer().billingAddress, country } });

describe('who bills a customer', () => {
  it('[OPE-05] the entity that serves the billing country, else the fallback', () => {
    expect(entityFor(at('AT'), entities)).toMatchObject({ ok: true, value: { id: 'de' } });
    expect(entityFor(at('GB'), entities)).toMatchObject({ ok: true, value: { id: 'uk' } });
    expect(entityFor(at('JP'), entities)).toMatchObject({ ok: true, value: { id: 'us' } });
    expect(entityFor(at('FR'), entities)).toMatchObject({ ok: true, value: { id: 'us' } });
  });

  it('[OPE-05] or the one that is set on the customer, as long as it is in use', () => {
    expect(entityFor({ ...at('GB'), entityId: 'de' }, entities)).toMatchObject({ ok: true, value: { id: 'de' } });
    expect(entityFor({ ...at('GB'), entityId: 'old' }, entities)).toMatchObject({ ok: false, problems: [{ code: 'entity.archived' }] });
    expect(entityFor({ ...at('GB'), entityId: 'no' }, entities)).toMatchObject({ ok: false, problems: [{ code: 'entity.missing' }] });
  });

  it('[OPE-05] without a fallback there is a problem, never a guess', () => {
    expect(entityFor(at('JP'), entities.slice(1))).toMatchObject({
      ok: false,
      problems: [{ code: 'entity.none-for-country', country: 'JP' }],
    });
  });

  it("[CUR-04] the currency is the customer's own, else the entity's", () => {
    expect(currencyFor(customer(), entity('de', { currency: 'EUR' }))).toBe('EUR');
    expect(currencyFor(customer({ currency: 'CHF' }), entity('de', { currency: 'EUR' }))).toBe('CHF');
  });
});

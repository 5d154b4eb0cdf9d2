import { describe, expect, it } from 'vitest';
import { euMembers, isCountry } from '../../../core/organization/countries.ts';
import { ratesToSetUp, standardRateCountries, standardRateOn, standardRatesOf } from '../../../core/tax/standard-rates.ts';
import { addTaxRate } from '../../../core/tax/add-tax-rate.ts';
import type { TaxRate } from '../../../core/tax/types.ts';
import { planned, written } from '../../support/held-documents.ts';
import { decided, question, registeredIn } from './sample.ts';

/** Standard rates of November 2026, written down apart from the table. */
const now =
  'AE 5, AT 20, AU 10, BE 21, BG 20, CA 5, CH 8.1, CY 19, CZ 21, DE 19, DK 25, EE 24, ES 21, FI 25.5, FR 20, GB 20, GR 24, HR 25, HU 27, IE 23, IL 18, IN 18, ' +
  'IS 24, IT 22, JP 10, KE 16, KR 10, LI 8.1, LT 21, LU 17, LV 21, MT 18, MX 16, NG 7.5, NL 21, NO 25, NZ 15, PL 23, PT 23, RO 21, SA 15, SE 25, SG 9, SI 22, ' +
  'SK 23, TR 20, ZA 15';

describe('standard rates', () => {
  it('[TAX-04] are those of today', () => {
    expect(standardRateCountries.map((country) => `${country} ${standardRateOn(country, '2026-11-20')?.percent}`).join(', ')).toBe(now);
    expect(standardRateCountries.every(isCountry)).toBe(true);
    expect(euMembers('2026-11-20').filter((country) => !standardRateCountries.includes(country))).toEqual([]);
    expect(['US', 'BR', 'HK', 'toString'].map((country) => standardRateOn(country, '2026-11-20'))).toEqual([null, null, null, null]);
  });

  it('[TAX-04] changed on their days in 2020 to 2025', () => {
    const changes = [
      ['CH', '2024-01-01', '7.7', '8.1'],
      ['LI', '2024-01-01', '7.7', '8.1'],
      ['LU', '2023-01-01', '17', '16'],
      ['LU', '2024-01-01', '16', '17'],
      ['EE', '2024-01-01', '20', '22'],
      ['EE', '2025-07-01', '22', '24'],
      ['FI', '2024-09-01', '24', '25.5'],
      ['SK', '2025-01-01', '20', '23'],
      ['RO', '2025-08-01', '19', '21'],
      ['DE', '2020-07-01', '19', '16'],
      ['DE', '2021-01-01', '16', '19'],
      ['IE', '2020-09-01', '23', '21'],
      ['IE', '2021-03-01', '21', '23'],
      ['IL', '2025-01-01', '17', '18'],
      ['KE', '2021-01-01', '14', '16'],
      ['SA', '2020-07-01', '5', '15'],
      ['SG', '2023-01-01', '7', '8'],
      ['SG', '2024-01-01', '8', '9'],
      ['TR', '2023-07-10', '18', '20'],
    ] as const;
    const found = changes.map(([country, on]) => {
      const rates = standardRatesOf(country);
      const at = rates.findIndex((rate) => rate.from === on);
      return [country, on, rates[at - 1]?.percent, rates[at]?.percent];
    });
    expect(found).toEqual(changes.map((change) => [...change]));
  });

  it('[TAX-04] follow each other without a gap', () => {
    for (const country of standardRateCountries) {
      const rates = standardRatesOf(country);
      expect(rates.slice(1).map((rate) => rate.from)).toEqual(rates.slice(0, -1).map((rate) => rate.until));
      expect(rates.at(-1)?.until).toBeNull();
      expect(rates.every((rate) => rate.until === null || rate.from < rate.until)).toBe(true);
    }
  });

  it('[TAX-04] set up an entity for a country: those that hold from the registration on', async () => {
    const bodies = ratesToSetUp('EE', '2025-01-15');
    expect(bodies.map((body) => [body.percent, body.from, body.until])).toEqual([
      ['22', '2024-01-01', '2025-07-01'],
      ['24', '2025-07-01', null],
    ]);
    expect(ratesToSetUp('EE', '2025-07-01')).toHaveLength(1);
    const rates: TaxRate[] = [];
    for (const body of bodies) rates.push(...(written(await planned(addTaxRate, body, rates)) as readonly TaxRate[]));
    const seller = { country: 'EE', registrations: [registeredIn('EE', { from: '2025-01-15' })] };
    const percentOn = (on: string) => {
      const decision = decided(question({ seller, buyer: { country: 'EE' }, on }), rates);
      return typeof decision === 'string' ? decision : decision.components[0]?.percent;
    };
    expect(['2025-06-30', '2025-07-01'].map(percentOn)).toEqual(['22', '24']);
  });
});

import { expect, it } from 'vitest';
import type { TaxId } from '../../core/customers/types.ts';
import type { Currency } from '../../core/money/currency.ts';
import type { DecimalText } from '../../core/money/exact.ts';
import { majorText, minorOfText } from '../../core/money/money.ts';
import { halfAwayFromZero } from '../../core/money/rounding.ts';
import type { Policies } from '../../core/organization/policies.ts';
import type { TaxRegistration } from '../../core/organization/types.ts';
import { taxedLines } from '../../core/tax/amounts.ts';
import { taxDecision, type TaxQuestion } from '../../core/tax/decide.ts';
import { selfCalculatedDecision, selfCalculatedLine } from '../../core/tax/self-calculated.ts';
import type { TaxDecision, TaxRate } from '../../core/tax/types.ts';

const minor = (text: string, currency: Currency = 'GBP'): number => {
  const amount = minorOfText(text, currency);
  if (amount === null) throw new Error(`no amount: ${text}`);
  return amount;
};

const taxedAt = (percent: DecimalText, jurisdiction = 'GB'): TaxDecision => ({
  outcome: 'taxed',
  jurisdiction,
  components: [{ name: 'VAT', percent }],
  reason: '',
});

/** Lines of pounds, as an accountant writes them: net, tax, gross. */
const taxed = (charges: readonly string[], decision: TaxDecision, inclusive = false, policy: Policies['taxRounding'] = 'line') =>
  taxedLines(
    charges.map((text) => ({ chargedMinor: minor(text), inclusive, decision })),
    { policy, rounding: halfAwayFromZero, spare: 'largest-remainder' },
  ).map((line) => ({
    net: majorText(line.netMinor, 'GBP'),
    tax: majorText(line.taxMinor, 'GBP'),
    gross: majorText(line.grossMinor, 'GBP'),
  }));

const registeredIn = (country: string, number: string): TaxRegistration => ({
  country,
  region: '',
  number,
  from: '2020-01-01',
  until: null,
});

const vatRate = (country: string, component: string, percent: DecimalText): TaxRate => ({
  id: `rate-${country}`,
  kind: 'tax-rate',
  rev: 1,
  country,
  region: '',
  taxClass: 'standard',
  customerType: 'any',
  component,
  percent,
  from: '2020-01-01',
  until: null,
});

const rates = [vatRate('GB', 'VAT', '20'), vatRate('DE', 'MwSt.', '19')];

const germanVatId: TaxId = { country: 'DE', value: 'DE136695976', validity: { kind: 'format', at: '2026-11-20T09:00:00.000Z' } };

const fromBritainToGermany = (
  type: 'business' | 'individual',
  taxIds: readonly TaxId[],
  registrations: readonly TaxRegistration[],
): TaxQuestion => ({
  seller: { country: 'GB', treatment: 'native', registrations },
  buyer: { type, country: 'DE', region: '', taxIds, exemptions: [] },
  taxClass: 'standard',
  on: '2026-11-20',
});

const decided = (question: TaxQuestion): TaxDecision => {
  const answer = taxDecision(question, rates);
  if (!answer.ok) throw new Error(JSON.stringify(answer.problems));
  return answer.value;
};

it('[G-TAX-1] 49.99 exclusive at 20 %', () => {
  expect(taxed(['49.99'], taxedAt('20'))).toEqual([{ net: '49.99', tax: '10.00', gross: '59.99' }]);
});

it('[G-TAX-2] 120.00 inclusive at 20 %', () => {
  expect(taxed(['120.00'], taxedAt('20'), true)).toEqual([{ net: '100.00', tax: '20.00', gross: '120.00' }]);
});

it('[G-TAX-3] 2.99 inclusive at 4 % rounds the net, and the tax is the rest', () => {
  expect(taxed(['2.99'], taxedAt('4'), true)).toEqual([{ net: '2.88', tax: '0.11', gross: '2.99' }]);
});

it('[G-TAX-4] three lines of 0.33 at 20 %: 0.21 by line, 0.20 by document', () => {
  const line = { net: '0.33', tax: '0.07', gross: '0.40' };
  const charges = ['0.33', '0.33', '0.33'];
  expect(taxed(charges, taxedAt('20'))).toEqual([line, line, line]);
  const together = [line, line, { net: '0.33', tax: '0.06', gross: '0.39' }];
  expect(taxed(charges, taxedAt('20'), false, 'document')).toEqual(together);
  expect(taxed(charges, taxedAt('20'), false, 'rate')).toEqual(together);
});

it('[G-TAX-5] a British entity bills a German business with a valid VAT id: reverse charge', () => {
  const question = fromBritainToGermany('business', [germanVatId], [registeredIn('GB', 'GB980780684')]);
  const decision = decided(question);
  expect(decision).toEqual({ outcome: 'reverse-charge', jurisdiction: 'DE', components: [], reason: 'reverse_charge' });
  expect(taxed(['100.00'], decision)).toEqual([{ net: '100.00', tax: '0.00', gross: '100.00' }]);
});

it('[G-TAX-6] the same to a private customer, registered in Germany at 19 %', () => {
  const decision = decided(fromBritainToGermany('individual', [], [registeredIn('GB', 'GB980780684'), registeredIn('DE', 'DE999999999')]));
  expect(decision).toEqual({ outcome: 'taxed', jurisdiction: 'DE', components: [{ name: 'MwSt.', percent: '19' }], reason: '' });
  expect(taxed(['100.00'], decision)).toEqual([{ net: '100.00', tax: '19.00', gross: '119.00' }]);
});

it('[G-TAX-7] self-calculated: the caller sends 7.77 on 100', () => {
  const taxes = [{ name: 'Own tax', jurisdiction: 'GB', percent: '20', taxMinor: minor('7.77') }];
  expect(selfCalculatedDecision({ jurisdiction: 'GB', taxes }).outcome).toBe('self-calculated');
  expect(selfCalculatedLine({ chargedMinor: minor('100.00'), inclusive: false }, taxes)).toEqual({
    netMinor: 10_000,
    taxMinor: 777,
    grossMinor: 10_777,
    taxes,
  });
});

it('[G-TAX-8] 100 with a discount of 25 % at 20 %: tax on 75', () => {
  const listMinor = minor('100.00');
  const discountMinor = minor('25.00');
  expect(taxed([majorText(listMinor - discountMinor, 'GBP')], taxedAt('20'))).toEqual([{ net: '75.00', tax: '15.00', gross: '90.00' }]);
});

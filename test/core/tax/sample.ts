import type { TaxExemption, TaxId } from '../../../core/customers/types.ts';
import { halfAwayFromZero } from '../../../core/money/rounding.ts';
import type { TaxRegistration } from '../../../core/organization/types.ts';
import type { TaxTerms } from '../../../core/tax/amounts.ts';
import { taxDecision, type TaxQuestion } from '../../../core/tax/decide.ts';
import type { TaxDecision, TaxRate } from '../../../core/tax/types.ts';

export const today = '2026-11-20';

export const rate = (country: string, component: string, percent: string, given: Partial<TaxRate> = {}): TaxRate => ({
  id: `rate-${country}-${component}-${percent}`,
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
  ...given,
});

export const registeredIn = (country: string, given: Partial<TaxRegistration> = {}): TaxRegistration => ({
  country,
  region: '',
  number: `${country}-1`,
  from: '2020-01-01',
  until: null,
  ...given,
});

export const taxId = (country: string, kind: TaxId['validity']['kind'] = 'format'): TaxId => ({
  country,
  value: `${country}123456789`,
  validity:
    kind === 'unchecked'
      ? { kind }
      : kind === 'format'
        ? { kind, at: '2026-01-01T00:00:00.000Z' }
        : { kind, at: '2026-01-01T00:00:00.000Z', source: 'VIES', reference: 'WAPI-1' },
});

export const exemption = (country: string, given: Partial<TaxExemption> = {}): TaxExemption => ({
  country,
  region: '',
  reason: 'Charity',
  certificate: 'C-77',
  from: '2026-01-01',
  until: '2027-01-01',
  ...given,
});

/** A British seller, registered at home, who sells to a private customer there, unless the case says otherwise. */
export const question = (given: {
  readonly seller?: Partial<TaxQuestion['seller']>;
  readonly buyer?: Partial<TaxQuestion['buyer']>;
  readonly taxClass?: string;
  readonly on?: string;
}): TaxQuestion => ({
  seller: { country: 'GB', treatment: 'native', registrations: [registeredIn('GB')], ...given.seller },
  buyer: { type: 'individual', country: 'GB', region: '', taxIds: [], exemptions: [], ...given.buyer },
  taxClass: given.taxClass ?? 'standard',
  on: given.on ?? today,
});

/** The decision, or the code of the first reason why there is none. */
export const decided = (asked: TaxQuestion, rates: readonly TaxRate[]): TaxDecision | string => {
  const outcome = taxDecision(asked, rates);
  return outcome.ok ? outcome.value : (outcome.problems[0]?.code ?? '');
};

export const taxedAt = (...percents: readonly string[]): TaxDecision => ({
  outcome: 'taxed',
  jurisdiction: 'GB',
  components: percents.map((percent, index) => ({ name: index === 0 ? 'VAT' : `Tax ${index + 1}`, percent })),
  reason: '',
});

export const byLine: TaxTerms = { policy: 'line', rounding: halfAwayFromZero, spare: 'largest-remainder' };

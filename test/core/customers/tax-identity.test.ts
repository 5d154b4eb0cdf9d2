import { describe, expect, it } from 'vitest';
import { addTaxExemption } from '../../../core/customers/add-tax-exemption.ts';
import { addTaxId } from '../../../core/customers/add-tax-id.ts';
import { removeTaxExemption } from '../../../core/customers/remove-tax-exemption.ts';
import { removeTaxId } from '../../../core/customers/remove-tax-id.ts';
import type { TaxIdEvidence } from '../../../core/customers/schema.ts';
import type { Customer, TaxExemption, TaxId } from '../../../core/customers/types.ts';
import type { Change } from '../../../core/kernel/command.ts';
import type { Outcome, ProblemLike } from '../../../core/kernel/outcome.ts';
import { command, customer } from './sample.ts';

const written = (outcome: Outcome<Change, ProblemLike>): Customer | readonly string[] =>
  outcome.ok ? (outcome.value.writes[0]?.document as Customer) : outcome.problems.map(({ code }) => code);
const add = (before: Customer, value: string, evidence: TaxIdEvidence = { kind: 'unchecked' }, country = 'GB') =>
  written(
    addTaxId.plan(command('customer.add-tax-id', { customerId: 'cus_1', taxId: { country, value, evidence } }), { customer: before }),
  );
const known: TaxId = { country: 'GB', value: 'GB 123', validity: { kind: 'format', at: '2026-01-01T00:00:00.000Z' } };

describe('tax numbers of a customer', () => {
  it('[TAX-07] a business gets a number with its evidence', () => {
    expect(add(customer(), 'gb  123', { kind: 'format' })).toMatchObject({
      rev: 4,
      taxIds: [{ country: 'GB', value: 'GB 123', validity: { kind: 'format', at: '2026-11-20T09:30:00.000Z' } }],
    });
  });

  it('[TAX-07] the same number again only brings evidence, and never weakens it', () => {
    expect(add(customer({ taxIds: [known] }), 'GB-123', { kind: 'confirmed', source: 'hmrc', reference: 'R1' })).toMatchObject({
      taxIds: [{ value: 'GB-123', validity: { kind: 'confirmed', source: 'hmrc' } }],
    });
    expect(add(customer({ taxIds: [known] }), 'GB123')).toBeUndefined();
  });

  it('[TAX-07] one customer may have numbers of several countries, of real ones', () => {
    expect(add(customer({ taxIds: [known] }), 'DE123', { kind: 'unchecked' }, 'DE')).toMatchObject({
      taxIds: [{ country: 'GB' }, { country: 'DE' }],
    });
    expect(add(customer(), 'EL123', { kind: 'unchecked' }, 'EL')).toEqual(['customer.tax-id-country-unknown']);
  });

  it('[TAX-07] a number can be taken away, however it is written', () => {
    const remove = (value: string) =>
      written(
        removeTaxId.plan(command('customer.remove-tax-id', { customerId: 'cus_1', country: 'GB', value }), {
          customer: customer({ taxIds: [known] }),
        }),
      );
    expect(remove('gb123')).toMatchObject({ taxIds: [] });
    expect(remove('gb124')).toEqual(['customer.tax-id-missing']);
  });
});

describe('exemptions of a customer', () => {
  const exemption: TaxExemption = {
    country: 'US',
    region: 'CA',
    reason: 'Resale',
    certificate: 'C-1',
    from: '2026-01-01',
    until: '2027-01-01',
  };
  const added = (before: Customer, changes: Partial<TaxExemption> = {}) =>
    written(
      addTaxExemption.plan(command('customer.add-tax-exemption', { customerId: 'cus_1', exemption: { ...exemption, ...changes } }), {
        customer: before,
      }),
    );

  it('[TAX-10] a certificate with its reason, reach and time; the same one twice is one', () => {
    expect(added(customer())).toMatchObject({ taxExemptions: [exemption] });
    expect(added(customer({ taxExemptions: [exemption] }))).toBeUndefined();
    expect(added(customer({ taxExemptions: [exemption] }), { region: 'NY' })).toMatchObject({
      taxExemptions: [{ region: 'CA' }, { region: 'NY' }],
    });
  });

  it('[TAX-10] refuses a country that does not exist and an end before the start', () => {
    expect(added(customer(), { country: 'ZZ' })).toEqual(['customer.exemption-country-unknown']);
    expect(added(customer(), { until: '2026-01-01' })).toEqual(['customer.exemption-ends-before-it-starts']);
  });

  it('[TAX-10] can be taken back', () => {
    const remove = (given: TaxExemption) =>
      written(
        removeTaxExemption.plan(command('customer.remove-tax-exemption', { customerId: 'cus_1', exemption: given }), {
          customer: customer({ taxExemptions: [exemption] }),
        }),
      );
    expect(remove(exemption)).toMatchObject({ taxExemptions: [] });
    expect(remove({ ...exemption, certificate: 'C-2' })).toEqual(['customer.exemption-missing']);
  });
});

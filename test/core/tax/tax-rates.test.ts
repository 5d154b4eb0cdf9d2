import { describe, expect, it } from 'vitest';
import { shaped } from '../../../core/kernel/shape.ts';
import type { OperatingEntity } from '../../../core/organization/types.ts';
import { addTaxRate } from '../../../core/tax/add-tax-rate.ts';
import { changeTaxRate } from '../../../core/tax/change-tax-rate.ts';
import { endTaxRate } from '../../../core/tax/end-tax-rate.ts';
import { documentSchemas } from '../../../core/tax/schema.ts';
import { addTaxRegistration, endTaxRegistration } from '../../../core/tax/tax-registrations.ts';
import type { TaxRate } from '../../../core/tax/types.ts';
import { planned, refusals, written } from '../../support/held-documents.ts';
import { british, stored } from '../organization/sample.ts';
import { rate, registeredIn } from './sample.ts';

const { id: _id, kind: _kind, rev: _rev, ...body } = rate('GB', 'VAT', '20');

describe('tax rates', () => {
  it('[TAX-04] are added with place, class, kind of customer and time', async () => {
    const [added] = written(await planned(addTaxRate, body, []));
    expect(added).toMatchObject({ kind: 'tax-rate', rev: 1, ...body });
    expect(shaped(documentSchemas['tax-rate'], added)).toMatchObject({ ok: true });
    const isRight = (given: object): boolean => shaped(addTaxRate.shape as never, { ...body, ...given }).ok;
    expect([{}, { percent: '8.875' }, { percent: '0' }].every(isRight)).toBe(true);
    const wrong = [
      { percent: '101' },
      { percent: '-1' },
      { percent: '20%' },
      { country: 'gb' },
      { taxClass: 'Books!' },
      { from: '2026-02-31' },
      { component: '' },
      { more: 1 },
    ];
    expect(wrong.filter(isRight)).toEqual([]);
  });

  it('[TAX-04] may not overlap for one component of one place, class and kind of customer', async () => {
    const held = [rate('GB', 'VAT', '17.5', { until: '2024-01-01' })];
    const code = async (given: Partial<TaxRate>) => refusals(await planned(addTaxRate, { ...body, ...given }, held));
    expect(await code({ from: '2023-12-31' })).toEqual(['tax-rate.overlaps']);
    expect(await code({ from: '2024-01-01' })).toEqual([]);
    expect(await code({ from: '2010-01-01', until: '2020-01-01' })).toEqual([]);
    for (const other of [
      { region: 'NIR' },
      { taxClass: 'books' },
      { customerType: 'business' },
      { component: 'Levy' },
      { country: 'DE' },
    ] as const) {
      expect(await code(other)).toEqual([]);
    }
    expect(await planned(addTaxRate, body, held)).toMatchObject({
      problems: [{ code: 'tax-rate.overlaps', taxRateId: 'rate-GB-VAT-17.5', percent: '17.5', from: '2020-01-01', until: '2024-01-01' }],
    });
  });

  it('[TAX-04] are refused for no country, no time, or a class that is never taxed', async () => {
    const code = async (given: Partial<TaxRate>) => refusals(await planned(addTaxRate, { ...body, ...given }, []));
    expect(await code({ country: 'UK' })).toEqual(['tax-rate.unknown-country']);
    expect(await code({ until: '2020-01-01' })).toEqual(['tax-rate.ends-before-start']);
    expect(await code({ taxClass: 'exempt' })).toEqual(['tax-rate.class-untaxed']);
    expect(await code({ taxClass: 'out-of-scope' })).toEqual(['tax-rate.class-untaxed']);
  });

  it('[TAX-04] end, and what has ended is never edited', async () => {
    const running = rate('GB', 'VAT', '20');
    const end = (held: TaxRate, until: string) => planned(endTaxRate, { taxRateId: held.id, until }, [held]);
    expect(written(await end(running, '2027-01-01'))).toEqual([{ ...running, rev: 2, until: '2027-01-01' }]);
    expect(refusals(await end({ ...running, until: '2025-01-01' }, '2027-01-01'))).toEqual(['tax-rate.already-ended']);
    expect(refusals(await end(running, '2020-01-01'))).toEqual(['tax-rate.ends-before-start']);
    expect(refusals(await planned(endTaxRate, { taxRateId: 'none', until: '2027-01-01' }, []))).toEqual(['tax-rate.missing']);
  });

  it('[TAX-04] change from a day on: the old one ends, its successor begins, in one change', async () => {
    const running = rate('GB', 'VAT', '20');
    const change = (held: readonly TaxRate[], from: string) => planned(changeTaxRate, { taxRateId: running.id, percent: '21', from }, held);
    const documents = written(await change([running], '2027-01-01')) as readonly TaxRate[];
    expect(documents.map(({ percent, from, until, rev }) => [percent, from, until, rev])).toEqual([
      ['20', '2020-01-01', '2027-01-01', 2],
      ['21', '2027-01-01', null, 1],
    ]);
    expect(documents[1]?.id).not.toBe(running.id);
    expect(refusals(await change([running], '2020-01-01'))).toEqual(['tax-rate.ends-before-start']);
    expect(refusals(await change([{ ...running, until: '2025-01-01' }], '2027-01-01'))).toEqual(['tax-rate.already-ended']);
    expect(refusals(await change([], '2027-01-01'))).toEqual(['tax-rate.missing']);
    const planned2028 = rate('GB', 'VAT', '22', { id: 'rate-later', from: '2028-01-01' });
    expect(refusals(await change([running, planned2028], '2027-01-01'))).toEqual(['tax-rate.overlaps']);
  });
});

describe('tax registrations', () => {
  const uk = stored(british());
  const add = (registration: ReturnType<typeof registeredIn>, entity: OperatingEntity = uk) =>
    planned(addTaxRegistration, { entityId: entity.id, registration }, [entity]);

  it('[OPE-03] [TAX-07] are kept with their number in normal form', async () => {
    const [entity] = written(await add(registeredIn('GB', { number: 'gb 980 7806 84' }))) as readonly OperatingEntity[];
    expect(entity?.taxRegistrations).toEqual([{ country: 'GB', region: '', number: 'GB980780684', from: '2020-01-01', until: null }]);
    expect(entity?.rev).toBe(2);
  });

  it('[TAX-07] are refused where the number cannot be one; those of regions stay as written', async () => {
    expect(await add(registeredIn('DE', { number: 'DE136695978' }))).toMatchObject({
      problems: [{ code: 'tax-number.invalid', why: 'check-digit' }],
    });
    const [entity] = written(await add(registeredIn('US', { region: 'CA', number: 'SR-102 123456' }))) as readonly OperatingEntity[];
    expect(entity?.taxRegistrations[0]?.number).toBe('SR-102 123456');
    expect(refusals(await add(registeredIn('NG', { number: '12345678-0001' })))).toEqual([]);
  });

  it('[OPE-03] are one at a time for each place', async () => {
    const registered = { ...uk, taxRegistrations: [registeredIn('GB', { until: '2025-01-01' })] };
    const again = (from: string) => add(registeredIn('GB', { number: '', from }), registered);
    expect(refusals(await again('2024-12-31'))).toEqual(['tax-registration.overlaps']);
    expect(refusals(await again('2025-01-01'))).toEqual([]);
    expect(refusals(await add(registeredIn('UK')))).toEqual(['tax-registration.unknown-country']);
    expect(refusals(await add(registeredIn('GB', { until: '2020-01-01' })))).toEqual(['tax-registration.ends-before-start']);
    expect(refusals(await planned(addTaxRegistration, { entityId: 'ent-x', registration: registeredIn('GB') }, []))).toEqual([
      'entity.missing',
    ]);
  });

  it('[OPE-03] end on a day, and stay on record', async () => {
    const registered = {
      ...uk,
      taxRegistrations: [registeredIn('GB', { until: '2021-01-01' }), registeredIn('GB', { from: '2022-01-01' })],
    };
    const end = (country: string, until: string) =>
      planned(endTaxRegistration, { entityId: uk.id, country, region: '', until }, [registered]);
    const [entity] = written(await end('GB', '2026-12-01')) as readonly OperatingEntity[];
    expect(entity?.taxRegistrations.map((row) => row.until)).toEqual(['2021-01-01', '2026-12-01']);
    expect(refusals(await end('DE', '2026-12-01'))).toEqual(['tax-registration.missing']);
    expect(refusals(await end('GB', '2022-01-01'))).toEqual(['tax-registration.ends-before-start']);
    expect(refusals(await planned(endTaxRegistration, { entityId: 'ent-x', country: 'GB', region: '', until: '2026-12-01' }, []))).toEqual([
      'entity.missing',
    ]);
  });
});

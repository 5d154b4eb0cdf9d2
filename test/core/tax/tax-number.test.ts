import { describe, expect, it } from 'vitest';
import { euMembers } from '../../../core/organization/countries.ts';
import { checkedTaxNumber, hasTaxNumberScheme, taxNumberProblems } from '../../../core/tax/tax-number.ts';

/** Published examples of numbers that hold, as people write them, and as they are kept. */
const right: readonly (readonly [country: string, written: string, kept: string])[] = [
  ['AT', 'ATU13585627', 'ATU13585627'],
  ['BE', 'BE 0776.091.951', 'BE0776091951'],
  ['BG', '175074752', 'BG175074752'],
  ['CY', 'CY10259033P', 'CY10259033P'],
  ['CZ', 'CZ 25123891', 'CZ25123891'],
  ['DE', 'de 136 695 976', 'DE136695976'],
  ['DK', 'DK 13585628', 'DK13585628'],
  ['EE', 'EE100931558', 'EE100931558'],
  ['ES', 'ES-B58378431', 'ESB58378431'],
  ['FI', 'FI 20774740', 'FI20774740'],
  ['FR', 'Fr 40 303 265 045', 'FR40303265045'],
  ['GR', 'EL 094259216', 'EL094259216'],
  ['HR', 'HR 33392005961', 'HR33392005961'],
  ['HU', 'HU-12892312', 'HU12892312'],
  ['IE', 'IE 6433435OA', 'IE6433435OA'],
  ['IT', 'IT 00743110157', 'IT00743110157'],
  ['LT', 'LT119511515', 'LT119511515'],
  ['LU', 'LU 150 274 42', 'LU15027442'],
  ['LV', 'LV 4000 3521 600', 'LV40003521600'],
  ['MT', 'MT 1167-9112', 'MT11679112'],
  ['NL', 'NL 4495445B01', 'NL004495445B01'],
  ['PL', 'PL 8567346215', 'PL8567346215'],
  ['PT', 'PT 501 964 843', 'PT501964843'],
  ['RO', 'RO 185 472 90', 'RO18547290'],
  ['SE', 'SE 556188840401', 'SE556188840401'],
  ['SI', 'SI 5022 3054', 'SI50223054'],
  ['SK', 'SK 202 274 96 19', 'SK2022749619'],
  ['GB', 'GB 980 7806 84', 'GB980780684'],
  ['CH', 'CHE-107.787.577 MWST', 'CHE107787577MWST'],
  ['CH', 'CHE-107.787.577', 'CHE107787577'],
  ['LI', 'CHE-107.787.577 MWST', 'CHE107787577MWST'],
  ['NO', 'NO 995 525 828 MVA', '995525828MVA'],
  ['NO', '995525828', '995525828'],
  ['IS', '00621', '00621'],
  ['US', '91-1144442', '911144442'],
  ['CA', '12302 6635 RT 0001', '123026635RT0001'],
  ['CA', '123026635', '123026635'],
  ['AU', '83 914 571 673', '83914571673'],
  ['NZ', '49-091-850', '49091850'],
  ['JP', 'T5835678256246', 'T5835678256246'],
  ['JP', '5-8356-7825-6246', 'T5835678256246'],
  ['IN', '27AAPFU0939F1ZV', '27AAPFU0939F1ZV'],
  ['ZA', '4123456782', '4123456782'],
  ['KE', 'P051365947M', 'P051365947M'],
  ['BR', '16.727.230/0001-97', '16727230000197'],
  ['BR', '12.ABC.345/01DE-35', '12ABC34501DE35'],
  ['MX', 'GODE561231GR8', 'GODE561231GR8'],
  ['MC', 'FR 53 0000 04605', 'FR53000004605'],
];

describe('a tax number', () => {
  it('[TAX-07] that holds is kept in one form, however it was written', () => {
    const kept = right.map(([country, written]) => checkedTaxNumber(country, written));
    expect(kept).toEqual(right.map(([, , value]) => ({ ok: true, value: { value, validity: 'format' } })));
  });

  it('[TAX-07] in its kept form is kept as it is', () => {
    expect(right.map(([country, , value]) => checkedTaxNumber(country, value))).toEqual(
      right.map(([, , value]) => ({ ok: true, value: { value, validity: 'format' } })),
    );
  });

  it('[TAX-07] with one digit changed does not hold, where the country has check digits', () => {
    // Iceland, Kenya, South Africa and the United States have a form, but no check digit.
    const weak = new Set(['IS', 'KE', 'US', 'ZA']);
    const slips = right
      .filter(([country]) => !weak.has(country))
      .map(([country, , value]) => {
        const at =
          [...value.matchAll(/\d/g)].map((match) => match.index).at(country === 'CA' || country === 'NL' || country === 'SE' ? 2 : -2) ?? 0;
        return [country, `${value.slice(0, at)}${(Number(value[at]) + 1) % 10}${value.slice(at + 1)}`] as const;
      });
    const held = slips.filter(([country, value]) => taxNumberProblems(country, value).length === 0);
    expect(held).toEqual([]);
  });

  it('[TAX-07] that does not hold is told with what is wrong', () => {
    const why = (country: string, value: string) => taxNumberProblems(country, value)[0]?.why;
    expect(why('DE', 'DE136695978')).toBe('check-digit');
    expect(why('DE', 'DE13669597')).toBe('length');
    expect(why('DE', 'DE13669597X')).toBe('form');
    expect(why('DE', 'FR40303265045')).toBe('length');
    expect(why('DE', '')).toBe('form');
    expect(why('DE', 'DE<script>')).toBe('form');
    expect(why('US', '00-1144442')).toBe('part');
    expect(why('NO', '995525829')).toBe('check-digit');
    expect(checkedTaxNumber('DE', ' DE136695978 ')).toEqual({
      ok: false,
      problems: [{ code: 'tax-number.invalid', country: 'DE', value: ' DE136695978 ', why: 'check-digit' }],
    });
  });

  it('[TAX-07] of Greece prints EL and belongs to GR', () => {
    for (const written of ['EL094259216', 'GR094259216', '094259216']) {
      expect(checkedTaxNumber('GR', written)).toEqual({ ok: true, value: { value: 'EL094259216', validity: 'format' } });
    }
    expect(hasTaxNumberScheme('EL')).toBe(false);
  });

  it('[TAX-07] of Northern Ireland is a British one', () => {
    expect(checkedTaxNumber('GB', 'XI 980 7806 84')).toEqual({ ok: true, value: { value: 'GB980780684', validity: 'format' } });
  });

  it('[TAX-07] of a country whose rule we do not know is unchecked, not wrong', () => {
    expect(checkedTaxNumber('NG', '12345678-0001')).toEqual({ ok: true, value: { value: '123456780001', validity: 'unchecked' } });
    expect(taxNumberProblems('AE', '100123456700003')).toEqual([]);
    expect(checkedTaxNumber('toString', 'X12')).toMatchObject({ value: { validity: 'unchecked' } });
  });

  it('[TAX-07] can be checked in every member state of the EU', () => {
    expect(euMembers('2026-11-20').filter((country) => !hasTaxNumberScheme(country))).toEqual([]);
  });
});

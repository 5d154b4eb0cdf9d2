import { describe, expect, it } from 'vitest';
import { countryCodes, euMembers, isCountry, isInEu, isInEuVatTerritory } from '../../../core/organization/countries.ts';
import { isIban } from '../../../core/organization/iban.ts';

describe('countries', () => {
  it('[OPE-01] are the 249 of ISO 3166-1 and Kosovo', () => {
    expect(countryCodes).toHaveLength(250);
    expect(new Set(countryCodes).size).toBe(250);
    expect([...countryCodes]).toEqual([...countryCodes].sort());
    // Every code that the host can name is one of ours, and the other way round: an independent list.
    const names = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
    const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    const named = letters.flatMap((a) => letters.map((b) => `${a}${b}`)).filter((code) => names.of(code) !== undefined);
    const notOfIso = ['AC', 'CP', 'CQ', 'DG', 'EA', 'EU', 'EZ', 'IC', 'QO', 'TA', 'UK', 'UN', 'XA', 'XB', 'ZZ'];
    const gone = [
      'AN',
      'BU',
      'CS',
      'CT',
      'DD',
      'DY',
      'FQ',
      'FX',
      'HV',
      'JT',
      'MI',
      'NH',
      'NQ',
      'NT',
      'PC',
      'PU',
      'PZ',
      'RH',
      'SU',
      'TP',
      'VD',
      'WK',
      'YD',
      'YU',
      'ZR',
    ];
    expect(named.filter((code) => !notOfIso.includes(code) && !gone.includes(code))).toEqual([...countryCodes]);
  });

  it('[OPE-01] UK and EL are none', () => {
    expect(['GB', 'GR', 'XK'].every(isCountry)).toBe(true);
    expect(['UK', 'EL', 'EU', 'gb', '', 'XX', 'toString'].some(isCountry)).toBe(false);
  });

  it('[TAX-08] the European Union has 27 members today, and had others', () => {
    expect(euMembers('2026-11-20').join(' ')).toBe('AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK');
    expect([isInEu('HR', '2013-06-30'), isInEu('HR', '2013-07-01')]).toEqual([false, true]);
    expect([isInEu('GB', '2020-01-31'), isInEu('GB', '2020-02-01')]).toEqual([true, false]);
    expect([isInEuVatTerritory('GB', '2020-12-31'), isInEuVatTerritory('GB', '2021-01-01')]).toEqual([true, false]);
    expect([isInEu('NO', '2026-11-20'), isInEu('CH', '2026-11-20')]).toEqual([false, false]);
    expect(euMembers('2019-01-01')).toHaveLength(28);
  });
});

describe('an IBAN', () => {
  it('[OPE-04] holds where its check digits do', () => {
    const right = [
      'GB82 WEST 1234 5698 7654 32',
      'DE89370400440532013000',
      'NL91ABNA0417164300',
      'NO9386011117947',
      'MT84MALT011000012345MTLCAST001S',
      'de89 3704 0044 0532 0130 00',
    ];
    expect(right.filter((text) => !isIban(text))).toEqual([]);
    const wrong = [
      'GB82 WEST 1234 5698 7654 33',
      'DE88370400440532013000',
      'GB82',
      '',
      '8937040044053201300',
      'DE8937040044053201300O',
      `DE89${'3'.repeat(31)}`,
      'DE89-3704-0044-0532-0130-00',
    ];
    expect(wrong.filter(isIban)).toEqual([]);
  });

  it('[OPE-04] with any single digit changed does not hold', () => {
    const iban = 'DE89370400440532013000';
    const changed = Array.from(iban).flatMap((digit, index) =>
      index < 2 ? [] : [`${iban.slice(0, index)}${(Number(digit) + 1) % 10}${iban.slice(index + 1)}`],
    );
    expect(changed.filter(isIban)).toEqual([]);
  });
});

import { expect, it } from 'vitest';
import { currencies, digitsOf, inUse, isCurrency } from '../../../core/money/currency.ts';

const with0 = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' ');
const with3 = 'BHD IQD JOD KWD LYD OMR TND'.split(' ');
const with4 = 'CLF UYW'.split(' ');

/** ISO 4217 list one as published in 2026, without metals, testing codes and the units of funds and settlement (XAU, XDR, XTS ...). */
const active = (
  'AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK ' +
  'DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD ' +
  'KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR ' +
  'RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES ' +
  'VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG'
).split(' ');

it('[CUR-05] every currency has the decimals of ISO 4217', () => {
  for (const currency of currencies) {
    const expected = with0.includes(currency) ? 0 : with3.includes(currency) ? 3 : with4.includes(currency) ? 4 : 2;
    expect([currency, digitsOf(currency)]).toEqual([currency, expected]);
  }
});

it('[CUR-05] the currencies in use today are those of the list', () => {
  expect(currencies.filter((currency) => inUse(currency, '2026-11-20'))).toEqual(active);
});

it('[CUR-05] a currency came and went on its day', () => {
  expect([inUse('XCG', '2025-03-30'), inUse('XCG', '2025-03-31')]).toEqual([false, true]);
  expect([inUse('BGN', '2025-12-31'), inUse('BGN', '2026-01-01')]).toEqual([true, false]);
  expect([inUse('HRK', '2022-12-31'), inUse('HRK', '2023-01-01')]).toEqual([true, false]);
  expect(inUse('EUR', '2026-11-20')).toBe(true);
});

it('a code is exactly one of the table', () => {
  expect(['EUR', 'JPY'].every(isCurrency)).toBe(true);
  expect(['eur', 'EU', 'QQQ', '', 'toString', '__proto__', 'EUR '].some(isCurrency)).toBe(false);
});

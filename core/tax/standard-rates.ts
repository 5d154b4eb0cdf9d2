import type { DecimalText } from '../money/exact.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { TaxRateFields } from './add-tax-rate.ts';

/** A country's standard rate of VAT or GST from a day on. `name` is what its documents call the tax. */
export type StandardRate = {
  readonly country: string;
  readonly name: string;
  readonly percent: DecimalText;
  readonly from: PlainDate;
  readonly until: PlainDate | null;
};

/** The first day of each rate. */
type Steps = readonly (readonly [from: PlainDate, percent: DecimalText])[];

/**
 * Standard rates as of November 2026: the one in force and what came before it since 2020, each from the day on which it began. Set-up help, not law:
 * reduced rates, and countries whose general tax has no single rate (Brazil, the United States), are not here. `test/core/tax` holds it
 * against a list of its own.
 */
const table: Readonly<Record<string, { readonly name: string; readonly steps: Steps }>> = {
  AE: { name: 'VAT', steps: [['2018-01-01', '5']] },
  AT: { name: 'USt.', steps: [['1984-01-01', '20']] },
  AU: { name: 'GST', steps: [['2000-07-01', '10']] },
  BE: { name: 'BTW/TVA', steps: [['1996-01-01', '21']] },
  BG: { name: 'ДДС', steps: [['1999-01-01', '20']] },
  CA: { name: 'GST', steps: [['2008-01-01', '5']] },
  CH: {
    name: 'MWST',
    steps: [
      ['2018-01-01', '7.7'],
      ['2024-01-01', '8.1'],
    ],
  },
  CY: { name: 'ΦΠΑ', steps: [['2014-01-13', '19']] },
  CZ: { name: 'DPH', steps: [['2013-01-01', '21']] },
  DE: {
    name: 'MwSt.',
    steps: [
      ['2007-01-01', '19'],
      ['2020-07-01', '16'],
      ['2021-01-01', '19'],
    ],
  },
  DK: { name: 'moms', steps: [['1992-01-01', '25']] },
  EE: {
    name: 'KM',
    steps: [
      ['2009-07-01', '20'],
      ['2024-01-01', '22'],
      ['2025-07-01', '24'],
    ],
  },
  ES: { name: 'IVA', steps: [['2012-09-01', '21']] },
  FI: {
    name: 'ALV',
    steps: [
      ['2013-01-01', '24'],
      ['2024-09-01', '25.5'],
    ],
  },
  FR: { name: 'TVA', steps: [['2014-01-01', '20']] },
  GB: { name: 'VAT', steps: [['2011-01-04', '20']] },
  GR: { name: 'ΦΠΑ', steps: [['2016-06-01', '24']] },
  HR: { name: 'PDV', steps: [['2012-03-01', '25']] },
  HU: { name: 'ÁFA', steps: [['2012-01-01', '27']] },
  IE: {
    name: 'VAT',
    steps: [
      ['2012-01-01', '23'],
      ['2020-09-01', '21'],
      ['2021-03-01', '23'],
    ],
  },
  IL: {
    name: 'VAT',
    steps: [
      ['2015-10-01', '17'],
      ['2025-01-01', '18'],
    ],
  },
  IN: { name: 'GST', steps: [['2017-07-01', '18']] },
  IS: { name: 'VSK', steps: [['2015-01-01', '24']] },
  IT: { name: 'IVA', steps: [['2013-10-01', '22']] },
  JP: { name: 'JCT', steps: [['2019-10-01', '10']] },
  KE: {
    name: 'VAT',
    steps: [
      ['2020-04-01', '14'],
      ['2021-01-01', '16'],
    ],
  },
  KR: { name: 'VAT', steps: [['1977-07-01', '10']] },
  LI: {
    name: 'MWST',
    steps: [
      ['2018-01-01', '7.7'],
      ['2024-01-01', '8.1'],
    ],
  },
  LT: { name: 'PVM', steps: [['2009-09-01', '21']] },
  LU: {
    name: 'TVA',
    steps: [
      ['2015-01-01', '17'],
      ['2023-01-01', '16'],
      ['2024-01-01', '17'],
    ],
  },
  LV: { name: 'PVN', steps: [['2012-07-01', '21']] },
  MT: { name: 'VAT', steps: [['2004-01-01', '18']] },
  MX: { name: 'IVA', steps: [['2010-01-01', '16']] },
  NG: { name: 'VAT', steps: [['2020-02-01', '7.5']] },
  NL: { name: 'BTW', steps: [['2012-10-01', '21']] },
  NO: { name: 'MVA', steps: [['2005-01-01', '25']] },
  NZ: { name: 'GST', steps: [['2010-10-01', '15']] },
  PL: { name: 'VAT', steps: [['2011-01-01', '23']] },
  PT: { name: 'IVA', steps: [['2011-01-01', '23']] },
  RO: {
    name: 'TVA',
    steps: [
      ['2017-01-01', '19'],
      ['2025-08-01', '21'],
    ],
  },
  SA: {
    name: 'VAT',
    steps: [
      ['2018-01-01', '5'],
      ['2020-07-01', '15'],
    ],
  },
  SE: { name: 'moms', steps: [['1990-07-01', '25']] },
  SG: {
    name: 'GST',
    steps: [
      ['2007-07-01', '7'],
      ['2023-01-01', '8'],
      ['2024-01-01', '9'],
    ],
  },
  SI: { name: 'DDV', steps: [['2013-07-01', '22']] },
  SK: {
    name: 'DPH',
    steps: [
      ['2011-01-01', '20'],
      ['2025-01-01', '23'],
    ],
  },
  TR: {
    name: 'KDV',
    steps: [
      ['2001-05-15', '18'],
      ['2023-07-10', '20'],
    ],
  },
  ZA: { name: 'VAT', steps: [['2018-04-01', '15']] },
};

/** The countries of the table, in code order. */
export const standardRateCountries: readonly string[] = Object.keys(table);

/** A country's standard rates, oldest first; empty for a country that the table lacks. They follow each other without a gap. */
export const standardRatesOf = (country: string): readonly StandardRate[] => {
  const entry = Object.hasOwn(table, country) ? table[country] : undefined;
  if (entry === undefined) return [];
  return entry.steps.map(([from, percent], index) => ({
    country,
    name: entry.name,
    percent,
    from,
    until: entry.steps[index + 1]?.[0] ?? null,
  }));
};

/** The standard rate of a day; `null` where the table knows none. */
export const standardRateOn = (country: string, on: PlainDate): StandardRate | null =>
  standardRatesOf(country).find((rate) => rate.from <= on && (rate.until === null || on < rate.until)) ?? null;

/**
 * TAX-04: the rates to set up for a country where the entity registers on a day: those that hold then and later. Each is the body of a `tax-rate.add`.
 */
export const ratesToSetUp = (country: string, registeredFrom: PlainDate, taxClass = 'standard'): readonly TaxRateFields[] =>
  standardRatesOf(country)
    .filter((rate) => rate.until === null || rate.until > registeredFrom)
    .map(({ name, percent, from, until }) => ({
      country,
      region: '',
      taxClass,
      customerType: 'any',
      component: name,
      percent,
      from,
      until,
    }));

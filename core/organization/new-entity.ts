import type { Currency } from '../money/currency.ts';
import type { Zone } from '../time/zone.ts';
import { defaultPolicies } from './policies.ts';
import type { Address, InvoiceSettings, LocaleTag, OperatingEntity } from './types.ts';

/** What a new entity is made from (OPE-04). Tax registrations come by commands of their own, since their numbers are checked (core/tax). */
export type EntityFields = Omit<OperatingEntity, 'id' | 'kind' | 'rev' | 'taxRegistrations' | 'booksLockedBefore' | 'state'>;

/** The few facts that have no sensible default. */
export type EntityBasics = {
  readonly code: string;
  readonly legalName: string;
  readonly address: Address;
  readonly currency: Currency;
  readonly zone: Zone;
};

/** Where paper is cut to ANSI sizes. */
const letterCountries: ReadonlySet<string> = new Set([
  'BO',
  'CA',
  'CL',
  'CO',
  'CR',
  'DO',
  'GT',
  'HN',
  'MX',
  'NI',
  'PA',
  'PH',
  'PR',
  'SV',
  'US',
  'VE',
]);

const locales: Readonly<Record<string, LocaleTag>> = {
  AT: 'de-AT',
  AU: 'en-AU',
  BE: 'nl-BE',
  BR: 'pt-BR',
  CA: 'en-CA',
  CH: 'de-CH',
  CZ: 'cs-CZ',
  DE: 'de-DE',
  DK: 'da-DK',
  ES: 'es-ES',
  FI: 'fi-FI',
  FR: 'fr-FR',
  GR: 'el-GR',
  IE: 'en-IE',
  IN: 'en-IN',
  IT: 'it-IT',
  JP: 'ja-JP',
  NL: 'nl-NL',
  NO: 'nb-NO',
  NZ: 'en-NZ',
  PL: 'pl-PL',
  PT: 'pt-PT',
  SE: 'sv-SE',
  US: 'en-US',
  ZA: 'en-ZA',
};

const invoiceSettings = (country: string): InvoiceSettings => ({
  netTermsDays: 30,
  graceHours: 0,
  applyBalance: true,
  locale: locales[country] ?? 'en-GB',
  template: {
    layout: 'classic',
    paper: letterCountries.has(country) ? 'LETTER' : 'A4',
    accent: '#1F3A5F',
    logo: null,
    footer: '',
    showWorking: false,
  },
});

/**
 * A complete entity from a few facts, for a form to start with or an import to fill up: it serves its own country, taxes by the native rules, pays in 30
 * days and numbers each station's documents apart, every year anew.
 */
export const newEntity = (basics: EntityBasics, given: Partial<EntityFields> = {}): EntityFields => {
  const { country } = basics.address;
  return {
    registrationNumber: '',
    email: '',
    website: '',
    fiscalYearStartsIn: 1,
    servesCountries: [country],
    isFallback: false,
    taxTreatment: 'native',
    bankAccounts: [],
    numbering: {
      invoice: { mode: 'station-series', prefix: `${basics.code}-INV`, yearly: true, digits: 6 },
      'credit-note': { mode: 'station-series', prefix: `${basics.code}-CN`, yearly: true, digits: 6 },
    },
    invoices: invoiceSettings(country),
    policies: defaultPolicies,
    rounding: [],
    ...basics,
    ...given,
  };
};

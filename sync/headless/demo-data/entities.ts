import { type EntityFields, newEntity } from '../../../core/organization/new-entity.ts';
import type { TaxRegistration } from '../../../core/organization/types.ts';
import { iban, taxNumber } from './numbers.ts';
import type { Random } from './random.ts';

/** A star over the horizon, in the company's blue and amber. */
const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 220 48">' +
  '<circle cx="24" cy="24" r="22" fill="#12355B"/>' +
  '<path d="M24 7 L26.6 21.4 L41 24 L26.6 26.6 L24 41 L21.4 26.6 L7 24 L21.4 21.4 Z" fill="#F6B042"/>' +
  '<path d="M6 33 Q24 26 42 33" fill="none" stroke="#FFFFFF" stroke-width="2"/>' +
  '<path d="M62 34 V14 L76 34 V14" fill="none" stroke="#12355B" stroke-width="3.4" stroke-linejoin="round" stroke-linecap="round"/>' +
  '<path d="M86 34 V14 H100 M86 24 H97 M86 34 H100" fill="none" stroke="#F6B042" stroke-width="3.4" stroke-linejoin="round" stroke-linecap="round"/>' +
  '<circle cx="117" cy="24" r="10" fill="none" stroke="#12355B" stroke-width="3.4"/>' +
  '<path d="M138 34 V14 M138 24 H152 M152 14 V34" fill="none" stroke="#12355B" stroke-width="3.4" stroke-linecap="round"/>' +
  '</svg>';

export type EntityEntry = EntityFields & { readonly taxRegistrations: readonly TaxRegistration[] };

const registration = (country: string, number: string, region = ''): TaxRegistration => ({
  country,
  region,
  number,
  from: '2020-01-01',
  until: null,
});

const unitedKingdom = (random: Random): EntityEntry => ({
  ...newEntity(
    {
      code: 'UK',
      legalName: 'Northlight Systems Ltd',
      address: { lines: ['4th Floor, Aurora House', '18 Tanner Row'], city: 'Bristol', postalCode: 'BS1 6DB', region: '', country: 'GB' },
      currency: 'GBP',
      zone: 'Europe/London',
    },
    {
      registrationNumber: '08417263',
      email: 'accounts@northlight.example',
      website: 'northlight.example',
      servesCountries: ['GB'],
      isFallback: true,
      fiscalYearStartsIn: 4,
      bankAccounts: [
        {
          holder: 'Northlight Systems Ltd',
          bank: 'Severn & Avon Bank',
          iban: iban('GB', 'SVAV20409931926819'),
          bic: 'SVAVGB2L',
          details: [],
          currency: 'GBP',
        },
      ],
      invoices: {
        netTermsDays: 30,
        graceHours: 0,
        applyBalance: true,
        locale: 'en-GB',
        template: {
          layout: 'modern',
          paper: 'A4',
          accent: '#12355B',
          logo: { kind: 'svg', svg: logo },
          footer:
            'Northlight Systems Ltd, registered in England and Wales, no. 08417263. Registered office: 18 Tanner Row, Bristol BS1 6DB.',
          showWorking: false,
        },
      },
    },
  ),
  taxRegistrations: [registration('GB', taxNumber('GB', random))],
});

const germany = (random: Random): EntityEntry => ({
  ...newEntity(
    {
      code: 'DE',
      legalName: 'Northlight Systems GmbH',
      address: { lines: ['Lindenufer 7'], city: 'Hamburg', postalCode: '20457', region: '', country: 'DE' },
      currency: 'EUR',
      zone: 'Europe/Berlin',
    },
    {
      registrationNumber: 'HRB 148206, Amtsgericht Hamburg',
      email: 'buchhaltung@northlight.example',
      website: 'northlight.example',
      servesCountries: ['DE', 'AT', 'BG', 'CH', 'ES', 'FR', 'GR', 'IE', 'IT', 'NL', 'PL', 'SE'],
      bankAccounts: [
        {
          holder: 'Northlight Systems GmbH',
          bank: 'Hansekontor Bank',
          iban: iban('DE', '200700240914488200'),
          bic: 'HAKODEHH',
          details: [],
          currency: 'EUR',
        },
      ],
      invoices: {
        netTermsDays: 14,
        graceHours: 0,
        applyBalance: true,
        locale: 'de-DE',
        template: {
          layout: 'modern',
          paper: 'A4',
          accent: '#12355B',
          logo: { kind: 'svg', svg: logo },
          footer: 'Northlight Systems GmbH · Sitz Hamburg · HRB 148206, Amtsgericht Hamburg · Geschäftsführung: Dr. Antje Brandt',
          showWorking: false,
        },
      },
    },
  ),
  // Consumers of the other member states are taxed at home; the return goes to one office (One Stop Shop).
  taxRegistrations: [
    registration('DE', taxNumber('DE', random)),
    ...['BG', 'FR', 'GR', 'IE', 'NL', 'PL', 'SE'].map((country) => registration(country, '')),
  ],
});

const unitedStates = (random: Random): EntityEntry => ({
  ...newEntity(
    {
      code: 'US',
      legalName: 'Northlight Systems, Inc.',
      address: { lines: ['233 Liberty Avenue', 'Suite 900'], city: 'Pittsburgh', postalCode: '15222', region: 'PA', country: 'US' },
      currency: 'USD',
      zone: 'America/New_York',
    },
    {
      registrationNumber: `EIN ${taxNumber('US', random)}`,
      email: 'ar@northlight.example',
      website: 'northlight.example',
      servesCountries: ['US', 'CA'],
      bankAccounts: [
        {
          holder: 'Northlight Systems, Inc.',
          bank: 'Three Rivers Trust',
          iban: '',
          bic: 'THRTUS33',
          details: [
            { label: 'Routing number', value: '043000096' },
            { label: 'Account number', value: '1004417290' },
          ],
          currency: 'USD',
        },
      ],
      invoices: {
        netTermsDays: 30,
        graceHours: 0,
        applyBalance: true,
        locale: 'en-US',
        template: {
          layout: 'modern',
          paper: 'LETTER',
          accent: '#12355B',
          logo: { kind: 'svg', svg: logo },
          footer: 'Northlight Systems, Inc., a Delaware corporation.',
          showWorking: false,
        },
      },
    },
  ),
  taxRegistrations: [
    registration('US', 'NY-47-3382915', 'NY'),
    registration('US', 'PA-98114327', 'PA'),
    registration('US', 'TX-3-20417-8826-1', 'TX'),
    registration('US', 'WA-604-118-732', 'WA'),
  ],
});

const japan = (random: Random): EntityEntry => ({
  ...newEntity(
    {
      code: 'JP',
      legalName: 'ノースライト・システムズ株式会社',
      address: { lines: ['芝公園3-5-8', 'オーロラビル6階'], city: '東京都港区', postalCode: '105-0011', region: '', country: 'JP' },
      currency: 'JPY',
      zone: 'Asia/Tokyo',
    },
    {
      registrationNumber: '0104-01-158826',
      email: 'keiri@northlight.example',
      website: 'northlight.example',
      servesCountries: ['JP'],
      fiscalYearStartsIn: 4,
      bankAccounts: [
        {
          holder: 'ノースライト・システムズ(カ',
          bank: '芝中央銀行',
          iban: '',
          bic: 'SHCBJPJT',
          details: [
            { label: '支店', value: '港支店 (114)' },
            { label: '普通預金', value: '2048817' },
          ],
          currency: 'JPY',
        },
      ],
      invoices: {
        netTermsDays: 30,
        graceHours: 0,
        applyBalance: true,
        locale: 'ja-JP',
        template: {
          layout: 'modern',
          paper: 'A4',
          accent: '#12355B',
          logo: { kind: 'svg', svg: logo },
          footer: 'ノースライト・システムズ株式会社',
          showWorking: false,
        },
      },
    },
  ),
  taxRegistrations: [registration('JP', taxNumber('JP', random))],
});

export const entities = (random: Random): readonly EntityEntry[] =>
  [unitedKingdom, germany, unitedStates, japan].map((entity) => entity(random.fork('entities')));

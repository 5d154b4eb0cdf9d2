import { type EntityFields, newEntity } from '../../../core/organization/new-entity.ts';
import type { TaxRegistration } from '../../../core/organization/types.ts';
import { iban, taxNumber } from './numbers.ts';
import type { Random } from './random.ts';

/** Capitals drawn as strokes in a box 14 high: what each is, and how wide. */
const strokes: Readonly<Record<string, readonly [path: string, width: number]>> = {
  N: ['M0 14V0L10 14V0', 10],
  O: ['M7 0A7 7 0 1 1 7 14A7 7 0 1 1 7 0Z', 14],
  R: ['M0 14V0H5.5A4 4 0 0 1 5.5 8H0M5.5 8L9.5 14', 9.5],
  T: ['M0 0H10M5 0V14', 10],
  H: ['M0 14V0M0 7H9.5M9.5 0V14', 9.5],
  L: ['M0 0V14H7.5', 7.5],
  I: ['M0 0V14', 0],
  G: ['M12.4 2.6A7 7 0 1 0 13.6 9V7.4H8.2', 13.6],
};

const letters = (word: string, left: number): string => {
  let x = left;
  return word
    .split('')
    .map((letter) => {
      const [path, width] = strokes[letter] ?? ['', 0];
      const drawn = `<path transform="translate(${x} 17)" d="${path}"/>`;
      x = Math.round((x + width + 6) * 10) / 10;
      return drawn;
    })
    .join('');
};

/** A star over the horizon, in the company's blue and amber. */
const logo = [
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 224 48">',
  '<circle cx="24" cy="24" r="22" fill="#12355B"/>',
  '<path d="M24 7L26.6 21.4L41 24L26.6 26.6L24 41L21.4 26.6L7 24L21.4 21.4Z" fill="#F6B042"/>',
  '<path d="M6 33Q24 26 42 33" fill="none" stroke="#FFFFFF" stroke-width="2"/>',
  '<g fill="none" stroke="#12355B" stroke-width="2.4" stroke-linecap="round" stroke-linejoin="round">',
  letters('NORTHLIGHT', 62),
  '</g></svg>',
].join('');

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

import type { Address, BankAccount } from '../../../core/organization/types.ts';
import type { DocumentView, LineView } from '../../../core/views/document-view.ts';
import { invoiceOf, lineOf, share, workingOf } from './sample-parts.ts';

/** Documents as a real company sends them, for tests and for looking at. */

const graduated = workingOf(18_321, 'GBP', {
  price: {
    model: 'graduated',
    quantity: '1284310',
    included: '10000',
    billable: '1274310',
    shares: [
      share({ from: '0', upTo: '100000', units: '100000', unitPrice: '0.0005', amount: '50.0000' }),
      share({ from: '100000', upTo: '1000000', units: '900000', unitPrice: '0.00012', amount: '108.00000' }),
      share({ from: '1000000', upTo: null, units: '274310', unitPrice: '0.00009192', flat: '0', amount: '25.2145752' }),
    ],
    exact: '183.2145752',
    source: 'plan',
  },
});

const typicalLines: readonly LineView[] = [
  lineOf('Platform, Professional plan', 44_910, {
    unitPrice: '499.00',
    listMinor: 49_900,
    discountMinor: 4_990,
    discounts: [{ name: 'Launch offer', percent: '10' }],
    working: workingOf(49_900, 'GBP', {
      discounts: [{ redemptionId: 'r', offerId: 'o', name: 'Launch offer', kind: 'percentage', value: '10', fullMinor: 4_990 }],
    }),
  }),
  lineOf('Seats', 26_250, {
    quantity: '42',
    unitPrice: '12.50',
    part: { units: 15, of: 30, unit: 'day' },
    period: { start: '2026-11-16', end: '2026-12-01' },
    working: workingOf(52_500, 'GBP', {
      price: {
        model: 'per-unit',
        quantity: '42',
        included: '0',
        billable: '42',
        shares: [share({ units: '42', unitPrice: '12.50', amount: '525.00' })],
        exact: '525.00',
        source: 'plan',
      },
      slice: { from: 15, to: 30, of: 30, unit: 'day' },
    }),
  }),
  lineOf('API calls', 18_321, { quantity: '1284310', unitPrice: null, working: graduated }),
  lineOf('Priority support add-on', 15_000),
];

export const typical = (changes: Partial<DocumentView> = {}): DocumentView =>
  invoiceOf(typicalLines, {
    purchaseOrder: 'PO-44871',
    applied: [{ kind: 'credit-note', reference: 'CN-UK-2026-000017', on: '2026-11-30', amountMinor: 2_500 }],
    ...changes,
  });

const longLine = (index: number): LineView => {
  const quantity = 8 * (1 + ((index * 137) % 500));
  const listMinor = quantity * 125;
  const discountMinor = index % 5 === 0 ? listMinor / 8 : 0;
  const region = index % 2 === 0 ? 'Europe (Frankfurt)' : 'Asia Pacific (Tokyo)';
  return lineOf(`Metered service ${String(index + 1).padStart(3, '0')}, region ${region}`, listMinor - discountMinor, {
    quantity: String(quantity),
    unitPrice: '1.25',
    listMinor,
    discountMinor,
    discounts: discountMinor === 0 ? [] : [{ name: 'Annual commitment', percent: '12.5' }],
  });
};

/** So many lines that the table runs over pages. */
export const longInvoice = (count: number, changes: Partial<DocumentView> = {}): DocumentView =>
  invoiceOf(
    Array.from({ length: count }, (_, index) => longLine(index)),
    changes,
  );

const german: Address = { lines: ['Straße des 17. Juni 135'], city: 'Berlin', postalCode: '10623', region: '', country: 'DE' };

const euroAccount: BankAccount = {
  holder: 'Nordwind Abrechnung GmbH',
  bank: 'Commerzbank',
  iban: 'DE89370400440532013000',
  bic: 'COBADEFFXXX',
  details: [],
  currency: 'EUR',
};

const germanSeller: DocumentView['seller'] = {
  name: 'Nordwind Abrechnung GmbH',
  address: german,
  registrationNumber: 'HRB 123456 B, Amtsgericht Charlottenburg',
  taxNumber: 'DE123456789',
  email: 'rechnung@nordwind.example',
  website: 'nordwind.example',
};

const inEuro = (title: string, netMinor: number, changes: Partial<LineView> & { readonly percent?: string } = {}): LineView =>
  lineOf(title, netMinor, { currency: 'EUR', percent: '19', tax: 'USt.', ...changes });

export const germanInvoice = (changes: Partial<DocumentView> = {}): DocumentView =>
  invoiceOf(
    [
      inEuro('Plattform, Tarif Professional', 49_900),
      inEuro('Fachbücher und Schulungsunterlagen', 12_000, { percent: '7' }),
      inEuro('Nutzerplätze', 123_456, { quantity: '42', unitPrice: '29.394286' }),
      inEuro('Plattform, Tarif Starter', -8_317, { part: { units: 5, of: 30, unit: 'day' }, takesBackFrom: 'RE-2026-004402' }),
    ],
    {
      locale: 'de-DE',
      currency: 'EUR',
      number: 'RE-2026-004711',
      jurisdiction: 'DE',
      seller: germanSeller,
      customer: {
        name: 'Bäckerei Müßiggang & Söhne KG',
        address: { lines: ['Große Elbstraße 9'], city: 'Hamburg', postalCode: '22767', region: '', country: 'DE' },
        taxNumber: 'DE987654321',
        email: 'post@muessiggang.example',
        type: 'business',
      },
      payment: { account: euroAccount, reference: 'RE-2026-004711' },
      ...changes,
    },
  );

/** TAX-08: from the United Kingdom to a business in France, in euro, with the tax in pounds. */
export const reverseCharge = (changes: Partial<DocumentView> = {}): DocumentView =>
  invoiceOf(
    [
      lineOf('Plateforme, offre Professionnelle', 49_900, { currency: 'EUR', percent: '0', outcome: 'reverse-charge', rates: [] }),
      lineOf('Formation, exonérée', 20_000, { currency: 'EUR', percent: '0', outcome: 'exempt', rates: [] }),
    ],
    {
      locale: 'fr-FR',
      currency: 'EUR',
      number: 'INV-UK-2026-000124',
      jurisdiction: 'FR',
      customer: {
        name: 'Société Générale d’Équipements Œuvre & Fils SARL',
        address: { lines: ['Bâtiment C', '14 rue de l’Église'], city: 'Saint-Étienne', postalCode: '42000', region: '', country: 'FR' },
        taxNumber: 'FR40303265045',
        email: 'compta@sgeof.example',
        type: 'business',
      },
      ownCurrency: {
        currency: 'GBP',
        rate: '0.8612',
        rateOn: '2026-11-27',
        source: 'ECB',
        netMinor: 60_198,
        taxMinor: 0,
        grossMinor: 60_198,
      },
      payment: { account: { ...euroAccount, holder: 'Northwind Metering Ltd' }, reference: 'INV-UK-2026-000124' },
      ...changes,
    },
  );

/** CUR-05: no decimals. */
export const yenInvoice = (changes: Partial<DocumentView> = {}): DocumentView =>
  invoiceOf(
    [
      lineOf('プラットフォーム利用料（プロフェッショナル）', 98_000, { currency: 'JPY', percent: '10', tax: '消費税' }),
      lineOf('API利用量', 1_234_567, { currency: 'JPY', percent: '10', tax: '消費税', quantity: '1284310', unitPrice: null }),
      lineOf('書籍（軽減税率対象）', 5_400, { currency: 'JPY', percent: '8', tax: '消費税' }),
    ],
    {
      locale: 'ja-JP',
      currency: 'JPY',
      number: 'JP-2026-00031',
      jurisdiction: 'JP',
      seller: {
        name: '北風メータリング株式会社',
        address: { lines: ['丸の内1-9-2'], city: '千代田区', postalCode: '100-0005', region: '東京都', country: 'JP' },
        registrationNumber: '0100-01-123456',
        taxNumber: 'T1234567890123',
        email: 'billing@northwind.example',
        website: 'northwind.example',
      },
      customer: {
        name: '株式会社山田直樹製作所　経理部 御中',
        address: { lines: ['梅田3丁目1番3号'], city: '大阪市北区', postalCode: '530-0001', region: '大阪府', country: 'JP' },
        taxNumber: '',
        email: 'keiri@example.jp',
        type: 'business',
      },
      payment: {
        account: {
          holder: 'キタカゼメータリング（カ',
          bank: 'みずほ銀行 丸の内支店',
          iban: '',
          bic: 'MHCBJPJT',
          details: [{ label: '普通預金', value: '1234567' }],
          currency: 'JPY',
        },
        reference: 'JP-2026-00031',
      },
      ...changes,
    },
  );

/** CUR-05: three decimals. */
export const dinarInvoice = (changes: Partial<DocumentView> = {}): DocumentView =>
  invoiceOf([lineOf('Platform licence, annual', 12_345_678, { currency: 'KWD', percent: '0', outcome: 'out-of-scope', rates: [] })], {
    currency: 'KWD',
    number: 'INV-KW-2026-000009',
    jurisdiction: '',
    locale: 'en-US',
    customer: {
      name: 'شركة النور للتجارة العامة (ش.م.ك) Al-Noor Trading',
      address: { lines: ['شارع فهد السالم، مبنى 12', 'Block 4'], city: 'Kuwait City', postalCode: '13001', region: '', country: 'KW' },
      taxNumber: '',
      email: 'ap@alnoor.example',
      type: 'business',
    },
    ...changes,
  });

/** TAX-04: several components on a line. */
export const severalTaxes = (changes: Partial<DocumentView> = {}): DocumentView =>
  invoiceOf(
    [
      ['Platform subscription', 120_000],
      ['Onboarding workshop', 80_000],
      ['Hardware gateway', 49_999],
    ].map(([title, net]) =>
      lineOf(String(title), Number(net), {
        currency: 'USD',
        percent: '8.875',
        rates: [
          { name: 'State tax', percent: '4' },
          { name: 'City tax', percent: '4.5' },
          { name: 'MCTD surcharge', percent: '0.375' },
        ],
      }),
    ),
    {
      currency: 'USD',
      locale: 'en-US',
      number: 'INV-US-2026-000881',
      jurisdiction: 'US-NY',
      seller: {
        name: 'Northwind Metering Inc.',
        address: { lines: ['350 Fifth Avenue', 'Floor 21'], city: 'New York', postalCode: '10118', region: 'NY', country: 'US' },
        registrationNumber: '',
        taxNumber: '12-3456789',
        email: 'billing@northwind.example',
        website: 'northwind.example',
      },
      customer: {
        name: 'Contoso Manufacturing LLC',
        address: { lines: ['77 Water Street'], city: 'New York', postalCode: '10005', region: 'NY', country: 'US' },
        taxNumber: '',
        email: 'ap@contoso.example',
        type: 'business',
      },
      payment: {
        account: {
          holder: 'Northwind Metering Inc.',
          bank: 'First Republic of Commerce',
          iban: '',
          bic: 'CHASUS33',
          details: [
            { label: 'Routing number (ABA)', value: '021000021' },
            { label: 'Account number', value: '000123456789' },
          ],
          currency: 'USD',
        },
        reference: 'INV-US-2026-000881',
      },
      ...changes,
    },
  );

export const creditNote = (changes: Partial<DocumentView> = {}): DocumentView => ({
  ...invoiceOf(
    [
      lineOf('Seats, 12 returned', 15_000, { quantity: '12', unitPrice: '12.50' }),
      lineOf('Platform, Professional plan', 22_455, { part: { units: 15, of: 30, unit: 'day' } }),
    ],
    { number: 'CN-UK-2026-000018' },
  ),
  kind: 'credit-note',
  dueOn: null,
  corrects: [{ number: 'INV-UK-2026-000123', issuedOn: '2026-11-30' }],
  reason: 'mid_period_change',
  disposition: 'next-invoice',
  payment: null,
  ...changes,
});

/** Names in every writing that we carry fonts for. */
export const names: Readonly<Record<string, string>> = {
  latin: 'Łódź Żółć Çelik Ğüneş Þórsson Nguyễn Thị Hồng Ñandú ﬁn',
  greek: 'Ελληνική Εταιρεία Ύδρευσης Ἀθῆναι Α.Ε.',
  cyrillic: 'Общество «Щедрый Ёж» та Київське ТОВ «Ґанок» Ђорђе',
  chineseSimplified: '上海直骨门科技有限公司（总部）',
  chineseTraditional: '臺灣直骨門科技股份有限公司',
  japanese: '株式会社直骨門ストア・ひらがな',
  korean: '주식회사 한국전자 (본사) 대표',
  arabic: 'شركة الأمل للتجارة (فرع 12) Ltd',
  hebrew: 'חברת השמש בע״מ (סניף 3)',
  thai: 'บริษัท ตัวอย่างน้ำทิพย์ จำกัด (มหาชน)',
  devanagari: 'श्री कृष्ण ट्रेडिंग कंपनी प्राइवेट लिमिटेड',
  missing: 'Smile 😀 Ltd ᚠᚢᚦ',
};

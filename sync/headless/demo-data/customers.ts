import { daysAfter } from '../../../core/time/plain-date.ts';
import { filled, taxNumber } from './numbers.ts';
import { type Country, countries } from './places.ts';
import type { Random } from './random.ts';

/** One customer as the files know it. */
export type DemoCustomer = {
  readonly key: string;
  readonly isBusiness: boolean;
  readonly country: Country;
  readonly region: string;
  readonly segment: '' | 'enterprise' | 'industry' | 'nonprofit' | 'partner';
  readonly signedUpOn: string;
  readonly row: readonly string[];
};

export const customerHead = [
  'customer',
  'company',
  'person',
  'email',
  'address_1',
  'address_2',
  'city',
  'postal_code',
  'region',
  'country',
  'tax_number',
  'exempt_reason',
  'exempt_certificate',
  'exempt_from',
  'exempt_until',
  'segments',
  'locale',
  'net_terms',
  'invoicing',
  'purchase_order',
  'contact',
  'contact_email',
  'signed_up',
  'attribute:industry',
  'attribute:size',
] as const;

const industries = ['food', 'logistics', 'hospitality', 'manufacturing', 'property', 'health', 'retail'];

/** Letters that a mail address may have; other scripts become the customer's number. */
const mailName = (name: string, key: string): string => {
  const plain = name
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9 ]/g, '')
    .trim()
    .toLowerCase()
    .replaceAll(/ +/g, '-');
  return plain.length < 4 ? key.toLowerCase() : plain.slice(0, 24).replace(/-$/, '');
};

const segmentOf = (country: Country, random: Random): DemoCustomer['segment'] =>
  random.weighted([
    [66, ''],
    [10, 'enterprise'],
    [13, 'industry'],
    [country.charities === undefined ? 0 : 8, 'nonprofit'],
    [4, 'partner'],
  ]);

const signUp = (random: Random): string =>
  random.chance(72) ? daysAfter('2022-02-01', random.whole(0, 1060)) : daysAfter('2025-01-02', random.whole(0, 340));

const exemption = (country: string, region: string, segment: string, random: Random): readonly string[] => {
  const registered = ['NY', 'PA', 'TX', 'WA'].includes(region);
  if (country === 'US' && registered && (segment === 'nonprofit' || random.chance(6))) {
    return ['Exempt organization', `${region}-EX-${filled('######', random)}`, '2024-01-01', '2026-12-31'];
  }
  return country === 'DE' && random.chance(3)
    ? ['Diplomatische Vertretung (§ 4 Nr. 7 UStG)', `BZSt ${filled('##/####', random)}`, '2025-01-01', '']
    : ['', '', '', ''];
};

const freshName = (country: Country, isBusiness: boolean, isCharity: boolean, taken: Set<string>, random: Random): string => {
  if (!isBusiness) return country.person(random.pick(country.givenNames), random.pick(country.familyNames));
  const invented = (): string =>
    isCharity
      ? `${random.pick(country.stems)} ${random.pick(country.charities ?? [''])}`
      : country.joined(random.pick(country.stems), random.pick(country.trades), random.pick(country.forms));
  let name = invented();
  for (let tries = 0; tries < 60 && taken.has(name); tries += 1) name = invented();
  taken.add(name);
  return name;
};

const customer = (index: number, taken: Set<string>, random: Random): DemoCustomer => {
  const country = random.weighted(countries.map((each) => [each.weight, each] as const));
  const isBusiness = random.chance(87);
  const key = `C-${String(1001 + index)}`;
  const town = random.pick(country.towns);
  const region = town.region ?? '';
  const segment = isBusiness ? segmentOf(country, random) : '';
  const name = freshName(country, isBusiness, segment === 'nonprofit', taken, random);
  const contact = country.person(random.pick(country.givenNames), random.pick(country.familyNames));
  const mail = `${mailName(name, key)}.example`;
  const hasNumber = isBusiness && country.code !== 'US' && (country.code !== 'GB' || random.chance(92)) && random.chance(97);
  const signedUpOn = signUp(random);
  const row = [
    key,
    isBusiness ? name : '',
    isBusiness ? '' : name,
    isBusiness ? `accounts@${mail}` : `${mailName(name, key)}.${key.slice(2)}@mail.example`,
    random.pick(country.streets).replace('{n}', String(random.whole(1, 180))),
    isBusiness && random.chance(14) ? `c/o ${contact}` : '',
    town.city,
    filled(town.postalCode, random),
    region,
    country.code,
    hasNumber ? taxNumber(country.code, random) : '',
    ...(isBusiness ? exemption(country.code, region, segment, random) : ['', '', '', '']),
    segment,
    country.locale,
    isBusiness && random.chance(18) ? random.pick(['14', '45', '60']) : '',
    isBusiness && random.chance(8) ? 'per-subscription' : '',
    isBusiness && random.chance(22) ? filled('PO-2025-####', random) : '',
    isBusiness ? contact : '',
    isBusiness ? `${key.toLowerCase()}@${mail}` : '',
    signedUpOn,
    isBusiness ? random.pick(industries) : '',
    isBusiness
      ? random.weighted([
          [55, 'small'],
          [33, 'medium'],
          [12, 'large'],
        ])
      : '',
  ];
  return { key, isBusiness, country, region, segment, signedUpOn, row };
};

export const customers = (count: number, random: Random): readonly DemoCustomer[] => {
  const taken = new Set<string>();
  return Array.from({ length: count }, (_, index) => customer(index, taken, random.fork(`customer ${index}`)));
};

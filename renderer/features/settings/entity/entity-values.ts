import type { Currency } from '../../../../core/money/currency.ts';
import { type EntityFields, newEntity } from '../../../../core/organization/new-entity.ts';
import { blockSizeOf } from '../../../../core/organization/number-block.ts';
import type { BankAccount, Numbering, NumberingMode, OperatingEntity, TaxTreatment } from '../../../../core/organization/types.ts';

/** An entity as its form holds it. The bank account is the first one; further ones stay as they are. */
export type EntityValues = {
  code: string;
  legalName: string;
  addressLines: string;
  postalCode: string;
  city: string;
  region: string;
  country: string | null;
  registrationNumber: string;
  email: string;
  website: string;
  currency: string | null;
  zone: string | null;
  fiscalYearStartsIn: string;
  servesCountries: string[];
  taxTreatment: string;
  holder: string;
  bank: string;
  iban: string;
  bic: string;
  /** `Sort code: 20-00-00`, one in each line. */
  accountDetails: string;
  accountCurrency: string | null;
  invoicePrefix: string;
  creditPrefix: string;
  digits: string;
  yearly: boolean;
  mode: string;
  blockSize: string;
};

export const emptyEntity: EntityValues = {
  code: '',
  legalName: '',
  addressLines: '',
  postalCode: '',
  city: '',
  region: '',
  country: null,
  registrationNumber: '',
  email: '',
  website: '',
  currency: null,
  zone: null,
  fiscalYearStartsIn: '1',
  servesCountries: [],
  taxTreatment: 'native',
  holder: '',
  bank: '',
  iban: '',
  bic: '',
  accountDetails: '',
  accountCurrency: null,
  invoicePrefix: '',
  creditPrefix: '',
  digits: '6',
  yearly: true,
  mode: 'station-series',
  blockSize: '50',
};

export const valuesOfEntity = (entity: OperatingEntity): EntityValues => {
  const account = entity.bankAccounts[0];
  const { invoice } = entity.numbering;
  return {
    code: entity.code,
    legalName: entity.legalName,
    addressLines: entity.address.lines.join('\n'),
    postalCode: entity.address.postalCode,
    city: entity.address.city,
    region: entity.address.region,
    country: entity.address.country,
    registrationNumber: entity.registrationNumber,
    email: entity.email,
    website: entity.website,
    currency: entity.currency,
    zone: entity.zone,
    fiscalYearStartsIn: String(entity.fiscalYearStartsIn),
    servesCountries: [...entity.servesCountries],
    taxTreatment: entity.taxTreatment,
    ...accountValues(account, null),
    invoicePrefix: invoice.prefix,
    creditPrefix: entity.numbering['credit-note'].prefix,
    digits: String(invoice.digits),
    yearly: invoice.yearly,
    mode: invoice.mode,
    blockSize: String(blockSizeOf(invoice)),
  };
};

const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** `Sort code: 20-00-00` is a label and its value; a line without a colon is a value of its own. */
export const accountDetailsOf = (text: string): BankAccount['details'] =>
  linesOf(text).map((line) => {
    const at = line.indexOf(':');
    return at > 0 ? { label: line.slice(0, at).trim(), value: line.slice(at + 1).trim() } : { label: '–', value: line };
  });

/** A bank account as its form holds it. */
export type AccountValues = Pick<EntityValues, 'holder' | 'bank' | 'iban' | 'bic' | 'accountDetails' | 'accountCurrency'>;

export const accountValues = (account: BankAccount | undefined, currency: string | null): AccountValues => ({
  holder: account?.holder ?? '',
  bank: account?.bank ?? '',
  iban: account?.iban ?? '',
  bic: account?.bic ?? '',
  accountDetails: (account?.details ?? []).map(({ label, value }) => `${label}: ${value}`).join('\n'),
  accountCurrency: account?.currency ?? currency,
});

/** The account that the form describes; `null` where nothing was entered. */
export const accountOf = (values: AccountValues, legalName: string, currency: Currency): BankAccount | null => {
  const { holder, bank, iban, bic, accountDetails } = values;
  if ([holder, bank, iban, bic, accountDetails].every((part) => part.trim() === '')) return null;
  return {
    holder: holder.trim() === '' ? legalName.trim() : holder.trim(),
    bank: bank.trim(),
    iban: iban.replaceAll(' ', '').toUpperCase(),
    bic: bic.replaceAll(' ', '').toUpperCase(),
    details: accountDetailsOf(accountDetails),
    currency,
  };
};

const numberingOf = (values: EntityValues): OperatingEntity['numbering'] => {
  const code = values.code.trim().toUpperCase();
  const of = (prefix: string, ending: string): Numbering => ({
    mode: values.mode as NumberingMode,
    prefix: prefix.trim() === '' ? `${code}-${ending}` : prefix.trim().toUpperCase(),
    yearly: values.yearly,
    digits: Number(values.digits),
    ...(values.mode === 'leased-block' ? { blockSize: Number(values.blockSize) } : {}),
  });
  return { invoice: of(values.invoicePrefix, 'INV'), 'credit-note': of(values.creditPrefix, 'CN') };
};

/** What the form says, as an entity has it. `others` are accounts beyond the one in the form. */
export const fieldsOfEntity = (values: EntityValues, others: readonly BankAccount[] = []) => {
  const account = accountOf(values, values.legalName, (values.accountCurrency ?? values.currency ?? '') as Currency);
  return {
    code: values.code.trim().toUpperCase(),
    legalName: values.legalName.trim(),
    address: {
      lines: linesOf(values.addressLines),
      city: values.city.trim(),
      postalCode: values.postalCode.trim(),
      region: values.region.trim().toUpperCase(),
      country: values.country ?? '',
    },
    registrationNumber: values.registrationNumber.trim(),
    email: values.email.trim(),
    website: values.website.trim(),
    zone: values.zone ?? '',
    fiscalYearStartsIn: Number(values.fiscalYearStartsIn),
    servesCountries: values.servesCountries,
    taxTreatment: values.taxTreatment as TaxTreatment,
    bankAccounts: [...(account === null ? [] : [account]), ...others],
    numbering: numberingOf(values),
  };
};

/** The whole entity that the form describes. The first one is the fallback (OPE-05); it serves its own country where nothing else is said. */
export const newEntityOf = (values: EntityValues, isFirst: boolean): EntityFields => {
  const { code, legalName, address, zone, servesCountries, ...given } = fieldsOfEntity(values);
  const basics = { code, legalName, address, zone, currency: (values.currency ?? '') as Currency };
  return newEntity(basics, {
    ...given,
    isFallback: isFirst,
    servesCountries: servesCountries.length === 0 ? [address.country] : servesCountries,
  });
};

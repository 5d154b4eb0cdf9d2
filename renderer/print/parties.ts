import type { CountryCode } from '../../core/organization/types.ts';
import type { CustomerView, SellerView } from '../../core/views/document-view.ts';
import { addressLines } from './address.ts';
import type { Piece, TextStyle } from './definition.ts';
import { label, paragraph, type Sheet } from './sheet.ts';
import { filled, type Wording } from './wording.ts';

const vatCountries = new Set(
  'AT BE BG CH CY CZ DE DK EE ES FI FR GB GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK ZA AE SA TR UA'.split(' '),
);
const gstCountries = new Set('AU CA IN MY NZ SG'.split(' '));

/** The number under the name that its country gives it. */
export const taxNumberLine = (wording: Wording, country: CountryCode, number: string): string => {
  if (number === '') return '';
  const { taxNumber } = wording;
  const words = vatCountries.has(country) ? taxNumber.vat : gstCountries.has(country) ? taxNumber.gst : taxNumber.other;
  return filled(words, { number });
};

export const companyNumberLine = (wording: Wording, number: string): string =>
  number === '' ? '' : filled(wording.companyNumber, { number });

/** The country stands under an address only where seller and customer are in different ones. */
const countryLine = (sheet: Sheet, country: CountryCode): string =>
  sheet.view.seller.address.country === sheet.view.customer.address.country ? '' : sheet.formats.country(country);

/** Name, address, country and numbers of a party, each on lines of its own; long ones wrap at `width`. */
const party = (sheet: Sheet, name: string, rows: readonly string[], numbers: readonly string[], width: number): Piece => {
  const { sizes, colours } = sheet.look;
  const body: TextStyle = { fontSize: sizes.text };
  const shown = (lines: readonly string[], style: TextStyle): readonly Piece[] =>
    lines.filter((text) => text !== '').map((text) => paragraph(sheet, text, width, style));
  return {
    stack: [
      paragraph(sheet, name, width, { ...body, bold: true }),
      ...shown(rows, body),
      ...shown(numbers, { fontSize: sizes.small, color: colours.muted }),
    ],
  };
};

export const sellerBlock = (sheet: Sheet, seller: SellerView, width: number): Piece =>
  party(
    sheet,
    seller.name,
    [...addressLines(seller.address), countryLine(sheet, seller.address.country)],
    [taxNumberLine(sheet.wording, seller.address.country, seller.taxNumber), companyNumberLine(sheet.wording, seller.registrationNumber)],
    width,
  );

export const customerBlock = (sheet: Sheet, customer: CustomerView, width: number): Piece =>
  party(
    sheet,
    customer.name,
    [...addressLines(customer.address), countryLine(sheet, customer.address.country)],
    [taxNumberLine(sheet.wording, customer.address.country, customer.taxNumber)],
    width,
  );

/** A block under its label. */
export const labelled = (sheet: Sheet, words: string, block: Piece): Piece => ({
  stack: [{ ...label(sheet, words), margin: [0, 0, 0, 3] }, block],
});

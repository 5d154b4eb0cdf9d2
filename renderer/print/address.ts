import type { Address } from '../../core/organization/types.ts';

/**
 * How the last lines of an address are written, by country, after the Universal Postal Union's guides: `%C` city, `%S` region, `%Z` postal code,
 * `|` a new line. Most of the world writes the code before the city.
 */
const layouts: Readonly<Record<string, string>> = {
  AU: '%C %S %Z',
  BR: '%C - %S|%Z',
  CA: '%C %S %Z',
  CN: '%Z %C %S',
  GB: '%C|%S|%Z',
  HK: '%C|%S',
  IE: '%C|%S|%Z',
  IN: '%C %Z|%S',
  IT: '%Z %C %S',
  JP: '〒%Z|%S%C',
  KR: '%S %C|%Z',
  MX: '%Z %C, %S',
  MY: '%Z %C|%S',
  NZ: '%C %Z',
  SG: '%C %Z',
  TH: '%C %S %Z',
  TW: '%Z %S%C',
  US: '%C, %S %Z',
  ZA: '%C|%Z',
};

const usual = '%Z %C|%S';

/** Street lines, then the place as its country writes it. What is empty leaves no gap. */
export const addressLines = (address: Address): readonly string[] => {
  const layout = address.postalCode === '' ? (layouts[address.country] ?? usual).replace('〒', '') : (layouts[address.country] ?? usual);
  const parts: Readonly<Record<string, string>> = { '%C': address.city, '%S': address.region, '%Z': address.postalCode };
  const place = layout
    .replaceAll(/%[CSZ]/g, (part) => parts[part] ?? '')
    .split('|')
    .map((line) => line.replaceAll(/ {2,}/g, ' ').replaceAll(/^[ ,-]+|[ ,-]+$/g, ''));
  // A Japanese address runs from the large to the small, with the streets last.
  const lines = address.country === 'JP' ? [...place, ...address.lines] : [...address.lines, ...place];
  return lines.filter((line) => line.trim() !== '');
};

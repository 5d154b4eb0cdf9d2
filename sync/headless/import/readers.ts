import { type Currency, isCurrency } from '../../../core/money/currency.ts';
import { type DecimalText, exact, isDecimalText } from '../../../core/money/exact.ts';
import { isCountry } from '../../../core/organization/countries.ts';
import type { CountryCode } from '../../../core/organization/types.ts';
import { type Instant, isInstant } from '../../../core/time/instant.ts';
import { isPlainDate, type PlainDate } from '../../../core/time/plain-date.ts';
import { parsedInstant } from '../../../core/time/zone.ts';
import type { ValueCode } from './problems.ts';

/** A cell's text is not what its column wants. */
export class Misread {
  readonly code: ValueCode;
  constructor(code: ValueCode) {
    this.code = code;
  }
}

/** Reads one cell. The text comes without white space around it. */
export type Reader<T> = (text: string) => T | Misread;

const missing = new Misread('value.missing');
const misread = (code: ValueCode): Misread => new Misread(code);

/** Plain letters, digits and signs: most cells, told apart in one quick pass. */
const plain = /^[ -~]*$/;
/** Control characters but tab and line feed, and the invisible marks that turn text around. */
const controls = /[^\P{Cc}\t\n]|[\u202A-\u202E\u2066-\u2069]/u;

/** Free text of 1 to `longest` characters. */
export const text = (longest: number): Reader<string> => {
  const [tooLong, control] = [misread('value.too-long'), misread('value.control-character')];
  return (cell) => {
    if (cell === '') return missing;
    if (cell.length > longest) return tooLong;
    if (!plain.test(cell) && controls.test(cell)) return control;
    return cell.charCodeAt(0) === apostrophe ? unguarded(cell) : cell;
  };
};

const apostrophe = 0x27;

/** Spreadsheets take a cell that begins with one of these for a formula; exported text of that kind carries an apostrophe before it. */
export const unguarded = (cell: string): string => (/^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell);

/** Plain decimal notation with a point, no thousands marks, no exponent; between two bounds, both inclusive. */
export const decimal = (bounds: { readonly from?: DecimalText; readonly to?: DecimalText } = {}): Reader<DecimalText> => {
  const [notDecimal, outside] = [misread('value.not-decimal'), misread('value.out-of-range')];
  const from = bounds.from === undefined ? null : exact(bounds.from);
  const to = bounds.to === undefined ? null : exact(bounds.to);
  return (cell) => {
    if (cell === '') return missing;
    if (!isDecimalText(cell)) return notDecimal;
    if (from === null && to === null) return cell;
    const value = exact(cell);
    return (from !== null && value.lessThan(from)) || (to !== null && value.greaterThan(to)) ? outside : cell;
  };
};

export const integer = (from: number, to: number): Reader<number> => {
  const [notInteger, outside] = [misread('value.not-integer'), misread('value.out-of-range')];
  return (cell) => {
    if (cell === '') return missing;
    if (!/^-?\d{1,15}$/.test(cell)) return notInteger;
    const value = Number(cell);
    return value < from || value > to ? outside : value;
  };
};

export const date: Reader<PlainDate> = (cell) => (cell === '' ? missing : isPlainDate(cell) ? cell : misread('value.not-date'));

const notInstant = misread('value.not-instant');

const digitPair = (cell: string, at: number): number => {
  const [tens, ones] = [cell.charCodeAt(at) - 48, cell.charCodeAt(at + 1) - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : 99;
};

/** `THH:MM:SS` from the eleventh character on. */
const isClock = (cell: string): boolean =>
  cell[10] === 'T' &&
  cell[13] === ':' &&
  cell[16] === ':' &&
  digitPair(cell, 11) < 24 &&
  digitPair(cell, 14) < 60 &&
  digitPair(cell, 17) < 60;

/** Files are mostly in order of time: the day of one event is the day of the next. */
let lastDay = '0000-00-00';
const startsWithDay = (cell: string): boolean => {
  if (cell.startsWith(lastDay)) return true;
  const day = cell.slice(0, 10);
  if (!isPlainDate(day)) return false;
  lastDay = day;
  return true;
};

/** ISO 8601 with an offset or `Z`. The two usual forms are read without a calendar, since usage files have millions of them. */
export const instant: Reader<Instant> = (cell) => {
  if (cell === '') return missing;
  if (cell.length === 20 && cell[19] === 'Z' && isClock(cell) && startsWithDay(cell)) return `${cell.slice(0, 19)}.000Z`;
  if (cell.length === 24 && isInstant(cell) && startsWithDay(cell)) return cell;
  return parsedInstant(cell) ?? notInstant;
};

export const currency: Reader<Currency> = (cell) => {
  const code = cell.toUpperCase();
  return cell === '' ? missing : isCurrency(code) ? code : misread('value.not-currency');
};

/** ISO 3166-1 alpha-2, in any case. */
export const country: Reader<CountryCode> = (cell) => {
  const code = cell.toUpperCase();
  return cell === '' ? missing : isCountry(code) ? code : misread('value.not-country');
};

const truths: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['0', false],
]);

export const boolean: Reader<boolean> = (cell) =>
  cell === '' ? missing : (truths.get(cell.toLowerCase()) ?? misread('value.not-boolean'));

/** One of the given words, in any case. */
export const oneOf = <const T extends string>(...choices: readonly T[]): Reader<T> => {
  const byName = new Map(choices.map((choice) => [choice.toLowerCase(), choice]));
  const none = misread('value.not-one-of');
  return (cell) => (cell === '' ? missing : (byName.get(cell.toLowerCase()) ?? none));
};

/** Values separated by `|`, each once; an empty cell is an empty list. */
export const list =
  <T extends string>(reader: Reader<T>): Reader<readonly T[]> =>
  (cell) => {
    const values: T[] = [];
    for (const part of cell.split('|').map((each) => each.trim())) {
      if (part === '') continue;
      const value = reader(part);
      if (value instanceof Misread) return value;
      if (values.includes(value)) return misread('value.repeated');
      values.push(value);
    }
    return values;
  };

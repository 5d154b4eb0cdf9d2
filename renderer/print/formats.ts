import { digitsOf, type Currency } from '../../core/money/currency.ts';
import type { DecimalText } from '../../core/money/exact.ts';
import { majorText } from '../../core/money/money.ts';
import type { CountryCode, LocaleTag } from '../../core/organization/types.ts';
import type { Period } from '../../core/time/period.ts';
import { dayNumber, daysAfter, type PlainDate } from '../../core/time/plain-date.ts';

/**
 * Numbers and days as a locale writes them (A17). Digits are always 0 to 9 and years those of the Gregorian calendar, so that a document reads
 * the same to its sender, its receiver and a tax office. Decimals come from our currency table: `Intl` shows fewer for some currencies.
 */
export type Formats = {
  /** `1,234.50`: the figure alone, for columns. */
  readonly amount: (minor: number, currency: Currency) => string;
  /** `€1,234.50`, with the sign that the locale uses for this currency, which it makes unmistakable: `US$` outside America. */
  readonly money: (minor: number, currency: Currency) => string;
  /** A price or rate with all its decimals, and at least those of the currency. */
  readonly price: (price: DecimalText, currency: Currency) => string;
  readonly number: (value: DecimalText | number) => string;
  /** `20` as `20%`. */
  readonly percent: (percent: DecimalText) => string;
  readonly day: (date: PlainDate) => string;
  readonly shortDay: (date: PlainDate) => string;
  /** A half-open period with its last day, as people say it. */
  readonly period: (period: Period) => string;
  readonly country: (code: CountryCode) => string;
  readonly currency: (code: Currency) => string;
};

/** Decimal text goes into `Intl` as text: it keeps every digit, which a float would not. */
const numeric = (text: string): Intl.StringNumericLiteral => text as Intl.StringNumericLiteral;

/** A hyphen is no minus sign, and the wide yen sign of Japanese text is set in another face than the figures beside it. */
const typeset = (text: string): string => text.replace('-', '−').replace('￥', '¥');

/** `Intl` wants an instant; noon in UTC is that day in UTC. */
const noon = (date: PlainDate): number => dayNumber(date) * 86_400_000 + 43_200_000;

const remembered = <K, V>(make: (key: K) => V, limit: number): ((key: K) => V) => {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= limit) known.clear();
    const made = make(key);
    known.set(key, made);
    return made;
  };
};

const supported = (locale: LocaleTag): string => {
  try {
    return Intl.getCanonicalLocales(locale)[0] ?? 'en-GB';
  } catch {
    return 'en-GB';
  }
};

const dates = (tag: string): Pick<Formats, 'day' | 'shortDay' | 'period'> => {
  const calendar = { calendar: 'gregory', numberingSystem: 'latn', timeZone: 'UTC' } as const;
  const long = new Intl.DateTimeFormat(tag, { ...calendar, day: 'numeric', month: 'long', year: 'numeric' });
  const short = new Intl.DateTimeFormat(tag, { ...calendar, day: 'numeric', month: 'short', year: 'numeric' });
  const day = remembered((date: PlainDate) => long.format(noon(date)), 2000);
  const shortDay = remembered((date: PlainDate) => short.format(noon(date)), 2000);
  const range = remembered((key: string) => {
    const [start = '', last = ''] = key.split('/');
    // Node sets thin spaces around the dash, Chromium plain ones: a file is the same from either.
    return start >= last ? shortDay(start) : short.formatRange(noon(start), noon(last)).replaceAll('\u2009', ' ');
  }, 2000);
  return { day, shortDay, period: ({ start, end }) => range(`${start}/${daysAfter(end, -1)}`) };
};

const numbers = (tag: string): Pick<Formats, 'amount' | 'money' | 'price' | 'number' | 'percent'> => {
  const latin = { numberingSystem: 'latn' } as const;
  const figures = remembered(
    (digits: number) => new Intl.NumberFormat(tag, { ...latin, minimumFractionDigits: digits, maximumFractionDigits: digits }),
    10,
  );
  const prices = remembered(
    (digits: number) => new Intl.NumberFormat(tag, { ...latin, minimumFractionDigits: digits, maximumFractionDigits: 20 }),
    10,
  );
  const signed = remembered((currency: Currency) => {
    const digits = digitsOf(currency);
    return new Intl.NumberFormat(tag, {
      ...latin,
      style: 'currency',
      currency,
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    });
  }, 200);
  const plain = new Intl.NumberFormat(tag, { ...latin, maximumFractionDigits: 20 });
  const percents = new Intl.NumberFormat(tag, { ...latin, style: 'unit', unit: 'percent', maximumFractionDigits: 6 });
  return {
    amount: (minor, currency) => typeset(figures(digitsOf(currency)).format(numeric(majorText(minor, currency)))),
    money: (minor, currency) => typeset(signed(currency).format(numeric(majorText(minor, currency)))),
    price: (price, currency) => typeset(prices(digitsOf(currency)).format(numeric(price))),
    number: (value) => typeset(plain.format(numeric(String(value)))),
    percent: (percent) => typeset(percents.format(numeric(percent))),
  };
};

const made = (locale: LocaleTag): Formats => {
  const tag = supported(locale);
  const countries = new Intl.DisplayNames([tag, 'en'], { type: 'region' });
  const currencies = new Intl.DisplayNames([tag, 'en'], { type: 'currency' });
  return {
    ...numbers(tag),
    ...dates(tag),
    country: remembered((code: CountryCode) => (/^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code), 300),
    currency: remembered((code: Currency) => currencies.of(code) ?? code, 200),
  };
};

/** Building a formatter costs more than a page of formatting, so each locale's are kept. */
export const formatsOf: (locale: LocaleTag) => Formats = remembered(made, 50);

import { isCurrency } from '../../core/money/currency.ts';
import { instantAt, wallTime } from '../../core/time/zone.ts';
import { formatsOf } from '../print/formats.ts';
import type { UiLocale } from '../state/session.ts';
import { covered, type UiSettings } from '../ui/settings.tsx';

/** The user's own locale where it is of the chosen language: English may be British or American (A17). */
export const formatLocale = (locale: UiLocale): string =>
  navigator.languages.find((tag) => tag.startsWith(`${locale}-`)) ?? (locale === 'de' ? 'de-DE' : 'en-GB');

type Figures = Pick<UiSettings, 'amount' | 'money' | 'price' | 'number' | 'percent' | 'day' | 'columnDay'>;

type Moments = Pick<UiSettings, 'moment' | 'zone' | 'wallTime' | 'instantAt'>;

/** Moments by the clock of one zone, as a locale writes them. The zone stands with each: a station may be far from its books. */
export const momentsOf = (tag: string, zone: string): Moments => {
  const moments = new Intl.DateTimeFormat(tag, {
    calendar: 'gregory',
    numberingSystem: 'latn',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
    timeZoneName: 'short',
  });
  return {
    zone,
    moment: (instant) => moments.format(new Date(instant)),
    wallTime: (instant) => wallTime(instant, zone) ?? '',
    instantAt: (typed) => instantAt(typed, zone),
  };
};

/** Figures and days as a locale writes them. Amounts always have the decimals of their currency; `isPrivate` covers every one of them (A22). */
export const figuresOf = (tag: string, isPrivate = false): Figures => {
  const formats = formatsOf(tag);
  return {
    amount: (minor, currency) => (isPrivate ? covered : isCurrency(currency) ? formats.amount(minor, currency) : String(minor)),
    money: (minor, currency) => (isPrivate ? covered : isCurrency(currency) ? formats.money(minor, currency) : `${minor} ${currency}`),
    price: (value, currency) => (isPrivate ? covered : isCurrency(currency) ? formats.price(value, currency) : value),
    number: (value) => formats.number(value),
    percent: (value) => formats.percent(value),
    day: (date) => formats.shortDay(date),
    columnDay: (date) => (tag.startsWith('de') ? date.split('-').toReversed().join('.') : formats.shortDay(date)),
  };
};

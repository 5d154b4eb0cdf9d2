import { isCurrency } from '../../core/money/currency.ts';
import { formatsOf } from '../print/formats.ts';
import type { UiLocale } from '../state/session.ts';
import { covered, type UiSettings } from '../ui/settings.tsx';

/** The user's own locale where it is of the chosen language: English may be British or American (A17). */
export const formatLocale = (locale: UiLocale): string =>
  navigator.languages.find((tag) => tag.startsWith(`${locale}-`)) ?? (locale === 'de' ? 'de-DE' : 'en-GB');

type Figures = Pick<UiSettings, 'amount' | 'money' | 'number' | 'percent' | 'day' | 'moment'>;

/** Figures, days and moments as a locale writes them. Amounts always have the decimals of their currency; `isPrivate` covers every one of them (A22). */
export const figuresOf = (tag: string, isPrivate = false): Figures => {
  const formats = formatsOf(tag);
  const moments = new Intl.DateTimeFormat(tag, {
    calendar: 'gregory',
    numberingSystem: 'latn',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  return {
    amount: (minor, currency) => (isPrivate ? covered : isCurrency(currency) ? formats.amount(minor, currency) : String(minor)),
    money: (minor, currency) => (isPrivate ? covered : isCurrency(currency) ? formats.money(minor, currency) : `${minor} ${currency}`),
    number: (value) => formats.number(value),
    percent: (value) => formats.percent(value),
    day: (date) => formats.shortDay(date),
    moment: (instant) => moments.format(new Date(instant)),
  };
};

import de from '../../assets/locales/de/documents.json' with { type: 'json' };
import en from '../../assets/locales/en/documents.json' with { type: 'json' };
import fr from '../../assets/locales/fr/documents.json' with { type: 'json' };
import ja from '../../assets/locales/ja/documents.json' with { type: 'json' };
import type { LocaleTag } from '../../core/organization/types.ts';

/** The words of documents. English is the measure: another language that lacks one of its words does not compile. */
export type Wording = typeof en;

const languages: Readonly<Record<string, Wording>> = { de, en, fr, ja };

export const wordedLanguages: readonly string[] = Object.keys(languages);

const languageOf = (locale: LocaleTag): string => locale.split('-')[0]?.toLowerCase() ?? '';

/** The wording of the locale's language, English where we have none. */
export const wordingOf = (locale: LocaleTag): Wording => languages[languageOf(locale)] ?? en;

/** Where the words are English for want of others, numbers and dates are too: a page is in one language. */
export const formatLocaleOf = (locale: LocaleTag): LocaleTag => (Object.hasOwn(languages, languageOf(locale)) ? locale : 'en-GB');

/** Puts facts into a wording: `filled('Page {page}', { page: '2' })`. A name that it does not hold stays as it stands. */
export const filled = (text: string, facts: Readonly<Record<string, string>>): string =>
  text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => facts[name] ?? whole);

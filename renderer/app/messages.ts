import type { UiLocale } from '../state/session.ts';

type Messages = Readonly<Record<string, unknown>>;

// English is there at once, since it stands in for what another language lacks; the others are fetched when they are chosen.
const english = import.meta.glob<Messages>(['../../assets/locales/en/*.json', '!../../assets/locales/*/documents.json'], {
  eager: true,
  import: 'default',
});
const others = import.meta.glob<Messages>(['../../assets/locales/de/*.json', '!../../assets/locales/*/documents.json'], {
  import: 'default',
});

export const uiLocales: readonly UiLocale[] = ['en', 'de'];

/** Each language in its own words. */
export const localeNames: Readonly<Record<UiLocale, string>> = { en: 'English', de: 'Deutsch' };

const nameOf = (file: string): string => /([^/]+)\.json$/.exec(file)?.[1] ?? '';

const merged = (below: unknown, above: unknown): unknown => {
  if (typeof below !== 'object' || below === null || typeof above !== 'object' || above === null) return above ?? below;
  const keys = new Set([...Object.keys(below), ...Object.keys(above)]);
  return Object.fromEntries([...keys].map((key) => [key, merged((below as Messages)[key], (above as Messages)[key])]));
};

const englishMessages: Messages = Object.fromEntries(Object.entries(english).map(([file, messages]) => [nameOf(file), messages]));

/** All texts of a language, by namespace: the file's name. What it lacks is said in English. */
export const messagesOf = async (locale: UiLocale): Promise<Messages> => {
  if (locale === 'en') return englishMessages;
  const files = Object.entries(others).filter(([file]) => file.includes(`/${locale}/`));
  const loaded = await Promise.all(files.map(async ([file, load]) => [nameOf(file), await load()] as const));
  return merged(englishMessages, Object.fromEntries(loaded)) as Messages;
};

/** The language of this machine, where we have it. */
export const machineLocale = (): UiLocale => {
  const known = navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'de' || tag === 'en');
  return known === 'de' ? 'de' : 'en';
};

import { createTranslator } from 'use-intl/core';
import de from '../assets/locales/de/shell.json' with { type: 'json' };
import en from '../assets/locales/en/shell.json' with { type: 'json' };
import type { Language } from './ipc/contract.ts';

type Messages = typeof en;
// A word that German lacks does not compile.
const messages: Readonly<Record<Language, Messages>> = { en, de };

/** The shell's own words in one language: menus, dialogs, the safe page. */
export const wordsIn = (language: Language) => createTranslator({ locale: language, messages: messages[language], timeZone: 'UTC' });

export type Words = ReturnType<typeof wordsIn>;

/** The nearest language that the shell speaks to the system's own. */
export const languageOf = (locale: string): Language => (/^de\b/i.test(locale) ? 'de' : 'en');

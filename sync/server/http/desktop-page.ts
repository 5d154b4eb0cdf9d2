import { randomBytes } from 'node:crypto';
import de from '../../../assets/locales/de/server.json' with { type: 'json' };
import en from '../../../assets/locales/en/server.json' with { type: 'json' };
import plain from '../../../assets/plain-page.json' with { type: 'json' };
import { deliveryHeaders, withNonce } from '../interface-files.ts';

const languages = { en, de } as const;

/** The first of our languages in the browser's own order. */
const languageOf = (accepted: string): keyof typeof languages => (/^(?:(?!\ben\b).)*\bde\b/i.test(accepted) ? 'de' : 'en');

const escaped = (text: string): string => text.replaceAll(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

type Page = { readonly headers: Readonly<Record<string, string>>; readonly page: string };

/** Asks whoever sits before the browser whether it was they who wanted to sign in at the program on this machine, before `issuer` is asked who they are. */
export const desktopPage = (issuer: string, accepted = ''): Page => {
  const language = languageOf(accepted);
  const texts: Readonly<Record<string, string>> = { language, address: issuer, ...languages[language].desktop };
  const nonce = randomBytes(16).toString('base64');
  const page = plain.page
    .join('\n')
    .replaceAll(/\{([a-z]+)\}/g, (place, name: string) => (name in texts ? escaped(texts[name] ?? '') : place));
  return { headers: { ...deliveryHeaders(nonce), 'Cache-Control': 'no-store' }, page: withNonce(page, nonce) };
};

import { homeAddress } from '../app-address.ts';
import { noncePlace } from '../security/content-policy.ts';
import type { Words } from '../words.ts';

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** A page without a script, for when the interface cannot be shown. It is delivered under the same policy as the interface. */
export const safePage = (words: Words, language: string): string => `<!doctype html>
<html lang="${language}">
  <head>
    <meta charset="utf-8" />
    <meta name="color-scheme" content="light dark" />
    <title>${escaped(words('product'))}</title>
    <style nonce="${noncePlace}">
      body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 15px/1.5 system-ui, sans-serif; }
      main { max-width: 34rem; padding: 2rem; }
      h1 { font-size: 1.25rem; }
      a { display: inline-block; margin-top: 1rem; padding: 0.5rem 1rem; border: 1px solid; border-radius: 6px; color: inherit; text-decoration: none; }
    </style>
  </head>
  <body>
    <main>
      <h1>${escaped(words('safePage.title'))}</h1>
      <p>${escaped(words('safePage.detail'))}</p>
      <a href="${homeAddress}">${escaped(words('safePage.again'))}</a>
    </main>
  </body>
</html>
`;

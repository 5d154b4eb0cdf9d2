import { homeAddress } from '../app-address.ts';
import { plainPage } from '../plain-page.ts';
import type { Words } from '../words.ts';

/** For when the interface cannot be shown. It is delivered under the same policy as the interface. */
export const safePage = (words: Words, language: string): string =>
  plainPage({
    language,
    product: words('product'),
    title: words('safePage.title'),
    detail: words('safePage.detail'),
    link: { address: homeAddress, action: words('safePage.again') },
  });

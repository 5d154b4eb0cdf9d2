import delivery from '../../assets/window-delivery.json' with { type: 'json' };

/** Stands in a page where its nonce will be. */
const { noncePlace } = delivery;

/** Headers of everything that is delivered to the window, with the policy for one nonce (base64, fresh for every page). */
export const headersFor = (nonce: string): Readonly<Record<string, string>> => ({
  ...delivery.headers,
  'Content-Security-Policy': delivery.policy.join('; ').replaceAll(noncePlace, nonce),
});

export const withNonce = (page: string, nonce: string): string => page.replaceAll(noncePlace, nonce);

/** The media type of a file by its extension. A file of a kind that is not in the list is not delivered. */
export const mediaTypeOf = (file: string): string | undefined =>
  (delivery.mediaTypes as Readonly<Record<string, string>>)[file.slice(file.lastIndexOf('.') + 1)];

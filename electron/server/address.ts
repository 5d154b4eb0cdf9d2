/** Where a server may be: over TLS, or on this very machine. */
export type AddressProblem = 'not-an-address' | 'not-secure';

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** The origin that a person means; without a scheme it is https. */
export const serverOrigin = (typed: string): { readonly origin: string } | { readonly problem: AddressProblem } => {
  const text = typed.trim();
  const url = URL.parse(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  if (url === null || url.hostname === '' || url.username !== '' || url.password !== '') return { problem: 'not-an-address' };
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return { problem: 'not-an-address' };
  if (url.protocol === 'http:' && !loopback.test(url.hostname)) return { problem: 'not-secure' };
  return { origin: url.origin };
};

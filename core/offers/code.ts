import type { OfferReach } from './types.ts';

/** Codes are the same in upper and lower case, and with blanks around them. */
export const codeKey = (code: string): string => code.trim().toUpperCase();

const form = /^[A-Z0-9][A-Z0-9_-]{1,39}$/;

/** 2 to 40 letters, digits, hyphens and underscores of ASCII, after `codeKey`. */
export const isOfferCode = (key: string): boolean => form.test(key);

/** The same terms with the code in the form in which codes are kept and compared. */
export const withCodeKey = <T extends { readonly reach: OfferReach }>(terms: T): T =>
  terms.reach.kind === 'code' ? { ...terms, reach: { kind: 'code', code: codeKey(terms.reach.code) } } : terms;

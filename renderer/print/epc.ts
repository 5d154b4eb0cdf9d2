import type { DocumentView } from '../../core/views/document-view.ts';

/** ISO 13616: two letters, two check digits, up to 30 letters and digits, remainder 1 of 97. */
export const isIban = (text: string): boolean => {
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(text)) return false;
  let remainder = 0;
  for (const character of text.slice(4) + text.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
  }
  return remainder === 1;
};

const compactIban = (text: string): string => text.replaceAll(/\s/g, '').toUpperCase();

/** In groups of four, as people read it out. */
export const readableIban = (text: string): string => compactIban(text).replaceAll(/(.{4})(?=.)/g, '$1 ');

const cut = (text: string, length: number): string => [...text.replaceAll(/[\r\n]+/g, ' ').trim()].slice(0, length).join('');

/** European Payments Council, EPC069-12 version 2.1: a SEPA transfer holds between 0.01 and 999,999,999.99 euro. */
const maxAmountMinor = 99_999_999_999;

/**
 * The content of the QR code that a banking app reads as a finished transfer (EPC069-12, version 002, UTF-8), or `null` where the document
 * cannot be paid so: not in euro, nothing due, no IBAN, not issued. It stays far below the 331 bytes that the standard allows.
 */
export const epcPayload = (view: DocumentView): string | null => {
  const { payment } = view;
  if (payment === null || view.kind !== 'invoice' || view.standing.kind !== 'issued' || view.currency !== 'EUR') return null;
  const iban = compactIban(payment.account.iban);
  if (!isIban(iban) || payment.account.holder.trim() === '' || view.dueMinor < 1 || view.dueMinor > maxAmountMinor) return null;
  const cents = String(view.dueMinor).padStart(3, '0');
  return [
    'BCD',
    '002',
    '1',
    'SCT',
    cut(payment.account.bic, 11),
    cut(payment.account.holder, 70),
    iban,
    `EUR${cents.slice(0, -2)}.${cents.slice(-2)}`,
    '',
    '',
    cut(payment.reference, 140),
  ].join('\n');
};

/** Bytes that a QR code of versions 5 to 13 holds at error level M (ISO/IEC 18004, table 7). EPC069-12 goes to version 13. */
const capacities = [84, 106, 122, 152, 180, 213, 251, 287, 331];

/** Modules along one side of the code for this content: 17 and 4 for each version. */
export const modulesOf = (payload: string): number => {
  let bytes = 0;
  for (const character of payload) bytes += encodeURIComponent(character).replaceAll(/%../g, '%').length;
  const index = capacities.findIndex((capacity) => bytes <= capacity);
  return 17 + 4 * (5 + (index === -1 ? capacities.length - 1 : index));
};

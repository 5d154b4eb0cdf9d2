import { Secret, TOTP } from 'otpauth';
import { digestOfSecret } from './secrets.ts';

const stepSeconds = 30;

const totpOf = (secret: string, label: string): TOTP =>
  new TOTP({ issuer: 'Counterfoil', label, secret: Secret.fromBase32(secret), period: stepSeconds, digits: 6 });

export const newSecondFactor = (label: string): { readonly secret: string; readonly address: string } => {
  const secret = new Secret({ size: 20 }).base32;
  return { secret, address: totpOf(secret, label).toString() };
};

/** The time step of a right code after `lastStep`, one step early or late; `null` for a wrong code, or one that counted before. */
export const stepOfCode = (secret: string, code: string, atMs: number, lastStep: number): number | null => {
  if (!/^\d{6}$/.test(code)) return null;
  const delta = totpOf(secret, '').validate({ token: code, timestamp: atMs, window: 1 });
  if (delta === null) return null;
  const step = Math.floor(atMs / 1000 / stepSeconds) + delta;
  return step > lastStep ? step : null;
};

/** The recovery codes that are left after this one; `null` where it is none of them. */
export const withoutRecoveryCode = (digests: readonly string[], code: string): readonly string[] | null => {
  const digest = digestOfSecret(code);
  return digests.includes(digest) ? digests.filter((each) => each !== digest) : null;
};

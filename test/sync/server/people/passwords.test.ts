import { describe, expect, it } from 'vitest';
import { hashOf, isPassword, passwordProblem } from '../../../../sync/server/people/passwords.ts';
import { stepOfCode, withoutRecoveryCode } from '../../../../sync/server/people/second-factor.ts';
import { digestOfSecret, recoveryCodes, spokenPassword } from '../../../../sync/server/people/secrets.ts';
import { waitMs } from '../../../../sync/server/people/waiting.ts';

describe('passwords', () => {
  it('[D3] are kept as argon2id, and no two hashes of one password are alike', async () => {
    const [first, second] = [await hashOf('seven green ladders'), await hashOf('seven green ladders')];
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(first).not.toBe(second);
    expect(await isPassword(first, 'seven green ladders')).toBe(true);
    expect(await isPassword(first, 'seven green ladder')).toBe(false);
    expect(await isPassword(null, 'nobody has this password')).toBe(false);
    expect(await isPassword('no hash at all', 'x')).toBe(false);
  });

  it('[D3] a letter with its accent is the same however it was typed', async () => {
    expect(await isPassword(await hashOf('sieben grüne Leitern'), 'sieben grüne Leitern')).toBe(true);
  });

  it.each([
    ['too few', 'password.too-short'],
    ['x'.repeat(300), 'password.too-long'],
    ['ada.lovelace rules', 'password.like-name'],
    ['my Lovelace 1815', 'password.like-name'],
    ['aaaaaaaaaaaaaaaa', 'password.common'],
    ['Password12345!', 'password.common'],
    ['qwertyuiop1234567890', 'password.common'],
    ['counterfoil-2026', 'password.common'],
  ])('[D3] %s is refused: %s', (password, code) => {
    expect(passwordProblem(password, 12, ['ada.lovelace', 'Ada', 'Lovelace'])?.code).toBe(code);
  });

  it('[D3] a long phrase needs no special signs', () => {
    expect(passwordProblem('seven green ladders', 12, ['ada'])).toBeNull();
    // Made by chance, it may hold three letters of any name.
    expect(passwordProblem(spokenPassword(), 12, ['ada.lovelace'])).toBeNull();
  });
});

describe('codes of the authenticator', () => {
  // RFC 6238, appendix B, with the last six of eight digits.
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('[D3] are those of RFC 6238 at %i seconds', (seconds, code) => {
    expect(stepOfCode(secret, code, seconds * 1000, 0)).toBe(Math.floor(seconds / 30));
  });

  it('[D3] count one step early or late, and once', () => {
    const step = stepOfCode(secret, '287082', 59_000 + 30_000, 0);
    expect(step).toBe(1);
    expect(stepOfCode(secret, '287082', 59_000 + 30_000, 1)).toBeNull();
    expect(stepOfCode(secret, '287082', 59_000 + 90_000, 0)).toBeNull();
    expect(stepOfCode(secret, '28708', 59_000, 0)).toBeNull();
  });

  it('[D3] a code for when it is lost counts once', () => {
    const codes = recoveryCodes();
    expect(new Set(codes).size).toBe(10);
    const left = withoutRecoveryCode(codes.map(digestOfSecret), codes[3] ?? '');
    expect(left).toHaveLength(9);
    expect(withoutRecoveryCode(left ?? [], codes[3] ?? '')).toBeNull();
  });
});

describe('waiting after failed tries', () => {
  it('[D3] begins with the fifth, doubles, and ends at a quarter of an hour', () => {
    expect([1, 4, 5, 6, 7, 30].map(waitMs)).toEqual([0, 0, 30_000, 60_000, 120_000, 900_000]);
  });
});

import { hash, verify } from '@node-rs/argon2';
import type { PeopleProblem } from '../../protocol/people.ts';

/** argon2id with 19 MiB, two passes, one lane: what OWASP asks for. It stands in each hash, so that it can grow. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };
const most = 256;
/** Each takes its memory: more than this at once wait. */
const atOnce = 2;

let running = 0;
const waiting: (() => void)[] = [];

const inTurn = async <T>(work: () => Promise<T>): Promise<T> => {
  if (running >= atOnce) {
    await new Promise<void>((resolve) => {
      waiting.push(resolve);
    });
  } else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
};

export const hashOf = async (password: string): Promise<string> => inTurn(() => hash(password.normalize('NFC'), cost));

let nobodys: Promise<string> | null = null;

/** `stored` is null where nobody has the name: it takes as long all the same, so that names cannot be guessed by the clock. */
export const isPassword = async (stored: string | null, password: string): Promise<boolean> => {
  nobodys ??= hashOf('nobody has this password');
  const against = stored ?? (await nobodys);
  const fits = await inTurn(() => verify(against, password.normalize('NFC')).catch(() => false));
  return fits && stored !== null;
};

/** The most frequent of long passwords; short ones the length refuses. */
const common = [
  'password',
  'passwort',
  'qwertyuiop',
  'qwertzuiop',
  '1234567890',
  '0987654321',
  'iloveyou',
  'administrator',
  'counterfoil',
  'letmein',
  'welcome',
  'changeme',
  'abcdefghij',
];

/** Length before everything (NIST SP 800-63B): no rules about signs, but nothing that everybody tries first. */
export const passwordProblem = (password: string, least: number, names: readonly string[]): PeopleProblem | null => {
  const length = [...password.normalize('NFC')].length;
  if (length < least) return { code: 'password.too-short', least };
  if (length > most) return { code: 'password.too-long', most };
  const plain = password.toLowerCase();
  const core = plain.replaceAll(/[^a-z0-9]/g, '');
  if (names.some((name) => name.length >= 3 && plain.includes(name.toLowerCase()))) return { code: 'password.like-name' };
  const rest = common.reduce((left, word) => left.replaceAll(word, ''), core);
  if (new Set(plain).size < 5 || (rest.length < core.length && rest.replaceAll(/\d/g, '').length < 4)) return { code: 'password.common' };
  return null;
};

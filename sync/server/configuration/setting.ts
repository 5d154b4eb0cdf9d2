/** One thing that an administrator sets: where it comes from is `read-configuration.ts`, which there are is `settings.ts`. */
export type Setting<T> = {
  /** What an administrator reads where the value is wrong: what may stand there. */
  readonly form: string;
  readonly fallback: T;
  /** `undefined` where the value has not the form. From the environment everything is text; from the file it may be what JSON has. */
  readonly read: (given: unknown) => T | undefined;
  /** Never shown, and may come from a file of its own. */
  readonly isSecret: boolean;
};

const plain = <T>(form: string, fallback: T, read: (given: unknown) => T | undefined): Setting<T> => ({
  form,
  fallback,
  read,
  isSecret: false,
});

/** What may be set or not: `none` (or JSON's null) for not. */
export const orNone = <T>({ form, read, isSecret }: Setting<T>): Setting<T | null> => ({
  form: `${form}, or none`,
  fallback: null,
  read: (given) => (given === null || given === 'none' ? null : read(given)),
  isSecret,
});

export const secret = <T>(setting: Setting<T>): Setting<T> => ({ ...setting, isSecret: true });

export const text = (form: string, pattern: RegExp, fallback: string): Setting<string> =>
  plain(form, fallback, (given) => (typeof given === 'string' && pattern.test(given) ? given : undefined));

export const whole = (least: number, most: number, fallback: number, unit: string): Setting<number> =>
  plain(`a whole number of ${unit} from ${least} to ${most}`, fallback, (given) => {
    const number = typeof given === 'string' && /^\d{1,15}$/.test(given) ? Number(given) : given;
    return typeof number === 'number' && Number.isInteger(number) && number >= least && number <= most ? number : undefined;
  });

export const choice = <const T extends readonly [string, ...string[]]>(values: T, fallback: T[number]): Setting<T[number]> =>
  plain(`one of ${values.join(', ')}`, fallback, (given) => values.find((value) => value === given));

export const yesOrNo = (fallback: boolean): Setting<boolean> =>
  plain('true or false', fallback, (given) => {
    if (given === true || given === 'true') return true;
    return given === false || given === 'false' ? false : undefined;
  });

/** In the environment: separated by commas. */
export const list = (form: string, pattern: RegExp): Setting<readonly string[]> =>
  plain(`a list of ${form}`, [], (given) => {
    const parts: unknown =
      typeof given === 'string' ? given.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()])) : given;
    if (!Array.isArray(parts)) return undefined;
    const texts = parts.filter((part): part is string => typeof part === 'string' && pattern.test(part));
    return texts.length === parts.length ? texts : undefined;
  });

const urlOf = (given: unknown): URL | null => (typeof given === 'string' ? URL.parse(given) : null);

/** Protocol, host and port, and nothing after them. */
export const origin: Setting<string> = plain('an address as https://billing.example.com, without a path', '', (given) => {
  const url = urlOf(given);
  const isBare = url !== null && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '';
  return isBare && /^https?:$/.test(url.protocol) ? url.origin : undefined;
});

export const address = (form: string, protocols: RegExp): Setting<string> =>
  plain(form, '', (given) => {
    const url = urlOf(given);
    return url !== null && url.hostname !== '' && protocols.test(url.protocol) ? String(given) : undefined;
  });

/** Five fields of cron. That they mean a time is for croner to say, which the caller brings. */
export const schedule = (isSchedule: (text: string) => boolean, fallback: string | null): Setting<string | null> =>
  plain<string | null>('five fields of cron as "30 2 * * *", or none', fallback, (given) => {
    if (given === null || given === 'none') return null;
    return typeof given === 'string' && given.trim().split(/\s+/).length === 5 && isSchedule(given) ? given : undefined;
  });

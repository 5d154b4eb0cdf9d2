/** The part of vitest that the contract suite uses, for a worker in a browser: tests are kept here and run when the page asks. */

type Work = () => void | Promise<void>;

const tests: { readonly name: string; readonly work: Work }[] = [];
const groups: string[] = [];

export const describe = (name: string, declare: () => void): void => {
  groups.push(name);
  declare();
  groups.pop();
};

const add = (name: string, work: Work): void => {
  tests.push({ name: [...groups, name].join(' > '), work });
};

export const it = Object.assign(add, {
  each:
    (rows: readonly (readonly unknown[])[]) =>
    (name: string, work: (...row: readonly unknown[]) => void | Promise<void>): void => {
      for (const row of rows) add(name.replace('%s', String(row[0])), () => work(...row));
    },
});

/** What every test that has run came to: nothing, or the reason why it failed. */
export const ran = async (): Promise<readonly { readonly name: string; readonly failure: string | null }[]> => {
  const results: { readonly name: string; readonly failure: string | null }[] = [];
  for (const { name, work } of tests) {
    try {
      await work();
      results.push({ name, failure: null });
    } catch (error) {
      results.push({ name, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  }
  return results;
};

class Failed extends Error {
  override readonly name = 'Failed';
}

const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 2000) ?? String(value);

/** Equal data; `undefined` members count as absent, as vitest's `toEqual` has it. */
const same = (a: unknown, b: unknown): boolean => {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null || Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a, b] as [Record<string, unknown>, Record<string, unknown>];
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  return [...keys].every((key) => same(left[key], right[key]));
};

const holds = (found: unknown, wanted: unknown): boolean => {
  if (typeof wanted !== 'object' || wanted === null) return Object.is(found, wanted);
  if (typeof found !== 'object' || found === null) return false;
  return Object.entries(wanted).every(([key, value]) => holds((found as Record<string, unknown>)[key], value));
};

type Class = abstract new (...args: never) => Error;

const matchers = (found: unknown, isWanted: boolean) => {
  const check = (right: boolean, what: string): void => {
    if (right !== isWanted) throw new Failed(`expected ${shown(found)} ${isWanted ? '' : 'not '}${what}`);
  };
  return {
    toBe: (wanted: unknown) => check(Object.is(found, wanted), `to be ${shown(wanted)}`),
    toEqual: (wanted: unknown) => check(same(found, wanted), `to equal ${shown(wanted)}`),
    toMatchObject: (wanted: unknown) => check(holds(found, wanted), `to match ${shown(wanted)}`),
    toBeNull: () => check(found === null, 'to be null'),
    toBeInstanceOf: (wanted: Class) => check(found instanceof wanted, `to be a ${wanted.name}`),
  };
};

export const expect = (found: unknown) => ({
  ...matchers(found, true),
  not: matchers(found, false),
  rejects: {
    toThrow: async (wanted: Class): Promise<void> => {
      const error: unknown = await (found as Promise<unknown>).then(
        () => null,
        (caught: unknown) => caught,
      );
      matchers(error, true).toBeInstanceOf(wanted);
    },
  },
});

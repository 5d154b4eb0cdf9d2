import type { Configuration } from '../configuration/settings.ts';
import type { PeopleHouse } from '../people/people-store.ts';
import type { ServerStore } from '../store/open.ts';

export type Options = {
  readonly role?: string | undefined;
  readonly name?: string | undefined;
  readonly entities?: string | undefined;
  readonly into?: string | undefined;
  readonly key?: string | undefined;
  readonly wipe?: boolean | undefined;
  readonly 'without-second-factor'?: boolean | undefined;
};

export type Opened = { readonly store: ServerStore; readonly house: PeopleHouse; close(): Promise<void> };

/** What a command of the command line has to do with. */
export type Asked = {
  readonly configuration: Configuration;
  readonly open: () => Promise<Opened>;
  readonly rest: readonly string[];
  readonly options: Options;
  readonly say: (line: string) => void;
};

/** Answers the exit status. */
export type Command = (asked: Asked) => Promise<number>;

/** What is said where a command cannot be done; the exit status is 1. */
export class CommandFailed extends Error {}

/** Opens the store for as long as the work lasts. */
export const opened = async <T>({ open }: Asked, work: (opened: Opened) => Promise<T>): Promise<T> => {
  const all = await open();
  try {
    return await work(all);
  } finally {
    await all.close();
  }
};

/** The value of an outcome, or its problems as one line of codes and facts. */
export const orFail = <T>(
  outcome: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly { readonly code: string }[] },
): T => {
  if (outcome.ok) return outcome.value;
  throw new CommandFailed(outcome.problems.map((problem) => JSON.stringify(problem)).join('\n'));
};

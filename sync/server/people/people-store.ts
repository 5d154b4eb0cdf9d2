import type { Role } from '../../../core/permissions.ts';
import type { Seal } from './seal.ts';
import type { PeopleReader, PeopleWriter } from './tables.ts';

/** What is worth an entry in the audit chain (AUD-01): what happened, by whom, where, to whom or what. No secrets, and no digests of secrets. */
export type PeopleEvent = {
  readonly kind: `person.${string}` | `station.${string}` | `job.${string}` | `server.${string}`;
  /** A person's id, or who stands in for one: `setup` before there is anybody, `console` at the server's own command line. */
  readonly by: string;
  readonly station: string | null;
  readonly body: Readonly<Record<string, unknown>>;
};

export type Note = (event: PeopleEvent) => Promise<void>;

/** Where people are kept: the tables, and one way to change what counts, together with its entry in the audit chain. */
export type PeopleStore = {
  /** Also for single statements that are no matter for the chain: a session that was used, a try that is counted. */
  readonly db: PeopleReader;
  /** What is committed, without waiting for whoever writes just now. */
  readonly reader: PeopleReader;
  change<T>(work: (tx: PeopleWriter, note: Note) => Promise<T>): Promise<T>;
};

/** What the rules about people need from outside. */
export type PeopleSettings = {
  readonly leastPasswordLength: number;
  readonly idleHours: number;
  readonly longestDays: number;
  /** What second factors are encrypted with. */
  readonly seal: Seal;
  /** Milliseconds since 1970. */
  readonly now: () => number;
};

export type PeopleHouse = PeopleStore & PeopleSettings;

/** Somebody who has signed in, as every route and the replication see them. */
export type Caller = {
  readonly personId: string;
  readonly name: string;
  readonly signInName: string;
  readonly role: Role;
  readonly entityIds: readonly string[] | null;
  readonly station: string | null;
  readonly session: string;
  readonly keep: 'cookie' | 'token';
  readonly expiresAt: string;
  readonly mustChangePassword: boolean;
  readonly hasSecondFactor: boolean;
};

export const instantOf = (ms: number): string => new Date(ms).toISOString();

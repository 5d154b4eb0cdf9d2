import type { Tables } from '../store/tables.ts';

export const backupVersion = 1;

/** The first line. `steps`: the migrations of the store that was backed up. */
export type BackupHead = {
  readonly format: 'counterfoil-backup';
  readonly version: number;
  readonly at: string;
  readonly epoch: string;
  readonly position: number;
  readonly sequence: number;
  readonly steps: readonly string[];
};

/** The last line: the digest of all before it. A file that was cut off has none. */
export type BackupTail = { readonly end: true; readonly rows: number; readonly sha256: string };

export type BackupPage = { readonly table: string; readonly rows: readonly Readonly<Record<string, unknown>>[] };

/** Nobody is signed in, waits or is on the way to an issuer after a restore. */
const passing = [
  'session',
  'sign_in_try',
  'address_try',
  'oidc_flow',
  'oidc_hand_over',
  'people_note',
] as const satisfies readonly (keyof Tables)[];

const keys: Readonly<Record<Exclude<keyof Tables, (typeof passing)[number]>, readonly string[]>> = {
  counter: ['single'],
  document: ['sequence'],
  departure: ['kind', 'id', 'entity_id'],
  kind_head: ['kind'],
  entry: ['position'],
  entry_document: ['document_id', 'position', 'kind'],
  signing_key: ['id'],
  person: ['id'],
  station: ['code'],
  station_author: ['station', 'author'],
  earlier_machine: ['station', 'code'],
  station_key: ['code'],
  job: ['name'],
  job_run: ['job', 'due_at'],
};

/** The tables of a backup, in the order in which they are put back, with what tells their rows apart. A new table does not compile without its line. */
export const backedUpTables: readonly { readonly table: string; readonly key: readonly string[] }[] = Object.entries(keys).map(
  ([table, key]) => ({ table, key }),
);

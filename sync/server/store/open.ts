import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Kysely, type Transaction } from 'kysely';
import { must } from '../../../core/kernel/invariant.ts';
import { type Announcements, announcementsHere, announcementsOver } from './announcements.ts';
import { type Dialect, migrate } from './migrate.ts';
import { postgresDialect } from './postgres.ts';
import { passingSigner, type Signer, signerIn } from './signer.ts';
import { readingDialect, writingDialect } from './sqlite.ts';
import type { CounterRow, Tables } from './tables.ts';

export type StoreConfig = {
  /** The SQLite file and the key that signs the audit chain lie there. `null`: nothing outlives the process. */
  readonly folder: string | null;
  /** `postgres://...`; `null`: SQLite in the folder. */
  readonly database: string | null;
  /** A connection that nobody used just now broke. It is replaced by itself; the log may want to know. */
  readonly heardError?: (error: Error) => void;
};

/** What stands inside the one door: nobody else changes documents or the chain until it is left. */
export type Inside = {
  readonly transaction: Transaction<Tables>;
  /** As it stood when the door was opened. */
  readonly counter: CounterRow;
  /** Told to everybody who serves stations, once this is committed. */
  readonly announce: (text: string) => Promise<void>;
};

export type ServerStore = {
  readonly dialect: Dialect;
  readonly database: Kysely<Tables>;
  /** What is committed, without waiting for whoever writes just now. */
  readonly reader: Kysely<Tables>;
  readonly signer: Signer;
  readonly hear: Announcements['hear'];
  /**
   * THE door: one transaction, in which the counter is locked before anything is read, so that changes get their sequences in the order of their commits
   * however many processes there are. Whatever throws undoes it all. Inside, only the given transaction is used.
   */
  exclusively<T>(work: (inside: Inside) => Promise<T>): Promise<T>;
  close(): Promise<void>;
};

export const sqliteFile = (folder: string): string => path.join(folder, 'counterfoil.sqlite');
const keyFile = (folder: string): string => path.join(folder, 'audit-key.pem');

type Connected = Pick<ServerStore, 'dialect' | 'database' | 'reader'> & { readonly announcements: Announcements };

const connected = async ({ folder, database: url, heardError }: StoreConfig): Promise<Connected> => {
  if (url !== null) {
    const database = new Kysely<Tables>({ dialect: postgresDialect(url, heardError ?? (() => undefined)) });
    await migrate(database, 'postgres');
    return { dialect: 'postgres', database, reader: database, announcements: announcementsOver(url) };
  }
  const file = folder === null ? ':memory:' : sqliteFile(folder);
  const database = new Kysely<Tables>({ dialect: writingDialect(file) });
  await migrate(database, 'sqlite');
  // A database in memory has one connection.
  const reader = folder === null ? database : new Kysely<Tables>({ dialect: readingDialect(file) });
  return { dialect: 'sqlite', database, reader, announcements: announcementsHere() };
};

/** Opens the server's store and brings it to the form of this program. */
export const openServerStore = async (config: StoreConfig): Promise<ServerStore> => {
  const { folder } = config;
  if (folder !== null) mkdirSync(folder, { recursive: true, mode: 0o700 });
  const signer = folder === null ? passingSigner() : signerIn(keyFile(folder));
  const { dialect, database, reader, announcements } = await connected(config);
  const locked = async (transaction: Transaction<Tables>): Promise<CounterRow> => {
    const counter = transaction.selectFrom('counter').selectAll().where('single', '=', 1);
    return must(await (dialect === 'postgres' ? counter.forUpdate() : counter).executeTakeFirst(), 'the store has its counter');
  };
  return {
    dialect,
    database,
    reader,
    signer,
    hear: announcements.hear,
    exclusively: async (work) => {
      const said: string[] = [];
      const result = await database.transaction().execute(async (transaction) => {
        const counter = await locked(transaction);
        const announce = async (text: string): Promise<void> => {
          said.push(text);
          await announcements.say(transaction, text);
        };
        return work({ transaction, counter, announce });
      });
      announcements.committed(said);
      return result;
    },
    close: async () => {
      await announcements.close();
      if (reader !== database) await reader.destroy();
      await database.destroy();
    },
  };
};

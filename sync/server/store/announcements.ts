import { type Kysely, sql, type Transaction } from 'kysely';
import { Client } from 'pg';
import { connectionOf } from './postgres.ts';
import type { Tables } from './tables.ts';

/** What is told to everybody who serves stations, in this process and in the others: short texts, when the transaction that says them is committed. */
export type Announcements = {
  /** Said when the transaction commits, and not at all where it does not. */
  say(transaction: Transaction<Tables>, text: string): Promise<void>;
  /** After the commit: a store of one process tells its own listeners now. */
  committed(texts: readonly string[]): void;
  /** @param listener gets `null` where texts may have been missed: ask for what there is. */
  hear(listener: (text: string | null) => void): () => void;
  close(): Promise<void>;
};

type Listener = (text: string | null) => void;

/** SQLite has one process. */
export const announcementsHere = (): Announcements => {
  const listeners = new Set<Listener>();
  return {
    say: async () => undefined,
    committed: (texts) => {
      for (const text of texts) for (const listener of listeners) listener(text);
    },
    hear: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => listeners.clear(),
  };
};

const channel = 'counterfoil';
const longestWaitMs = 5_000;

/** PostgreSQL carries them between processes; a connection that broke is made again, and its listeners are told that they may have missed something. */
export const announcementsOver = (url: string): Announcements => {
  const listeners = new Set<Listener>();
  let client: Client | null = null;
  let isClosed = false;
  let again: NodeJS.Timeout | null = null;

  const tell = (text: string | null): void => {
    for (const listener of listeners) listener(text);
  };

  const connect = async (waitMs: number): Promise<void> => {
    const mine = new Client(connectionOf(url));
    const lost = (): void => {
      mine.removeAllListeners('end');
      if (client === mine) client = null;
      if (isClosed || again !== null) return;
      again = setTimeout(() => {
        again = null;
        void connect(Math.min(longestWaitMs, waitMs * 2));
      }, waitMs);
      again.unref();
    };
    mine.on('error', lost);
    mine.on('end', lost);
    mine.on('notification', ({ payload }) => tell(payload ?? ''));
    client = mine;
    try {
      await mine.connect();
      await mine.query(`listen ${channel}`);
      tell(null);
    } catch {
      lost();
    }
    if (isClosed) await mine.end();
  };

  return {
    say: async (transaction: Kysely<Tables>, text) => {
      await sql`select pg_notify(${channel}, ${text})`.execute(transaction);
    },
    committed: () => undefined,
    hear: (listener) => {
      listeners.add(listener);
      // Nobody listens, nothing is connected: an administrator's command needs no such connection.
      if (client === null && again === null) void connect(100);
      return () => listeners.delete(listener);
    },
    close: async () => {
      isClosed = true;
      listeners.clear();
      if (again !== null) clearTimeout(again);
      await client?.end().catch(() => undefined);
    },
  };
};

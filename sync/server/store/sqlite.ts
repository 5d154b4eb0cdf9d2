import Database from 'better-sqlite3';
import { CompiledQuery, type DatabaseConnection, type Dialect, SqliteDialect, SqliteDriver, type SqliteStatement } from 'kysely';

const mostStatements = 300;

/** Kysely prepares a statement for each query; the same text is prepared once here. */
const withStatements = (database: Database.Database) => {
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => {
      statements.clear();
      database.close();
    },
    prepare: (text: string): SqliteStatement => {
      const known = statements.get(text);
      if (known !== undefined) return known;
      const prepared = database.prepare(text) as unknown as SqliteStatement;
      if (statements.size >= mostStatements) statements.clear();
      // What defines the database is said once, and would hold the statement that it changes.
      if (/^\s*(?:select|insert|update|delete|with)\b/i.test(text)) statements.set(text, prepared);
      return prepared;
    },
  };
};

/** A transaction that will write takes the database's one writing place at its beginning, so that it never fails in the middle for want of it. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

/** How long to wait for another process (an administrator's command) that writes just now. */
const busyMs = 15_000;

/** WAL with FULL: what was committed survives a power cut. */
export const writingDialect = (file: string): Dialect => {
  const database = new Database(file);
  database.pragma(`busy_timeout = ${busyMs}`);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  // What is deleted or replaced leaves nothing behind in the page that it lay in.
  database.pragma('secure_delete = FAST');
  database.pragma('cache_size = -65536');
  // A first push writes much: the log is carried over in larger pieces.
  database.pragma('wal_autocheckpoint = 16000');
  return new (class extends SqliteDialect {
    override createDriver(): SqliteDriver {
      return new ImmediateDriver({ database: withStatements(database) });
    }
  })({ database: withStatements(database) });
};

/** A second connection for reading, which sees what is committed and waits for nobody. */
export const readingDialect = (file: string): Dialect => {
  // Opened with the first question: what nobody asked is never closed either, and would hold on to the log.
  const opened = async () => {
    const database = new Database(file, { readonly: true });
    database.pragma(`busy_timeout = ${busyMs}`);
    database.pragma('cache_size = -32768');
    return withStatements(database);
  };
  return new SqliteDialect({ database: opened });
};

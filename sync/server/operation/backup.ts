import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { type ServerStore, sqliteFile } from '../store/open.ts';
import { readingDialect } from '../store/sqlite.ts';
import type { Tables } from '../store/tables.ts';
import { backedUpTables, type BackupHead, type BackupTail, backupVersion } from './backup-format.ts';

const ending = '.counterfoil-backup';
/** What somebody else put there is neither shown nor removed. */
const ours = /^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\d-\d{3}Z\.counterfoil-backup$/;
const rowsAtOnce = 500;

type Row = Readonly<Record<string, unknown>>;
type Page = { readonly rows: readonly Row[] };

/** The open store, and the data folder that its SQLite file lies in. */
export type BackupSource = { readonly store: ServerStore; readonly data: string };

export type BackedUp = { readonly file: string; readonly rows: number; readonly bytes: number };

/**
 * Everything that the server keeps, as one compressed file of lines: the same whatever the database, so that it is put back into either. It is read in one
 * transaction that sees one moment; whoever writes meanwhile is not held up. The file appears under its name when it is whole.
 */
export const backupInto = async (
  source: BackupSource,
  folder: string,
  now: string,
  goOn: () => Promise<void> = async () => undefined,
): Promise<BackedUp> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${now.replaceAll(/[:.]/g, '-')}${ending}`);
  const partial = `${file}.partial`;
  const count = { rows: 0 };
  const hash = createHash('sha256');
  const hashed = new Transform({
    transform: (line: Buffer, _encoding, done) => {
      hash.update(line);
      done(null, line);
    },
    flush: (done) => {
      const tail: BackupTail = { end: true, rows: count.rows, sha256: hash.digest('hex') };
      done(null, `${JSON.stringify(tail)}\n`);
    },
  });
  try {
    await oneMoment(source, async (moment) => {
      const lines = Readable.from(linesOf(moment, now, count, goOn));
      await pipeline(lines, hashed, createGzip({ level: 6 }), createWriteStream(partial, { mode: 0o600, flush: true }));
    });
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  const { size } = await stat(file);
  return { file, rows: count.rows, bytes: size };
};

/** A transaction in which everything that is read stood at one moment. */
const oneMoment = async ({ store, data }: BackupSource, work: (moment: Transaction<Tables>) => Promise<void>): Promise<void> => {
  if (store.dialect === 'postgres') {
    return store.reader.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);
  }
  // A connection of its own: on the others' one everybody else would wait. SQLite sees one moment from its first reading on.
  const reader = new Kysely<Tables>({ dialect: readingDialect(sqliteFile(data)) });
  try {
    await reader.transaction().execute(work);
  } finally {
    await reader.destroy();
  }
};

async function* linesOf(
  moment: Transaction<Tables>,
  now: string,
  count: { rows: number },
  goOn: () => Promise<void>,
): AsyncGenerator<string> {
  const { epoch, position, sequence } = await moment.selectFrom('counter').selectAll().executeTakeFirstOrThrow();
  const { rows: steps } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(moment);
  const head: BackupHead = {
    format: 'counterfoil-backup',
    version: backupVersion,
    at: now,
    epoch,
    position,
    sequence,
    steps: steps.map(({ name }) => name),
  };
  yield `${JSON.stringify(head)}\n`;
  for (const { table, key } of backedUpTables) {
    for await (const rows of pagesOf(moment, table, key)) {
      count.rows += rows.length;
      yield `${JSON.stringify({ table, rows })}\n`;
      await goOn();
    }
  }
}

/** By the key, a page after the other: no page is looked for from the beginning. */
async function* pagesOf(moment: Kysely<Tables>, table: string, key: readonly string[]): AsyncGenerator<readonly Row[]> {
  const columns = sql.join(key.map((column) => sql.ref(column)));
  let beyond: RawBuilder<unknown> = sql``;
  for (;;) {
    const page: Page = await sql<Row>`select * from ${sql.table(table)}${beyond} order by ${columns} limit ${rowsAtOnce}`.execute(moment);
    const last = page.rows.at(-1);
    if (last !== undefined) yield page.rows;
    if (last === undefined || page.rows.length < rowsAtOnce) return;
    beyond = sql` where (${columns}) > (${sql.join(key.map((column) => sql`${last[column]}`))})`;
  }
}

/** The backups of a folder, the newest first. */
export const listBackups = async (
  folder: string,
): Promise<readonly { readonly file: string; readonly at: string; readonly bytes: number }[]> => {
  const names = await readdir(folder).catch(() => []);
  const files = names
    .filter((name) => ours.test(name))
    .sort()
    .reverse();
  return Promise.all(
    files.map(async (name) => {
      const file = path.join(folder, name);
      const at = name.slice(0, -ending.length).replace(/T(\d\d)-(\d\d)-(\d\d)-(\d{3}Z)$/, 'T$1:$2:$3.$4');
      return { file, at, bytes: (await stat(file)).size };
    }),
  );
};

export const tidyBackups = async (folder: string, keep: number): Promise<void> => {
  for (const { file } of (await listBackups(folder)).slice(keep)) await rm(file, { force: true });
};

import { CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely';
import { collections } from '../../../core/collections.ts';
import { byText } from '../../../core/kernel/order.ts';
import type { Where } from '../../../core/kernel/use-case.ts';
import type { Dialect } from './migrate.ts';
import type { DocumentRow, Tables } from './tables.ts';

/** A list of any length as one parameter, so that the statement stays the same. */
export const among = (dialect: Dialect, values: readonly string[]): RawBuilder<boolean> =>
  dialect === 'sqlite' ? sql`in (select value from json_each(${JSON.stringify(values)}))` : sql`= any(${[...values]}::text[])`;

/**
 * Where documents of a kind with one of these keys are read from, in place of the table. PostgreSQL would choose its index by how much it
 * believes that there is of a kind: of one that it has not counted yet next to nothing, so that it goes through all of it for every question. So it is led there key
 * by key, and learns which kind it is only when it looks.
 */
export const keyed = (dialect: Dialect, kind: string, column: 'id' | 'customer_id', keys: readonly string[]): RawBuilder<unknown> =>
  dialect === 'sqlite'
    ? sql`(select * from document where kind = ${kind} and ${sql.ref(column)} ${among(dialect, keys)}) as document`
    : sql`unnest(${[...new Set(keys)]}::text[]) as asked(key)
        cross join lateral (select * from document where kind = (select ${kind}::text) and ${sql.ref(column)} = asked.key offset 0) as document`;

const asked = (dialect: Dialect, kind: string, { ids, customerIds }: Where): RawBuilder<unknown> => {
  if (ids !== undefined) return keyed(dialect, kind, 'id', ids);
  return customerIds === undefined
    ? sql`(select * from document where kind = ${kind}) as document`
    : keyed(dialect, kind, 'customer_id', customerIds);
};

/** PostgreSQL holds no null character in a text. */
export const storable = (text: string): string => text.replaceAll('\0', '');

export type BodyRow = Pick<DocumentRow, 'id' | 'body' | 'rev'>;

/**
 * The documents of a kind that answer, in order of id. Sorted here and not by the database: told to sort, SQLite goes through the whole kind by its ids, however
 * few customers are asked for.
 */
export const listed = async (database: Kysely<Tables>, dialect: Dialect, kind: string, where: Where): Promise<readonly BodyRow[]> => {
  const fits: RawBuilder<unknown>[] = [sql`1 = 1`];
  if (where.ids !== undefined && where.customerIds !== undefined) fits.push(sql`customer_id ${among(dialect, where.customerIds)}`);
  if (where.state !== undefined) fits.push(sql`state = ${where.state}`);
  // The index holds only those that have one, and is used only where the question says so too.
  if (where.externalId !== undefined) fits.push(sql`external_id = ${storable(where.externalId)}`);
  if ((where.externalId ?? '') !== '') fits.push(sql`external_id <> ''`);
  if (where.onFrom !== undefined) fits.push(sql`on_day >= ${where.onFrom}`);
  if (where.onBefore !== undefined) fits.push(sql`on_day < ${where.onBefore}`);
  const from = asked(dialect, kind, where);
  const { rows } = await sql<BodyRow>`select id, body, rev from ${from} where ${sql.join(fits, sql` and `)}`.execute(database);
  return rows.sort((a, b) => byText(a.id, b.id));
};

/** Which of these documents there are. */
export const existing = async (
  database: Kysely<Tables>,
  dialect: Dialect,
  kind: string,
  ids: readonly string[],
): Promise<readonly string[]> => {
  const { rows } = await sql<{ id: string }>`select id from ${keyed(dialect, kind, 'id', ids)}`.execute(database);
  return rows.map(({ id }) => id);
};

/** The entity columns of documents with one of these ids, but for those that `except` is true of. */
export const entitiesNamed = async (
  database: Kysely<Tables>,
  dialect: Dialect,
  ids: readonly string[],
  except: RawBuilder<boolean>,
): Promise<readonly string[]> => {
  const named = sql`kind ${among(dialect, Object.values(collections).flat())} and id ${among(dialect, ids)}`;
  const { rows } = await sql<{ entity_id: string }>`select distinct entity_id from document where ${named} and not ${except}`.execute(
    database,
  );
  return rows.map(({ entity_id: column }) => column);
};

/** Rows that go in with one statement: few sizes, so that few statements are prepared. */
const sizes = [64, 16, 4, 1] as const;

/** Inserts rows in few statements. `text` makes the statement for so many rows of placeholders; it is made once for each size. */
export type RowInsert<Row> = (database: Kysely<Tables>, rows: readonly Row[]) => Promise<void>;

const placeholders = (dialect: Dialect, columns: number, count: number): string => {
  let number = 0;
  const mark = (): string => {
    number += 1;
    return dialect === 'sqlite' ? '?' : `$${number}`;
  };
  return Array.from({ length: count }, () => `(${Array.from({ length: columns }, mark).join(', ')})`).join(', ');
};

export const rowInsert = <Row extends Readonly<Record<string, unknown>>>(
  dialect: Dialect,
  table: keyof Tables,
  columns: readonly (keyof Row & string)[],
  onConflict = '',
): RowInsert<Row> => {
  const head = `insert into ${table} (${columns.join(', ')}) values `;
  const texts = new Map(sizes.map((size) => [size, `${head}${placeholders(dialect, columns.length, size)} ${onConflict}`]));
  return async (database, rows) => {
    let at = 0;
    for (const size of sizes) {
      for (; rows.length - at >= size; at += size) {
        const values: unknown[] = [];
        for (const row of rows.slice(at, at + size)) for (const column of columns) values.push(row[column]);
        await database.executeQuery(CompiledQuery.raw(texts.get(size) ?? '', values));
      }
    }
  };
};

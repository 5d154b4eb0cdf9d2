import { type RawBuilder, sql } from 'kysely';
import type { ServerStore } from '../store/open.ts';
import type { EntryRow } from '../store/tables.ts';
import type { ChainEntry } from './entry.ts';
import { ofEntities } from './entity-scope.ts';

/** AUD-05: what an auditor asks for. Whatever is not named may be anything. */
export type EntryFilter = {
  readonly station?: string;
  readonly person?: string;
  readonly commandKinds?: readonly string[];
  readonly verdict?: 'accepted' | 'refused';
  /** Only where the server came to something else than the station. */
  readonly isChanged?: boolean;
  /** Instants of admission: at or after, and before. */
  readonly from?: string;
  readonly until?: string;
  /** What happened to one document. */
  readonly documentId?: string;
  readonly commandId?: string;
  /** ROL-06: only what is of these entities and of no other one. */
  readonly entityIds?: readonly string[];
  /** Anywhere in the entry, whatever its case: a name, a number, a reason. Slow where nothing else narrows the search. */
  readonly text?: string;
};

export type FoundEntry = ChainEntry & { readonly hash: string };
export type FoundEntries = {
  /** The latest first. */
  readonly entries: readonly FoundEntry[];
  readonly matching: number;
  /** Ask on from here (`before`); `null` at the end. */
  readonly next: number | null;
};

const escaped = (text: string): string => text.replaceAll(/[\\%_]/g, (mark) => `\\${mark}`);

const conditions = ({ dialect }: ServerStore, filter: EntryFilter): readonly RawBuilder<unknown>[] => {
  const { entityIds, station, person, commandKinds, verdict, isChanged, from, until, documentId, commandId, text } = filter;
  const asked: RawBuilder<unknown>[] = [];
  if (entityIds !== undefined) asked.push(ofEntities(dialect, entityIds));
  if (station !== undefined) asked.push(sql`station = ${station}`);
  if (person !== undefined) asked.push(sql`person = ${person}`);
  if (commandKinds !== undefined) asked.push(commandKinds.length === 0 ? sql`1 = 0` : sql`command_kind in (${sql.join(commandKinds)})`);
  if (verdict !== undefined) asked.push(sql`verdict = ${verdict}`);
  if (isChanged !== undefined) asked.push(sql`is_changed = ${isChanged ? 1 : 0}`);
  if (from !== undefined) asked.push(sql`admitted_at >= ${from}`);
  if (until !== undefined) asked.push(sql`admitted_at < ${until}`);
  if (commandId !== undefined) asked.push(sql`command_id = ${commandId}`);
  if (documentId !== undefined) asked.push(sql`position in (select position from entry_document where document_id = ${documentId})`);
  if (text !== undefined && text !== '') asked.push(sql`lower(content) like ${`%${escaped(text.toLowerCase())}%`} escape '\\'`);
  return asked;
};

const together = (asked: readonly RawBuilder<unknown>[]): RawBuilder<unknown> =>
  asked.length === 0 ? sql`1 = 1` : sql.join(asked, sql` and `);

const foundOf = ({ content, hash }: { readonly content: string; readonly hash: string }): FoundEntry => ({
  ...(JSON.parse(content) as ChainEntry),
  hash,
});

type Page = { readonly before?: number | null; readonly limit: number };

/** AUD-05: a page of the entries that answer, the latest first, as they stand in the database. */
export const entryRows = async (store: ServerStore, filter: EntryFilter, { before = null, limit }: Page): Promise<readonly EntryRow[]> => {
  const asked = conditions(store, filter);
  const place = before === null ? asked : [...asked, sql`position < ${before}`];
  const { rows } = await sql<EntryRow>`select * from entry where ${together(place)} order by position desc limit ${limit}`.execute(
    store.reader,
  );
  return rows;
};

/** AUD-05: a page of the entries that answer. */
export const searchedEntries = async (store: ServerStore, filter: EntryFilter, page: Page): Promise<FoundEntries> => {
  const { reader } = store;
  const { limit } = page;
  const asked = conditions(store, filter);
  const rows = await entryRows(store, filter, page);
  const counted = await sql<{ matching: number }>`select count(*) as matching from entry where ${together(asked)}`.execute(reader);
  const entries = rows.map(foundOf);
  return { entries, matching: counted.rows[0]?.matching ?? 0, next: rows.length < limit ? null : (rows.at(-1)?.position ?? null) };
};

/** AUD-05: all that answer, oldest first, a page at a time. */
export async function* foundEntries(store: ServerStore, filter: EntryFilter): AsyncGenerator<FoundEntry> {
  const asked = conditions(store, filter);
  for (let after = 0; ; ) {
    const { rows } = await sql<{ position: number; content: string; hash: string }>`select position, content, hash from entry
      where ${together([...asked, sql`position > ${after}`])} order by position limit 500`.execute(store.reader);
    const last = rows.at(-1);
    if (last === undefined) return;
    for (const row of rows) yield foundOf(row);
    after = last.position;
  }
}

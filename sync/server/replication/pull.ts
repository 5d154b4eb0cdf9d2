import { type RawBuilder, sql } from 'kysely';
import { collectionOf, type DocumentKind } from '../../../core/collections.ts';
import { groupedBy } from '../../../core/kernel/order.ts';
import type { Checkpoint, DocumentsAnswer, DocumentsWanted, Pull, PullAnswer, Removed } from '../../protocol/pull.ts';
import { jsonOf } from '../store/document-row.ts';
import { isWithin } from '../store/entity-column.ts';
import { isGuest } from '../store/guests.ts';
import type { ServerStore } from '../store/open.ts';
import { among, keyed } from '../store/queries.ts';
import type { DepartureRow, DocumentRow } from '../store/tables.ts';
import { type View, viewDigest } from './visitor.ts';

/** JSON that says a `T`, ready to be sent: documents go from the table to the wire without being read. */
export type JsonText<T> = string & { readonly says?: T };

type Row = Pick<DocumentRow, 'sequence' | 'kind' | 'id' | 'rev' | 'body'>;

const removedText = ({ kind, id }: Pick<Row, 'kind' | 'id'>): string => JSON.stringify({ kind, id, _deleted: true } satisfies Removed);

/**
 * ROL-04, ROL-06, as a condition of the query: never after the limit, or a page of nothing would look like the end. The columns stand in expressions, so
 * that no index of theirs is taken: the rows are read as they lie, in their order, and no further than the limit.
 */
const visible = ({ dialect }: ServerStore, { kinds, isEveryKind, entityIds }: View): RawBuilder<unknown> => {
  const ofKinds = isEveryKind ? sql`` : sql` and (kind || '') ${among(dialect, kinds)}`;
  if (entityIds === null) return ofKinds;
  return sql`${ofKinds} and (${isWithin(dialect, sql`(document.entity_id || '')`, entityIds)} or ${isGuest(dialect, 'document', entityIds)})`;
};

const changedAfter = async (store: ServerStore, view: View, after: number, limit: number): Promise<readonly Row[]> => {
  const { rows } = await sql<Row>`select sequence, kind, id, rev, body from document where sequence > ${after}${visible(store, view)}
    order by sequence limit ${limit}`.execute(store.reader);
  return rows;
};

/** What went where this visitor does not see it any more. Who sees every entity loses nothing. */
const goneAfter = async (store: ServerStore, view: View, after: number, limit: number): Promise<readonly DepartureRow[]> => {
  const { dialect, reader } = store;
  const { kinds, entityIds } = view;
  if (entityIds === null) return [];
  const mine = (row: 'gone' | 'now'): RawBuilder<boolean> => isWithin(dialect, sql.ref(`${row}.entity_id`), entityIds);
  const { rows } = await sql<DepartureRow>`select gone.kind, gone.id, gone.entity_id, gone.sequence from departure gone
    join document now on now.kind = gone.kind and now.id = gone.id
    where gone.sequence > ${after} and gone.kind ${among(dialect, kinds)} and ${mine('gone')} and not ${mine('now')} and not ${isGuest(dialect, 'now', entityIds)}
    order by gone.sequence limit ${limit}`.execute(reader);
  return rows;
};

/** The server's present life, and how far its state reaches. */
export const standing = (store: ServerStore) =>
  store.reader.selectFrom('counter').select(['epoch', 'sequence', 'position', 'hash']).executeTakeFirstOrThrow();

const answerText = (documents: readonly string[], epoch: string, sequence: number, isLast: boolean): JsonText<PullAnswer> =>
  `{"kind":"batch","documents":[${documents.join(',')}],"checkpoint":${JSON.stringify({ epoch, sequence })},"isLast":${isLast}}`;

/** Told where a visitor is given the last of what there is for them. */
export type Reached = (checkpoint: Checkpoint) => void;

/** The state after a checkpoint, in the order of its changes. */
export const pulled = async (
  store: ServerStore,
  view: View,
  { checkpoint, limit, view: known }: Pull,
  reachedEnd: Reached = () => undefined,
): Promise<JsonText<PullAnswer>> => {
  // Read before the documents: what is changed meanwhile comes with the next page.
  const { epoch, sequence: reached } = await standing(store);
  const isForeign = checkpoint !== null && (checkpoint.epoch !== epoch || checkpoint.sequence > reached);
  if (isForeign || known !== viewDigest(view)) return JSON.stringify({ kind: 'resync' } satisfies PullAnswer);
  const after = checkpoint?.sequence ?? 0;
  const rows = await changedAfter(store, view, after, limit);
  const gone = after === 0 ? [] : await goneAfter(store, view, after, limit);
  const isLast = rows.length < limit && gone.length < limit;
  const end = Math.max(reached, lastOf(rows));
  if (gone.length === 0) {
    if (isLast) reachedEnd({ epoch, sequence: end });
    return answerText(rows.map(jsonOf), epoch, isLast ? end : lastOf(rows), isLast);
  }
  const all = [
    ...rows.map((row) => ({ sequence: row.sequence, text: jsonOf(row) })),
    ...gone.map((row) => ({ sequence: row.sequence, text: removedText(row) })),
  ].sort((a, b) => a.sequence - b.sequence);
  const page = all.slice(0, limit);
  const isWhole = isLast && page.length === all.length;
  const texts = page.map(({ text }) => text);
  const sequence = isWhole ? Math.max(reached, lastOf(page)) : lastOf(page);
  if (isWhole) reachedEnd({ epoch, sequence });
  return answerText(texts, epoch, sequence, isWhole);
};

const lastOf = (rows: readonly { readonly sequence: number }[]): number => rows.at(-1)?.sequence ?? 0;

/** Some documents as they stand; what is not there, or not for this visitor, is said to be removed. */
export const namedDocuments = async (store: ServerStore, view: View, { keys }: DocumentsWanted): Promise<JsonText<DocumentsAnswer>> => {
  const texts: string[] = [];
  for (const [kind, group] of groupedBy(keys, (key) => key.kind)) {
    const ids = [...new Set(group.map(({ id }) => id))];
    const isRead = collectionOf(kind) !== null && view.kinds.includes(kind as DocumentKind);
    const found = isRead ? await visibleAmong(store, view, kind, ids) : [];
    const there = new Set(found.map(({ id }) => id));
    texts.push(...found.map(jsonOf), ...ids.filter((id) => !there.has(id)).map((id) => removedText({ kind, id })));
  }
  return `{"documents":[${texts.join(',')}]}`;
};

const visibleAmong = async (store: ServerStore, view: View, kind: string, ids: readonly string[]): Promise<readonly Row[]> => {
  const { rows } = await sql<Row>`select sequence, kind, id, rev, body from ${keyed(store.dialect, kind, 'id', ids)}
    where 1 = 1${visible(store, view)} order by id`.execute(store.reader);
  return rows;
};

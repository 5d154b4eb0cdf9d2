import { sql } from 'kysely';
import type { ServerStore } from '../store/open.ts';
import type { EntryRow } from '../store/tables.ts';
import { ofEntities } from './entity-scope.ts';
import type { SignedHead } from './signed-head.ts';

export const exportFormat = 'counterfoil audit chain';

const pageSize = 500;

/** The head as it stands, with its signature. `null` before the first entry. */
export const presentHead = async (store: ServerStore): Promise<SignedHead | null> => {
  const counter = await store.reader.selectFrom('counter').selectAll().executeTakeFirstOrThrow();
  const { epoch, position, hash, signed_at: signedAt, key_id: keyId, signature } = counter;
  return position === 0 ? null : { epoch, position, hash, signedAt, keyId, signature };
};

type ExportRow = Pick<EntryRow, 'position' | 'previous' | 'hash' | 'content'> & { readonly is_shown: number };

const rowsAfter = async (
  store: ServerStore,
  after: number,
  last: number,
  entityIds: readonly string[] | null,
): Promise<readonly ExportRow[]> => {
  const shown = entityIds === null ? sql`1 = 1` : ofEntities(store.dialect, entityIds);
  const { rows } = await sql<ExportRow>`select position, previous, hash, case when ${shown} then content else '' end as content,
    case when ${shown} then 1 else 0 end as is_shown from entry where position > ${after} and position <= ${last}
    order by position limit ${pageSize}`.execute(store.reader);
  return rows;
};

/** The canonical text stands in the line as it is hashed; of what is withheld, only that there was something, and its place in the chain. */
const lineOf = ({ position, previous, hash, content, is_shown: isShown }: ExportRow): string =>
  `{"previous":"${previous}","hash":"${hash}",${isShown === 1 ? `"entry":${content}` : `"withheld":${position}`}}`;

/**
 * BEY-04: the chain as lines of JSON: the keys, every entry with its links in order, and the signed head. `verifiedChain` reads it, and whoever else
 * knows SHA-256 and Ed25519.
 * @param entityIds AUD-03, ROL-06: whole are only the entries of these entities. Of every other one the links stay, so that none can be left out, added or put in
 * another order, and the head still vouches for all of it.
 */
export async function* exportedChain(store: ServerStore, entityIds: readonly string[] | null = null): AsyncGenerator<string> {
  const head = await presentHead(store);
  const keys = await store.reader.selectFrom('signing_key').selectAll().orderBy('since').execute();
  yield JSON.stringify({
    format: exportFormat,
    version: 1,
    keys: keys.map(({ id, public_key: publicKey, since }) => ({ id, publicKey, since })),
  });
  const last = head?.position ?? 0;
  for (let after = 0; after < last; ) {
    const rows = await rowsAfter(store, after, last, entityIds);
    for (const row of rows) yield lineOf(row);
    const reached = rows.at(-1)?.position;
    if (reached === undefined) break;
    after = reached;
  }
  yield JSON.stringify({ head });
}

import type { ServerStore } from '../store/open.ts';
import type { SignedHead } from './signed-head.ts';

export const exportFormat = 'counterfoil audit chain';

const pageSize = 500;

/** The head as it stands, with its signature. `null` before the first entry. */
export const presentHead = async (store: ServerStore): Promise<SignedHead | null> => {
  const counter = await store.reader.selectFrom('counter').selectAll().executeTakeFirstOrThrow();
  const { epoch, position, hash, signed_at: signedAt, key_id: keyId, signature } = counter;
  return position === 0 ? null : { epoch, position, hash, signedAt, keyId, signature };
};

/**
 * BEY-04: the whole chain as lines of JSON: the keys, every entry with its links in order, and the signed head. `verifiedChain` reads it, and whoever else
 * knows SHA-256 and Ed25519.
 */
export async function* exportedChain(store: ServerStore): AsyncGenerator<string> {
  const head = await presentHead(store);
  const keys = await store.reader.selectFrom('signing_key').selectAll().orderBy('since').execute();
  yield JSON.stringify({
    format: exportFormat,
    version: 1,
    keys: keys.map(({ id, public_key: publicKey, since }) => ({ id, publicKey, since })),
  });
  const last = head?.position ?? 0;
  for (let after = 0; after < last; ) {
    const rows = await store.reader
      .selectFrom('entry')
      .select(['position', 'previous', 'hash', 'content'])
      .where('position', '>', after)
      .where('position', '<=', last)
      .orderBy('position')
      .limit(pageSize)
      .execute();
    // The canonical text stands in the line as it is hashed.
    for (const { previous, hash, content } of rows) yield `{"previous":"${previous}","hash":"${hash}","entry":${content}}`;
    const reached = rows.at(-1)?.position;
    if (reached === undefined) break;
    after = reached;
  }
  yield JSON.stringify({ head });
}

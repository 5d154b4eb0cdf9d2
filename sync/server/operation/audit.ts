import { Readable } from 'node:stream';
import type { AuditEntryView, AuditQuery } from '../../protocol/administration.ts';
import { exportedChain } from '../chain/export.ts';
import type { ServerStore } from '../store/open.ts';

const pageSize = 100;

/** AUD-05: entries that fit, the newest first; `before` of the next page is the last position. */
export const auditPage = async (
  { reader }: ServerStore,
  { before, station, person, kind, document, verdict }: AuditQuery,
): Promise<{ readonly entries: readonly AuditEntryView[]; readonly isLast: boolean }> => {
  let query = reader.selectFrom('entry').selectAll('entry').orderBy('entry.position', 'desc').limit(pageSize);
  if (before !== undefined) query = query.where('entry.position', '<', Number(before));
  if (station !== undefined) query = query.where('entry.station', '=', station);
  if (person !== undefined) query = query.where('entry.person', '=', person);
  if (kind !== undefined) query = query.where('entry.command_kind', '=', kind);
  if (verdict !== undefined) query = query.where('entry.verdict', '=', verdict);
  if (document !== undefined) {
    query = query.where('entry.position', 'in', (of) =>
      of.selectFrom('entry_document').select('entry_document.position').where('entry_document.document_id', '=', document),
    );
  }
  const rows = await query.execute();
  const entries = rows.map((row) => ({
    position: row.position,
    at: row.admitted_at,
    givenAt: row.given_at,
    station: row.station,
    person: row.person,
    kind: row.command_kind,
    verdict: row.verdict,
    hash: row.hash,
    content: row.content,
  }));
  return { entries, isLast: rows.length < pageSize };
};

/** The whole chain as lines (sync/server/chain/export.ts). `npm run admin -- verify FILE` reads it without the server. */
export const auditExport = (store: ServerStore): Readable => Readable.from(exportLines(store));

async function* exportLines(store: ServerStore): AsyncGenerator<string> {
  for await (const line of exportedChain(store)) yield `${line}\n`;
}

import { Readable } from 'node:stream';
import type { AuditEntryView, AuditQuery } from '../../protocol/administration.ts';
import { exportedChain } from '../chain/export.ts';
import { type EntryFilter, entryRows } from '../chain/search.ts';
import type { ServerStore } from '../store/open.ts';

const pageSize = 100;

/** AUD-05: entries that fit, the newest first; `before` of the next page is the last position. */
export const auditPage = async (
  store: ServerStore,
  { before, station, person, kind, document, verdict }: AuditQuery,
): Promise<{ readonly entries: readonly AuditEntryView[]; readonly isLast: boolean }> => {
  const filter: EntryFilter = {
    ...(station === undefined ? {} : { station }),
    ...(person === undefined ? {} : { person }),
    ...(kind === undefined ? {} : { commandKinds: [kind] }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(document === undefined ? {} : { documentId: document }),
  };
  const rows = await entryRows(store, filter, { before: before === undefined ? null : Number(before), limit: pageSize });
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

import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import type { AuditHeadView, AuditPage, AuditQuery, AuditVerified } from '../../protocol/administration.ts';
import { exportedChain, presentHead } from '../chain/export.ts';
import { type EntryFilter, entryRows } from '../chain/search.ts';
import { verifiedChain } from '../chain/verify.ts';
import type { ServerStore } from '../store/open.ts';

const pageSize = 100;

/** AUD-05: entries that fit, the newest first; `before` of the next page is the last position. */
export const auditPage = async (
  store: ServerStore,
  entityIds: readonly string[] | null,
  { before, station, person, kind, document, verdict, from, until }: AuditQuery,
): Promise<AuditPage> => {
  const filter: EntryFilter = {
    ...(station === undefined ? {} : { station }),
    ...(person === undefined ? {} : { person }),
    ...(kind === undefined ? {} : { commandKinds: [kind] }),
    ...(verdict === undefined ? {} : { verdict }),
    ...(document === undefined ? {} : { documentId: document }),
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...(entityIds === null ? {} : { entityIds }),
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

export const auditHead = async (store: ServerStore): Promise<AuditHeadView> => ({ head: await presentHead(store) });

const linesBetweenBreaths = 200;

/** Lines with a breath now and then: whoever else asks meanwhile is answered. */
async function* unhurried(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let count = 0;
  for await (const line of lines) {
    count += 1;
    if (count % linesBetweenBreaths === 0) await setImmediate();
    yield line;
  }
}

const mostProblems = 50;

/** AUD-03: goes through the whole chain as it lies in the store. What an auditor does with an export shows more: it needs no trust in this server. */
export const auditVerified = async (store: ServerStore): Promise<AuditVerified> => {
  const { entries, problems } = await verifiedChain(unhurried(exportedChain(store)));
  return { entries, problems: problems.slice(0, mostProblems) };
};

/** The chain as lines (sync/server/chain/export.ts), whole or for some entities. `npm run admin -- verify FILE` reads it without the server. */
export const auditExport = (store: ServerStore, entityIds: readonly string[] | null): Readable =>
  Readable.from(exportLines(store, entityIds));

async function* exportLines(store: ServerStore, entityIds: readonly string[] | null): AsyncGenerator<string> {
  for await (const line of exportedChain(store, entityIds)) yield `${line}\n`;
}

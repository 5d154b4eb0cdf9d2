import {
  type GapReport,
  gapReport,
  type NumberedDocument,
  type NumberLedger,
  numberLedgers,
} from '../../../core/organization/number-ledger.ts';
import { isBlock } from '../../../core/organization/number-block.ts';
import type { NumberSeries } from '../../../core/organization/types.ts';
import type { ServerStore } from '../store/open.ts';
import { serverState } from '../store/state.ts';

/** NUM-04: what became of every number of every series, and what no document carries. */
export type NumberReport = {
  readonly series: readonly NumberSeries[];
  readonly ledgers: readonly NumberLedger[];
  readonly report: GapReport;
};

const pageSize = 2_000;

/** Only what tells about numbers is kept of a document: there may be very many. */
async function* numberedDocuments(store: ServerStore, entityIds: readonly string[] | null): AsyncGenerator<NumberedDocument> {
  for (let after = 0; ; ) {
    let query = store.reader
      .selectFrom('document')
      .select(['sequence', 'body'])
      .where('kind', 'in', ['invoice', 'credit-note'])
      .where('sequence', '>', after)
      .orderBy('sequence')
      .limit(pageSize);
    if (entityIds !== null) query = query.where('entity_id', 'in', [...entityIds, '']);
    const rows = await query.execute();
    for (const { body } of rows) {
      const { id, seriesId, number } = JSON.parse(body) as NumberedDocument;
      if (number !== null) yield { id, seriesId, number };
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.sequence;
  }
}

/** @param entityIds whose series; `null`: all. */
export const numberReport = async (store: ServerStore, entityIds: readonly string[] | null = null): Promise<NumberReport> => {
  const all: readonly NumberSeries[] = await serverState(store).source.list('number-series');
  const series = all.filter(({ entityId }) => entityIds === null || entityIds.includes(entityId));
  const documents: NumberedDocument[] = [];
  for await (const document of numberedDocuments(store, entityIds)) documents.push(document);
  const ledgers = numberLedgers(series, documents);
  // A block has no ledger of its own: its numbers stand in that of its series.
  return { series: series.filter((entry) => !isBlock(entry)), ledgers, report: gapReport(ledgers) };
};

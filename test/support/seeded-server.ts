import type { AnyDocument } from '../../core/collections.ts';
import { gapReport, type GapReport, numberLedgers } from '../../core/organization/number-ledger.ts';
import { textOf } from '../../sync/server/store/document-row.ts';
import type { ServerStore } from '../../sync/server/store/open.ts';
import { serverState } from '../../sync/server/store/state.ts';

/** Puts documents into a server's store as if they had always been there. */
export const seeded = (server: ServerStore, documents: readonly AnyDocument[]): Promise<void> =>
  serverState(server).exclusively((state) =>
    state.write(documents.map((document) => ({ document, text: textOf(document), before: null }))),
  );

/** NUM-04 over everything that the server holds. */
export const gapsOf = async (server: ServerStore): Promise<GapReport> => {
  const { source } = serverState(server);
  const [series, invoices, notes] = [await source.list('number-series'), await source.list('invoice'), await source.list('credit-note')];
  return gapReport(numberLedgers(series, [...invoices, ...notes]));
};

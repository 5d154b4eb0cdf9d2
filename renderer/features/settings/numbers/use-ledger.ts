import { type NumberedDocument, type NumberLedger, numberLedger } from '../../../../core/organization/number-ledger.ts';
import type { NumberSeries } from '../../../../core/organization/types.ts';
import { useAsked } from '../../../app/hooks.ts';
import { clock } from '../../../app/clock.ts';
import { workstation } from '../../../app/workstation.ts';

/** More than any series holds. */
const every = 1_000_000;

/** Documents that print a number of the series, as rows: whole documents would be a hundred times as much. */
const numbered = async (series: NumberSeries): Promise<readonly NumberedDocument[]> => {
  const { rows } = await workstation().rows({
    kind: series.documentType,
    filters: [{ column: 'number', op: 'contains', values: [series.prefix] }],
    text: '',
    sort: [],
    from: 0,
    count: every,
    on: clock.today(series.entityId),
    entityId: series.entityId,
  });
  return rows.flatMap(({ id, cells }) => {
    const { number } = cells;
    return typeof number === 'string' && number.startsWith(series.prefix) ? [{ id, seriesId: series.id, number }] : [];
  });
};

/**
 * NUM-04: what became of every number of each series, kept up to date.
 * @param known series among which are the blocks of these.
 */
export const useLedgers = (series: readonly NumberSeries[], known: readonly NumberSeries[]): readonly NumberLedger[] | undefined =>
  useAsked(
    `ledger|${known.map(({ id, rev }) => `${id}.${rev}`).join('|')}`,
    () => Promise.all(series.map(async (each) => numberLedger(each, await numbered(each), known))),
    (changed) => changed.some(({ kind }) => kind === 'invoice' || kind === 'credit-note' || kind === 'number-series'),
  ).value;

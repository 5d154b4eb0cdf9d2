import type { NumberLedger, NumberRow } from '../../../core/organization/number-ledger.ts';
import { gapReport } from '../../../core/organization/number-ledger.ts';
import { numberText } from '../../../core/organization/numbering.ts';
import type { NumberSeries } from '../../../core/organization/types.ts';
import type { NumbersView, SeriesNumbers } from '../../protocol/administration.ts';
import type { ServerStore } from '../store/open.ts';
import { numberReport } from './ledger.ts';

/** What is shown of a series at once; the last ones, since who asks asks about now. */
const mostGaps = 200;

const isIssued = ({ fate }: NumberRow): boolean => fate.kind === 'issued';

const seriesNumbers = (series: NumberSeries, ledger: NumberLedger): SeriesNumbers => {
  const { gaps, unexplained } = gapReport([ledger]);
  const { id, entityId, documentType, prefix, mode, station, state, next } = series;
  return {
    id,
    entityId,
    documentType,
    prefix,
    mode,
    station,
    state,
    next: numberText(series, next),
    issued: ledger.rows.filter(isIssued).length,
    gapCount: gaps.length,
    gaps: gaps.slice(-mostGaps).map(({ text, fate }) => ({ text, fate })),
    unexplained,
  };
};

/** NUM-04, ROL-06: the gap report over the series of these entities; `null`: of all. */
export const numbersView = async (store: ServerStore, entityIds: readonly string[] | null): Promise<NumbersView> => {
  const { series, ledgers, report } = await numberReport(store, entityIds);
  return {
    series: series.flatMap((each, at) => (ledgers[at] === undefined ? [] : [seriesNumbers(each, ledgers[at])])),
    unexplained: report.unexplained,
  };
};

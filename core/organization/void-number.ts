import { Type } from 'typebox';
import { type Command, revised, type StoredDocument } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { isBlock } from './number-block.ts';
import type { NumberedDocument } from './number-ledger.ts';
import { numberText } from './numbering.ts';
import { idSchema, textSchema } from './schema.ts';
import type { NumberSeries } from './types.ts';

export type VoidNumber = Command<
  'number-series.void-number',
  { readonly seriesId: string; readonly number: number; readonly reason: string }
>;

/** The station that owns the series gives its next number, perhaps at this moment and without a network: nobody else skips it, or ends the series. */
export type SeriesOfAnotherStation = { readonly code: 'series.of-another-station'; readonly seriesId: string; readonly station: string };
export type SeriesMissing = { readonly code: 'series.missing'; readonly seriesId: string };
export type VoidNumberProblem =
  | SeriesMissing
  | { readonly code: 'number.on-document'; readonly number: string; readonly documentId: string }
  | { readonly code: 'number.already-voided'; readonly number: string; readonly reason: string }
  /** Only the next number may be skipped, one at a time; none that lies further ahead. */
  | { readonly code: 'number.not-reached'; readonly number: string; readonly next: string }
  | { readonly code: 'series.closed'; readonly seriesId: string; readonly prefix: string }
  | SeriesOfAnotherStation;

type Numbered = StoredDocument & NumberedDocument;
type Facts = {
  readonly series: NumberSeries | null;
  readonly carriers: readonly NumberedDocument[];
  /** The block that the number was lent with. */
  readonly block: NumberSeries | null;
};
type Source = Reads<{ 'number-series': NumberSeries; invoice: Numbered; 'credit-note': Numbered }>;

/** NUM-04: a number that no document carries is voided with its reason; the ledger explains it from then on. Voiding the next number skips it. */
export const voidNumber: UseCase<VoidNumber, Facts, VoidNumberProblem, Source> = {
  kind: 'number-series.void-number',
  shape: strictObject({ seriesId: idSchema, number: Type.Integer({ minimum: 1, maximum: 999_999_999_999 }), reason: textSchema(500, 1) }),

  gather: async (command, source) => {
    const series = await source.get('number-series', command.body.seriesId);
    if (series === null) return { series, carriers: [], block: null };
    const { number } = command.body;
    const all = await source.list('number-series');
    const block = all.filter(isBlock).find(({ block: { of, first, last } }) => of === series.id && first <= number && number <= last);
    const text = numberText(series, command.body.number);
    const documents = await source.list(series.documentType);
    return {
      series,
      block: block ?? null,
      carriers: documents.filter((document) => document.seriesId === series.id && document.number === text),
    };
  },

  plan: (command, { series, carriers, block }) => {
    const { seriesId, number, reason } = command.body;
    if (series === null) return refuse({ code: 'series.missing', seriesId });
    if (block !== null) return refuse({ code: 'series.of-another-station', seriesId: block.id, station: block.station ?? '' });
    const text = numberText(series, number);
    const [carrier] = carriers;
    if (carrier !== undefined) return refuse({ code: 'number.on-document', number: text, documentId: carrier.id });
    const before = series.voided.find((entry) => entry.number === number);
    if (before !== undefined) return refuse({ code: 'number.already-voided', number: text, reason: before.reason });
    if (number > series.next || (series.block !== undefined && (number > series.block.last || number < series.block.first)))
      return refuse({ code: 'number.not-reached', number: text, next: numberText(series, series.next) });
    if (number === series.next && series.state === 'open' && series.station !== null && series.station !== command.by.station) {
      return refuse({ code: 'series.of-another-station', seriesId, station: series.station });
    }
    if (number === series.next && series.state === 'closed') return refuse({ code: 'series.closed', seriesId, prefix: series.prefix });
    const voided = [...series.voided, { number, reason, at: command.at }];
    return done({ command, writes: [revised(series, { ...series, next: Math.max(series.next, number + 1), voided })] });
  },
};

import { Type } from 'typebox';
import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { endedSeries } from './number-block.ts';
import { idSchema, textSchema } from './schema.ts';
import { isServerStation } from './server-station.ts';
import type { NumberSeries } from './types.ts';
import type { SeriesMissing, SeriesOfAnotherStation } from './void-number.ts';

/** `lostStation`: the station whose series this is, said by somebody who knows that it gives no numbers any more. */
export type CloseSeries = Command<
  'number-series.close',
  { readonly seriesId: string; readonly reason?: string; readonly lostStation?: string }
>;

export type CloseSeriesProblem =
  | SeriesMissing
  | SeriesOfAnotherStation
  | { readonly code: 'series.closed'; readonly seriesId: string; readonly prefix: string }
  /** It goes on for all stations; only a restore ends it (`end-at-restore.ts`). */
  | { readonly code: 'series.of-all-stations'; readonly seriesId: string; readonly prefix: string };

type Facts = { readonly series: NumberSeries | null };

/**
 * A series ends and never opens again; what comes later gets numbers of another series. What a block has left is void for the reason given (NUM-04). Only its own
 * station closes it, knowing which numbers it gave; that of a lost or revoked station the server does, at the last number seen (NUM-05). Where a
 * company has no server, whoever answers for it closes the series of an earlier machine: they name the station, and a server that knows it will not have that.
 */
export const closeSeries: UseCase<CloseSeries, Facts, CloseSeriesProblem, Reads<{ 'number-series': NumberSeries }>> = {
  kind: 'number-series.close',
  shape: strictObject({ seriesId: idSchema, reason: Type.Optional(textSchema(500, 1)), lostStation: Type.Optional(textSchema(40, 1)) }),

  gather: async (command, source) => ({ series: await source.get('number-series', command.body.seriesId) }),

  plan: (command, { series }) => {
    const { seriesId, lostStation } = command.body;
    const reason = command.body.reason ?? (lostStation === undefined ? 'closed' : 'station-lost');
    if (series === null) return refuse({ code: 'series.missing', seriesId });
    const { station, prefix } = series;
    if (station === null) return refuse({ code: 'series.of-all-stations', seriesId, prefix });
    if (station !== command.by.station && station !== lostStation && !isServerStation(command.by.station))
      return refuse({ code: 'series.of-another-station', seriesId, station });
    if (series.state === 'closed') return refuse({ code: 'series.closed', seriesId, prefix });
    return done({ command, writes: [revised(series, endedSeries(series, reason, command.at))] });
  },
};

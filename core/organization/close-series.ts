import { Type } from 'typebox';
import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { endedSeries } from './number-block.ts';
import { idSchema, textSchema } from './schema.ts';
import type { NumberSeries } from './types.ts';
import type { SeriesMissing } from './void-number.ts';

export type CloseSeries = Command<'number-series.close', { readonly seriesId: string; readonly reason?: string }>;

export type CloseSeriesProblem = SeriesMissing | { readonly code: 'series.closed'; readonly seriesId: string; readonly prefix: string };

type Facts = { readonly series: NumberSeries | null };

/**
 * NUM-05: a lost or revoked station's series ends at the last number seen. It never opens again; what comes later gets numbers of another series. What a
 * block has left is void for the reason given (NUM-04).
 */
export const closeSeries: UseCase<CloseSeries, Facts, CloseSeriesProblem, Reads<{ 'number-series': NumberSeries }>> = {
  kind: 'number-series.close',
  shape: strictObject({ seriesId: idSchema, reason: Type.Optional(textSchema(500, 1)) }),

  gather: async (command, source) => ({ series: await source.get('number-series', command.body.seriesId) }),

  plan: (command, { series }) => {
    const { seriesId, reason = 'closed' } = command.body;
    if (series === null) return refuse({ code: 'series.missing', seriesId });
    if (series.state === 'closed') return refuse({ code: 'series.closed', seriesId, prefix: series.prefix });
    return done({ command, writes: [revised(series, endedSeries(series, reason, command.at))] });
  },
};

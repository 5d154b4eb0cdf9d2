import { Type } from 'typebox';
import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { endedSeries, isBlock } from './number-block.ts';
import { idSchema } from './schema.ts';
import type { NumberSeries } from './types.ts';
import type { SeriesMissing, SeriesOfAnotherStation } from './void-number.ts';

/** Why a station gives up what it has left of a block. */
export const returnReasons = ['year-over', 'left-server', 'not-needed'] as const;
export type ReturnReason = (typeof returnReasons)[number];

export type ReturnBlock = Command<'number-series.return-block', { readonly seriesId: string; readonly reason: ReturnReason }>;

export type ReturnBlockProblem =
  | SeriesMissing
  | { readonly code: 'series.not-a-block'; readonly seriesId: string; readonly prefix: string }
  | SeriesOfAnotherStation;

type Facts = { readonly series: NumberSeries | null };

/**
 * NUM-02, NUM-04: a station gives up a block. Only the station itself does, in the order of its own commands: nobody else knows which numbers it has given since
 * it was last heard. What is left is void from then on; nobody gets it again, since papers may be on their way.
 */
export const returnBlock: UseCase<ReturnBlock, Facts, ReturnBlockProblem, Reads<{ 'number-series': NumberSeries }>> = {
  kind: 'number-series.return-block',
  shape: strictObject({ seriesId: idSchema, reason: Type.Unsafe<ReturnReason>(Type.Enum([...returnReasons])) }),

  gather: async (command, source) => ({ series: await source.get('number-series', command.body.seriesId) }),

  plan: (command, { series }) => {
    const { seriesId, reason } = command.body;
    if (series === null) return refuse({ code: 'series.missing', seriesId });
    if (!isBlock(series) || series.station === null) return refuse({ code: 'series.not-a-block', seriesId, prefix: series.prefix });
    const { station } = series;
    if (station !== command.by.station) return refuse({ code: 'series.of-another-station', seriesId, station });
    // It has ended otherwise meanwhile, and that has said what became of its numbers.
    if (series.state === 'closed') return done({ command, writes: [] });
    return done({ command, writes: [revised(series, endedSeries(series, reason, command.at))] });
  },
};

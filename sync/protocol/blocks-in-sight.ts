import type { Command } from '../../core/kernel/command.ts';
import type { NumberSeries } from '../../core/organization/types.ts';
import type { Source } from '../../core/sources.ts';
import type { NumberClaim } from './push.ts';

/** What a person does to a series itself is held against every block there is: a number that was lent is nobody else's to skip. */
const isAboutSeries = (kind: string): boolean => kind.startsWith('number-series.');

/**
 * NUM-02: the state as a station saw it when it gave a command: without the blocks of its own that the command took no number from. One that it was lent
 * later would number now what was issued provisionally then.
 */
export const withBlocksInSight = (source: Source, { kind: given, by }: Command, numbers: readonly NumberClaim[]): Source => {
  if (isAboutSeries(given)) return source;
  const named = new Set(numbers.map(({ seriesId }) => seriesId));
  return {
    get: (kind, id) => source.get(kind, id),
    list: async (kind, where) => {
      const documents = await source.list(kind, where);
      if (kind !== 'number-series') return documents;
      return documents.filter((document) => {
        const series = document as NumberSeries;
        return series.block === undefined || series.station !== by.station || named.has(series.id);
      });
    },
  };
};

import type { NumberSeries } from '../../core/organization/types.ts';
import type { Source } from '../../core/sources.ts';
import type { NumberClaim } from './push.ts';

/** The series that a command's numbers are of. */
export const blocksNamed = (numbers: readonly NumberClaim[]): ReadonlySet<string> => new Set(numbers.map(({ seriesId }) => seriesId));

/**
 * NUM-02: the state as a station saw it when it gave a command: without the blocks of its own that the command took no number from. One that it was lent
 * later would number now what was issued provisionally then.
 */
export const withBlocksInSight = (source: Source, station: string, named: ReadonlySet<string>): Source => ({
  get: (kind, id) => source.get(kind, id),
  list: async (kind, where) => {
    const documents = await source.list(kind, where);
    if (kind !== 'number-series') return documents;
    return documents.filter((document) => {
      const series = document as NumberSeries;
      return series.block === undefined || series.station !== station || named.has(series.id);
    });
  },
});

import { partsOf, type PlainDate } from '../time/plain-date.ts';
import type { BlockWish } from './lease-block.ts';
import { blockSizeOf, isRunningLow, lentSeries, numbersLeft, openBlocks } from './number-block.ts';
import { seriesFor } from './numbering.ts';
import type { NumberSeries, OperatingEntity } from './types.ts';

/** What a station can still number without its server, of one series. `isAhead`: of the coming year; nothing waits for its numbers yet. */
export type LentNumbers = BlockWish & {
  readonly prefix: string;
  readonly left: number;
  readonly isLow: boolean;
  readonly isAhead: boolean;
};

/** NUM-02: of every series that an active entity lends in blocks. */
export const lentNumbers = (
  entity: OperatingEntity,
  series: readonly NumberSeries[],
  station: string,
  today: PlainDate,
): readonly LentNumbers[] => {
  if (entity.state !== 'active') return [];
  return lentSeries(entity, station, today).map(({ seriesId, documentType, year }) => {
    const left = openBlocks(series, seriesId, station).reduce((sum, block) => sum + numbersLeft(block), 0);
    return {
      entityId: entity.id,
      documentType,
      year,
      prefix: seriesFor(entity, documentType, station, year).prefix,
      left,
      isLow: isRunningLow(left, blockSizeOf(entity.numbering[documentType])),
      isAhead: year > partsOf(today).year,
    };
  });
};

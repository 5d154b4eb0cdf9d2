import { derivedId } from '../kernel/ids.ts';
import { invariant } from '../kernel/invariant.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import { sortedBy } from '../kernel/order.ts';
import type { Instant } from '../time/instant.ts';
import { partsOf, type PlainDate } from '../time/plain-date.ts';
import { type NumberingProblem, openedSeries, seriesFor } from './numbering.ts';
import type { BlockRange, DocumentType, Numbering, NumberSeries, OperatingEntity } from './types.ts';

type Series = Omit<NumberSeries, 'rev'>;

/**
 * NUM-02: numbers of a central series that the server lent to one station. A block is a series of that station's own, so that whatever holds for these holds for
 * it: its numbers are given in order and without a network, in the same write as the documents, and the server knows the next one. Only where small jumps are lawful.
 */
export type NumberBlock<S = NumberSeries> = S & { readonly block: BlockRange };

export const isBlock = <S extends Pick<NumberSeries, 'block'>>(series: S): series is NumberBlock<S> => series.block !== undefined;

const usualSize = 50;

/** How many numbers a station is lent at a time. */
export const blockSizeOf = ({ blockSize }: Pick<Numbering, 'blockSize'>): number => blockSize ?? usualSize;

/** Numbers that the block can still give. */
export const numbersLeft = ({ state, next, block }: Pick<NumberBlock, 'state' | 'next' | 'block'>): number =>
  state === 'open' ? block.last - next + 1 : 0;

/** The blocks of a series that a station can still number from, in the order in which it does. */
export const openBlocks = <S extends Series>(series: readonly S[], of: string, station: string): readonly NumberBlock<S>[] => {
  const own = series.filter(isBlock).filter((each) => each.block.of === of && each.station === station && numbersLeft(each) > 0);
  return sortedBy(own, ({ block }) => String(block.first).padStart(16, '0'));
};

/** Lends the next `size` numbers to a station. They count as taken in the series from now on. */
export const lentBlock = <S extends Series>(
  series: S,
  station: string,
  size: number,
): Outcome<{ readonly block: NumberBlock<Series>; readonly series: S }, NumberingProblem> => {
  invariant(series.mode === 'leased-block' && series.station === null, 'blocks are lent from a series that is lent in blocks');
  invariant(Number.isSafeInteger(size) && size > 0, 'a block has numbers');
  if (series.state === 'closed') return refuse({ code: 'series.closed', seriesId: series.id, prefix: series.prefix });
  const first = series.next;
  const { entityId, documentType, mode, prefix, digits, year } = series;
  const opened = openedSeries({
    id: derivedId('block', series.id, station, first),
    entityId,
    documentType,
    mode,
    station,
    prefix,
    digits,
    year,
  });
  const block: BlockRange = { of: series.id, first, last: first + size - 1 };
  return done({ block: { ...opened, next: first, block }, series: { ...series, next: first + size } });
};

/** NUM-04: ends a series; numbers that a block has left are voided with the reason why nobody gives them. */
export const endedSeries = <S extends Series>(series: S, reason: string, at: Instant): S => {
  if (!isBlock(series)) return { ...series, state: 'closed' };
  const unused = Array.from({ length: numbersLeft(series) }, (_, index) => ({ number: series.next + index, reason, at }));
  return { ...series, next: series.next + unused.length, voided: [...series.voided, ...unused], state: 'closed' };
};

/** A series that an entity lends in blocks, on a day. */
export type LentSeries = { readonly seriesId: string; readonly documentType: DocumentType; readonly year: number };

const documentTypes: readonly DocumentType[] = ['invoice', 'credit-note'];

/** In the second half of December stations take numbers of the coming year along: they may not be back before it begins. */
const yearsOn = (today: PlainDate, { yearly }: Numbering): readonly number[] => {
  const { year, month, day } = partsOf(today);
  return yearly && month === 12 && day > 15 ? [year, year + 1] : [year];
};

/** The series of an entity that are lent in blocks, for its documents of a day and what comes soon. */
export const lentSeries = (entity: Pick<OperatingEntity, 'id' | 'numbering'>, station: string, today: PlainDate): readonly LentSeries[] =>
  documentTypes.flatMap((documentType) => {
    const numbering = entity.numbering[documentType];
    if (numbering.mode !== 'leased-block') return [];
    return yearsOn(today, numbering).map((year) => ({
      seriesId: seriesFor(entity, documentType, station, year).id,
      documentType,
      year,
    }));
  });

/** A station asks for more by itself when less than half a block is left. */
export const isRunningLow = (left: number, size: number): boolean => left * 2 < size;

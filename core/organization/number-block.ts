import { invariant } from '../kernel/invariant.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import type { Instant } from '../time/instant.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { dateProblems, numberText, type NumberingProblem } from './numbering.ts';
import type { NumberSeries } from './types.ts';

/**
 * NUM-02: numbers of a central series that the server lent to one station: `first` to `last`, both inclusive. `next` is the first unused one, `last + 1`
 * when all are used. Only where small jumps are lawful.
 */
export type NumberBlock = {
  readonly seriesId: string;
  readonly station: string;
  readonly first: number;
  readonly last: number;
  readonly next: number;
  readonly lastIssuedOn: PlainDate | null;
};

export type BlockProblem =
  | NumberingProblem
  | { readonly code: 'block.exhausted'; readonly seriesId: string; readonly wanted: number; readonly left: number };

type Series = Omit<NumberSeries, 'rev'>;

export const numbersLeft = (block: NumberBlock): number => block.last - block.next + 1;

/** Lends the next `size` numbers to a station. They count as taken in the series from now on. */
export const leasedBlock = <S extends Series>(
  series: S,
  station: string,
  size: number,
): Outcome<{ readonly block: NumberBlock; readonly series: S }, NumberingProblem> => {
  invariant(series.mode === 'leased-block', 'blocks are lent from a series that is lent in blocks');
  invariant(Number.isSafeInteger(size) && size > 0, 'a block has numbers');
  if (series.state === 'closed') return refuse({ code: 'series.closed', seriesId: series.id, prefix: series.prefix });
  const { next, lastIssuedOn } = series;
  const block: NumberBlock = { seriesId: series.id, station, first: next, last: next + size - 1, next, lastIssuedOn };
  return done({ block, series: { ...series, next: next + size } });
};

/** Numbers from a block, one for each date. Issue dates never go backwards inside the block; too few numbers refuse them all. */
export const takeFromBlock = (
  block: NumberBlock,
  series: Series,
  dates: readonly PlainDate[],
): Outcome<{ readonly numbers: readonly string[]; readonly block: NumberBlock }, BlockProblem> => {
  invariant(block.seriesId === series.id, 'a block belongs to its series');
  if (series.state === 'closed') return refuse({ code: 'series.closed', seriesId: series.id, prefix: series.prefix });
  const left = numbersLeft(block);
  if (dates.length > left) return refuse({ code: 'block.exhausted', seriesId: series.id, wanted: dates.length, left });
  const problems = dateProblems({ id: series.id, year: series.year, lastIssuedOn: block.lastIssuedOn }, dates);
  if (problems.length > 0) return { ok: false, problems };
  return done({
    numbers: dates.map((_, index) => numberText(series, block.next + index)),
    block: { ...block, next: block.next + dates.length, lastIssuedOn: dates.at(-1) ?? block.lastIssuedOn },
  });
};

/** Takes a block back: what was not used is voided with its reason, so that the series explains every number (NUM-04). */
export const returnedBlock = <S extends Series>(series: S, block: NumberBlock, reason: string, at: Instant): S => {
  invariant(block.seriesId === series.id, 'a block returns to its series');
  const unused = Array.from({ length: numbersLeft(block) }, (_, index) => ({ number: block.next + index, reason, at }));
  const lastIssuedOn = [series.lastIssuedOn, block.lastIssuedOn].reduce((a, b) => (a === null || (b !== null && b > a) ? b : a));
  return { ...series, lastIssuedOn, voided: [...series.voided, ...unused] };
};

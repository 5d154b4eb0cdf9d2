import { derivedId } from '../kernel/ids.ts';
import { invariant } from '../kernel/invariant.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import { partsOf, type PlainDate } from '../time/plain-date.ts';
import type { DocumentType, NumberSeries, OperatingEntity } from './types.ts';

/** A series before its first number, as it is told from entity, document type, station and year. A block is told from its series. */
export type SeriesKey = Pick<NumberSeries, 'id' | 'entityId' | 'documentType' | 'mode' | 'station' | 'prefix' | 'digits' | 'year'>;

/** Who gives the number: only the server counts a central series on (NUM-02). */
export type Issuer = 'station' | 'server';

export type NumberingProblem =
  | { readonly code: 'series.closed'; readonly seriesId: string; readonly prefix: string }
  /** NUM-03: the date lies before the last one of the series; a wrong clock is the usual cause. */
  | { readonly code: 'series.date-backwards'; readonly seriesId: string; readonly on: PlainDate; readonly lastIssuedOn: PlainDate }
  | { readonly code: 'series.other-year'; readonly seriesId: string; readonly on: PlainDate; readonly year: number };

const stationForm = /^[A-Za-z0-9]{1,12}$/;

/**
 * NUM-02, NUM-03: the series of a document. A station's series names the station (`INV-A7-2026-`), a central one and its leased blocks do not
 * (`INV-2026-`); with a yearly restart every year is a series of its own. The id is derived, so that a second try meets the first.
 * @param station the code of the station, 1 to 12 letters or digits; plays no part in a central series.
 * @param year of the day of issue.
 * @throws InvariantBroken where the station has no such code.
 */
export const seriesFor = (
  entity: Pick<OperatingEntity, 'id' | 'numbering'>,
  documentType: DocumentType,
  station: string,
  year: number,
): SeriesKey => {
  const { mode, prefix, yearly, digits } = entity.numbering[documentType];
  const owner = mode === 'station-series' ? station : null;
  invariant(owner === null || stationForm.test(owner), 'a station has a code of letters and digits');
  const text = [prefix, ...(owner === null ? [] : [owner.toUpperCase()]), ...(yearly ? [String(year).padStart(4, '0')] : []), ''].join('-');
  return {
    id: derivedId('series', entity.id, documentType, text),
    entityId: entity.id,
    documentType,
    mode,
    station: owner,
    prefix: text,
    digits,
    year: yearly ? year : null,
  };
};

/** A series with no number taken yet. It is written with its first documents. */
export const openedSeries = (key: SeriesKey): Omit<NumberSeries, 'rev'> => ({
  ...key,
  kind: 'number-series',
  next: 1,
  lastIssuedOn: null,
  voided: [],
  state: 'open',
});

/** NUM-05: what a prefix was before restores: each gives the numbers of a central series another name, such as `INVR2KLM` after `INV`. */
export const stemOfPrefix = (prefix: string): string => prefix.replace(/R\d+[A-Z]*$/, '');

/** The number as printed: at least `digits` digits after the prefix. */
export const numberText = (series: Pick<NumberSeries, 'prefix' | 'digits'>, number: number): string =>
  `${series.prefix}${String(number).padStart(series.digits, '0')}`;

/** The running number inside a printed one; `null` where the text belongs to another series. */
export const numberIn = (series: Pick<NumberSeries, 'prefix' | 'digits'>, text: string): number | null => {
  const digits = text.startsWith(series.prefix) ? text.slice(series.prefix.length) : '';
  const number = /^\d{1,15}$/.test(digits) ? Number(digits) : 0;
  return number > 0 && numberText(series, number) === text ? number : null;
};

/** What is wrong with dates that a series, or a block of it, would issue next. */
export const dateProblems = (
  series: Pick<NumberSeries, 'id' | 'year' | 'lastIssuedOn'>,
  dates: readonly PlainDate[],
): readonly NumberingProblem[] => {
  const problems: NumberingProblem[] = [];
  let last = series.lastIssuedOn;
  for (const on of dates) {
    if (series.year !== null && partsOf(on).year !== series.year) {
      problems.push({ code: 'series.other-year', seriesId: series.id, on, year: series.year });
    } else if (last !== null && on < last) {
      problems.push({ code: 'series.date-backwards', seriesId: series.id, on, lastIssuedOn: last });
    } else last = on;
  }
  return problems;
};

/** `numbers` are in the order of the dates; `null` says that the server will give it, and the document is provisional until then. */
export type TakenNumbers<S> = { readonly numbers: readonly (string | null)[]; readonly series: S };

/**
 * NUM-01, NUM-03: the next numbers of a series, one for each date, in order. The revised series goes into the same change as the documents: whoever writes one
 * writes both. All or nothing: a date that goes backwards, also within the call, or one of another year refuses them all.
 */
export const takeNumbers = <S extends Omit<NumberSeries, 'rev'>>(
  series: S,
  dates: readonly PlainDate[],
  issuer: Issuer = 'station',
): Outcome<TakenNumbers<S>, NumberingProblem> => {
  if (series.state === 'closed') return refuse({ code: 'series.closed', seriesId: series.id, prefix: series.prefix });
  const problems = dateProblems(series, dates);
  if (problems.length > 0) return { ok: false, problems };
  if (series.station === null && issuer === 'station') return done({ numbers: dates.map(() => null), series });
  const last = series.next + dates.length - 1;
  invariant(series.block === undefined || last <= series.block.last, 'no more is taken from a block than it has');
  const numbers = dates.map((_, index) => numberText(series, series.next + index));
  return done({ numbers, series: { ...series, next: last + 1, lastIssuedOn: dates.at(-1) ?? series.lastIssuedOn } });
};

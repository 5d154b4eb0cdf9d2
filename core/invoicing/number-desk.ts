import { groupedBy } from '../kernel/order.ts';
import { done, type Outcome } from '../kernel/outcome.ts';
import { created, revised, type Write } from '../kernel/command.ts';
import { isBlock, numbersLeft, openBlocks } from '../organization/number-block.ts';
import { type Issuer, type NumberingProblem, openedSeries, type SeriesKey, seriesFor, takeNumbers } from '../organization/numbering.ts';
import type { DocumentType, NumberSeries, OperatingEntity } from '../organization/types.ts';
import { later, partsOf, type PlainDate } from '../time/plain-date.ts';

/** A number with the day on which it is given: never before the last day of its series (NUM-03). `number` is `null` where only the server can give it (NUM-02). */
export type Given = { readonly number: string | null; readonly seriesId: NumberSeries['id']; readonly issuedOn: PlainDate };

/**
 * Where legal numbers are taken while documents are being issued: each number once, in order, and the series written in the same change as the
 * documents (NUM-01). It belongs to one computation.
 */
export class NumberDesk {
  readonly #before: ReadonlyMap<string, NumberSeries>;
  readonly #now = new Map<string, Omit<NumberSeries, 'rev'>>();
  readonly #keys = new Map<string, SeriesKey>();
  /** This station's blocks that had numbers left, by the series that they are of, in the order in which they are used up. */
  readonly #blocks: ReadonlyMap<string, readonly NumberSeries[]>;
  readonly #station: string;
  readonly #issuer: Issuer;

  constructor(series: readonly NumberSeries[], station: string, issuer: Issuer) {
    this.#before = new Map(series.map((entry) => [entry.id, entry]));
    this.#station = station;
    this.#issuer = issuer;
    const lenders = issuer === 'server' ? [] : [...groupedBy(series.filter(isBlock), ({ block }) => block.of).entries()];
    this.#blocks = new Map(lenders.map(([of, blocks]) => [of, openBlocks(blocks, of, station)]));
  }

  take(entity: OperatingEntity, documentType: DocumentType, wantedOn: PlainDate): Outcome<Given, NumberingProblem> {
    const key = this.#keyOf(entity, documentType, partsOf(wantedOn).year);
    const series = this.#block(key) ?? this.#now.get(key.id) ?? this.#before.get(key.id) ?? openedSeries(key);
    const issuedOn = series.lastIssuedOn === null ? wantedOn : later(wantedOn, series.lastIssuedOn);
    const taken = takeNumbers(series, [issuedOn], this.#issuer);
    if (!taken.ok) return taken;
    if (taken.value.series !== series) this.#now.set(series.id, taken.value.series);
    return done({ number: taken.value.numbers[0] ?? null, seriesId: series.id, issuedOn });
  }

  /** Why no number can be had on a day, `null` where one can. Nothing is taken. */
  hindrance(entity: OperatingEntity, documentType: DocumentType, on: PlainDate): NumberingProblem | null {
    const key = this.#keyOf(entity, documentType, partsOf(on).year);
    const series = this.#before.get(key.id);
    return series?.state === 'closed' ? { code: 'series.closed', seriesId: key.id, prefix: key.prefix } : null;
  }

  /** NUM-02: the block that the station numbers from just now; none where all are used up, so that only the server can give the number. */
  #block(key: SeriesKey): Omit<NumberSeries, 'rev'> | undefined {
    const blocks = key.mode === 'leased-block' ? (this.#blocks.get(key.id) ?? []) : [];
    return blocks.map((block) => this.#now.get(block.id) ?? block).find((block) => isBlock(block) && numbersLeft(block) > 0);
  }

  #keyOf(entity: OperatingEntity, documentType: DocumentType, year: number): SeriesKey {
    const place = `${entity.id}|${documentType}|${year}`;
    const key = this.#keys.get(place) ?? seriesFor(entity, documentType, this.#station, year);
    this.#keys.set(place, key);
    return key;
  }

  /** The series that moved, to be written with the documents. */
  writes(): readonly Write<NumberSeries>[] {
    return [...this.#now.values()].map((series) => {
      const before = this.#before.get(series.id);
      return before === undefined ? created<NumberSeries>(series) : revised(before, series);
    });
  }
}

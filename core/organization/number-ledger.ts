import { groupedBy, sortedBy } from '../kernel/order.ts';
import { isBlock, type NumberBlock, numbersLeft } from './number-block.ts';
import { numberIn, numberText } from './numbering.ts';
import type { NumberSeries } from './types.ts';

/** A document that carries a legal number, whatever became of it since: a void document keeps its number (INV-06). */
export type NumberedDocument = { readonly id: string; readonly seriesId: string | null; readonly number: string | null };

/** NUM-04. `leased` is open at a station. `doubled` and `unexplained` must not happen; the gap report is there to show that they did not. */
export type NumberFate =
  | { readonly kind: 'issued'; readonly documentId: string }
  | { readonly kind: 'voided'; readonly reason: string; readonly at: string }
  | { readonly kind: 'leased'; readonly station: string }
  | { readonly kind: 'open' }
  | { readonly kind: 'doubled'; readonly documentIds: readonly string[]; readonly voidedToo: boolean }
  | { readonly kind: 'unexplained' };

export type NumberRow = { readonly number: number; readonly text: string; readonly fate: NumberFate };

/** `rows` hold every number from 1 to the next one (which is open unless the series is closed); `strangers` name the series but have no number of it. */
export type NumberLedger = {
  readonly seriesId: string;
  readonly prefix: string;
  readonly rows: readonly NumberRow[];
  readonly strangers: readonly NumberedDocument[];
};

/** Why a number of a series that a restore has ended stands on nothing: whatever it was given for did not come back. */
const lostWithRestore = 'restore';

type Carried = ReadonlyMap<number, readonly string[]>;
type Voided = ReadonlyMap<number, NumberSeries['voided'][number]>;
type Book = { readonly series: NumberSeries; readonly blocks: readonly NumberBlock[]; readonly carriers: Carried; readonly voided: Voided };

const fateOf = (number: number, { series, blocks, carriers, voided }: Book, isOpen: boolean): NumberFate => {
  const on = (carriers.get(number) ?? []).toSorted();
  const [documentId] = on;
  const entry = voided.get(number);
  if (on.length > 1 || (documentId !== undefined && entry !== undefined)) {
    return { kind: 'doubled', documentIds: on, voidedToo: entry !== undefined };
  }
  if (documentId !== undefined) return { kind: 'issued', documentId };
  if (entry !== undefined) return { kind: 'voided', reason: entry.reason, at: entry.at };
  const block = blocks.find((each) => each.block.first <= number && number <= each.block.last);
  const { restored } = block ?? series;
  if (restored !== undefined && number >= restored.from) return { kind: 'voided', reason: lostWithRestore, at: restored.at };
  if (block !== undefined && numbersLeft(block) > 0 && number >= block.next) return { kind: 'leased', station: block.station ?? '' };
  return isOpen && number === series.next ? { kind: 'open' } : { kind: 'unexplained' };
};

/** Which documents carry which number; and those that name the series, or a block of it, and have no number there. */
const carried = (series: NumberSeries, blocks: readonly NumberBlock[], documents: readonly NumberedDocument[]) => {
  const carriers = new Map<number, readonly string[]>();
  const strangers: NumberedDocument[] = [];
  const byId = new Map(blocks.map((block) => [block.id, block.block]));
  for (const document of documents) {
    if (document.number === null || document.seriesId === null) continue;
    const range = byId.get(document.seriesId);
    if (document.seriesId !== series.id && range === undefined) continue;
    const number = numberIn(series, document.number);
    const isInside = number !== null && (range === undefined || (range.first <= number && number <= range.last));
    if (!isInside) strangers.push(document);
    else carriers.set(number, [...(carriers.get(number) ?? []), document.id]);
  }
  return { carriers, strangers };
};

/**
 * NUM-04: what became of every number of a series: issued, voided with a reason, or open. Documents of other series are passed over. A document whose
 * number lies at or beyond the next one shows the numbers before it as unexplained.
 * @param others series among which are the blocks that were lent from this one: their numbers are its own.
 */
export const numberLedger = (
  series: NumberSeries,
  documents: readonly NumberedDocument[],
  others: readonly NumberSeries[] = [],
): NumberLedger => {
  const blocks = others.filter(isBlock).filter(({ block }) => block.of === series.id);
  const { carriers, strangers } = carried(series, blocks, documents);
  const voided = new Map([series, ...blocks].flatMap((each) => each.voided.map((entry) => [entry.number, entry] as const)));
  const book = { series, blocks, carriers, voided };
  const lastTaken = [...carriers.keys(), ...voided.keys()].reduce((a, b) => Math.max(a, b), series.next - 1);
  const isOpen = series.state === 'open' && lastTaken < series.next;
  const rows = Array.from({ length: isOpen ? lastTaken + 1 : lastTaken }, (_, index): NumberRow => {
    const number = index + 1;
    return { number, text: numberText(series, number), fate: fateOf(number, book, isOpen) };
  });
  return { seriesId: series.id, prefix: series.prefix, rows, strangers };
};

/** NUM-04: the ledgers of all these series. A block has none of its own: its numbers stand in that of the series which it was lent from. */
export const numberLedgers = (series: readonly NumberSeries[], documents: readonly NumberedDocument[]): readonly NumberLedger[] => {
  const bySeries = groupedBy(documents, ({ seriesId }) => seriesId ?? '');
  const blocksOf = groupedBy(series.filter(isBlock), ({ block }) => block.of);
  return series
    .filter((each) => !isBlock(each))
    .map((each) => {
      const blocks = blocksOf.get(each.id) ?? [];
      const own = [each, ...blocks].flatMap(({ id }) => bySeries.get(id) ?? []);
      return numberLedger(each, own, blocks);
    });
};

/** One number that no single document carries, or that more than one does. */
export type Gap = { readonly seriesId: string; readonly text: string; readonly number: number; readonly fate: NumberFate };

export type GapReport = {
  /** Each voided, leased, doubled or unexplained number once, by series and number. */
  readonly gaps: readonly Gap[];
  /** What no reason explains: unexplained and doubled numbers, and documents without a number of their series. Always zero. */
  readonly unexplained: number;
};

/** NUM-04: the gap report over any number of series. */
export const gapReport = (ledgers: readonly NumberLedger[]): GapReport => {
  const gaps = sortedBy(ledgers, (ledger) => ledger.prefix).flatMap((ledger) =>
    ledger.rows
      .filter((row) => row.fate.kind !== 'issued' && row.fate.kind !== 'open')
      .map((row): Gap => ({ seriesId: ledger.seriesId, text: row.text, number: row.number, fate: row.fate })),
  );
  const wrong = gaps.filter((gap) => gap.fate.kind === 'unexplained' || gap.fate.kind === 'doubled').length;
  return { gaps, unexplained: ledgers.reduce((sum, ledger) => sum + ledger.strangers.length, wrong) };
};

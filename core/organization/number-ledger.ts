import { sortedBy } from '../kernel/order.ts';
import type { NumberBlock } from './number-block.ts';
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

const fateOf = (
  number: number,
  carriers: readonly string[],
  voided: NumberSeries['voided'][number] | undefined,
  { series, blocks, isOpen }: { readonly series: NumberSeries; readonly blocks: readonly NumberBlock[]; readonly isOpen: boolean },
): NumberFate => {
  const [documentId] = carriers;
  if (carriers.length > 1 || (documentId !== undefined && voided !== undefined)) {
    return { kind: 'doubled', documentIds: carriers, voidedToo: voided !== undefined };
  }
  if (documentId !== undefined) return { kind: 'issued', documentId };
  if (voided !== undefined) return { kind: 'voided', reason: voided.reason, at: voided.at };
  const block = blocks.find((entry) => entry.seriesId === series.id && entry.next <= number && number <= entry.last);
  if (block !== undefined) return { kind: 'leased', station: block.station };
  return isOpen && number === series.next ? { kind: 'open' } : { kind: 'unexplained' };
};

/**
 * NUM-04: what became of every number of a series: issued, voided with a reason, or open. Documents of other series are passed over. A document whose
 * number lies at or beyond the next one shows the numbers before it as unexplained.
 */
export const numberLedger = (
  series: NumberSeries,
  documents: readonly NumberedDocument[],
  blocks: readonly NumberBlock[] = [],
): NumberLedger => {
  const carriers = new Map<number, string[]>();
  const strangers: NumberedDocument[] = [];
  for (const document of documents) {
    if (document.seriesId !== series.id || document.number === null) continue;
    const number = numberIn(series, document.number);
    if (number === null) strangers.push(document);
    else carriers.set(number, [...(carriers.get(number) ?? []), document.id]);
  }
  const voided = new Map(series.voided.map((entry) => [entry.number, entry]));
  const lastTaken = [...carriers.keys(), ...voided.keys()].reduce((a, b) => Math.max(a, b), series.next - 1);
  const isOpen = series.state === 'open' && lastTaken < series.next;
  const rows = Array.from({ length: isOpen ? lastTaken + 1 : lastTaken }, (_, index): NumberRow => {
    const number = index + 1;
    return {
      number,
      text: numberText(series, number),
      fate: fateOf(number, (carriers.get(number) ?? []).toSorted(), voided.get(number), { series, blocks, isOpen }),
    };
  });
  return { seriesId: series.id, prefix: series.prefix, rows, strangers };
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

import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import { halfAwayFromZero } from '../money/rounding.ts';
import { roundedTogether } from '../money/together.ts';
import { type Amounts, amountsOf, creditedByGross, differenceOf, grossOf } from './credited-part.ts';
import type { LineBook } from './lines.ts';
import type { Invoice, Line } from './types.ts';

/** INV-19: what can still be credited of an issued line, net and taxes, signed as the line is. */
export type CreditableLine = { readonly line: Line; readonly credited: Amounts; readonly left: Amounts };

/** The invoice's lines in their order, each with what credits of every kind have left of it: those of notes by hand and of billing runs. */
export const creditableLines = (invoice: Pick<Invoice, 'lines'>, book: LineBook): readonly CreditableLine[] =>
  invoice.lines.map((line) => {
    const credited = book.credited(line);
    return { line, credited, left: differenceOf(amountsOf(line), credited) };
  });

/** What of the invoice can still be credited in all, tax included, in minor units. */
export const creditableMinor = (lines: readonly CreditableLine[]): number => lines.reduce((sum, { left }) => sum + grossOf(left), 0);

/** What somebody wants credited; amounts hold the tax and are signed as the line is. `null`: all that is left. */
export type WantedCredit =
  | { readonly kind: 'whole' }
  | { readonly kind: 'amount'; readonly grossMinor: number }
  | { readonly kind: 'lines'; readonly lines: readonly { readonly lineId: string; readonly grossMinor: number | null }[] };

export type CreditProblem =
  | { readonly code: 'credit-note.nothing-left'; readonly invoiceId: string }
  /** In total: more than is left of the invoice. */
  | { readonly code: 'credit-note.exceeds-invoice'; readonly invoiceId: string; readonly wantedMinor: number; readonly leftMinor: number }
  | { readonly code: 'credit-note.exceeds-line'; readonly lineId: string; readonly wantedMinor: number; readonly leftMinor: number }
  | { readonly code: 'credit-note.line-missing'; readonly lineId: string }
  | { readonly code: 'credit-note.line-repeated'; readonly lineId: string };

/** The part of one line that a credit note takes back, net and taxes, signed as the line is. */
export type CreditPart = { readonly line: Line; readonly part: Amounts };

const isNothing = ({ netMinor, taxesMinor }: Amounts): boolean => netMinor === 0 && taxesMinor.every((minor) => minor === 0);

const wholeParts = (lines: readonly CreditableLine[]): readonly CreditPart[] => lines.map(({ line, left }) => ({ line, part: left }));

/** In proportion to what is left of each line; the sum is exact. */
const spreadParts = (lines: readonly CreditableLine[], grossMinor: number): readonly CreditPart[] => {
  const leftMinor = creditableMinor(lines);
  const ratios = lines.map(({ left }) => ({ numerator: BigInt(grossOf(left)) * BigInt(grossMinor), denominator: BigInt(leftMinor) }));
  const shares = roundedTogether(ratios, halfAwayFromZero, 'largest-remainder');
  return lines.flatMap(({ line, credited }, index) => {
    const minor = shares[index] ?? 0;
    return minor === 0 ? [] : [{ line, part: creditedByGross(line, credited, minor) }];
  });
};

type WantedLine = { readonly lineId: string; readonly grossMinor: number | null };

const linePart = ({ lineId, grossMinor }: WantedLine, lines: readonly CreditableLine[]): Outcome<CreditPart, CreditProblem> => {
  const found = lines.find(({ line }) => line.id === lineId);
  if (found === undefined) return refuse({ code: 'credit-note.line-missing', lineId });
  const leftMinor = grossOf(found.left);
  const wantedMinor = grossMinor ?? leftMinor;
  const isWithin = Math.sign(wantedMinor) === Math.sign(leftMinor) && Math.abs(wantedMinor) <= Math.abs(leftMinor);
  if (!isWithin) return refuse({ code: 'credit-note.exceeds-line', lineId, wantedMinor, leftMinor });
  return done({ line: found.line, part: creditedByGross(found.line, found.credited, wantedMinor) });
};

const namedParts = (wanted: readonly WantedLine[], lines: readonly CreditableLine[]): Outcome<readonly CreditPart[], CreditProblem> => {
  const repeated = wanted.filter(({ lineId }, index) => wanted.findIndex((entry) => entry.lineId === lineId) !== index);
  const parts = wanted.map((entry) => linePart(entry, lines));
  const problems: CreditProblem[] = [
    ...repeated.map(({ lineId }): CreditProblem => ({ code: 'credit-note.line-repeated', lineId })),
    ...parts.flatMap((part) => (part.ok ? [] : part.problems)),
  ];
  return problems.length > 0 ? { ok: false, problems } : done(parts.flatMap((part) => (part.ok ? [part.value] : [])));
};

/**
 * INV-19, BEY-07, TAX-15: what a credit note takes back of each line, in the invoice's order, or why it may not. Never more than is left of a line, nor
 * in all more than is left of the invoice.
 */
export const creditParts = (
  invoice: Pick<Invoice, 'id' | 'lines'>,
  wanted: WantedCredit,
  book: LineBook,
): Outcome<readonly CreditPart[], CreditProblem> => {
  const lines = creditableLines(invoice, book);
  const leftMinor = creditableMinor(lines);
  if (leftMinor <= 0) return refuse({ code: 'credit-note.nothing-left', invoiceId: invoice.id });
  if (wanted.kind === 'amount' && wanted.grossMinor > leftMinor) {
    return refuse({ code: 'credit-note.exceeds-invoice', invoiceId: invoice.id, wantedMinor: wanted.grossMinor, leftMinor });
  }
  if (wanted.kind === 'whole' || (wanted.kind === 'amount' && wanted.grossMinor === leftMinor))
    return done(withoutNothing(wholeParts(lines)));
  if (wanted.kind === 'amount') return done(spreadParts(lines, wanted.grossMinor));
  const parts = namedParts(wanted.lines, lines);
  if (!parts.ok) return parts;
  const wantedMinor = parts.value.reduce((sum, { part }) => sum + grossOf(part), 0);
  if (wantedMinor > leftMinor) return refuse({ code: 'credit-note.exceeds-invoice', invoiceId: invoice.id, wantedMinor, leftMinor });
  if (wantedMinor <= 0) return refuse({ code: 'credit-note.nothing-left', invoiceId: invoice.id });
  const order = new Map(lines.map(({ line }, index) => [line.id, index]));
  return done(withoutNothing(parts.value.toSorted((a, b) => (order.get(a.line.id) ?? 0) - (order.get(b.line.id) ?? 0))));
};

const withoutNothing = (parts: readonly CreditPart[]): readonly CreditPart[] => parts.filter(({ part }) => !isNothing(part));

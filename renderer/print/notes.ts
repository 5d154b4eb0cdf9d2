import type { DocumentView, LineView, TaxView } from '../../core/views/document-view.ts';
import type { Piece } from './definition.ts';
import { paragraph, type Sheet, small } from './sheet.ts';
import { filled } from './wording.ts';

/** TAX-08, TAX-10: outcomes that a document must give a reason for. */
const explained = ['reverse-charge', 'exempt', 'zero-rated', 'not-registered', 'out-of-scope'] as const;
type Explained = (typeof explained)[number];

const isExplained = (outcome: TaxView['outcome']): outcome is Explained => explained.some((known) => known === outcome);

export type TaxNote = { readonly sign: string; readonly outcome: Explained; readonly reason: string };

const signs = ['¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];

/** One note for each reason that tax is not charged, in the order of the tax summary. */
export const taxNotes = (view: DocumentView): readonly TaxNote[] => {
  const notes: TaxNote[] = [];
  for (const { outcome, reason } of view.taxes) {
    if (!isExplained(outcome)) continue;
    // Only an exemption has reasons that differ from line to line.
    const told = outcome === 'exempt' ? reason : '';
    if (notes.some((note) => note.outcome === outcome && note.reason === told)) continue;
    notes.push({ sign: signs[notes.length] ?? '*', outcome, reason: told });
  }
  return notes;
};

/** The sign beside a line's rate that leads to its note. Lines do not name their certificate: several exemptions share the first sign. */
export const signOf = (notes: readonly TaxNote[], line: LineView): string =>
  notes.find(({ outcome }) => outcome === line.outcome)?.sign ?? '';

/** In words where it is a code of ours, else as it stands: the number of a certificate. */
const exemptReason = (sheet: Sheet, reason: string): string => {
  const words: Readonly<Record<string, string>> = sheet.wording.exemptReasons;
  return words[reason] ?? (reason || '–');
};

/** The notes under the totals, then the seller's own words. */
export const noteBlock = (sheet: Sheet, notes: readonly TaxNote[]): Piece | null => {
  const { view, wording, width } = sheet;
  const facts = { seller: view.seller.taxNumber || '–', customer: view.customer.taxNumber || '–' };
  const texts = notes.map(
    ({ sign, outcome, reason }) => `${sign} ${filled(wording.notes[outcome], { ...facts, reason: exemptReason(sheet, reason) })}`,
  );
  if (view.note.trim() !== '') texts.push(view.note);
  if (texts.length === 0) return null;
  return { stack: texts.map((text) => ({ ...paragraph(sheet, text, width, small(sheet)), margin: [0, 0, 0, 3] as const })) };
};

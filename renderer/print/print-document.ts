import type { TemplateSettings } from '../../core/organization/types.ts';
import type { DocumentView } from '../../core/views/document-view.ts';
import type { Definition, Piece } from './definition.ts';
import { numberOf, titleOf } from './facts.ts';
import { formatsOf } from './formats.ts';
import { classicHead, classicLook } from './layouts/classic.ts';
import { compactHead, compactLook } from './layouts/compact.ts';
import { modernHead, modernLook } from './layouts/modern.ts';
import { lineTable } from './line-table.ts';
import type { Look } from './look.ts';
import { imagesOf } from './mark.ts';
import { noteBlock, taxNotes } from './notes.ts';
import { footerNote, runningFoot, runningHead } from './page.ts';
import { paymentBlock } from './payment.ts';
import type { Sheet } from './sheet.ts';
import { standingBanner, watermarkOf } from './standing.ts';
import { type EastAsian, typesetter } from './text.ts';
import { totalsRow } from './totals.ts';
import { formatLocaleOf, wordingOf } from './wording.ts';
import { workingAppendix } from './working.ts';

const layouts: Readonly<
  Record<TemplateSettings['layout'], { readonly look: (accent: string) => Look; readonly head: (sheet: Sheet) => readonly Piece[] }>
> = {
  classic: { look: classicLook, head: classicHead },
  modern: { look: modernLook, head: modernHead },
  compact: { look: compactLook, head: compactHead },
};

/** ISO 216 A4 and ANSI A, in points. */
const papers = { A4: { width: 595.28, height: 841.89 }, LETTER: { width: 612, height: 792 } } as const;

/** Ideographs in the writing of the customer's country, else of the document's language. */
const eastAsianOf = (view: DocumentView): EastAsian => {
  const { country } = view.customer.address;
  const locale = view.locale.toLowerCase();
  if (country === 'JP' || locale.startsWith('ja')) return 'Japanese';
  if (country === 'KR' || locale.startsWith('ko')) return 'Korean';
  if (['TW', 'HK', 'MO'].includes(country) || /^zh-(hant|tw|hk|mo)/.test(locale)) return 'ChineseTraditional';
  return 'ChineseSimplified';
};

export const sheetOf = (view: DocumentView, template: TemplateSettings): Sheet => {
  const look = layouts[template.layout].look(template.accent);
  const page = papers[template.paper];
  return {
    view,
    template,
    look,
    page,
    formats: formatsOf(formatLocaleOf(view.locale)),
    wording: wordingOf(view.locale),
    type: typesetter(look.family, eastAsianOf(view)),
    width: page.width - look.margins[0] - look.margins[2],
  };
};

const present = (pieces: readonly (Piece | null)[]): readonly Piece[] => pieces.filter((piece) => piece !== null);

const spaced = (piece: Piece | null, above: number): Piece | null =>
  piece === null ? null : { stack: [piece], margin: [0, above, 0, 0], unbreakable: true };

/**
 * An invoice or credit note as a page description for pdfmake (INV-07). Pure: the same view and template give the same description on every
 * machine with the same version of Node, whose ICU writes the numbers and dates. pdfmake writes into what it is given, so it is made anew for
 * each rendering.
 */
export const documentDefinition = (view: DocumentView, template: TemplateSettings): Definition => {
  const sheet = sheetOf(view, template);
  const { look, type } = sheet;
  const notes = taxNotes(view);
  const lines = lineTable(sheet, notes);
  const watermark = watermarkOf(sheet);
  return {
    pageSize: sheet.page,
    pageMargins: look.margins,
    version: '1.7',
    language: formatLocaleOf(view.locale),
    displayTitle: true,
    info: {
      title: `${titleOf(sheet)} ${numberOf(sheet)}`,
      author: view.seller.name,
      subject: view.customer.name,
      creator: 'Counterfoil',
      producer: 'Counterfoil',
    },
    images: imagesOf(sheet),
    defaultStyle: { font: type.family, fontSize: look.sizes.text, lineHeight: look.lineHeight, color: look.colours.ink },
    content: present([
      standingBanner(sheet),
      ...layouts[template.layout].head(sheet),
      lines.table,
      totalsRow(sheet),
      spaced(noteBlock(sheet, notes), look.gap * 0.7),
      spaced(paymentBlock(sheet), look.gap * 0.9),
      footerNote(sheet),
      template.showWorking ? workingAppendix(sheet) : null,
    ]),
    header: runningHead(sheet, lines.marks),
    footer: runningFoot(sheet),
    ...(watermark === null ? {} : { watermark }),
  };
};

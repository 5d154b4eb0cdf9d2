import type { Piece, TextPiece } from './definition.ts';
import { numberOf, titleOf } from './facts.ts';
import { companyNumberLine, taxNumberLine } from './parties.ts';
import { line, paragraph, rule, type Sheet, small, textWidth } from './sheet.ts';
import { filled } from './wording.ts';

/** Where the layout put the first line of a piece; it writes this on pieces that have an id. */
const pageOf = (piece: TextPiece): number =>
  (piece as { readonly positions?: readonly { readonly pageNumber: number }[] }).positions?.[0]?.pageNumber ?? 1;

/** Net of the lines on the pages before, `null` where the table does not go on here. */
const carriedOverMinor = (sheet: Sheet, marks: readonly TextPiece[], page: number): number | null => {
  let sum = 0;
  let goesOn = false;
  for (const [index, mark] of marks.entries()) {
    const at = pageOf(mark);
    if (at < page) sum += sheet.view.lines[index]?.netMinor ?? 0;
    if (at === page) goesOn = true;
  }
  return goesOn ? sum : null;
};

/** From the second page on: whose document this is, and the sum so far. Drawn into the upper margin once the lines have found their pages. */
export const runningHead =
  (sheet: Sheet, marks: readonly TextPiece[]) =>
  (page: number): Piece | null => {
    if (page === 1) return null;
    const { look, view, formats, wording } = sheet;
    const [left, top, right] = look.margins;
    const quiet = small(sheet);
    const carried = carriedOverMinor(sheet, marks, page);
    const sum = carried === null ? '' : `${wording.carriedOver}  ${formats.amount(carried, view.currency)}`;
    const room = sheet.width - textWidth(sheet, sum, quiet) - 20;
    const words = `${titleOf(sheet)} ${numberOf(sheet)}  ·  ${view.seller.name}`;
    return {
      columns: [
        { ...line(sheet, sheet.type.clippedText(words, look.sizes.small, room), quiet), width: room },
        { ...line(sheet, sum, { ...quiet, color: look.colours.ink, alignment: 'right' }), width: '*' },
      ],
      margin: [left, top * 0.45, right, 0],
    };
  };

/** The facts from the first one on that share one line. */
const asManyAsFit = (sheet: Sheet, room: number, facts: readonly string[]): string => {
  let text = '';
  for (const fact of facts) {
    const longer = text === '' ? fact : `${text}  ·  ${fact}`;
    if (fact !== '' && textWidth(sheet, longer, small(sheet)) <= room) text = longer;
  }
  return text;
};

/** The seller's own footer stands on every page where it is one line, else once at the end. */
const isShortFooter = (sheet: Sheet): boolean => {
  const { footer } = sheet.template;
  return !footer.trim().includes('\n') && textWidth(sheet, footer, small(sheet)) <= sheet.width;
};

export const footerNote = (sheet: Sheet): Piece | null => {
  const footer = sheet.template.footer.trim();
  if (footer === '' || isShortFooter(sheet)) return null;
  return { ...paragraph(sheet, footer, sheet.width, small(sheet)), margin: [0, sheet.look.gap * 0.7, 0, 0] };
};

/** Who stands behind the document, the seller's own footer, and the page of pages. */
export const runningFoot =
  (sheet: Sheet) =>
  (page: number, pages: number): Piece => {
    const { look, view, wording, template } = sheet;
    const [left, , right] = look.margins;
    const quiet = small(sheet);
    const counter = filled(wording.page, { page: String(page), pages: String(pages) });
    const { seller } = view;
    const room = sheet.width - textWidth(sheet, counter, quiet) - 20;
    const first = asManyAsFit(sheet, room, [
      sheet.type.clippedText(seller.name, look.sizes.small, room),
      companyNumberLine(wording, seller.registrationNumber),
      taxNumberLine(wording, seller.address.country, seller.taxNumber),
      seller.email,
      seller.website,
    ]);
    return {
      stack: [
        rule(sheet, sheet.width, 0.5, look.colours.hairline, 0, 7),
        {
          columns: [
            { ...line(sheet, first, quiet), width: room },
            { ...line(sheet, counter, { ...quiet, alignment: 'right' }), width: '*' },
          ],
        },
        ...(template.footer.trim() === '' || !isShortFooter(sheet) ? [] : [line(sheet, template.footer, quiet)]),
      ],
      margin: [left, 12, right, 0],
    };
  };

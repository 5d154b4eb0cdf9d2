import { addressLines } from '../address.ts';
import type { Piece } from '../definition.ts';
import { factList } from '../fact-strip.ts';
import { dueColour, dueLabel, numberOf, titleOf } from '../facts.ts';
import { coloursFor, type Look } from '../look.ts';
import { mark } from '../mark.ts';
import { companyNumberLine, customerBlock, labelled, taxNumberLine } from '../parties.ts';
import { line, paragraph, plainLayout, rule, type Sheet, small, textWidth } from '../sheet.ts';

/** Serif, a letterhead in the middle, tables between strong rules as books set them. */
export const classicLook = (accent: string): Look => ({
  family: 'Serif',
  margins: [62, 48, 62, 62],
  sizes: { text: 9.6, small: 8.2, label: 8.2, title: 23, due: 18, totalDue: 13.5 },
  lineHeight: 1.22,
  rowPadding: 4.6,
  gap: 19,
  totalsWidth: 240,
  colours: coloursFor(accent),
  rules: { top: 1, head: 0.5, row: 0, bottom: 1 },
  periodColumn: false,
  panel: false,
});

const letterhead = (sheet: Sheet): readonly Piece[] => {
  const { view, look, width, wording, formats } = sheet;
  const { seller } = view;
  const abroad = seller.address.country === view.customer.address.country ? [] : [formats.country(seller.address.country)];
  const numbers = [taxNumberLine(wording, seller.address.country, seller.taxNumber), companyNumberLine(wording, seller.registrationNumber)];
  const contacts = [seller.email, seller.website];
  const joined = (texts: readonly string[]): string => texts.filter((text) => text !== '').join('  ·  ');
  const all = joined([...numbers, ...contacts]);
  const identity = textWidth(sheet, all, small(sheet)) <= width ? [all] : [joined(numbers), joined(contacts)];
  const quiet = { ...small(sheet), alignment: 'center' } as const;
  const hasLogo =
    'text' in mark(sheet, 200, 46, 'center') ? [] : [paragraph(sheet, seller.name, width, { bold: true, alignment: 'center' })];
  return [
    { stack: [mark(sheet, 220, 46, 'center')], margin: [0, 0, 0, 5] },
    ...hasLogo,
    paragraph(sheet, [...addressLines(seller.address), ...abroad].join(', '), width, quiet),
    ...identity.filter((text) => text !== '').map((text) => paragraph(sheet, text, width, quiet)),
    rule(sheet, width, 1.1, look.colours.accent, 11, 2.2),
    rule(sheet, width, 0.4, look.colours.accent, 0, look.gap),
  ];
};

/** The amount due closes the list of facts, so that nobody has to look for it at the foot of the page. */
const dueLine = (sheet: Sheet, width: number): Piece => {
  const { view, look, formats } = sheet;
  const due = formats.money(view.dueMinor, view.currency);
  const style = { fontSize: look.sizes.totalDue, bold: true } as const;
  const figure = Math.ceil(textWidth(sheet, due, style));
  return {
    table: {
      widths: [width - figure - 10, figure],
      body: [
        [
          { ...paragraph(sheet, dueLabel(sheet), width - figure - 10, { bold: true }), margin: [0, 3.4, 0, 0] },
          line(sheet, due, { ...style, color: dueColour(sheet), alignment: 'right' }),
        ],
      ],
    },
    layout: { ...plainLayout(10, 5, 0), hLineWidth: (at) => (at === 0 ? 0.5 : 0), hLineColor: () => look.colours.rule },
    margin: [0, 4, 0, 0],
  };
};

export const classicHead = (sheet: Sheet): readonly Piece[] => {
  const { view, look, width, wording } = sheet;
  const { sizes, gap } = look;
  const right = 225;
  const left = width - right - 30;
  return [
    ...letterhead(sheet),
    {
      columns: [
        {
          stack: [
            line(sheet, titleOf(sheet), { fontSize: sizes.title * 0.9, lineHeight: 1.05 }),
            { ...line(sheet, numberOf(sheet), { fontSize: sizes.text + 1, color: look.colours.muted }), margin: [0, 0, 0, gap * 0.75] },
            labelled(sheet, wording.billTo, customerBlock(sheet, view.customer, left)),
          ],
          width: left,
        },
        { stack: [factList(sheet, right), dueLine(sheet, right)], width: right, margin: [0, 7, 0, 0] },
      ],
      columnGap: 30,
      margin: [0, 0, 0, gap * 1.1],
    },
  ];
};

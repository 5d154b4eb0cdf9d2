import type { Piece } from '../definition.ts';
import { factStrip } from '../fact-strip.ts';
import { dueColour, dueHint, dueLabel, numberOf, titleOf } from '../facts.ts';
import { coloursFor, type Look } from '../look.ts';
import { mark } from '../mark.ts';
import { customerBlock, labelled, sellerBlock } from '../parties.ts';
import { label, line, rule, type Sheet, textWidth } from '../sheet.ts';

/** Sans, wide margins, the amount due large and in the accent at the head of the page. */
export const modernLook = (accent: string): Look => ({
  family: 'Sans',
  margins: [52, 48, 52, 62],
  sizes: { text: 9, small: 7.6, label: 7.4, title: 20, due: 27, totalDue: 14 },
  lineHeight: 1.23,
  rowPadding: 5,
  gap: 20,
  totalsWidth: 250,
  colours: coloursFor(accent),
  rules: { top: 0, head: 0.7, row: 0.5, bottom: 0 },
  periodColumn: false,
  panel: true,
});

/** What is to be paid, by when: first thing on the page. */
const hero = (sheet: Sheet): Piece => {
  const { view, look, formats } = sheet;
  const { sizes, colours } = look;
  const due = formats.money(view.dueMinor, view.currency);
  const style = { fontSize: sizes.due, bold: true, color: dueColour(sheet), characterSpacing: -0.5, lineHeight: 1.1 };
  const width = Math.ceil(textWidth(sheet, due, style));
  return {
    stack: [
      label(sheet, dueLabel(sheet)),
      {
        columns: [
          { ...line(sheet, due, style), width },
          { ...line(sheet, dueHint(sheet), { color: colours.muted }), margin: [0, sizes.due * 0.72, 0, 0], width: '*' },
        ],
        columnGap: 12,
      },
    ],
    margin: [0, 0, 0, look.gap * 0.7],
  };
};

export const modernHead = (sheet: Sheet): readonly Piece[] => {
  const { view, look, width, wording } = sheet;
  const { sizes, colours, gap } = look;
  const half = (width - 30) / 2;
  return [
    {
      columns: [
        { stack: [mark(sheet, 190, 40)], width: half },
        {
          stack: [
            line(sheet, titleOf(sheet), {
              fontSize: sizes.title,
              bold: true,
              alignment: 'right',
              characterSpacing: -0.3,
              lineHeight: 1.08,
            }),
            line(sheet, numberOf(sheet), { fontSize: sizes.text + 1, color: colours.muted, alignment: 'right' }),
          ],
          width: '*',
        },
      ],
      columnGap: 30,
      margin: [0, 0, 0, gap * 1.2],
    },
    hero(sheet),
    rule(sheet, width, 0.6, colours.rule, 0, 9),
    factStrip(sheet),
    rule(sheet, width, 0.6, colours.rule, 7, gap * 0.85),
    {
      columns: [
        { ...labelled(sheet, wording.billTo, customerBlock(sheet, view.customer, half)), width: half },
        { ...labelled(sheet, wording.from, sellerBlock(sheet, view.seller, half)), width: '*' },
      ],
      columnGap: 30,
      margin: [0, 0, 0, gap],
    },
  ];
};

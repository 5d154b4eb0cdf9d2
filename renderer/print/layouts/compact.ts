import type { Piece } from '../definition.ts';
import { factStrip } from '../fact-strip.ts';
import { dueColour, dueHint, dueLabel, numberOf, titleOf } from '../facts.ts';
import { coloursFor, type Look } from '../look.ts';
import { mark } from '../mark.ts';
import { customerBlock, labelled, sellerBlock } from '../parties.ts';
import { label, line, paragraph, rule, type Sheet } from '../sheet.ts';

/** Small and dense for documents of many lines; who, whom and how much share one band. */
export const compactLook = (accent: string): Look => ({
  family: 'Sans',
  margins: [36, 44, 36, 54],
  sizes: { text: 7.6, small: 6.6, label: 6.6, title: 14, due: 17, totalDue: 10.5 },
  lineHeight: 1.24,
  rowPadding: 3.1,
  gap: 14,
  totalsWidth: 210,
  colours: coloursFor(accent),
  rules: { top: 0.9, head: 0.5, row: 0.35, bottom: 0.9 },
  periodColumn: true,
  panel: false,
});

export const compactHead = (sheet: Sheet): readonly Piece[] => {
  const { view, look, width, wording, formats } = sheet;
  const { sizes, colours, gap } = look;
  const third = (width - 48) / 3;
  const hint = dueHint(sheet);
  return [
    {
      columns: [
        { stack: [mark(sheet, third, 30)], width: width / 2 },
        {
          ...line(sheet, `${titleOf(sheet)} ${numberOf(sheet)}`, { fontSize: sizes.title * 0.85, bold: true, alignment: 'right' }),
          width: '*',
        },
      ],
      margin: [0, 0, 0, gap * 0.8],
    },
    rule(sheet, width, 0.9, colours.accent, 0, 8),
    {
      columns: [
        { ...labelled(sheet, wording.billTo, customerBlock(sheet, view.customer, third)), width: third },
        { ...labelled(sheet, wording.from, sellerBlock(sheet, view.seller, third)), width: third },
        {
          stack: [
            label(sheet, dueLabel(sheet), { alignment: 'right' }),
            line(sheet, formats.money(view.dueMinor, view.currency), {
              fontSize: sizes.due,
              bold: true,
              color: dueColour(sheet),
              alignment: 'right',
              characterSpacing: -0.2,
              lineHeight: 1.15,
            }),
            ...(hint === '' ? [] : [paragraph(sheet, hint, third, { color: colours.muted, alignment: 'right' })]),
          ],
          width: third,
        },
      ],
      columnGap: 24,
      margin: [0, 0, 0, gap * 0.8],
    },
    rule(sheet, width, 0.4, colours.rule, 0, 6),
    factStrip(sheet),
    { stack: [], margin: [0, 0, 0, gap * 0.8] },
  ];
};

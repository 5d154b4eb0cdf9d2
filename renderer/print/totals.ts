import type { AppliedView, OwnCurrencyView, TaxView } from '../../core/views/document-view.ts';
import type { Piece, TableLayout, TextStyle } from './definition.ts';
import { dueColour, dueLabel } from './facts.ts';
import { line, paragraph, plainLayout, type Sheet, small, textWidth } from './sheet.ts';
import { filled } from './wording.ts';

/** `VAT 20%`, or why there is none. */
const taxName = ({ wording, formats }: Sheet, tax: TaxView): string =>
  filled(wording.outcomes[tax.outcome], { name: tax.name, rate: formats.percent(tax.percent) });

const appliedName = ({ wording, formats }: Sheet, applied: AppliedView): string =>
  filled(wording.applied[applied.kind], { reference: applied.reference, date: formats.shortDay(applied.on) }).trim();

/** More rates than this are summed in the totals and listed in the tax summary only. */
const mostRates = 4;

type Row = { readonly words: string; readonly figure: string; readonly strong?: boolean };

const rowsOf = (sheet: Sheet): readonly Row[] => {
  const { view, wording, formats } = sheet;
  const amount = (minor: number): string => formats.amount(minor, view.currency);
  const { totals } = view;
  // Where prices hold tax, list amounts are gross: they do not lead to the net total and would only puzzle.
  const discounted = totals.discountMinor !== 0 && !view.lines.some(({ taxInclusive }) => taxInclusive);
  const taxes =
    view.taxes.length > mostRates
      ? [{ words: wording.tax, figure: amount(totals.taxMinor) }]
      : view.taxes.map((tax) => ({ words: taxName(sheet, tax), figure: amount(tax.taxMinor) }));
  return [
    ...(discounted
      ? [
          { words: wording.subtotal, figure: amount(totals.listMinor) },
          { words: wording.discount, figure: amount(-totals.discountMinor) },
        ]
      : []),
    { words: wording.netTotal, figure: amount(totals.netMinor) },
    ...taxes,
    { words: wording.total, figure: amount(totals.grossMinor), strong: true },
    ...view.applied.map((applied) => ({ words: appliedName(sheet, applied), figure: amount(-applied.amountMinor) })),
  ];
};

const columnGap = 12;
const columnsGap = 28;
/** Less room than this beside the totals, and the tax summary goes below them. */
const leastSummary = 150;

/** Net, tax, total, what was taken off, and last what is due: the figure that the eye is led to (INV-07, INV-21). */
const totalsBlock = (sheet: Sheet): { readonly piece: Piece; readonly width: number } => {
  const { view, look, formats } = sheet;
  const { sizes, colours, totalsWidth } = look;
  const rows = rowsOf(sheet);
  const due = formats.money(view.dueMinor, view.currency);
  const dueStyle: TextStyle = { fontSize: sizes.totalDue, bold: true, color: dueColour(sheet) };
  const figureWidth = Math.ceil(
    Math.max(textWidth(sheet, due, dueStyle), ...rows.map(({ figure }) => textWidth(sheet, figure, { fontSize: sizes.text, bold: true }))),
  );
  const block = Math.max(totalsWidth, figureWidth + 110);
  const room = block - figureWidth - columnGap;
  const body = rows.map(({ words, figure, strong }): readonly Piece[] => {
    const style: TextStyle = strong === true ? { bold: true } : {};
    return [
      paragraph(sheet, words, room, { ...style, ...(strong === true ? {} : { color: colours.muted }) }),
      line(sheet, figure, { ...style, alignment: 'right' }),
    ];
  });
  const last = body.length;
  const plain = plainLayout(columnGap, look.rowPadding * 0.45, look.rowPadding * 0.45);
  const layout: TableLayout = {
    ...plain,
    hLineWidth: (at) => (at === last ? Math.max(look.rules.head, 0.9) : 0),
    hLineColor: () => dueColour(sheet),
    paddingTop: (row) => (row === last ? look.rowPadding * 0.9 : look.rowPadding * 0.45),
  };
  const piece: Piece = {
    table: {
      widths: [room, figureWidth],
      body: [
        ...body,
        [
          {
            ...paragraph(sheet, dueLabel(sheet), room, { bold: true, fontSize: sizes.text + 1 }),
            margin: [0, (sizes.totalDue - sizes.text) * 0.72, 0, 0],
          },
          line(sheet, due, { ...dueStyle, alignment: 'right' }),
        ],
      ],
    },
    layout,
  };
  return { piece, width: block };
};

/** INV-07, CUR-02: what was taxed at which rate for whom, and the same in the seller's currency. `null` where the totals say it all. */
const taxSummary = (sheet: Sheet, width: number): Piece | null => {
  const { view, look, wording, formats } = sheet;
  const { ownCurrency } = view;
  const needed = view.taxes.length > 1 || view.taxes.some(({ outcome }) => outcome !== 'taxed') || ownCurrency !== null;
  if (!needed || view.taxes.length === 0) return null;
  const quiet = small(sheet);
  const amount = (minor: number): string => formats.amount(minor, view.currency);
  const rows = view.taxes.map((tax): readonly string[] => [
    tax.jurisdiction === '' ? taxName(sheet, tax) : `${taxName(sheet, tax)} (${tax.jurisdiction})`,
    amount(tax.netMinor),
    amount(tax.taxMinor),
  ]);
  const heads = [wording.taxSummary, wording.taxBase, wording.taxAmount];
  const widths = [1, 2].map((column) => Math.ceil(Math.max(...[heads, ...rows].map((row) => textWidth(sheet, row[column] ?? '', quiet)))));
  const room = width - widths.reduce((total, one) => total + one + columnGap, 0);
  const cells = (row: readonly string[], style: TextStyle): readonly Piece[] =>
    row.map((text, column) => (column === 0 ? paragraph(sheet, text, room, style) : line(sheet, text, { ...style, alignment: 'right' })));
  const above = look.rowPadding * 0.45;
  const table: Piece = {
    table: {
      widths: [room, ...widths],
      headerRows: 1,
      dontBreakRows: true,
      body: [cells(heads, quiet), ...rows.map((row) => cells(row, { ...quiet, color: look.colours.ink }))],
    },
    layout: { ...plainLayout(columnGap, above, above), hLineWidth: (at) => (at === 1 ? 0.5 : 0), hLineColor: () => look.colours.rule },
  };
  return { stack: ownCurrency === null ? [table] : [table, ownCurrencyBlock(sheet, ownCurrency, width)] };
};

const ownCurrencyBlock = (sheet: Sheet, own: OwnCurrencyView, width: number): Piece => {
  const { view, wording, formats, look } = sheet;
  const facts = {
    currency: formats.currency(own.currency),
    from: view.currency,
    to: own.currency,
    rate: formats.number(own.rate),
    source: own.source,
    date: formats.shortDay(own.rateOn),
  };
  const sums = [
    `${wording.netTotal} ${formats.amount(own.netMinor, own.currency)}`,
    `${wording.taxAmount} ${formats.amount(own.taxMinor, own.currency)}`,
    `${wording.total} ${formats.amount(own.grossMinor, own.currency)}`,
  ].join('  ·  ');
  const head = filled(own.source === '' ? wording.ownCurrencyShort : wording.ownCurrency, facts);
  return {
    stack: [paragraph(sheet, head, width, small(sheet)), paragraph(sheet, sums, width, { ...small(sheet), color: look.colours.ink })],
    margin: [0, 6, 0, 0],
  };
};

/** The end of the lines: the tax by rate on the left where it needs telling, and the way to the amount due on the right. */
export const totalsRow = (sheet: Sheet): Piece => {
  const totals = totalsBlock(sheet);
  const room = sheet.width - totals.width - columnsGap;
  const taxes = room < leastSummary ? null : taxSummary(sheet, room);
  const below = room < leastSummary ? taxSummary(sheet, sheet.width) : null;
  const above = sheet.look.gap * 0.45;
  return {
    stack: [
      {
        columns: [
          { stack: taxes === null ? [] : [taxes], width: room },
          { stack: [totals.piece], width: totals.width },
        ],
        columnGap: columnsGap,
        margin: [0, above, 0, 0],
      },
      ...(below === null ? [] : [{ stack: [below], margin: [0, above, 0, 0] as const }]),
    ],
    unbreakable: true,
  };
};

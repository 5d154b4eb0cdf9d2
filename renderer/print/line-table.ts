import type { LineView } from '../../core/views/document-view.ts';
import type { Piece, TableLayout, TablePiece, TextPiece } from './definition.ts';
import { signOf, type TaxNote } from './notes.ts';
import { blank, label, line, paragraph, type Sheet, small, textWidth } from './sheet.ts';
import { filled } from './wording.ts';

/** The room between two columns. */
const gap = 12;
/** Less room than this for descriptions and the figures are set smaller. */
const leastDescription = 120;

type Column = {
  readonly head: string;
  readonly cell: (line: LineView) => string;
  readonly muted?: boolean;
  readonly left?: boolean;
};

const rateText = (sheet: Sheet, shown: LineView): string => {
  const { formats, wording } = sheet;
  if (shown.outcome === 'exempt') return wording.exempt;
  if (shown.outcome === 'not-registered' || shown.outcome === 'out-of-scope') return '–';
  if (shown.outcome === 'self-calculated' && shown.rates.length === 0) return '–';
  if (shown.rates.length === 0) return formats.percent('0');
  return shown.rates.map(({ percent }) => formats.percent(percent)).join(' + ');
};

/** An amount that no quantity and price made: a top-up to a minimum, credit drawn down, an instalment. */
const isBareAmount = (shown: LineView): boolean => shown.working.price === null && shown.unitPrice === null;

const unitPriceText = ({ formats, wording, view }: Sheet, shown: LineView): string => {
  if (shown.unitPrice !== null) return formats.price(shown.unitPrice, view.currency);
  return isBareAmount(shown) ? '' : wording.byBand;
};

/** The plan's name, and for charges that no component of it names, what they are. */
const titleText = ({ wording }: Sheet, shown: LineView): string => {
  const natures: Readonly<Record<string, string | undefined>> = wording.natures;
  const kind = natures[shown.nature];
  return kind === undefined ? shown.title : `${shown.title}: ${kind}`;
};

/** Words under a description that say what the figures beside it do not. */
const detailsOf = (sheet: Sheet, shown: LineView): readonly string[] => {
  const { formats, wording, look } = sheet;
  const period = shown.period === null || look.periodColumn ? [] : [formats.period(shown.period)];
  const part =
    shown.part === null
      ? []
      : [
          filled(shown.part.unit === 'day' ? wording.partDays : wording.partSeconds, {
            units: formats.number(shown.part.units),
            of: formats.number(shown.part.of),
          }),
        ];
  const discounts = shown.discounts.map(({ name, percent }) => (percent === null ? name : `${name} −${formats.percent(percent)}`));
  const inclusive = shown.taxInclusive ? [wording.taxIncluded] : [];
  const late = shown.priorPeriod ? [wording.priorPeriod] : [];
  // A credit note that corrects one invoice has said so at its head.
  const back =
    shown.takesBackFrom === '' || sheet.view.corrects.length === 1 ? [] : [filled(wording.takesBackFrom, { number: shown.takesBackFrom })];
  return [...period, ...part, ...discounts, ...inclusive, ...late, ...back];
};

const columnsOf = (sheet: Sheet, notes: readonly TaxNote[]): readonly Column[] => {
  const { view, formats, wording, look } = sheet;
  const { currency } = view;
  const period: Column = {
    head: wording.period,
    cell: (shown) => (shown.period === null ? '' : formats.period(shown.period)),
    muted: true,
    left: true,
  };
  const discount: Column = {
    head: wording.discount,
    cell: (shown) => (shown.discountMinor === 0 ? '' : formats.amount(-shown.discountMinor, currency)),
  };
  const tax: Column = { head: wording.tax, cell: (shown) => `${rateText(sheet, shown)}${signOf(notes, shown)}`, muted: true };
  return [
    ...(look.periodColumn && view.lines.some((shown) => shown.period !== null) ? [period] : []),
    { head: wording.quantity, cell: (shown) => (isBareAmount(shown) ? '' : formats.number(shown.quantity)) },
    { head: wording.unitPrice, cell: (shown) => unitPriceText(sheet, shown) },
    ...(view.lines.some((shown) => shown.discountMinor !== 0) ? [discount] : []),
    ...(view.taxes.length > 0 ? [tax] : []),
    { head: `${wording.net} ${currency}`, cell: (shown) => formats.amount(shown.netMinor, currency) },
  ];
};

/** A column is as wide as its widest cell. */
const columnWidth = (sheet: Sheet, column: Column, cells: readonly string[], size: number): number => {
  let widest = textWidth(sheet, column.head, { fontSize: sheet.look.sizes.label });
  for (const cell of cells) widest = Math.max(widest, textWidth(sheet, cell, { fontSize: size }));
  return Math.ceil(widest);
};

const tableLayout = (sheet: Sheet): TableLayout => {
  const { look, view } = sheet;
  const last = view.lines.length + 1;
  const { rules, colours } = look;
  const thickness = (at: number): number => {
    if (at === 0) return rules.top;
    if (at === 1) return rules.head;
    return at === last ? rules.bottom : rules.row;
  };
  return {
    hLineWidth: thickness,
    hLineColor: (at) => (at === 0 || at === last ? colours.ink : at === 1 ? colours.rule : colours.hairline),
    vLineWidth: () => 0,
    paddingLeft: (column) => (column === 0 ? 0 : gap),
    paddingRight: () => 0,
    paddingTop: (row) => (row === 0 ? look.rowPadding * 0.7 : look.rowPadding),
    paddingBottom: (row) => (row === 0 ? look.rowPadding * 0.7 : look.rowPadding),
  };
};

export type LineTable = { readonly table: TablePiece; readonly marks: readonly TextPiece[] };

/** A leaf with an id is told its page by the layout; only documents that may run over a page need it. */
const mayRunOver = 8;

/**
 * The lines of a document (INV-04, INV-07). Widths are worked out here: a fixed width makes the page layout much faster, and lets an endless word
 * break inside its column. `marks` are the pieces that say, after layout, on which page each line stands.
 */
export const lineTable = (sheet: Sheet, notes: readonly TaxNote[]): LineTable => {
  const { view, look, wording, width } = sheet;
  const columns = columnsOf(sheet, notes);
  const cells = columns.map((column) => view.lines.map(column.cell));
  const widthsAt = (size: number): readonly number[] => columns.map((column, at) => columnWidth(sheet, column, cells[at] ?? [], size));
  const left = (widths: readonly number[]): number => width - widths.reduce((sum, one) => sum + one + gap, 0);
  const normal = widthsAt(look.sizes.text);
  const tight = left(normal) < leastDescription;
  const figures = tight ? look.sizes.small * 0.9 : look.sizes.text;
  const widths = tight ? widthsAt(figures) : normal;
  const room = Math.max(left(widths), 60);

  const marks: TextPiece[] = [];
  const head: readonly Piece[] = [
    label(sheet, wording.description),
    ...columns.map(({ head: words, left: start }) => label(sheet, words, { alignment: start === true ? 'left' : 'right' })),
  ];
  const rows = view.lines.map((shown, index): readonly Piece[] => {
    const title = paragraph(sheet, titleText(sheet, shown), room, { fontSize: look.sizes.text });
    const mark = view.lines.length > mayRunOver ? { ...title, id: `line-${index + 1}` } : title;
    marks.push(mark);
    const details = detailsOf(sheet, shown).join('  ·  ');
    const cell = details === '' ? mark : { stack: [mark, paragraph(sheet, details, room, small(sheet))] };
    return [
      cell,
      ...columns.map((column, at): Piece => {
        const text = cells[at]?.[index] ?? '';
        if (text === '') return blank();
        return line(sheet, text, {
          alignment: column.left === true ? 'left' : 'right',
          ...(tight ? { fontSize: figures } : {}),
          ...(column.muted === true ? { color: look.colours.muted } : {}),
        });
      }),
    ];
  });
  const table: TablePiece = {
    table: {
      widths: [room, ...widths],
      headerRows: 1,
      keepWithHeaderRows: rows.length > 0 ? 1 : 0,
      dontBreakRows: true,
      body: [head, ...rows],
    },
    layout: tableLayout(sheet),
  };
  return { table, marks };
};

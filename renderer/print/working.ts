import type { DecimalText } from '../../core/money/exact.ts';
import type { PricedShare } from '../../core/rating/types.ts';
import type { LineView } from '../../core/views/document-view.ts';
import type { Piece, TextStyle } from './definition.ts';
import { line, paragraph, plainLayout, rule, type Sheet, small, textWidth } from './sheet.ts';
import { filled } from './wording.ts';

const gap = 12;

/** `0`, `0.00` and the like. */
const isZero = (text: DecimalText): boolean => /^-?0*\.?0*$/.test(text);

type Row = { readonly words: string; readonly figure: string; readonly strong?: boolean };

/** Decimals of an exact figure beyond those of the currency: it still has to be rounded. */
const isUnrounded = (exact: DecimalText, digits: number): boolean => /[1-9]/.test(exact.split('.')[1]?.slice(digits) ?? '');

/** One price for all of it needs no table: `42 × 12.50` says it. */
const isSingle = (shares: readonly PricedShare[]): boolean => {
  const [only] = shares;
  return shares.length === 1 && only !== undefined && only.rule === null && only.upTo === null && isZero(only.from);
};

/** How the price came to its unrounded sum. */
const priceSteps = (sheet: Sheet, shown: LineView): readonly Row[] => {
  const { view, wording, formats } = sheet;
  const { price, rounding } = shown.working;
  if (price === null) return [];
  const [only] = price.shares;
  const exact = { words: wording.exactSum, figure: formats.price(price.exact, view.currency) };
  if (only === undefined || !isSingle(price.shares))
    return price.shares.length > 1 || isUnrounded(price.exact, rounding.digits) ? [exact] : [];
  const flat = isZero(only.flat) ? '' : ` + ${formats.price(only.flat, view.currency)}`;
  if (isZero(only.unitPrice)) return [{ words: wording.priceModels[price.model], figure: exact.figure }];
  return [{ words: `${formats.number(only.units)} × ${formats.price(only.unitPrice, view.currency)}${flat}`, figure: exact.figure }];
};

/** The sum, its rounding, what was taken off and what part of the period it is: each step from one figure to the next (BEY-03). */
const stepsOf = (sheet: Sheet, shown: LineView): readonly Row[] => {
  const { view, wording, formats } = sheet;
  const { working } = shown;
  const amount = (minor: number): string => formats.amount(minor, view.currency);
  const mode = wording.roundingModes[working.rounding.mode];
  const rounded = working.price === null || isUnrounded(working.price.exact, working.rounding.digits);
  return [
    ...priceSteps(sheet, shown),
    ...(rounded
      ? [{ words: filled(shown.part === null ? wording.fullAmount : wording.fullPeriod, { mode }), figure: amount(working.fullMinor) }]
      : []),
    ...working.discounts.map((discount) => ({
      words: discount.kind === 'percentage' ? `${discount.name} ${formats.percent(discount.value)}` : discount.name,
      figure: amount(-discount.fullMinor),
    })),
    ...(shown.part === null
      ? []
      : [{ words: wording.workingPart, figure: `× ${formats.number(shown.part.units)} / ${formats.number(shown.part.of)}` }]),
    ...(working.alreadyMinor === 0 ? [] : [{ words: wording.alreadyBilled, figure: amount(-working.alreadyMinor) }]),
    shown.taxInclusive
      ? { words: wording.total, figure: amount(shown.netMinor + shown.taxMinor), strong: true }
      : { words: wording.netAmount, figure: amount(shown.netMinor), strong: true },
  ];
};

const bandName = (sheet: Sheet, share: PricedShare): string => {
  const { wording, formats } = sheet;
  if (share.rule !== null) return `${wording.rule} ${share.rule.name}`;
  if (share.upTo === null) return isZero(share.from) ? wording.bandAll : filled(wording.bandLast, { from: formats.number(share.from) });
  const to = formats.number(share.upTo);
  return isZero(share.from) ? filled(wording.bandFirst, { to }) : filled(wording.bandMiddle, { from: formats.number(share.from), to });
};

/** Band by band: from where to where, how many units, at which price, and what they come to (PRC-03 to PRC-06). */
const sharesTable = (sheet: Sheet, shown: LineView): Piece | null => {
  const { view, wording, formats, look, width } = sheet;
  const shares = shown.working.price?.shares ?? [];
  if (shares.length === 0 || isSingle(shares)) return null;
  const flats = shares.some(({ flat }) => !isZero(flat));
  const rows = shares.map((share) => [
    bandName(sheet, share),
    formats.number(share.units),
    formats.price(share.unitPrice, view.currency),
    ...(flats ? [isZero(share.flat) ? '' : formats.price(share.flat, view.currency)] : []),
    formats.price(share.amount, view.currency),
  ]);
  const heads = ['', wording.units, wording.unitPrice, ...(flats ? [wording.flat] : []), wording.amount];
  const quiet = small(sheet);
  const widths = heads
    .slice(1)
    .map((head, column) =>
      Math.ceil(Math.max(...[head, ...rows.map((row) => row[column + 1] ?? '')].map((text) => textWidth(sheet, text, quiet)))),
    );
  const first = Math.max(width - widths.reduce((sum, one) => sum + one + gap, 0), 60);
  return {
    table: {
      widths: [first, ...widths],
      headerRows: 1,
      dontBreakRows: true,
      body: [heads, ...rows].map((row, index) =>
        row.map((text, column): Piece => {
          const style: TextStyle = index === 0 ? quiet : { ...quiet, color: look.colours.ink };
          return column === 0 ? paragraph(sheet, text, first, style) : line(sheet, text, { ...style, alignment: 'right' });
        }),
      ),
    },
    layout: {
      ...plainLayout(gap, 1.5, 1.5),
      hLineWidth: (at) => (at === 1 || at === rows.length + 1 ? 0.4 : 0),
      hLineColor: () => look.colours.rule,
    },
    margin: [0, 2, 0, 2],
  };
};

const inclusion = (sheet: Sheet, shown: LineView): string => {
  const { wording, formats } = sheet;
  const { price } = shown.working;
  if (price === null) return '';
  const parts = [
    wording.priceModels[price.model],
    `${wording.used} ${formats.number(price.quantity)}`,
    ...(isZero(price.included)
      ? []
      : [`${wording.included} ${formats.number(price.included)}`, `${wording.billable} ${formats.number(price.billable)}`]),
  ];
  return parts.join('  ·  ');
};

const lineWorking = (sheet: Sheet, shown: LineView, index: number): Piece => {
  const { width, formats, look } = sheet;
  const steps = stepsOf(sheet, shown);
  const quiet = small(sheet);
  const ink: TextStyle = { ...quiet, color: look.colours.ink };
  const figures = Math.ceil(Math.max(...steps.map(({ figure }) => textWidth(sheet, figure, { ...ink, bold: true }))));
  const title = `${index + 1}.  ${shown.title}`;
  const period = shown.period === null ? '' : formats.period(shown.period);
  const words = [inclusion(sheet, shown), period].filter((text) => text !== '').join('  ·  ');
  const shares = sharesTable(sheet, shown);
  return {
    stack: [
      rule(sheet, width, 0.4, look.colours.hairline, 0, look.gap * 0.4),
      paragraph(sheet, title, width, { bold: true }),
      ...(words === '' ? [] : [paragraph(sheet, words, width, quiet)]),
      ...(shares === null ? [] : [shares]),
      {
        table: {
          widths: [width - figures - gap, figures],
          dontBreakRows: true,
          body: steps.map(({ words: step, figure, strong }) => [
            paragraph(sheet, step, width - figures - gap, { ...quiet, alignment: 'right' }),
            line(sheet, figure, { ...ink, alignment: 'right', ...(strong === true ? { bold: true } : {}) }),
          ]),
        },
        layout: plainLayout(gap, 1.5, 1.5),
        margin: [0, 2, 0, 0],
      },
    ],
    margin: [0, 0, 0, look.gap * 0.45],
    unbreakable: steps.length + (shown.working.price?.shares.length ?? 0) < 20,
  };
};

/** The appendix that shows how every amount came about (BEY-03), on pages of its own. */
export const workingAppendix = (sheet: Sheet): Piece => {
  const { wording, look, view, width } = sheet;
  return {
    stack: [
      line(sheet, wording.working, { fontSize: look.sizes.title * 0.72, bold: true }),
      { ...paragraph(sheet, wording.workingHint, width, small(sheet)), margin: [0, 2, 0, look.gap * 0.7] },
      ...view.lines.map((shown, index) => lineWorking(sheet, shown, index)),
    ],
    pageBreak: 'before',
  };
};

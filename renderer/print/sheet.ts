import type { TemplateSettings } from '../../core/organization/types.ts';
import type { DocumentView } from '../../core/views/document-view.ts';
import type { Piece, TableLayout, TextPiece, TextStyle } from './definition.ts';
import { widthOf } from './fonts.ts';
import type { Formats } from './formats.ts';
import type { Look } from './look.ts';
import type { Typesetter } from './text.ts';
import type { Wording } from './wording.ts';

/** Everything that the parts of a document are drawn from. */
export type Sheet = {
  readonly view: DocumentView;
  readonly template: TemplateSettings;
  readonly look: Look;
  readonly formats: Formats;
  readonly wording: Wording;
  readonly type: Typesetter;
  readonly page: { readonly width: number; readonly height: number };
  /** Between the side margins. */
  readonly width: number;
};

/** A little more than the measured width: kerning may widen a pair. */
const slack = 1.02;

export const textWidth = (sheet: Sheet, text: string, style: TextStyle = {}): number =>
  widthOf(text, sheet.type.family, style.bold === true, style.fontSize ?? sheet.look.sizes.text) * slack +
  (style.characterSpacing ?? 0) * text.length;

/** One line, whatever its width. */
export const line = (sheet: Sheet, text: string, style: TextStyle = {}): TextPiece => ({
  text: sheet.type.runs(
    text.includes('\n') ? text.replaceAll(/\s*\n\s*/g, ' ') : text,
    style.fontSize ?? sheet.look.sizes.text,
    Number.POSITIVE_INFINITY,
  ),
  noWrap: true,
  ...style,
});

/** A place that stays empty. Empty text would be measured, laid out and drawn. */
export const blank = (): Piece => ({ stack: [] });

/** Text that wraps at `width`; text that fits on one line is told so, which spares the search for breaks. */
export const paragraph = (sheet: Sheet, text: string, width: number, style: TextStyle = {}): TextPiece => {
  if (!text.includes('\n') && textWidth(sheet, text, style) <= width) return line(sheet, text, style);
  return { text: sheet.type.runs(text, style.fontSize ?? sheet.look.sizes.text, width), ...style };
};

export const labelStyle = (sheet: Sheet): TextStyle => ({ fontSize: sheet.look.sizes.label, color: sheet.look.colours.muted });

export const label = (sheet: Sheet, text: string, style: TextStyle = {}): TextPiece =>
  line(sheet, text, { ...labelStyle(sheet), ...style });

export const small = (sheet: Sheet): TextStyle => ({ fontSize: sheet.look.sizes.small, color: sheet.look.colours.muted });

/** A rule over the whole width, with room above and below it. */
export const rule = (sheet: Sheet, width: number, thickness: number, color: string, above: number, below: number): Piece => ({
  canvas: [{ type: 'line', x1: 0, y1: 0, x2: width, y2: 0, lineWidth: thickness, lineColor: color }],
  margin: [0, above, 0, below],
});

/** Columns at fixed offsets without lines: `gap` between them, none outside. */
export const plainLayout = (gap: number, above: number, below: number): TableLayout => ({
  hLineWidth: () => 0,
  hLineColor: () => '#ffffff',
  vLineWidth: () => 0,
  paddingLeft: (column) => (column === 0 ? 0 : gap),
  paddingRight: () => 0,
  paddingTop: () => above,
  paddingBottom: () => below,
});

import type { Piece, Watermark } from './definition.ts';
import { paragraph, plainLayout, type Sheet } from './sheet.ts';
import { filled } from './wording.ts';

/** A document that is not valid as it stands says so first, in words (NUM-02, INV-13). */
export const standingBanner = (sheet: Sheet): Piece | null => {
  const { view, wording, formats, look, width } = sheet;
  const { standing } = view;
  if (standing.kind === 'issued') return null;
  const isNote = view.kind === 'credit-note';
  const voidHint = isNote ? wording.voidNoteHint : wording.voidHint;
  const words = {
    draft: isNote ? wording.draftNoteHint : wording.draftHint,
    provisional: wording.provisionalHint,
    void: standing.kind === 'void' ? filled(voidHint, { date: formats.day(standing.on), reason: standing.reason || '–' }) : '',
  }[standing.kind];
  const colour = standing.kind === 'void' ? '#9b1c1c' : '#7a4b00';
  const fill = standing.kind === 'void' ? '#fdf1f0' : '#fdf6e7';
  return {
    table: {
      widths: [width - 20],
      body: [[{ ...paragraph(sheet, words, width - 20, { fontSize: look.sizes.text, bold: true, color: colour }), fillColor: fill }]],
    },
    layout: { ...plainLayout(0, 6, 6), paddingLeft: () => 10, paddingRight: () => 10 },
    margin: [0, 0, 0, look.gap * 0.8],
  };
};

/** The same across the sheet, faint enough to read every figure through it. */
export const watermarkOf = (sheet: Sheet): Watermark | null => {
  const { view, wording, type, page } = sheet;
  const { standing } = view;
  if (standing.kind === 'issued') return null;
  const text = wording[standing.kind];
  const runs = type.runs(text, 100, Number.POSITIVE_INFINITY);
  const font = typeof runs === 'string' ? type.family : (runs[0]?.font ?? type.family);
  return {
    text,
    font,
    bold: font === type.family,
    color: standing.kind === 'void' ? '#b42318' : '#8a6d3b',
    opacity: 0.07,
    angle: -38,
    fontSize: Math.min(150, (page.width * 1.25) / Math.max([...text].length * 0.62, 2)),
  };
};

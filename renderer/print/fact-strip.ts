import type { Piece } from './definition.ts';
import { factsOf } from './facts.ts';
import { labelStyle, line, paragraph, plainLayout, type Sheet, textWidth } from './sheet.ts';

/** Takes from the widest until all fit, so that a long text breaks and the dates beside it do not; the widest word of each stays whole as long as it can. */
const narrowed = (widths: readonly number[], words: readonly number[], room: number): readonly number[] => {
  const fitted = [...widths];
  let excess = fitted.reduce((sum, one) => sum + one, 0) - room;
  while (excess > 0) {
    const spare = fitted.map((width, at) => (width > (words[at] ?? 0) ? width : 0));
    const able = spare.some((width) => width > 0) ? spare : fitted;
    const [widest = 0, second = 0] = able.toSorted((a, b) => b - a);
    const at = able.indexOf(widest);
    const least = able === spare ? (words[at] ?? 0) : 0;
    const cut = Math.min(excess, Math.max(widest - second, 8), widest - least);
    fitted[at] = widest - cut;
    excess -= cut;
  }
  return fitted;
};

/** Labels over values, side by side, each as wide as it needs to be. */
export const factStrip = (sheet: Sheet): Piece => {
  const facts = factsOf(sheet);
  const gap = 22;
  const widths = facts.map((fact) =>
    Math.ceil(Math.max(textWidth(sheet, fact.label, { fontSize: sheet.look.sizes.label }), textWidth(sheet, fact.value))),
  );
  const words = facts.map(({ value }) => Math.ceil(Math.max(...value.split(' ').map((word) => textWidth(sheet, word)))));
  const rooms = narrowed(widths, words, sheet.width - gap * (facts.length - 1));
  return {
    columns: facts.map((fact, index): Piece => {
      const room = rooms[index] ?? 0;
      return { stack: [paragraph(sheet, fact.label, room, labelStyle(sheet)), paragraph(sheet, fact.value, room)], width: room };
    }),
    columnGap: gap,
  };
};

/** Labels beside values, one fact a row. */
export const factList = (sheet: Sheet, width: number): Piece => {
  const facts = factsOf(sheet);
  const gap = 12;
  const style = { color: sheet.look.colours.muted };
  const labels = Math.ceil(Math.max(...facts.map((fact) => textWidth(sheet, fact.label))));
  const room = width - labels - gap;
  return {
    table: {
      widths: [labels, room],
      body: facts.map((fact) => [line(sheet, fact.label, style), paragraph(sheet, fact.value, room, { alignment: 'right' })]),
    },
    layout: plainLayout(gap, 0, 2.5),
  };
};

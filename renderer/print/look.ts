import type { Margin } from './definition.ts';
import type { TextFamily } from './text.ts';

/** What sets one template apart from another. Lengths and type sizes in points. */
export type Look = {
  readonly family: TextFamily;
  readonly margins: Margin;
  readonly sizes: {
    readonly text: number;
    /** Periods, notes, footers. */
    readonly small: number;
    /** Labels over fields and columns. */
    readonly label: number;
    readonly title: number;
    /** The amount that the eye finds first. */
    readonly due: number;
    /** The same amount at the foot of the totals. */
    readonly totalDue: number;
  };
  readonly lineHeight: number;
  /** Room above and below the text of a table row. */
  readonly rowPadding: number;
  /** Room between blocks. */
  readonly gap: number;
  readonly totalsWidth: number;
  readonly colours: Colours;
  /** Thickness of the rules above and below the head of a table, between rows, and under the last row. */
  readonly rules: { readonly top: number; readonly head: number; readonly row: number; readonly bottom: number };
  /** Periods stand in a column of their own instead of under the description. */
  readonly periodColumn: boolean;
  /** Payment details lie on a tinted panel. */
  readonly panel: boolean;
};

export type Colours = {
  readonly ink: string;
  readonly muted: string;
  readonly rule: string;
  readonly hairline: string;
  readonly panel: string;
  readonly accent: string;
};

/** WCAG 2.2 relative luminance of `#RRGGBB`, 0 to 1. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrastOnWhite = (colour: string): number => 1.05 / (luminance(colour) + 0.05);

const darker = (colour: string): string =>
  `#${[1, 3, 5]
    .map((at) =>
      Math.floor(Number.parseInt(colour.slice(at, at + 2), 16) * 0.9)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;

const fallbackAccent = '#1f3a5f';

/** The accent, darkened until text in it can be read on paper (contrast of at least 4.5, WCAG 2.2 SC 1.4.3). */
export const readableAccent = (accent: string): string => {
  let colour = /^#[\da-fA-F]{6}$/.test(accent) ? accent.toLowerCase() : fallbackAccent;
  while (contrastOnWhite(colour) < 4.5) colour = darker(colour);
  return colour;
};

export const coloursFor = (accent: string): Colours => ({
  ink: '#15181d',
  muted: '#69707c',
  rule: '#c9ced6',
  hairline: '#e6e9ed',
  panel: '#f5f6f8',
  accent: readableAccent(accent),
});

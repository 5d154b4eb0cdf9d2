/**
 * The part of pdfmake's document definition that our documents use. Written down here, because the published types bring the DOM and Node
 * into a project that has neither. Lengths are points (1/72 inch).
 */

export type Alignment = 'left' | 'right' | 'center';

/** left, top, right, bottom */
export type Margin = readonly [number, number, number, number];

export type TextStyle = {
  readonly font?: string;
  readonly fontSize?: number;
  readonly bold?: boolean;
  readonly color?: string;
  readonly lineHeight?: number;
  readonly characterSpacing?: number;
  readonly alignment?: Alignment;
  /** The text is one line, whatever its width. It also spares the line breaker, which costs much. */
  readonly noWrap?: boolean;
  /** An empty list tells the PDF writer to shape the text as one piece, as right-to-left scripts need. */
  readonly fontFeatures?: readonly string[];
};

type Placed = {
  readonly margin?: Margin;
  readonly unbreakable?: boolean;
  readonly pageBreak?: 'before' | 'after';
  readonly width?: number | '*' | 'auto';
  readonly absolutePosition?: { readonly x: number; readonly y: number };
};

type Cell = {
  readonly colSpan?: number;
  readonly fillColor?: string;
  readonly border?: readonly [boolean, boolean, boolean, boolean];
};

export type TextRun = TextStyle & { readonly text: string };

export type TextPiece = TextStyle & Placed & Cell & { readonly text: string | readonly TextRun[]; readonly id?: string };
export type StackPiece = Placed & Cell & { readonly stack: readonly Piece[] };
export type ColumnsPiece = Placed & Cell & { readonly columns: readonly Piece[]; readonly columnGap?: number };
export type TablePiece = Placed &
  Cell & {
    readonly table: {
      readonly widths: readonly (number | '*')[];
      readonly headerRows?: number;
      readonly keepWithHeaderRows?: number;
      readonly dontBreakRows?: boolean;
      readonly body: readonly (readonly Piece[])[];
    };
    readonly layout: TableLayout;
  };
export type CanvasPiece = Placed & Cell & { readonly canvas: readonly Vector[] };
export type SvgPiece = Placed & Cell & { readonly svg: string; readonly fit: readonly [number, number]; readonly alignment?: Alignment };
export type ImagePiece = Placed &
  Cell & { readonly image: string; readonly fit: readonly [number, number]; readonly alignment?: Alignment };
export type QrPiece = Placed & Cell & { readonly qr: string; readonly fit: number; readonly eccLevel: 'M'; readonly mode: 'octet' };

export type Piece = TextPiece | StackPiece | ColumnsPiece | TablePiece | CanvasPiece | SvgPiece | ImagePiece | QrPiece;

export type Vector =
  | {
      readonly type: 'line';
      readonly x1: number;
      readonly y1: number;
      readonly x2: number;
      readonly y2: number;
      readonly lineWidth: number;
      readonly lineColor: string;
    }
  | {
      readonly type: 'rect';
      readonly x: number;
      readonly y: number;
      readonly w: number;
      readonly h: number;
      readonly r?: number;
      readonly color: string;
    };

/** `line` counts from 0 (above the first row) to the number of rows. */
export type TableLayout = {
  readonly hLineWidth: (line: number) => number;
  readonly hLineColor: (line: number) => string;
  readonly vLineWidth: () => number;
  readonly paddingLeft: (column: number) => number;
  readonly paddingRight: (column: number) => number;
  readonly paddingTop: (row: number) => number;
  readonly paddingBottom: (row: number) => number;
};

export type Watermark = {
  readonly text: string;
  readonly font: string;
  readonly bold: boolean;
  readonly color: string;
  readonly opacity: number;
  readonly angle: number;
  readonly fontSize: number;
};

export type Info = {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly creator: string;
  readonly producer: string;
  /** Set by whoever makes the file: the day of issue and the id of the document, from which the id of the file follows. */
  readonly creationDate?: Date;
  readonly Document?: string;
};

export type Definition = {
  readonly pageSize: { readonly width: number; readonly height: number };
  readonly pageMargins: Margin;
  readonly version: '1.7';
  readonly language: string;
  readonly displayTitle: true;
  readonly info: Info;
  readonly images: Readonly<Record<string, string>>;
  readonly defaultStyle: TextStyle;
  readonly content: readonly Piece[];
  /** Drawn in the margins of each page. Called after the content was laid out. */
  readonly header: (page: number, pages: number) => Piece | null;
  readonly footer: (page: number, pages: number) => Piece | null;
  readonly watermark?: Watermark;
};

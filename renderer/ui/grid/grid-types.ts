import type { ReactNode } from 'react';

/** One row of a grid, whatever it is of. */
export type GridRow = { readonly id: string };

export type GridColumn<R extends GridRow> = {
  readonly key: string;
  readonly label: string;
  /** What stands over the column where its name would take more room than what it holds; the name is said in the menu, and to those who do not see. */
  readonly head?: string;
  readonly render: (row: R) => ReactNode;
  /** Figures stand at the end of their cell. */
  readonly align?: 'start' | 'end';
  /** Width in pixels before anybody changed it. */
  readonly width?: number;
  /** Words: it takes what room there is, and gives some up where there is too little. */
  readonly isFlexible?: boolean;
  readonly isSortable?: boolean;
  /** Not shown until somebody asks for it. */
  readonly isHidden?: boolean;
  /** In the row of totals. */
  readonly total?: ReactNode;
};

export type GridSort = { readonly column: string; readonly descending: boolean };

/** What somebody made of a grid: kept for each user and list (A5). */
export type GridLayout = {
  readonly order: readonly string[];
  readonly hidden: readonly string[];
  readonly widths: Readonly<Record<string, number>>;
  readonly pinned: readonly string[];
};

export const noLayout: GridLayout = { order: [], hidden: [], widths: {}, pinned: [] };

/** Rows come in windows: the grid says which it shows and is given what is there. */
export type GridSource<R extends GridRow> = {
  readonly count: number;
  readonly at: (index: number) => R | undefined;
  readonly want: (from: number, to: number) => void;
  /** Ids of rows that are not loaded, for selecting a range of them. Both ends inclusive. */
  readonly idsBetween: (from: number, to: number) => Promise<readonly string[]>;
};

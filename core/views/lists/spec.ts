import type { PlainDate } from '../../time/plain-date.ts';
import type { Cell, Cells, Column, ColumnType, MoneyCell, Row, RowSort } from '../rows.ts';

/** What a row says only together with others, or on a day. */
export type LateFacts = {
  readonly on: PlainDate;
  /** How people call a document: a customer's name, an entity's code; empty where it is not known. */
  readonly name: (kind: string, id: string) => string;
  /** What a customer still has to pay, by currency. */
  readonly openOf: (customerId: string) => readonly MoneyCell[];
  /** Subscriptions of a customer that are not cancelled. */
  readonly runningOf: (customerId: string) => number;
};

export type LateCells = Readonly<Record<string, (row: Row, facts: LateFacts) => Cell>>;

/** How documents of a kind become rows. `late` columns are told when a list is asked for; the others stand in the row. */
export type RowSpec<D> = {
  readonly kind: string;
  readonly columns: readonly Column[];
  readonly sort: readonly RowSort[];
  /** The column of numbers by which rows stand that are equal in all that is sorted by: the documents of a day in the order of their numbers. */
  readonly within?: string;
  readonly place: (document: D) => { readonly customerId: string; readonly entityId: string };
  readonly cells: (document: D) => Cells;
  readonly late: LateCells;
};

/** Columns in the order in which they are first shown, as `{ key: type }`. */
export const columnsOf = (types: Readonly<Record<string, ColumnType>>): readonly Column[] =>
  Object.entries(types).map(([key, type]) => ({ key, type }));

export const newestFirst = (column: string): readonly RowSort[] => [{ column, descending: true }];
export const byName = (column = 'name'): readonly RowSort[] => [{ column, descending: false }];

export const rowOf = <D extends { readonly id: string }>(spec: RowSpec<D>, document: D): Row => ({
  id: document.id,
  kind: spec.kind,
  ...spec.place(document),
  cells: spec.cells(document),
});

export const nowhere = (): { customerId: string; entityId: string } => ({ customerId: '', entityId: '' });

export const ofEntity = ({ entityId }: { readonly entityId: string }): { customerId: string; entityId: string } => ({
  customerId: '',
  entityId,
});

export const ofCustomer = (document: {
  readonly customerId: string;
  readonly entityId: string;
}): { customerId: string; entityId: string } => ({
  customerId: document.customerId,
  entityId: document.entityId,
});

/** Cells that many kinds have. */
export const customerName: LateCells[string] = (row, facts) => facts.name('customer', row.customerId);
export const entityCode: LateCells[string] = (row, facts) => facts.name('entity', row.entityId);

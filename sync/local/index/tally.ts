import { dueMinor } from '../../../core/invoicing/status.ts';
import type { Invoice } from '../../../core/invoicing/types.ts';
import type { StoredDocument } from '../../../core/kernel/command.ts';
import type { Currency } from '../../../core/money/currency.ts';
import type { Subscription } from '../../../core/subscriptions/types.ts';
import type { PlainDate } from '../../../core/time/plain-date.ts';
import type { LateFacts } from '../../../core/views/lists/spec.ts';
import { type Cell, type Cells, isMoney, type MoneyCell } from '../../../core/views/rows.ts';
import type { Shelf, Slot } from './shelf.ts';

/** What other rows say of this document: its name, what is open on it, whether it runs. */
const nameCell = '~name';
const openCell = '~open';
const runningCell = '~running';

const named: ReadonlySet<string> = new Set(['customer', 'plan', 'product', 'product-group', 'entity']);

type Named = StoredDocument & { readonly name?: string; readonly code?: string };

/** People call an entity by its code, everything else by its name. */
const nameOf = ({ kind, name, code }: Named): string => (kind === 'entity' ? (code ?? '') : (name ?? ''));

const openOf = (invoice: Invoice): MoneyCell | null =>
  invoice.state.kind === 'posted' ? { minor: dueMinor(invoice), currency: invoice.currency } : null;

/** Cells that are counted by and never shown. */
export const tallyOf = (document: StoredDocument): Cells => {
  if (document.kind === 'invoice') return { [openCell]: openOf(document as unknown as Invoice) };
  if (document.kind === 'subscription') return { [runningCell]: (document as unknown as Subscription).state.kind === 'cancelled' ? 0 : 1 };
  return named.has(document.kind) ? { [nameCell]: nameOf(document) } : {};
};

/** Sums over rows of one kind that rows of another kind tell: kept up as rows change. */
export class Tallies {
  readonly #open = new Map<string, Map<Currency, number>>();
  readonly #running = new Map<string, number>();

  clear(): void {
    this.#open.clear();
    this.#running.clear();
  }

  /** Counts a slot in (`sign` 1) or, before it changes, out (-1). */
  count(shelf: Shelf, slot: Slot, sign: 1 | -1): void {
    const customerId = shelf.customerIds[slot] ?? '';
    const open = shelf.cell(slot, openCell);
    if (open !== null && isMoney(open)) this.#owe(customerId, open.currency, sign * open.minor);
    const running = shelf.cell(slot, runningCell);
    if (running === 1) this.#running.set(customerId, (this.#running.get(customerId) ?? 0) + sign);
  }

  /** What rows are told late, on a day. */
  facts(on: PlainDate, shelves: ReadonlyMap<string, Shelf>): LateFacts {
    return {
      on,
      name: (kind, id) => (id === '' ? '' : textOf(nameIn(shelves.get(kind), id))),
      openOf: (customerId) =>
        [...(this.#open.get(customerId) ?? [])].filter(([, minor]) => minor !== 0).map(([currency, minor]) => ({ minor, currency })),
      runningOf: (customerId) => this.#running.get(customerId) ?? 0,
    };
  }

  #owe(customerId: string, currency: Currency, minor: number): void {
    const sums = this.#open.get(customerId) ?? new Map<Currency, number>();
    sums.set(currency, (sums.get(currency) ?? 0) + minor);
    this.#open.set(customerId, sums);
  }
}

const textOf = (cell: Cell): string => (typeof cell === 'string' ? cell : '');

const nameIn = (shelf: Shelf | undefined, id: string): Cell => {
  const slot = shelf?.slotOf(id) ?? null;
  return shelf === undefined || slot === null ? null : shelf.cell(slot, nameCell);
};

import { Account } from '../invoicing/account.ts';
import { dueMinor, invoiceStatus } from '../invoicing/status.ts';
import { sortedBy } from '../kernel/order.ts';
import type { Currency } from '../money/currency.ts';
import { promotionalCreditLeft } from '../offers/promotional-credit.ts';
import type { EntityId } from '../organization/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { asOf, type MoneyRecord } from './as-of.ts';

/** How a customer stands with one entity in one currency at the end of a day, in minor units, none below zero. */
export type CustomerBalance = {
  readonly entityId: EntityId;
  readonly currency: Currency;
  /** Unpaid on posted invoices, and of it what is past its due day. */
  readonly dueMinor: number;
  readonly overdueMinor: number;
  /** Unpaid on invoices that were written off. */
  readonly uncollectibleMinor: number;
  /** Credit by its kind: of credit notes, of them those that wait for a refund, money that no invoice took, promotional credit. */
  readonly creditNotesMinor: number;
  readonly awaitingRefundMinor: number;
  readonly unallocatedMinor: number;
  readonly promotionalMinor: number;
};

const total = <T>(values: readonly T[], minorOf: (value: T) => number): number => values.reduce((sum, value) => sum + minorOf(value), 0);

type Place = { readonly entityId: EntityId; readonly currency: Currency };

const isAt =
  (place: Place) =>
  (document: Place): boolean =>
    document.entityId === place.entityId && document.currency === place.currency;

const balanceAt = (place: Place, record: MoneyRecord, on: PlainDate): CustomerBalance => {
  const here = isAt(place);
  const invoices = record.invoices.filter(here);
  const notes = record.creditNotes.filter(here);
  const payments = record.payments.filter(here).map((payment) => ({ ...payment, isReversed: payment.state.kind === 'reversed' }));
  const refunds = record.refunds.filter(here).map((refund) => ({ ...refund, isReversed: refund.state.kind === 'reversed' }));
  const account = new Account({ invoices, creditNotes: notes, payments, refunds, promotionalCredits: [] });
  const settlements = invoices.flatMap((invoice) => invoice.settlements);
  const open = invoices.filter((invoice) => invoice.state.kind === 'posted');
  const noteLeft = (note: { readonly id: string }): number => account.left('credit-note', note.id);
  return {
    ...place,
    dueMinor: total(open, dueMinor),
    overdueMinor: total(open, (invoice) => (invoiceStatus(invoice, on) === 'overdue' ? dueMinor(invoice) : 0)),
    uncollectibleMinor: total(invoices, (invoice) => (invoice.state.kind === 'uncollectible' ? dueMinor(invoice) : 0)),
    creditNotesMinor: total(notes, (note) => (note.disposition === 'refund' ? 0 : noteLeft(note))),
    awaitingRefundMinor: total(notes, (note) => (note.disposition === 'refund' ? noteLeft(note) : 0)),
    unallocatedMinor: total(payments, (payment) => account.left('payment', payment.id)),
    promotionalMinor: total(record.promotionalCredits.filter(here), (credit) => promotionalCreditLeft(credit, settlements, on)),
  };
};

/** INV-21, INV-26, BEY-12: what a customer owes and has to their credit, as it stood at the end of a day, by entity and currency in that order. */
export const customerBalances = (record: MoneyRecord, on: PlainDate): readonly CustomerBalance[] => {
  const then = asOf(record, on);
  const documents: readonly Place[] = [
    ...then.invoices,
    ...then.creditNotes,
    ...then.payments,
    ...then.promotionalCredits.filter((credit) => credit.grantedOn <= on),
  ];
  const places = new Map(documents.map(({ entityId, currency }) => [`${entityId}|${currency}`, { entityId, currency }]));
  return sortedBy([...places], ([key]) => key).map(([, place]) => balanceAt(place, then, on));
};

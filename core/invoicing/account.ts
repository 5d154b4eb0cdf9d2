import type { PromotionalCredit } from '../offers/types.ts';
import { promotionalCreditDraws } from '../offers/promotional-credit.ts';
import { derivedId } from '../kernel/ids.ts';
import { must } from '../kernel/invariant.ts';
import { byText } from '../kernel/order.ts';
import type { Currency } from '../money/currency.ts';
import { later, type PlainDate } from '../time/plain-date.ts';
import { creditLeftMinor, dueMinor } from './status.ts';
import type { CreditNote, Invoice, Settlement } from './types.ts';

/** Money received that may stand unallocated, as far as settling looks at it. */
export type ReceivedMoney = {
  readonly id: string;
  readonly currency: Currency;
  readonly amountMinor: number;
  readonly receivedOn: PlainDate;
  readonly isReversed: boolean;
};
export type RefundedMoney = { readonly creditNoteId: string; readonly amountMinor: number; readonly isReversed: boolean };

/** What one customer owes one entity and has to their credit with it. */
export type AccountFacts = {
  readonly invoices: readonly Invoice[];
  /** What credits paid of further invoices, which nothing of this computation touches: a billing run need not hold on to them. */
  readonly elsewhere?: readonly Settlement[];
  readonly creditNotes: readonly CreditNote[];
  readonly promotionalCredits: readonly PromotionalCredit[];
  readonly payments: readonly ReceivedMoney[];
  readonly refunds: readonly RefundedMoney[];
};

/** Something that can pay: `left` in minor units, on hand since a day. */
export type Credit = {
  readonly kind: Settlement['kind'];
  readonly sourceId: string;
  readonly leftMinor: number;
  readonly since: PlainDate;
};

/** A source of settlements with what it paid of an invoice in all, reversals taken off. */
export type PaidPart = { readonly kind: Settlement['kind']; readonly sourceId: string; readonly amountMinor: number };

/** What each source paid of an invoice, in the order in which they first did; without those that took all of it back. */
export const paidParts = (invoice: Pick<Invoice, 'settlements'>): readonly PaidPart[] => {
  const parts = new Map<string, PaidPart>();
  for (const { kind, sourceId, amountMinor } of invoice.settlements) {
    const key = `${kind}|${sourceId}`;
    parts.set(key, { kind, sourceId, amountMinor: (parts.get(key)?.amountMinor ?? 0) + amountMinor });
  }
  return [...parts.values()].filter((part) => part.amountMinor !== 0);
};

const sumOf = (parts: readonly { readonly amountMinor: number }[]): number => parts.reduce((sum, part) => sum + part.amountMinor, 0);

/** What a note takes back of each invoice, in minor units of gross. */
const correctedParts = (note: CreditNote): ReadonlyMap<string, number> => {
  const parts = new Map<string, number>();
  for (const { credits, grossMinor } of note.lines) {
    if (credits !== null) parts.set(credits.documentId, (parts.get(credits.documentId) ?? 0) - grossMinor);
  }
  return parts;
};

/**
 * A customer's account with an entity while documents are being issued: settlements that one document makes are seen by the next. It belongs to one
 * computation; what changed is read off at the end (`touched`).
 */
export class Account {
  readonly #facts: AccountFacts;
  readonly #invoices = new Map<string, Invoice>();
  readonly #notes = new Map<string, CreditNote>();
  readonly #touched = new Map<string, Invoice>();
  #settlements: Settlement[] | null = null;

  constructor(facts: AccountFacts) {
    this.#facts = facts;
    for (const invoice of facts.invoices) this.#invoices.set(invoice.id, invoice);
    for (const note of facts.creditNotes) this.#notes.set(note.id, note);
  }

  /** Existing invoices that got a settlement, with it, by id. */
  get touched(): ReadonlyMap<string, Invoice> {
    return this.#touched;
  }

  #allSettlements(): Settlement[] {
    this.#settlements ??= [...(this.#facts.elsewhere ?? []), ...[...this.#invoices.values()].flatMap((invoice) => invoice.settlements)];
    return this.#settlements;
  }

  #usedOf(kind: Settlement['kind'], sourceId: string): number {
    return sumOf(this.#allSettlements().filter((entry) => entry.kind === kind && entry.sourceId === sourceId));
  }

  #noteLeft(note: CreditNote): number {
    const refundedMinor = sumOf(this.#facts.refunds.filter((refund) => refund.creditNoteId === note.id && !refund.isReversed));
    return creditLeftMinor(note, { settlements: this.#allSettlements(), refundedMinor });
  }

  #paymentLeft(payment: ReceivedMoney): number {
    return payment.isReversed ? 0 : payment.amountMinor - this.#usedOf('payment', payment.id);
  }

  /** INV-20: what of a credit note, or INV-26: of a payment, no invoice and no refund has used yet; 0 for one that the account does not have. */
  left(kind: 'credit-note' | 'payment', sourceId: string): number {
    if (kind === 'credit-note') {
      const note = this.#notes.get(sourceId);
      return note === undefined ? 0 : this.#noteLeft(note);
    }
    const payment = this.#facts.payments.find((entry) => entry.id === sourceId);
    return payment === undefined ? 0 : this.#paymentLeft(payment);
  }

  /** INV-22: what of a note can be paid back: a refund never exceeds what was paid, so the part that its own invoices still owe stays with them. */
  refundable(noteId: string): number {
    const note = this.#notes.get(noteId);
    if (note === undefined) return 0;
    const owed = [...correctedParts(note)].reduce((sum, [invoiceId, part]) => sum + Math.max(0, Math.min(part, this.#due(invoiceId))), 0);
    return Math.max(0, this.#noteLeft(note) - owed);
  }

  /** INV-21: standing balance in a currency, oldest first: credit notes and money received that no invoice used. */
  balance(currency: Currency): readonly Credit[] {
    const notes = [...this.#notes.values()]
      .filter((note) => note.currency === currency && note.disposition !== 'refund')
      .map((note): Credit => ({ since: note.issuedOn, sourceId: note.id, kind: 'credit-note', leftMinor: this.#noteLeft(note) }));
    const payments = this.#facts.payments
      .filter((payment) => payment.currency === currency)
      .map(
        (payment): Credit => ({ since: payment.receivedOn, sourceId: payment.id, kind: 'payment', leftMinor: this.#paymentLeft(payment) }),
      );
    return [...notes, ...payments]
      .filter((credit) => credit.leftMinor > 0)
      .sort((a, b) => byText(a.since, b.since) || byText(a.sourceId, b.sourceId));
  }

  /** An invoice as the facts have it. */
  stored(id: string): Invoice | undefined {
    return this.#facts.invoices.find((invoice) => invoice.id === id);
  }

  get hasCredit(): boolean {
    return this.#notes.size > 0 || this.#facts.payments.length > 0 || this.#facts.promotionalCredits.length > 0;
  }

  /**
   * Takes in a newly posted invoice, paid as far as credits reach: what corrected it while it waited (OR-18), promotional credit (OFR-25, OR-17), and
   * the standing balance (INV-21) where that is wanted. A credit note that was given for the next invoice is used in any case (INV-17).
   */
  post(invoice: Invoice, applyBalance: boolean): Invoice {
    const waited = this.#invoices.has(invoice.id);
    this.#invoices.set(invoice.id, invoice);
    if (!this.hasCredit || dueMinor(invoice) <= 0) return invoice;
    if (waited) this.#reduceByAll(invoice.id, invoice.issuedOn);
    const { entityId, currency, issuedOn } = invoice;
    const due = { entityId, currency, dueMinor: this.#due(invoice.id), on: issuedOn };
    for (const draw of promotionalCreditDraws(this.#facts.promotionalCredits, this.#allSettlements(), due)) {
      this.#settle(invoice.id, 'promotional-credit', draw.creditId, draw.amountMinor, issuedOn);
    }
    for (const credit of this.balance(currency)) {
      if (!applyBalance && this.#notes.get(credit.sourceId)?.disposition !== 'next-invoice') continue;
      this.#settle(
        invoice.id,
        credit.kind,
        credit.sourceId,
        Math.min(credit.leftMinor, this.#due(invoice.id)),
        later(issuedOn, credit.since),
      );
    }
    return must(this.#invoices.get(invoice.id), 'what was posted is there');
  }

  /** Takes in a newly posted credit note. OR-18: what it corrects and is still unpaid is reduced first; the rest stays as balance. */
  credit(note: CreditNote): void {
    this.#notes.set(note.id, note);
    for (const invoiceId of correctedParts(note).keys()) {
      this.#reduce(invoiceId, note, note.issuedOn);
      this.#giveBackPromotion(invoiceId, note);
    }
  }

  /** Pays what is due of the invoice with what is left of the part of the note that corrects it. */
  #reduce(invoiceId: string, note: CreditNote, on: PlainDate): void {
    const invoice = this.#invoices.get(invoiceId);
    if (note.disposition === 'next-invoice' || invoice === undefined || invoice.currency !== note.currency) return;
    const doneMinor = sumOf(invoice.settlements.filter((entry) => entry.kind === 'credit-note' && entry.sourceId === note.id));
    const partMinor = (correctedParts(note).get(invoiceId) ?? 0) - doneMinor;
    const minor = Math.max(0, Math.min(this.#noteLeft(note), partMinor, this.#due(invoiceId)));
    this.#settle(invoiceId, 'credit-note', note.id, minor, later(on, later(note.issuedOn, invoice.issuedOn)));
  }

  #reduceByAll(invoiceId: string, on: PlainDate): void {
    for (const note of this.#notes.values()) this.#reduce(invoiceId, note, on);
  }

  /**
   * OFR-25: promotional credit never becomes money. What credit notes give back of an invoice beyond the money that paid it goes back to the
   * promotional credit that paid the rest, and the note pays the invoice in its place.
   */
  #giveBackPromotion(invoiceId: string, note: CreditNote): void {
    const invoice = this.#invoices.get(invoiceId);
    const parts = invoice === undefined ? [] : paidParts(invoice);
    const promoted = parts.filter((part) => part.kind === 'promotional-credit');
    if (invoice === undefined || promoted.length === 0 || invoice.currency !== note.currency) return;
    const own = [...this.#notes.values()].filter((entry) => entry.state.kind === 'posted' && correctedParts(entry).has(invoiceId));
    const creditedMinor = own.reduce((sum, entry) => sum + (correctedParts(entry).get(invoiceId) ?? 0), 0);
    const reducedMinor = sumOf(parts.filter((part) => part.kind === 'credit-note' && own.some((entry) => entry.id === part.sourceId)));
    const moneyMinor = sumOf(parts) - sumOf(promoted) - reducedMinor;
    let backMinor = Math.min(this.#noteLeft(note), creditedMinor - reducedMinor - moneyMinor - this.#due(invoiceId));
    for (const part of promoted.toReversed()) {
      const minor = Math.min(backMinor, part.amountMinor);
      if (minor <= 0) return;
      this.#settle(invoiceId, part.kind, part.sourceId, -minor, later(note.issuedOn, invoice.issuedOn));
      this.#settle(invoiceId, 'credit-note', note.id, minor, later(note.issuedOn, invoice.issuedOn));
      backMinor -= minor;
    }
  }

  /** Adds a settlement to an invoice that the account already has. */
  settle(invoiceId: string, kind: Settlement['kind'], sourceId: string, amountMinor: number, on: PlainDate): void {
    this.#settle(invoiceId, kind, sourceId, amountMinor, on);
  }

  /** An entry below zero, on no earlier day than what it takes back. */
  #takeBack(invoice: Invoice, part: PaidPart, on: PlainDate): void {
    const own = invoice.settlements.filter((entry) => entry.kind === part.kind && entry.sourceId === part.sourceId);
    const day = own.reduce((last, entry) => later(last, entry.on), on);
    this.#settle(invoice.id, part.kind, part.sourceId, -part.amountMinor, day);
  }

  /** INV-13: takes back what credits paid of an invoice that becomes void: the credits are free again. */
  release(invoiceId: string, on: PlainDate): void {
    const invoice = this.#invoices.get(invoiceId);
    if (invoice !== undefined) for (const part of paidParts(invoice)) this.#takeBack(invoice, part, on);
  }

  /**
   * Takes back everything that a source paid, on every invoice: money that did not stay. What is open again is reduced by the notes that correct it, as
   * if the money had never come (OR-18).
   */
  withdraw(kind: Settlement['kind'], sourceId: string, on: PlainDate): void {
    for (const invoice of this.#invoices.values()) {
      const part = paidParts(invoice).find((entry) => entry.kind === kind && entry.sourceId === sourceId);
      if (part === undefined) continue;
      this.#takeBack(invoice, part, on);
      this.#reduceByAll(invoice.id, on);
    }
  }

  invoice(id: string): Invoice | undefined {
    return this.#invoices.get(id);
  }

  #due(invoiceId: string): number {
    const invoice = this.#invoices.get(invoiceId);
    return invoice === undefined ? 0 : Math.max(0, dueMinor(invoice));
  }

  #settle(invoiceId: string, kind: Settlement['kind'], sourceId: string, amountMinor: number, on: PlainDate): void {
    const invoice = this.#invoices.get(invoiceId);
    if (invoice === undefined || amountMinor === 0) return;
    const settlement: Settlement = {
      id: derivedId('set', invoice.id, sourceId, invoice.settlements.length),
      kind,
      sourceId,
      amountMinor,
      on,
    };
    this.#allSettlements().push(settlement);
    const settled = { ...invoice, settlements: [...invoice.settlements, settlement] };
    this.#invoices.set(invoiceId, settled);
    this.#touched.set(invoiceId, settled);
  }
}

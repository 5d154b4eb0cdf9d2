import type { PromotionalCredit } from '../offers/types.ts';
import { promotionalCreditDraws } from '../offers/promotional-credit.ts';
import { derivedId } from '../kernel/ids.ts';
import { byText } from '../kernel/order.ts';
import type { Currency } from '../money/currency.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { creditLeftMinor, dueMinor } from './status.ts';
import type { CreditNote, Invoice, Settlement } from './types.ts';

/** Money received that may stand unallocated, as far as settling looks at it. */
export type ReceivedMoney = { readonly id: string; readonly currency: Currency; readonly amountMinor: number; readonly receivedOn: PlainDate; readonly isReversed: boolean };
export type RefundedMoney = { readonly creditNoteId: string; readonly amountMinor: number; readonly isReversed: boolean };

/** What one customer owes one entity and has to their credit with it. */
export type AccountFacts = {
  readonly invoices: readonly Invoice[];
  readonly creditNotes: readonly CreditNote[];
  readonly promotionalCredits: readonly PromotionalCredit[];
  readonly payments: readonly ReceivedMoney[];
  readonly refunds: readonly RefundedMoney[];
};

/** Something that can pay: `left` in minor units. */
export type Credit = { readonly kind: Settlement['kind']; readonly sourceId: string; readonly leftMinor: number };

/**
 * A customer's account with an entity while documents are being issued: settlements that one document makes are seen by the next. It belongs to one
 * computation; what changed is read off at the end (`touched`).
 */
export class Account {
  readonly #facts: AccountFacts;
  readonly #invoices = new Map<string, Invoice>();
  readonly #notes: CreditNote[];
  readonly #touched = new Map<string, Invoice>();
  #settlements: Settlement[] | null = null;

  constructor(facts: AccountFacts) {
    this.#facts = facts;
    for (const invoice of facts.invoices) this.#invoices.set(invoice.id, invoice);
    this.#notes = [...facts.creditNotes];
  }

  /** Existing invoices that got a settlement, with it, by id. */
  get touched(): ReadonlyMap<string, Invoice> {
    return this.#touched;
  }

  #allSettlements(): Settlement[] {
    this.#settlements ??= [...this.#invoices.values()].flatMap((invoice) => invoice.settlements);
    return this.#settlements;
  }

  #noteLeft(note: CreditNote): number {
    const refundedMinor = this.#facts.refunds.filter((refund) => refund.creditNoteId === note.id && !refund.isReversed).reduce((sum, refund) => sum + refund.amountMinor, 0);
    return creditLeftMinor(note, { settlements: this.#allSettlements(), refundedMinor });
  }

  #paymentLeft(payment: ReceivedMoney): number {
    if (payment.isReversed) return 0;
    return payment.amountMinor - this.#allSettlements().filter((entry) => entry.kind === 'payment' && entry.sourceId === payment.id).reduce((sum, entry) => sum + entry.amountMinor, 0);
  }

  /** INV-21: standing balance in a currency, oldest first: credit notes and money received that no invoice used. */
  balance(currency: Currency): readonly Credit[] {
    const notes = this.#notes
      .filter((note) => note.currency === currency && note.disposition !== 'refund')
      .map((note) => ({ on: note.issuedOn, id: note.id, kind: 'credit-note' as const, leftMinor: this.#noteLeft(note) }));
    const payments = this.#facts.payments
      .filter((payment) => payment.currency === currency)
      .map((payment) => ({ on: payment.receivedOn, id: payment.id, kind: 'payment' as const, leftMinor: this.#paymentLeft(payment) }));
    return [...notes, ...payments]
      .filter((credit) => credit.leftMinor > 0)
      .sort((a, b) => byText(a.on, b.on) || byText(a.id, b.id))
      .map(({ kind, id, leftMinor }) => ({ kind, sourceId: id, leftMinor }));
  }

  get hasCredit(): boolean {
    return this.#notes.length > 0 || this.#facts.payments.length > 0 || this.#facts.promotionalCredits.length > 0;
  }

  /** Takes in a newly posted invoice, paid as far as the balance reaches where that is wanted (OFR-25 and OR-17 before INV-21). */
  post(invoice: Invoice, applyBalance: boolean): Invoice {
    let posted = invoice;
    if (applyBalance && this.hasCredit && dueMinor(invoice) > 0) {
      const { entityId, currency, issuedOn } = invoice;
      const draws = promotionalCreditDraws(this.#facts.promotionalCredits, this.#allSettlements(), { entityId, currency, dueMinor: dueMinor(posted), on: issuedOn });
      for (const draw of draws) posted = this.#settled(posted, 'promotional-credit', draw.creditId, draw.amountMinor, issuedOn);
      for (const credit of this.balance(currency)) {
        const part = Math.min(credit.leftMinor, dueMinor(posted));
        if (part > 0) posted = this.#settled(posted, credit.kind, credit.sourceId, part, issuedOn);
      }
    }
    this.#invoices.set(posted.id, posted);
    return posted;
  }

  /** Takes in a newly posted credit note. OR-18: what it corrects and is still unpaid is reduced first; the rest stays as balance. */
  credit(note: CreditNote): void {
    this.#notes.push(note);
    if (note.disposition === 'next-invoice') return;
    const corrected = note.invoiceId === null ? note.lines.map((line) => line.credits?.documentId ?? '') : [note.invoiceId];
    for (const id of new Set(corrected)) {
      const invoice = this.#invoices.get(id);
      if (invoice === undefined || invoice.currency !== note.currency) continue;
      const part = Math.min(this.#noteLeft(note), Math.max(0, dueMinor(invoice)));
      if (part > 0) this.settle(invoice.id, 'credit-note', note.id, part, note.issuedOn);
    }
  }

  /** Adds a settlement to an invoice that the account already has. */
  settle(invoiceId: string, kind: Settlement['kind'], sourceId: string, amountMinor: number, on: PlainDate): void {
    const invoice = this.#invoices.get(invoiceId);
    if (invoice === undefined) return;
    const settled = this.#settled(invoice, kind, sourceId, amountMinor, on);
    this.#invoices.set(invoiceId, settled);
    this.#touched.set(invoiceId, settled);
  }

  invoice(id: string): Invoice | undefined {
    return this.#invoices.get(id);
  }

  #settled(invoice: Invoice, kind: Settlement['kind'], sourceId: string, amountMinor: number, on: PlainDate): Invoice {
    const settlement: Settlement = { id: derivedId('set', invoice.id, sourceId, invoice.settlements.length), kind, sourceId, amountMinor, on };
    this.#allSettlements().push(settlement);
    return { ...invoice, settlements: [...invoice.settlements, settlement] };
  }
}

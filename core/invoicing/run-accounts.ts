import { Account, type AccountFacts } from './account.ts';
import type { Draft } from './issue.ts';
import { accountFactsOf } from './run-drafts.ts';
import type { CustomerRecord } from './run-facts.ts';
import type { Invoice } from './types.ts';

const noCredit: AccountFacts = { invoices: [], creditNotes: [], promotionalCredits: [], payments: [], refunds: [] };

const keyOf = (customerId: string, entityId: string): string => `${customerId}|${entityId}`;

const creditedBy = (drafts: readonly Draft[]): ReadonlySet<string> =>
  new Set(drafts.flatMap((draft) => draft.lines.flatMap(({ credits }) => (credits === null ? [] : [credits.documentId]))));

/** What settling the drafts may look at: the invoices that they credit, and what credits on hand paid elsewhere. `null` where there is neither. */
const neededFacts = (record: CustomerRecord, entityId: string, drafts: readonly Draft[]): AccountFacts | null => {
  const credited = creditedBy(drafts);
  const facts = accountFactsOf(record, entityId);
  const hasCredit = facts.creditNotes.length + facts.payments.length + facts.promotionalCredits.length > 0;
  if (!hasCredit && credited.size === 0) return null;
  return {
    ...facts,
    invoices: facts.invoices.filter(({ id }) => credited.has(id)),
    elsewhere: facts.invoices.flatMap(({ id, settlements }) => (credited.has(id) ? [] : settlements)),
  };
};

/**
 * The accounts of a run's customers. A run reads every customer once and issues much later, in the order of days: in between only what settling needs is
 * held, so that a long history of documents costs no memory. It belongs to one run.
 */
export class RunAccounts {
  readonly #facts = new Map<string, AccountFacts>();
  readonly #accounts = new Map<string, Account>();
  #used = new Map<string, Account>();
  /** Invoices as the last part wrote them. */
  readonly #written = new Map<string, Invoice>();

  /** Keeps what the drafts of one customer and entity need. */
  keep(record: CustomerRecord, entityId: string, drafts: readonly Draft[]): void {
    const facts = neededFacts(record, entityId, drafts);
    if (facts !== null) this.#facts.set(keyOf(record.customer.id, entityId), facts);
  }

  of(customerId: string, entityId: string): Account {
    const key = keyOf(customerId, entityId);
    const known = this.#used.get(key);
    if (known !== undefined) return known;
    const account = this.#accounts.get(key) ?? new Account(this.#facts.get(key) ?? noCredit);
    this.#used.set(key, account);
    return account;
  }

  /** The invoices that were settled since the last part, each as it is now and as it was written before; `null` where it is new. */
  settled(): ReadonlyMap<string, { readonly now: Invoice; readonly before: Invoice | null }> {
    const settled = new Map<string, { readonly now: Invoice; readonly before: Invoice | null }>();
    for (const account of this.#used.values()) {
      for (const [id, now] of account.touched) {
        const before = this.#written.get(id) ?? account.stored(id) ?? null;
        if (before === null || before.settlements.length !== now.settlements.length) settled.set(id, { now, before });
      }
    }
    return settled;
  }

  /** A part was made, with these invoices written. Accounts with credit are needed again; the others have nothing to remember. */
  partMade(invoices: readonly Invoice[]): void {
    for (const [key, account] of this.#used) if (account.hasCredit) this.#accounts.set(key, account);
    for (const invoice of invoices)
      if (this.#accounts.has(keyOf(invoice.customerId, invoice.entityId))) this.#written.set(invoice.id, invoice);
    this.#used = new Map();
  }
}

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
  /** Older invoices as the last part that settled them wrote them. */
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

  /**
   * A part was made: the older invoices that it settled, each as it is now and as it was written before. A new invoice is settled when it is posted and not
   * again in the same run, since credits only correct what was billed before. Accounts with credit are needed again; the others have nothing to remember.
   */
  partMade(): readonly { readonly before: Invoice; readonly now: Invoice }[] {
    const settled: { readonly before: Invoice; readonly now: Invoice }[] = [];
    for (const [key, account] of this.#used) {
      for (const [id, now] of account.touched) {
        const stored = account.stored(id);
        const before = stored === undefined ? undefined : (this.#written.get(id) ?? stored);
        if (before === undefined || before.settlements.length === now.settlements.length) continue;
        settled.push({ before, now });
        this.#written.set(id, { ...now, rev: before.rev + 1 });
      }
      if (account.hasCredit) this.#accounts.set(key, account);
    }
    this.#used = new Map();
    return settled;
  }
}

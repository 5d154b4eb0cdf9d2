import type { Outcome } from '../../../../core/kernel/outcome.ts';
import type { Host } from '../../../../sync/local/rxdb/host.ts';
import { type LocalStore, type LocalStoreOptions, openLocalStore } from '../../../../sync/local/rxdb/open.ts';
import type { Store } from '../../../../sync/local/store.ts';
import { change, event, segment } from '../../../contract/documents.ts';
import { companyBooks, customerAt, entering, januaryRun, subscriptionAt, usageAt } from '../../../support/stored-company.ts';

export const optionsOn = (host: Host, changes: Partial<LocalStoreOptions> = {}): LocalStoreOptions => ({
  name: 'station',
  now: () => '2026-11-20T09:00:00.000Z',
  build: '1',
  host,
  ...changes,
});

export const value = <T>(outcome: Outcome<T, { readonly code: string }>): T => {
  if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.problems)}`);
  return outcome.value;
};

export const codes = (outcome: Outcome<unknown, { readonly code: string }>): readonly string[] =>
  outcome.ok ? [] : outcome.problems.map(({ code }) => code);

/** Stores that a test opened; what it leaves open is closed after it, since only so many collections may be open at once. */
export class Openings {
  #open: LocalStore[] = [];

  async open(options: LocalStoreOptions): Promise<LocalStore> {
    const store = value(await openLocalStore(options));
    this.#open.push(store);
    return store;
  }

  async closeAll(): Promise<void> {
    for (const store of this.#open.splice(0)) await store.close();
  }
}

export const first = change('cmd_1', segment('b', 'active'), segment('a', 'active'), event('e1', 'cus_1', '2025-01-31T23:59:59.999Z'));
export const second = change('cmd_2', segment('a', 'archived', 2), event('e2', 'cus_2', '2025-02-01T00:00:00.000Z'));

/** A company with some customers, and their first bills. */
export const billedCompany = async (store: Store, customers: number): Promise<void> => {
  const numbers = Array.from({ length: customers }, (_, index) => index);
  await store.commit(entering('cmd_books', companyBooks()));
  await store.commit(entering('cmd_customers', [...numbers.map(customerAt), ...numbers.map(subscriptionAt), ...numbers.map(usageAt)]));
  for (const part of (await januaryRun(store)).changes) await store.commit(part);
};

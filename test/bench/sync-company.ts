import type { AnyDocument } from '../../core/collections.ts';
import type { Invoice } from '../../core/invoicing/types.ts';
import { advanceChanges } from '../../sync/local/advance-all.ts';
import type { Store } from '../../sync/local/store.ts';
import { companyBooks, customerAt, januaryRun, subscriptionAt, usageAt } from '../support/stored-company.ts';
import { storeWith } from '../support/run-company.ts';

/** A company of so many customers, each with a subscription and its usage, as it stands before it is billed; time has done its work. */
const companyStore = async (customers: number): Promise<{ readonly store: Store; readonly documents: readonly AnyDocument[] }> => {
  const numbers = Array.from({ length: customers }, (_, index) => index);
  const documents = [...companyBooks(), ...numbers.flatMap((index) => [customerAt(index), subscriptionAt(index), usageAt(index)])];
  const store = await storeWith(documents);
  const advanced = new Map<string, AnyDocument>();
  for (const change of await advanceChanges(store, { at: '2025-02-01T09:00:00.000Z', by: { user: 'usr_1', station: 'A7' } })) {
    await store.commit(change);
    for (const { document } of change.writes) advanced.set(document.id, document as AnyDocument);
  }
  return { store, documents: documents.map((document) => advanced.get(document.id) ?? document) };
};

export const companyOf = async (customers: number): Promise<readonly AnyDocument[]> => (await companyStore(customers)).documents;

/** An invoice of four lines for each customer, as the billing run of January makes them. */
export const invoicesOf = async (count: number): Promise<readonly Invoice[]> => {
  const { store } = await companyStore(count);
  const { documents } = await januaryRun(store);
  return documents.flatMap((document) => (document.kind === 'invoice' ? [document] : []));
};

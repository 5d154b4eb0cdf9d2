import type { DocumentKind, Documents } from '../../core/collections.ts';
import type { Customer } from '../../core/customers/types.ts';
import { byText, groupedBy } from '../../core/kernel/order.ts';
import type { Where } from '../../core/kernel/use-case.ts';
import type { Source } from '../../core/sources.ts';
import type { Subscription } from '../../core/subscriptions/types.ts';

type Found = readonly { readonly id: string }[];

/** Everything of one kind that was read, until it is asked for by name: then it is given away and held no longer. */
class Pile {
  readonly #waiting: Map<string, Found>;
  readonly #given = new Set<string>();

  constructor(groups: ReadonlyMap<string, Found>) {
    this.#waiting = new Map(groups);
  }

  /** What belongs to these names, in order of id; `null` where some of it was given away already. */
  taken(names: readonly string[]): Found | null {
    if (names.some((name) => this.#given.has(name))) return null;
    const found = names.flatMap((name) => this.#waiting.get(name) ?? []);
    for (const name of names) {
      this.#waiting.delete(name);
      this.#given.add(name);
    }
    return found.sort((a, b) => byText(a.id, b.id));
  }
}

const hasOnly = (where: Where, key: keyof Where): boolean => where[key] !== undefined && Object.keys(where).length === 1;

/**
 * The source of a billing run, which asks for every customer to know who there is, and for each batch of them and their subscriptions again: what was read
 * once is handed out once instead of being read a second time. Whoever asks in another way, or again, asks the source.
 * @param subscriptions all of them.
 * @param read all customers, where they were read already.
 */
export const handedOnce = (source: Source, subscriptions: readonly Subscription[], read: readonly Customer[] | null = null): Source => {
  const ofCustomers = new Pile(groupedBy(subscriptions, ({ customerId }) => customerId));
  let customers: Pile | null = null;
  const handed = (kind: DocumentKind, where: Where): Found | null => {
    if (kind === 'subscription' && hasOnly(where, 'customerIds')) return ofCustomers.taken(where.customerIds ?? []);
    if (kind === 'customer' && hasOnly(where, 'ids')) return customers?.taken(where.ids ?? []) ?? null;
    return null;
  };
  return {
    get: source.get,
    list: async <K extends DocumentKind>(kind: K, where: Where = {}) => {
      const known = handed(kind, where);
      if (known !== null) return known as unknown as readonly Documents[K][];
      if (kind !== 'customer' || Object.keys(where).length > 0) return source.list(kind, where);
      const found = (customers === null ? read : null) ?? (await source.list('customer'));
      customers = new Pile(groupedBy(found, ({ id }) => id));
      return found as unknown as readonly Documents[K][];
    },
  };
};

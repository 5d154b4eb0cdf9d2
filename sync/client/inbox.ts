import type { JournalEntry } from '../../core/collections.ts';
import type { Command, StoredDocument } from '../../core/kernel/command.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { DocumentKey } from '../local/received.ts';
import type { Store } from '../local/store.ts';
import type { Reason, Verdict, VoidedNumber } from '../protocol/push.ts';

/** How somebody ended it. `seen`: there was nothing to decide. */
export type Settlement = 'mine' | 'theirs' | 'merged' | 'seen';

/** A10: work of this station of which a person must know. Nothing of it is dropped: it stays until somebody says what becomes of it, and after that too. */
export type InboxItem = {
  /** The command's id: the same verdict heard twice is one item. */
  readonly id: string;
  /** `refused`: it had no effect. `voided`: it had, and numbers that it gave are void. `unsent`: it never reached the server that the station then left. */
  readonly kind: 'refused' | 'voided' | 'unsent';
  readonly command: Command;
  readonly heardAt: Instant;
  readonly reasons: readonly Reason[];
  readonly voided: readonly VoidedNumber[];
  /** What it wrote here. */
  readonly keys: readonly DocumentKey[];
  /** As this station had them; only the first ones of much work. */
  readonly mine: readonly StoredDocument[];
  readonly settled: { readonly how: Settlement; readonly at: Instant } | null;
};

const listName = 'sync inbox';
const itemName = (id: string): string => `${listName} ${id}`;
/** Documents kept whole with an item. */
const keptWhole = 20;

export const inboxItem = (
  kind: InboxItem['kind'],
  { command, documents }: JournalEntry,
  heardAt: Instant,
  verdict: Verdict | null,
): InboxItem => ({
  id: command.id,
  kind,
  command,
  heardAt,
  reasons: verdict?.kind === 'refused' ? verdict.reasons : [],
  voided: verdict?.voided ?? [],
  keys: documents.map(({ kind: of, id }) => ({ kind: of, id })),
  mine: documents.slice(0, keptWhole),
  settled: null,
});

/** What waits for a person, kept beside the documents. */
export class Inbox {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  async #ids(): Promise<readonly string[]> {
    const text = await this.#store.note(listName);
    return text === null || text === '' ? [] : (JSON.parse(text) as readonly string[]);
  }

  async get(id: string): Promise<InboxItem | null> {
    const text = await this.#store.note(itemName(id));
    return text === null || text === '' ? null : (JSON.parse(text) as InboxItem);
  }

  /** Newest first. */
  async all(): Promise<readonly InboxItem[]> {
    const items = await Promise.all((await this.#ids()).map((id) => this.get(id)));
    return items.filter((item) => item !== null).reverse();
  }

  /** Durable when it resolves. What is there already stays as it is: it may be settled. */
  async add(items: readonly InboxItem[]): Promise<readonly InboxItem[]> {
    const ids = await this.#ids();
    const known = new Set(ids);
    const fresh = items.filter(({ id }) => !known.has(id));
    for (const item of fresh) await this.#store.keepNote(itemName(item.id), JSON.stringify(item));
    if (fresh.length > 0) await this.#store.keepNote(listName, JSON.stringify([...ids, ...fresh.map(({ id }) => id)]));
    return fresh;
  }

  async settle(id: string, how: Settlement, at: Instant): Promise<void> {
    const item = await this.get(id);
    if (item !== null) await this.#store.keepNote(itemName(id), JSON.stringify({ ...item, settled: { how, at } } satisfies InboxItem));
  }
}

import type { StoredDocument } from '../../core/kernel/command.ts';
import type { JournalRecord, Store } from '../../sync/local/store.ts';
import type { JournalFilter, JournalItem, JournalPage } from './store-api.ts';

type Head = {
  readonly sequence: number;
  readonly kind: string;
  readonly at: string;
  readonly user: string;
  readonly keys: readonly string[];
  readonly customers: readonly string[];
};

/** Records that were read for one page, by their sequence. */
type Read = Map<number, Promise<JournalRecord>>;

/** Usage comes in thousands and has a list of its own: in a customer's history it would hide everything else. */
const customersOf = (documents: readonly StoredDocument[]): readonly string[] => [
  ...new Set(documents.flatMap((document) => (document.kind === 'usage-event' ? [] : [customerOf(document)]).filter((id) => id !== ''))),
];

const customerOf = (document: StoredDocument & { readonly customerId?: string }): string =>
  document.kind === 'customer' ? document.id : (document.customerId ?? '');

const keyOf = ({ kind, id }: { readonly kind: string; readonly id: string }): string => `${kind}|${id}`;

/** Where each document stands in the journal, so that its history is read without reading everybody's. Made when first asked for, then kept up. */
export class JournalIndex {
  readonly #store: Store;
  readonly #heads: Head[] = [];
  readonly #byDocument = new Map<string, number[]>();
  #through = 0;
  #reading: Promise<void> | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  clear(): void {
    this.#heads.length = 0;
    this.#byDocument.clear();
    this.#through = 0;
  }

  async page(filter: JournalFilter): Promise<JournalPage> {
    await this.#catchUp();
    const heads = this.#heads.filter((head) => matches(head, filter)).reverse();
    const { skip = 0, limit } = filter;
    // What a record was before is often told by the same few records: one that wrote a thousand documents is read once for a page.
    const read: Read = new Map();
    const items = await Promise.all(heads.slice(skip, skip + limit).map((head) => this.#item(head, filter, read)));
    return { items, matching: heads.length };
  }

  async #catchUp(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    await this.#reading;
  }

  async #read(): Promise<void> {
    for await (const { sequence, entry } of this.#store.journal(this.#through)) {
      const keys = entry.documents.map(keyOf);
      const { kind, at, by } = entry.command;
      this.#heads.push({ sequence, kind, at, user: by.user, keys, customers: customersOf(entry.documents) });
      for (const key of keys) {
        const places = this.#byDocument.get(key);
        if (places === undefined) this.#byDocument.set(key, [sequence]);
        else places.push(sequence);
      }
      this.#through = sequence;
    }
  }

  /** Of a customer's history only the customer's own documents are told: a billing run writes a hundred others with them. */
  async #item({ sequence }: Head, { customerId }: JournalFilter, read: Read): Promise<JournalItem> {
    const record = await this.#record(sequence, read);
    const documents = record.entry.documents.filter((document) => customerId === undefined || customerOf(document) === customerId);
    const before = await Promise.all(documents.map((document) => this.#before(document, sequence, read)));
    return {
      sequence,
      command: record.entry.command,
      changes: documents.map((document, at) => ({ kind: document.kind, id: document.id, before: before[at] ?? null, after: document })),
    };
  }

  /** The document as the command before this one left it. */
  async #before(document: StoredDocument, sequence: number, read: Read): Promise<StoredDocument | null> {
    const places = this.#byDocument.get(keyOf(document)) ?? [];
    const last = places.filter((place) => place < sequence).at(-1);
    if (last === undefined) return null;
    const { entry } = await this.#record(last, read);
    return entry.documents.find(({ kind, id }) => kind === document.kind && id === document.id) ?? null;
  }

  #record(sequence: number, read: Read): Promise<JournalRecord> {
    const known = read.get(sequence) ?? this.#readRecord(sequence);
    read.set(sequence, known);
    return known;
  }

  async #readRecord(sequence: number): Promise<JournalRecord> {
    for await (const record of this.#store.journal(sequence - 1, sequence)) return record;
    throw new Error(`the journal has no sequence ${sequence}`);
  }
}

const matches = (head: Head, { documentId, customerId, commandKinds, user, from, until }: JournalFilter): boolean =>
  (documentId === undefined || head.keys.some((key) => key.endsWith(`|${documentId}`))) &&
  (customerId === undefined || head.customers.includes(customerId)) &&
  (commandKinds === undefined || commandKinds.includes(head.kind)) &&
  (user === undefined || head.user === user) &&
  (from === undefined || head.at.slice(0, 10) >= from) &&
  (until === undefined || head.at.slice(0, 10) <= until);

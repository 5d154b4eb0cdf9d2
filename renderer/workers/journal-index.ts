import type { Change, StoredDocument } from '../../core/kernel/command.ts';
import type { JournalRecord, Store } from '../../sync/local/store.ts';
import { customerOf, type Head, headOf, keepHeads, keptHeads, keyOf } from './journal-heads.ts';
import type { JournalFilter, JournalItem, JournalPage } from './store-api.ts';

/** How long the store rests before new heads are kept: whoever is at work is not disturbed, and what was not kept is read at the next start. */
const restMs = 30_000;

/** Documents after which the reading rests for a moment, so that the browser throws away what was read. */
const documentsAtOnce = 300;
const pauseMs = 20;
const pause = (): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, pauseMs);
  });

/**
 * Where each document stands in the journal, so that its history is read without reading everybody's. Heads are kept beside the documents: only commands that
 * came since are read for it, and they are when the store rests.
 */
export class JournalIndex {
  readonly #store: Store;
  readonly #heads: Head[] = [];
  readonly #byDocument = new Map<string, number[]>();
  #kept = 0;
  #isLoaded = false;
  #reading: Promise<void> | null = null;
  /** Those who wait for an answer: for them it does not rest. */
  #asking = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  async page(filter: JournalFilter): Promise<JournalPage> {
    this.#asking += 1;
    await this.#catchUp().finally(() => {
      this.#asking -= 1;
    });
    const heads = this.#heads.filter((head) => matches(head, filter)).reverse();
    const { skip = 0, limit } = filter;
    const records = new Map<number, Promise<JournalRecord>>();
    const items = await Promise.all(heads.slice(skip, skip + limit).map((head) => this.#item(head, filter, records)));
    return { items, matching: heads.length };
  }

  /** The changes as they pass into an empty store, which is how their heads are known without reading them again. */
  async *heard(changes: AsyncIterable<Change> | Iterable<Change>): AsyncGenerator<Change> {
    let sequence = 0;
    for await (const change of changes) {
      sequence += 1;
      const { command, writes } = change;
      this.#add(headOf({ sequence, entry: { command, documents: writes.map(({ document }) => document) } }));
      yield change;
    }
    this.#isLoaded = true;
  }

  /** Forgets what was heard of changes that did not arrive. */
  clear(): void {
    this.#heads.length = 0;
    this.#byDocument.clear();
    this.#kept = 0;
    this.#isLoaded = false;
  }

  /** Something was committed: it is taken in and kept once the store rests. */
  soon(): void {
    this.stop();
    this.#timer = setTimeout(() => {
      // What is not kept now is read from the journal when it is asked for.
      this.#keep().catch(() => undefined);
    }, restMs);
  }

  stop(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  async #keep(): Promise<void> {
    await this.#catchUp();
    const { length } = this.#heads;
    if (length === this.#kept) return;
    await keepHeads(this.#store, this.#heads.slice(0, length), this.#kept);
    this.#kept = length;
  }

  async #catchUp(): Promise<void> {
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null;
    });
    await this.#reading;
  }

  async #read(): Promise<void> {
    if (!this.#isLoaded) {
      for (const head of await keptHeads(this.#store)) this.#add(head);
      this.#kept = this.#heads.length;
      this.#isLoaded = true;
    }
    const before = this.#heads.length;
    let read = 0;
    for await (const record of this.#store.journal(before)) {
      this.#add(headOf(record));
      read += record.entry.documents.length;
      if (read < documentsAtOnce || this.#asking > 0) continue;
      read = 0;
      await pause();
    }
    if (this.#heads.length > before) this.soon();
  }

  #add(head: Head): void {
    this.#heads.push(head);
    for (const key of head.keys) {
      const places = this.#byDocument.get(key);
      if (places === undefined) this.#byDocument.set(key, [head.sequence]);
      else places.push(head.sequence);
    }
  }

  /** Of a customer's history only the customer's own documents are told: a billing run writes a hundred others with them. */
  async #item({ sequence }: Head, { customerId }: JournalFilter, records: Map<number, Promise<JournalRecord>>): Promise<JournalItem> {
    const record = await this.#record(sequence, records);
    const documents = record.entry.documents.filter((document) => customerId === undefined || customerOf(document) === customerId);
    const before = await Promise.all(documents.map((document) => this.#before(document, sequence, records)));
    return {
      sequence,
      command: record.entry.command,
      changes: documents.map((document, at) => ({ kind: document.kind, id: document.id, before: before[at] ?? null, after: document })),
    };
  }

  /** The document as the command before this one left it. */
  async #before(document: StoredDocument, sequence: number, records: Map<number, Promise<JournalRecord>>): Promise<StoredDocument | null> {
    const places = this.#byDocument.get(keyOf(document)) ?? [];
    const last = places.filter((place) => place < sequence).at(-1);
    if (last === undefined) return null;
    const { entry } = await this.#record(last, records);
    return entry.documents.find(({ kind, id }) => kind === document.kind && id === document.id) ?? null;
  }

  /** One record, read once for a page. */
  #record(sequence: number, records: Map<number, Promise<JournalRecord>>): Promise<JournalRecord> {
    const known = records.get(sequence);
    if (known !== undefined) return known;
    const reading = this.#readRecord(sequence);
    records.set(sequence, reading);
    return reading;
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

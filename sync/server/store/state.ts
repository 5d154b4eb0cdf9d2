import type { Transaction } from 'kysely';
import type { AnyDocument, DocumentKind, Documents } from '../../../core/collections.ts';
import type { Customer } from '../../../core/customers/types.ts';
import { must } from '../../../core/kernel/invariant.ts';
import { groupedBy } from '../../../core/kernel/order.ts';
import type { Where } from '../../../core/kernel/use-case.ts';
import type { Source } from '../../../core/sources.ts';
import { committedSource } from './committed-source.ts';
import { documentOf, entitiesOf, isKept, rowOf, textOf } from './document-row.ts';
import { columnOf, entitiesIn } from './entity-column.ts';
import { hasDealings, isDealing, isGuest } from './guests.ts';
import { keptAfter, keptKind, type KeptKind, type KeptKinds, keptList } from './kept-documents.ts';
import type { Inside, ServerStore } from './open.ts';
import { entitiesNamed, existing, listed, type RowInsert, rowInsert } from './queries.ts';
import { SeenDocuments } from './seen-documents.ts';
import type { DepartureRow, DocumentRow, KindHeadRow, Tables } from './tables.ts';

/** A document to write, with its text (`textOf`) and as it was before, `null` where it is new. */
export type Writing = { readonly document: AnyDocument; readonly text: string; readonly before: AnyDocument | null };

/** The documents inside the door: the engine's read port, and writing with sequences. */
export type State = Source & {
  readonly transaction: Transaction<Tables>;
  /** The last change of a document so far. */
  sequence(): number;
  write(writings: readonly Writing[]): Promise<void>;
  /** Whom documents belong to, in their order; none of them: everybody. */
  entitiesOf(documents: readonly AnyDocument[]): Promise<readonly (readonly string[])[]>;
  /** Whose documents have one of these ids, of whatever kind, but for customers that one of these entities bills. */
  entitiesNamed(ids: readonly string[], billing: readonly string[]): Promise<readonly string[]>;
  /** Which of these are there. */
  existing(kind: DocumentKind, ids: readonly string[]): Promise<readonly string[]>;
  /** Forgets what was read of single documents: between two commands. */
  forget(): void;
};

/** The documents of a store, and what this process keeps of them. */
export type ServerState = {
  readonly store: ServerStore;
  /** As `ServerStore.exclusively`, with the documents. The counter and the kinds' last changes are written when the work is done. */
  exclusively<T>(work: (state: State, inside: Inside) => Promise<T>): Promise<T>;
  /** The engine's read port on what is committed, for plans and reports outside of the door. Reads belong together only as far as nobody writes between them. */
  readonly source: Source;
};

type Inserts = {
  readonly documents: RowInsert<DocumentRow>;
  readonly departures: RowInsert<DepartureRow>;
  readonly kindHeads: RowInsert<KindHeadRow>;
};

const replacing = (columns: readonly string[]): string =>
  `do update set ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`;

const insertsOf = ({ dialect }: ServerStore): Inserts => {
  const changing = ['sequence', 'rev', 'body', 'customer_id', 'on_day', 'state', 'entity_id', 'external_id'] as const;
  return {
    documents: rowInsert<DocumentRow>(dialect, 'document', ['kind', 'id', ...changing], `on conflict (kind, id) ${replacing(changing)}`),
    departures: rowInsert<DepartureRow>(
      dialect,
      'departure',
      ['kind', 'id', 'entity_id', 'sequence'],
      `on conflict (kind, id, entity_id) ${replacing(['sequence'])}`,
    ),
    kindHeads: rowInsert<KindHeadRow>(dialect, 'kind_head', ['kind', 'sequence'], `on conflict (kind) ${replacing(['sequence'])}`),
  };
};

const states = new WeakMap<ServerStore, ServerState>();

/** The one of this store: what it keeps is kept once. */
export const serverState = (store: ServerStore): ServerState => {
  const known = states.get(store);
  if (known !== undefined) return known;
  const made = stateOver(store);
  states.set(store, made);
  return made;
};

const stateOver = (store: ServerStore): ServerState => {
  const kept: KeptKinds = new Map();
  const inserts = insertsOf(store);
  return {
    store,
    source: committedSource(store),
    exclusively: async (work) => {
      let left: ReadonlyMap<DocumentKind, KeptKind> = new Map();
      const result = await store.exclusively(async (inside) => {
        const state = new OpenState(store, inside, kept, inserts);
        await state.begin();
        const answer = await work(state, inside);
        left = await state.end();
        return answer;
      });
      // Committed: from now on others may read it.
      for (const [kind, value] of left) kept.set(kind, value);
      return result;
    },
  };
};

class OpenState implements State {
  readonly transaction: Transaction<Tables>;
  readonly #store: ServerStore;
  readonly #inserts: Inserts;
  /** What the process kept before; of another process's making since then it knows by the heads. */
  readonly #kept: KeptKinds;
  readonly #mine = new Map<DocumentKind, KeptKind>();
  readonly #heads = new Map<string, number>();
  readonly #changed = new Set<string>();
  readonly #seen = new SeenDocuments();
  readonly #first: number;
  #sequence: number;

  constructor(store: ServerStore, { transaction, counter }: Inside, kept: KeptKinds, inserts: Inserts) {
    this.#store = store;
    this.transaction = transaction;
    this.#kept = kept;
    this.#inserts = inserts;
    this.#first = counter.sequence;
    this.#sequence = counter.sequence;
  }

  async begin(): Promise<void> {
    for (const { kind, sequence } of await this.transaction.selectFrom('kind_head').selectAll().execute()) this.#heads.set(kind, sequence);
  }

  sequence(): number {
    return this.#sequence;
  }

  forget(): void {
    this.#seen.clear();
  }

  readonly get = async <K extends DocumentKind>(kind: K, id: string): Promise<Documents[K] | null> => {
    if (isKept(kind)) return ((await this.#keptOf(kind)).byId.get(id) ?? null) as Documents[K] | null;
    const seen = this.#seen.get(kind, id);
    if (seen !== undefined) return seen as Documents[K];
    return (await this.list(kind, { ids: [id] }))[0] ?? null;
  };

  readonly list = async <K extends DocumentKind>(kind: K, where: Where = {}): Promise<readonly Documents[K][]> => {
    if (isKept(kind)) return keptList(await this.#keptOf(kind), where) as readonly Documents[K][];
    const rows = await listed(this.transaction, this.#store.dialect, kind, where);
    const documents = rows.map(documentOf);
    for (const document of documents) this.#seen.add(document);
    const { ids, ...further } = where;
    if (ids !== undefined && Object.keys(further).length === 0) this.#seen.askedFor(kind, ids);
    return documents as unknown as readonly Documents[K][];
  };

  async write(writings: readonly Writing[]): Promise<void> {
    const rows: DocumentRow[] = [];
    const departures: DepartureRow[] = [];
    const entities = await this.entitiesOf(writings.map(({ document }) => document));
    // As they stand in the database before anything of them is written.
    for (const { document } of writings) if (isKept(document.kind)) await this.#keptOf(document.kind);
    for (const [index, { document, text, before }] of writings.entries()) {
      this.#sequence += 1;
      const entityId = columnOf(entities[index] ?? []);
      rows.push(rowOf(document, text, entityId, this.#sequence));
      // Usage stays where it came in.
      const left = before === null || before.kind === 'usage-event' ? entityId : columnOf(entitiesOf(before));
      if (left !== entityId) {
        departures.push({ kind: document.kind, id: document.id, entity_id: left, sequence: this.#sequence });
      }
      this.#heads.set(document.kind, this.#sequence);
      this.#changed.add(document.kind);
      this.#seen.add(document);
    }
    for (const customer of await this.#newGuests(writings)) {
      this.#sequence += 1;
      rows.push(rowOf(customer, textOf(customer), columnOf(entitiesOf(customer)), this.#sequence));
      this.#heads.set('customer', this.#sequence);
      this.#changed.add('customer');
    }
    this.#keep(writings.map(({ document }) => document));
    await this.#inserts.documents(this.transaction, rows);
    await this.#inserts.departures(this.transaction, departures);
  }

  /** Customers with whom another entity than their own begins to have dealings: for its people they are new, so that they come with the next pull. */
  async #newGuests(writings: readonly Writing[]): Promise<readonly Customer[]> {
    const begun = writings.flatMap(({ document, before }) => (before === null && isDealing(document) ? [document] : []));
    if (begun.length === 0) return [];
    const written = new Set(writings.flatMap(({ document }) => (document.kind === 'customer' ? [document.id] : [])));
    const customers = await this.#byId(
      'customer',
      begun.map(({ customerId }) => customerId),
    );
    const guests = new Map<string, Customer>();
    for (const { customerId, entityId } of begun) {
      const customer = customers.get(customerId);
      if (customer === undefined || customer.entityId === null || customer.entityId === entityId) continue;
      if (guests.has(customerId) || written.has(customerId)) continue;
      if (!(await hasDealings(this.transaction, this.#store.dialect, customerId, entityId))) guests.set(customerId, customer);
    }
    return [...guests.values()];
  }

  /** Writes the counter and the heads; answers what may be kept once this is committed. */
  async end(): Promise<ReadonlyMap<DocumentKind, KeptKind>> {
    if (this.#sequence > this.#first) {
      await this.#inserts.kindHeads(
        this.transaction,
        [...this.#changed].map((kind) => ({ kind, sequence: must(this.#heads.get(kind), 'what changed has a head') })),
      );
      await this.transaction.updateTable('counter').set({ sequence: this.#sequence }).where('single', '=', 1).execute();
    }
    return this.#mine;
  }

  async #keptOf(kind: DocumentKind): Promise<KeptKind> {
    const mine = this.#mine.get(kind);
    if (mine !== undefined) return mine;
    const sequence = this.#heads.get(kind) ?? 0;
    const known = this.#kept.get(kind);
    const found =
      known?.sequence === sequence
        ? known
        : keptKind(sequence, (await listed(this.transaction, this.#store.dialect, kind, {})).map(documentOf));
    this.#mine.set(kind, found);
    return found;
  }

  #keep(documents: readonly AnyDocument[]): void {
    for (const [kind, group] of groupedBy(
      documents.filter((document) => isKept(document.kind)),
      (document) => document.kind,
    )) {
      const before = must(this.#mine.get(kind as DocumentKind), 'what is written was read before');
      this.#mine.set(kind as DocumentKind, keptAfter(before, group, must(this.#heads.get(kind), 'what was written has a head')));
    }
  }

  /** Usage belongs where its subscription does, or else its customer. */
  async entitiesOf(documents: readonly AnyDocument[]): Promise<readonly (readonly string[])[]> {
    const events = documents.flatMap((document) => (document.kind === 'usage-event' ? [document] : []));
    const subscriptions = await this.#byId(
      'subscription',
      events.map(({ subscriptionId }) => subscriptionId),
    );
    const customers = await this.#byId(
      'customer',
      events.map(({ customerId }) => customerId),
    );
    return documents.map((document) => {
      if (document.kind !== 'usage-event') return entitiesOf(document);
      const entityId = subscriptions.get(document.subscriptionId)?.entityId ?? customers.get(document.customerId)?.entityId ?? null;
      return entityId === null ? [] : [entityId];
    });
  }

  async entitiesNamed(ids: readonly string[], billing: readonly string[]): Promise<readonly string[]> {
    const { dialect } = this.#store;
    const columns = await entitiesNamed(this.transaction, dialect, ids, isGuest(dialect, 'document', billing));
    return columns.flatMap(entitiesIn);
  }

  async existing(kind: DocumentKind, ids: readonly string[]): Promise<readonly string[]> {
    if (isKept(kind)) {
      const { byId } = await this.#keptOf(kind);
      return ids.filter((id) => byId.has(id));
    }
    const unknown = this.#seen.unknown(kind, ids);
    const found = new Set(unknown.length === 0 ? [] : await existing(this.transaction, this.#store.dialect, kind, unknown));
    return ids.filter((id) => found.has(id) || this.#seen.get(kind, id) !== undefined);
  }

  async #byId<K extends DocumentKind>(kind: K, ids: readonly string[]): Promise<ReadonlyMap<string, Documents[K]>> {
    const wanted = [...new Set(ids)].filter((id) => id !== '');
    const found = wanted.length === 0 ? [] : await this.list(kind, { ids: wanted });
    return new Map(found.map((document) => [document.id, document]));
  }
}

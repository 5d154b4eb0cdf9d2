import {
  type AnyDocument,
  type CollectionName,
  collectionOf,
  type DocumentKind,
  type Documents,
  indexEntryOf,
} from '../../../core/collections.ts';
import type { StoredDocument } from '../../../core/kernel/command.ts';
import { invariant, must } from '../../../core/kernel/invariant.ts';
import { byText, groupedBy } from '../../../core/kernel/order.ts';
import type { Where } from '../../../core/kernel/use-case.ts';
import { type DocumentKey, isSameDocument, type Received } from '../received.ts';
import type { DocumentTable } from '../store.ts';
import {
  asksFor,
  checkStorable,
  documentOf,
  type Envelope,
  envelopeIndexes,
  envelopeOf,
  keyOf,
  keysOfKind,
  ownEnvelope,
} from './envelope.ts';
import { tellingFull } from './faults.ts';
import type { Stretch, Table } from './table.ts';

export type DocumentTables = { readonly [K in Exclude<CollectionName, 'commands'>]: Table<Envelope> };

const noteKind = '~note';

/** Documents read at once where a whole kind is asked for. */
const pageSize = 2000;

/** What is greater than every text, as IndexedDB orders its keys. */
const last: readonly unknown[] = [];
const living = '0';

export const tableFor = (tables: DocumentTables, kind: string): Table<Envelope> => {
  const name = must(collectionOf(kind), 'a kind of document stands in the list of collections');
  invariant(name !== 'commands', 'no kind of document lies among the commands');
  return tables[name];
};

const byCustomer = (kind: string, customerId: string, { onFrom = '', onBefore }: Where): Stretch => ({
  index: envelopeIndexes.byCustomer,
  lower: [living, kind, customerId, onFrom],
  upper: [living, kind, customerId, onBefore ?? last],
});

const byDay = (kind: string, { onFrom = '', onBefore }: Where): Stretch => ({
  index: envelopeIndexes.byDay,
  lower: [living, kind, onFrom],
  upper: [living, kind, onBefore ?? last],
});

/** From so many customers or ids on, the stretch between the first and the last of them is looked at first. */
const manyAsked = 8;
/** Documents for each that is asked for up to which that whole stretch is read, whoever else lies in it. */
const wholeStretch = 10;

/**
 * What a list of customers has of a kind. A question costs the database far more than a document: a billing run asks for two hundred neighbours at a time
 * and for kinds of which most of them have none, so that one stretch over all of them answers what two hundred questions would.
 */
const ofCustomers = async (
  table: Table<Envelope>,
  kind: string,
  customers: readonly string[],
  where: Where,
): Promise<readonly Envelope[]> => {
  const [first] = customers;
  const final = customers[customers.length - 1];
  if (first === undefined || final === undefined) return [];
  if (customers.length >= manyAsked) {
    const all: Stretch = { index: envelopeIndexes.byCustomer, lower: [living, kind, first], upper: [living, kind, final, last] };
    const found = await table.upTo(all, customers.length * wholeStretch);
    if (found !== null) return found;
  }
  return (await table.stretches(customers.map((customer) => byCustomer(kind, customer, where)))).flat();
};

/** Documents by their ids. Neighbours are read as one stretch: two hundred requests of one each cost the database forty times as much. */
const ofIds = async (table: Table<Envelope>, kind: string, ids: readonly string[]): Promise<readonly Envelope[]> => {
  const keys = ids.map((id) => keyOf(kind, id)).sort(byText);
  const [first] = keys;
  const final = keys.at(-1);
  if (first === undefined || final === undefined || keys.length < manyAsked) return table.byKeys(keys);
  const all: Stretch = { index: 'key', lower: first, upper: `${final}\u0000` };
  const found = await table.upTo(all, keys.length * wholeStretch);
  if (found === null) return table.byKeys(keys);
  const wanted = new Set(keys);
  return found.filter(({ key }) => wanted.has(key));
};

/** The envelopes of a kind that may answer: by the narrowest way that the question allows. */
const candidates = async (table: Table<Envelope>, kind: string, where: Where): Promise<readonly Envelope[]> => {
  if (where.ids !== undefined) return ofIds(table, kind, [...new Set(where.ids)]);
  if (where.customerIds !== undefined) return ofCustomers(table, kind, [...new Set(where.customerIds)].sort(byText), where);
  if (where.onFrom !== undefined || where.onBefore !== undefined) return (await table.stretches([byDay(kind, where)])).flat();
  const all: Envelope[] = [];
  for await (const page of table.pages(...keysOfKind(kind), pageSize)) for (const envelope of page) all.push(envelope);
  return all;
};

/** How many of the newest are wanted of a kind, and before which day. */
export type Newest = { readonly count: number; readonly onBefore?: string };

export type RxDocuments = Omit<DocumentTable, 'receive'> & {
  /** By the index date, newest first; among those of one day the greatest id first. */
  newest<K extends DocumentKind>(kind: K, wanted: Newest): Promise<readonly Documents[K][]>;
  /**
   * As of every table. What `isNew` names is laid down without a look at what is there first; where it is mistaken, the database says so and the document is
   * written as any other.
   */
  receive(received: Received, isNew?: (key: DocumentKey) => boolean): Promise<readonly DocumentKey[]>;
  /** How many documents of a kind are stored. */
  count(kind: DocumentKind): Promise<number>;
};

export const rxDocuments = (tables: DocumentTables): RxDocuments => ({
  get: async <K extends DocumentKind>(kind: K, id: string) => {
    const [envelope] = await tableFor(tables, kind).byKeys([keyOf(kind, id)]);
    return envelope === undefined ? null : (documentOf(envelope) as unknown as Documents[K]);
  },
  list: async <K extends DocumentKind>(kind: K, where: Where = {}) => {
    const customers = where.customerIds === undefined ? null : new Set(where.customerIds);
    const found = (await candidates(tableFor(tables, kind), kind, where)).filter((envelope) => asksFor(envelope, where, customers));
    const documents = [...found].sort((a, b) => byText(a.key, b.key)).map((envelope) => documentOf(envelope) as AnyDocument);
    const { externalId } = where;
    const called = externalId === undefined ? documents : documents.filter((document) => indexEntryOf(document).externalId === externalId);
    return called as unknown as readonly Documents[K][];
  },
  newest: async <K extends DocumentKind>(kind: K, { count, onBefore }: Newest) => {
    const stretch = byDay(kind, onBefore === undefined ? {} : { onBefore });
    return (await tableFor(tables, kind).last(stretch, count)).map((envelope) => documentOf(envelope) as unknown as Documents[K]);
  },
  count: (kind) => tableFor(tables, kind).countKeys(...keysOfKind(kind)),
  revisions: async (kind, ids) => {
    const found = await tableFor(tables, kind).byKeys(ids.map((id) => keyOf(kind, id)));
    return new Map(found.map(({ key, rev }) => [key.slice(kind.length + 1), rev]));
  },
  put: (documents) => tellingFull('unfinished', () => putAll(tables, documents)),
  note: async (name) => {
    const [envelope] = await tables.work.byKeys([keyOf(noteKind, name)]);
    return envelope?.body ?? null;
  },
  keepNote: (name, text) =>
    tellingFull('nothing', async () => {
      await tables.work.replace([ownEnvelope(noteKind, name, 1, text)], () => true);
    }),
  receive: (received, isNew = () => false) => tellingFull('unfinished', () => receiveAll(tables, received, isNew)),
});

const isNewer = (stored: Envelope, row: Envelope): boolean => row.rev > stored.rev;

/** Every collection is a database of its own, so that they are written at the same time; a commit is whole by its command, whatever comes first. */
const putAll = async (tables: DocumentTables, documents: readonly StoredDocument[]): Promise<void> => {
  const groups = groupedBy(documents, ({ kind }) => must(collectionOf(kind), 'a kind of document stands in the list of collections'));
  await allEnded([...groups.values()].map((group) => putGroup(tables, group)));
};

/** What all of them answered, once none is under way any more; the first failure is thrown then. */
const allEnded = async <T>(works: readonly Promise<T>[]): Promise<readonly T[]> => {
  const ended = await Promise.allSettled(works);
  return ended.map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
};

const putGroup = async (tables: DocumentTables, group: readonly StoredDocument[]): Promise<void> => {
  const table = tableFor(tables, must(group[0], 'a group has a first').kind);
  const firsts = group.filter(({ rev }) => rev === 1).map(envelopeOf);
  // A first revision is never newer than what is stored, so it needs no look beforehand; only where one was taken away, its mark stands in the way.
  const taken = new Set(await table.insert(firsts));
  const later = [...firsts.filter(({ key }) => taken.has(key)), ...group.filter(({ rev }) => rev > 1).map(envelopeOf)];
  if (later.length > 0) await table.replace(later, isNewer);
};

const differs = (stored: Envelope, row: Envelope): boolean =>
  stored.body !== row.body && !isSameDocument(documentOf(stored), documentOf(row));

/** A mark of deletion says which document it was and nothing of what stood in it. */
const emptied = ({ key, kind, customerId, on, state, rev }: Envelope): Envelope => ({ key, kind, customerId, on, state, rev, body: '' });

/** Documents of one kind; answers the keys of those that were not there just like this. */
const receiveGroup = async (
  table: Table<Envelope>,
  group: readonly StoredDocument[],
  isNew: (key: DocumentKey) => boolean,
): Promise<readonly string[]> => {
  const fresh = group.filter(isNew).map(envelopeOf);
  const taken = new Set(fresh.length === 0 ? [] : await table.insert(fresh));
  const others = [...fresh.filter(({ key }) => taken.has(key)), ...group.filter((document) => !isNew(document)).map(envelopeOf)];
  const replaced = others.length === 0 ? [] : await table.replace(others, differs);
  return [...fresh.flatMap(({ key }) => (taken.has(key) ? [] : [key])), ...replaced];
};

const receiveAll = async (
  tables: DocumentTables,
  { documents, removed }: Received,
  isNew: (key: DocumentKey) => boolean,
): Promise<readonly DocumentKey[]> => {
  checkStorable(documents);
  const written = [...groupedBy(documents, ({ kind }) => kind)].map(([kind, group]) => receiveGroup(tableFor(tables, kind), group, isNew));
  const gone = [...groupedBy(removed, ({ kind }) => kind)].map(([kind, group]) =>
    tableFor(tables, kind).remove(
      group.map(({ id }) => keyOf(kind, id)),
      emptied,
    ),
  );
  const changed = new Set((await allEnded([...written, ...gone])).flat());
  return [...documents, ...removed].flatMap(({ kind, id }) => (changed.has(keyOf(kind, id)) ? [{ kind, id }] : []));
};

import { type AnyDocument, indexEntryOf } from '../../../core/collections.ts';
import type { StoredDocument } from '../../../core/kernel/command.ts';
import { invariant } from '../../../core/kernel/invariant.ts';
import type { Where } from '../../../core/kernel/use-case.ts';

/**
 * How a document lies in a collection: what it is found by, and its body as JSON text. As text it comes back with exactly the bytes that were written
 * (digests do not change), and the database clones one string instead of a tree.
 */
export type Envelope = {
  /** Kind and id: the kinds of a collection keep apart, and a kind lies together in order of its ids. */
  readonly key: string;
  readonly kind: string;
  readonly customerId: string;
  readonly on: string;
  readonly state: string;
  readonly rev: number;
  readonly body: string;
};

const separator = '|';
/** The code unit after the separator: no key of a kind lies at or above it. */
const afterSeparator = '}';

export const keyOf = (kind: string, id: string): string => `${kind}${separator}${id}`;

/** The keys of a kind lie between these, the second one excluded. */
export const keysOfKind = (kind: string): readonly [string, string] => [`${kind}${separator}`, `${kind}${afterSeparator}`];

/** The longest text of each field that an index holds. */
const longest = { key: 240, kind: 40, customerId: 160, on: 32, state: 40 } as const;

/** The text of documents on their way: the journal writes it first, their own collection right after. */
const texts = new WeakMap<StoredDocument, string>();

export const bodyOf = (document: StoredDocument): string => {
  const known = texts.get(document);
  if (known !== undefined) return known;
  const body = JSON.stringify(document);
  texts.set(document, body);
  return body;
};

export const envelopeOf = (document: StoredDocument): Envelope => {
  const { kind, id, rev } = document;
  // What another system calls it stands in the lists (see kept-lists.ts).
  const { customerId, on, state } = indexEntryOf(document as AnyDocument);
  return { key: keyOf(kind, id), kind, customerId, on, state, rev, body: bodyOf(document) };
};

/** What is kept beside the documents for the store itself; lists never see it. */
export const ownEnvelope = (kind: string, id: string, rev: number, body: string): Envelope => ({
  key: keyOf(kind, id),
  kind,
  customerId: '',
  on: '',
  state: '',
  rev,
  body,
});

export const documentOf = (envelope: Pick<Envelope, 'body'>): StoredDocument => JSON.parse(envelope.body) as StoredDocument;

/** Stops a change before it has happened where the database could not write its documents afterwards. */
export const checkStorable = (documents: readonly StoredDocument[]): void => {
  for (const document of documents) {
    const { customerId, on, state } = indexEntryOf(document as AnyDocument);
    const fits =
      keyOf(document.kind, document.id).length <= longest.key &&
      document.kind.length <= longest.kind &&
      customerId.length <= longest.customerId &&
      on.length <= longest.on &&
      state.length <= longest.state;
    invariant(fits, `the index has room for every ${document.kind}`);
  }
};

/** Whether the document is asked for; ids are looked up by key and not looked at here. */
export const asksFor = ({ customerId, on, state }: Envelope, where: Where, customers: ReadonlySet<string> | null): boolean =>
  (customers === null || customers.has(customerId)) &&
  (where.state === undefined || state === where.state) &&
  (where.onFrom === undefined || on >= where.onFrom) &&
  (where.onBefore === undefined || on < where.onBefore);

const text = (maxLength: number) => ({ type: 'string', maxLength }) as const;

/** One schema for every collection of documents. The version is RxDB's own and stays 0: forms of documents are counted in forms.ts. */
export const envelopeSchema = {
  title: 'envelope',
  version: 0,
  primaryKey: 'key',
  type: 'object',
  properties: {
    key: text(longest.key),
    kind: text(longest.kind),
    customerId: text(longest.customerId),
    on: text(longest.on),
    state: text(longest.state),
    rev: { type: 'integer', minimum: 1 },
    body: { type: 'string' },
  },
  required: ['key', 'kind', 'customerId', 'on', 'state', 'rev', 'body'],
  additionalProperties: false,
  indexes: [
    ['kind', 'customerId', 'on'],
    ['kind', 'on'],
  ],
} as const;

/** The same indexes as the database names them: RxDB puts its mark of deletion before each and the key after it. */
export const envelopeIndexes = {
  byCustomer: '[_deleted+kind+customerId+on+key]',
  byDay: '[_deleted+kind+on+key]',
} as const;

/** A command with everything that it did. */
export type CommandRecord = {
  /** The sequence, filled up with zeros so that text order is the order of numbers. */
  readonly key: string;
  readonly commandId: string;
  readonly kind: string;
  readonly at: string;
  readonly digest: string;
  /** In which form its documents are written (see forms.ts). */
  readonly form: number;
  /** A `JournalEntry` as JSON text. */
  readonly body: string;
};

export const commandSchema = {
  title: 'command',
  version: 0,
  primaryKey: 'key',
  type: 'object',
  properties: {
    key: text(12),
    commandId: text(160),
    kind: text(80),
    at: text(32),
    digest: text(64),
    form: { type: 'integer', minimum: 1 },
    body: { type: 'string' },
  },
  required: ['key', 'commandId', 'kind', 'at', 'digest', 'form', 'body'],
  additionalProperties: false,
  indexes: ['commandId'],
} as const;

export const commandIndex = '[_deleted+commandId+key]';

export const sequenceKey = (sequence: number): string => String(sequence).padStart(12, '0');

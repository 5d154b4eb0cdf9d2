import type { StoredDocument } from '../../core/kernel/command.ts';
import type { JournalRecord, Store } from '../../sync/local/store.ts';

/** What is known of a command without reading it: the journal is found through these. */
export type Head = {
  readonly sequence: number;
  readonly kind: string;
  readonly at: string;
  readonly user: string;
  readonly keys: readonly string[];
  readonly customers: readonly string[];
};

export const keyOf = ({ kind, id }: { readonly kind: string; readonly id: string }): string => `${kind}|${id}`;

export const customerOf = (document: StoredDocument & { readonly customerId?: string }): string =>
  document.kind === 'customer' ? document.id : (document.customerId ?? '');

/** Usage comes in thousands and has a list of its own: in a customer's history it would hide everything else. */
const customersOf = (documents: readonly StoredDocument[]): readonly string[] => [
  ...new Set(documents.flatMap((document) => (document.kind === 'usage-event' ? [] : [customerOf(document)]).filter((id) => id !== ''))),
];

export const headOf = ({ sequence, entry: { command, documents } }: JournalRecord): Head => ({
  sequence,
  kind: command.kind,
  at: command.at,
  user: command.by.user,
  keys: documents.map(keyOf),
  customers: customersOf(documents),
});

/** Heads in one note. */
const noteSize = 200;
const noteOf = (at: number): string => `journal-heads-1|${at}`;

/** The heads that were kept beside the documents: from the first one on, without a gap. */
export const keptHeads = async (store: Store): Promise<readonly Head[]> => {
  const heads: Head[] = [];
  for (let at = 0; ; at += 1) {
    const text = await store.note(noteOf(at));
    const part = text === null ? [] : (JSON.parse(text) as readonly Head[]);
    for (const head of part) heads.push(head);
    if (part.length < noteSize) return heads;
  }
};

/** Keeps all heads after the first `kept`, which are kept already. */
export const keepHeads = async (store: Store, heads: readonly Head[], kept: number): Promise<void> => {
  for (let at = Math.floor(kept / noteSize); at * noteSize < heads.length; at += 1)
    await store.keepNote(noteOf(at), JSON.stringify(heads.slice(at * noteSize, (at + 1) * noteSize)));
};

import { collectionOf, type DocumentKind } from '../../core/collections.ts';
import type { StoredDocument } from '../../core/kernel/command.ts';
import type { DocumentKey, Received } from '../local/received.ts';
import type { Store } from '../local/store.ts';
import type { Removed } from '../protocol/pull.ts';
import { asked } from './answers.ts';
import { KeySet, keyText } from './keys.ts';
import { type Link, writeLink } from './link.ts';
import { replanned } from './replan.ts';
import type { Work } from './work.ts';

/**
 * What is about to be written, as one record: the server's state with the waiting commands on top, and the link as it is then. Whatever interrupts the
 * writing, the next start writes it again.
 */
type Intention = { readonly received: Received; readonly link: Link; readonly through: number };

const intentionName = 'sync receiving';
/** Documents asked for in one message. */
const mostWanted = 1_000;

const isGone = (each: StoredDocument | Removed): each is Removed => '_deleted' in each;

const isKnownKind = ({ kind }: DocumentKey): boolean => collectionOf(kind) !== null;

/** The server's words as a store takes them; each document once, the last word counts. */
const receivedOf = (words: readonly (StoredDocument | Removed)[]): Received => {
  const last = new Map(words.filter(isKnownKind).map((word) => [keyText(word), word]));
  const documents: StoredDocument[] = [];
  const removed: DocumentKey[] = [];
  for (const word of last.values()) {
    if (isGone(word)) removed.push({ kind: word.kind, id: word.id });
    else documents.push(word);
  }
  return { documents, removed };
};

/** The server's present state of some documents; what it does not tell of is not there. */
const asOnServer = async (work: Work, keys: readonly DocumentKey[]): Promise<readonly (StoredDocument | Removed)[]> => {
  const words: (StoredDocument | Removed)[] = [];
  for (let from = 0; from < keys.length; from += mostWanted) {
    const wanted = keys.slice(from, from + mostWanted);
    const { documents } = await asked(work.transport, 'documents', { keys: wanted.map(({ kind, id }) => ({ kind, id })) });
    const told = new KeySet(documents);
    words.push(...documents, ...wanted.filter((key) => !told.has(key)).map(({ kind, id }) => ({ kind, id, _deleted: true as const })));
  }
  return words;
};

const concerned = (work: Work): KeySet => {
  const keys = new KeySet(work.link.loose);
  for (const { keys: written } of work.outbox.waiting) keys.addAll(written);
  return keys;
};

/** What comes in as it is written in one go, and what the link says then. `isWhole`: waiting commands lie on top, so that it must not be written by half. */
type Prepared = { readonly received: Received; readonly change: Partial<Link>; readonly isWhole: boolean };

/** In the middle of a pull: what waiting commands wrote stays as it is, and is asked for at the end, when the state that they are planned on is complete. */
const part = (work: Work, pulled: Received, change: Partial<Link>): Prepared => {
  const kept = concerned(work);
  const fits = (key: DocumentKey): boolean => !kept.has(key);
  const loose = new KeySet(work.link.loose);
  loose.addAll([...pulled.documents, ...pulled.removed].filter((key) => kept.has(key)));
  const received = { documents: pulled.documents.filter(fits), removed: pulled.removed.filter(fits) };
  return { received, change: { ...change, loose: loose.all }, isWhole: false };
};

/** At its end: the waiting commands are planned again over the server's state. */
const whole = async (work: Work, server: Received, change: Partial<Link>): Promise<Prepared> => {
  const { received, laid, hindered } = await replanned(work.store, server, work.outbox.records());
  work.hindered = hindered;
  return { received, change: { ...change, loose: laid }, isWhole: true };
};

/**
 * Writes what the server said over what is here. With nothing waiting it is simply written, repeatably. Else the waiting commands are planned again on top,
 * and all of it is written as one.
 * @param change what the link says once it is written.
 * @param isLast the station has everything now.
 */
export const receive = async (
  work: Work,
  words: readonly (StoredDocument | Removed)[],
  change: Partial<Link>,
  isLast: boolean,
): Promise<void> => {
  const pulled = receivedOf(words);
  const told = new KeySet([...pulled.documents, ...pulled.removed]);
  const answers = new Map<string, StoredDocument | Removed>();
  const unknown = (): readonly DocumentKey[] =>
    concerned(work).all.filter((key) => isKnownKind(key) && !told.has(key) && !answers.has(keyText(key)));

  for (;;) {
    await work.extend();
    if (isLast) for (const word of await asOnServer(work, unknown())) answers.set(keyText(word), word);
    let prepared: Prepared = { received: pulled, change, isWhole: false };
    const changed = await work.store.rebase(async () => {
      await work.extend();
      if (concerned(work).size === 0) work.hindered = [];
      else if (!isLast) prepared = part(work, pulled, change);
      // A command was given while the server answered: what it wrote is asked for as well.
      else if (unknown().length > 0) return null;
      else prepared = await whole(work, receivedOf([...answers.values(), ...words]), change);
      if (prepared.isWhole) await intend(work, prepared);
      return prepared.received;
    });
    if (changed === null) continue;
    await work.save(prepared.change);
    if (prepared.isWhole) await work.store.keepNote(intentionName, '');
    noteArrivals(work, changed);
    return;
  }
};

const intend = (work: Work, { received, change }: Prepared): Promise<void> => {
  const intention: Intention = { received, link: { ...work.link, ...change }, through: work.outbox.end.sequence };
  return work.store.keepNote(intentionName, JSON.stringify(intention));
};

const noteArrivals = (work: Work, changed: readonly DocumentKey[]): void => {
  const at = work.clock.now();
  for (const { kind } of changed) {
    const collection = collectionOf(kind);
    if (collection !== null) work.arrivals.set(collection, { count: (work.arrivals.get(collection)?.count ?? 0) + 1, at });
  }
};

/**
 * Finishes what an interruption left half received, before anything else happens in the store. What a later command wrote stays: it waits, so that the next
 * pull plans it again.
 */
export const healReceiving = async (store: Store): Promise<void> => {
  const text = await store.note(intentionName);
  if (text === null || text === '') return;
  const { received, link, through } = JSON.parse(text) as Intention;
  const later = new KeySet();
  for await (const { entry } of store.journal(through)) later.addAll(entry.documents);
  await store.receive({
    documents: received.documents.filter((document) => !later.has(document)),
    removed: received.removed.filter((key) => !later.has(key)),
  });
  await writeLink(store, link);
  await store.keepNote(intentionName, '');
};

/** Forgets every document that did not come when everything was pulled anew, but what waiting commands made. */
export const forgetOthers = async (work: Work, came: KeySet, kinds: readonly DocumentKind[]): Promise<void> => {
  await work.store.rebase(async () => {
    await work.extend();
    const kept = concerned(work);
    const removed: DocumentKey[] = [];
    for (const kind of kinds) {
      for (const { id } of await work.store.list(kind)) {
        const key = { kind, id };
        if (!came.has(key) && !kept.has(key)) removed.push(key);
      }
    }
    return { documents: [], removed };
  });
};

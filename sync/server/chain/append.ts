import type { Digest } from '../../../core/kernel/digest.ts';
import type { Inside, ServerStore } from '../store/open.ts';
import { type RowInsert, rowInsert } from '../store/queries.ts';
import type { EntryDocumentRow, EntryRow } from '../store/tables.ts';
import { type ChainEntry, linkedEntry } from './entry.ts';
import { signedHead } from './signed-head.ts';

/** Appends judged commands inside the door. */
export type Chain = {
  /** The position that the next entry gets. */
  next(): number;
  append(entry: Omit<ChainEntry, 'version' | 'epoch' | 'position' | 'admittedAt'>, commandDigest: Digest): void;
  /** Writes what was appended, and signs the new head. */
  end(): Promise<void>;
};

const inserts = new WeakMap<ServerStore, { readonly entries: RowInsert<EntryRow>; readonly documents: RowInsert<EntryDocumentRow> }>();

const insertsOf = (store: ServerStore) => {
  const known = inserts.get(store);
  if (known !== undefined) return known;
  const { dialect } = store;
  const made = {
    entries: rowInsert<EntryRow>(dialect, 'entry', [
      'position',
      'command_id',
      'command_kind',
      'command_digest',
      'station',
      'station_sequence',
      'author',
      'person',
      'given_at',
      'admitted_at',
      'verdict',
      'is_changed',
      'content',
      'previous',
      'hash',
    ]),
    documents: rowInsert<EntryDocumentRow>(dialect, 'entry_document', ['document_id', 'position', 'kind']),
  };
  inserts.set(store, made);
  return made;
};

export const chainInside = (store: ServerStore, { transaction, counter }: Inside, now: string): Chain => {
  const { epoch } = counter;
  let { position, hash } = counter;
  const entries: EntryRow[] = [];
  const documents: EntryDocumentRow[] = [];
  return {
    next: () => position + 1,
    append: (judged, commandDigest) => {
      const { command, station, stationSequence, person, verdict, written } = judged;
      position += 1;
      const linked = linkedEntry(hash, { version: 1, epoch, position, admittedAt: now, ...judged });
      hash = linked.hash;
      entries.push({
        position,
        command_id: command.id,
        command_kind: command.kind,
        command_digest: commandDigest,
        station,
        station_sequence: stationSequence,
        author: command.by.user,
        person,
        given_at: command.at,
        admitted_at: now,
        verdict: verdict.kind,
        is_changed: verdict.kind === 'accepted' && verdict.isChanged ? 1 : 0,
        ...linked,
      });
      for (const { kind, id } of written) documents.push({ document_id: id, position, kind });
    },
    end: async () => {
      if (entries.length === 0) return;
      const insert = insertsOf(store);
      await insert.entries(transaction, entries);
      await insert.documents(transaction, documents);
      const { keyId, publicKey } = store.signer;
      const head = signedHead(store.signer, { epoch, position, hash, signedAt: now });
      if (counter.key_id !== keyId) {
        await transaction
          .insertInto('signing_key')
          .values({ id: keyId, public_key: publicKey, since: now })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      }
      await transaction
        .updateTable('counter')
        .set({ position, hash, key_id: keyId, signature: head.signature, signed_at: now })
        .where('single', '=', 1)
        .execute();
    },
  };
};

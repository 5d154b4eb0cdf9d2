import type { AnyDocument } from '../../../core/collections.ts';
import { type Edits, sameData } from '../../../core/kernel/edit.ts';
import type { WrittenDocument } from '../chain/entry.ts';
import type { Digested } from './writings.ts';

type Fields = Readonly<Record<string, unknown>>;

/** The ledger of voided numbers only grows, and each verdict names what it added. */
const leftOut = new Set(['rev', 'voided']);

/** AUD-02: the fields that a new revision changes, each with what it was. */
const changesOf = (before: AnyDocument, after: AnyDocument): Edits<Fields> => {
  const [old, now]: readonly [Fields, Fields] = [before, after];
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((key) => !leftOut.has(key));
  return Object.fromEntries(
    keys.flatMap((key) => {
      const [from, to] = [old[key] ?? null, now[key] ?? null];
      return sameData(from, to) ? [] : [[key, { from, to }]];
    }),
  );
};

/** What the audit trail says of the documents that a command wrote. */
export const writtenDocuments = (writings: readonly Digested[]): readonly WrittenDocument[] =>
  writings.map(({ document, before, digest }) => ({
    kind: document.kind,
    id: document.id,
    rev: document.rev,
    digest,
    ...(before === null ? {} : { changes: changesOf(before, document) }),
  }));

import type { Edit } from '../../../../core/kernel/edit.ts';
import type { ProblemLike } from '../../../../core/kernel/outcome.ts';
import { changesOf, type FieldChange } from '../../../app/record/changes.ts';
import type { AuditEntryView } from '../../../app/sync/administration-door.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A document that an entry says was written, and what of it changed; `null`: it was new. */
export type WrittenDocument = { readonly kind: string; readonly id: string; readonly changes: readonly FieldChange[] | null };

/** What an entry of the chain says, as far as a person reads it (AUD-02). */
export type EntryContent = {
  readonly reasons: readonly ProblemLike[];
  readonly voided: readonly { readonly number: string; readonly reason: string }[];
  /** What was asked for, member by member. */
  readonly asked: readonly FieldChange[];
  readonly written: readonly WrittenDocument[];
};

type Entry = {
  readonly command: { readonly body: unknown };
  readonly verdict: { readonly reasons?: readonly ProblemLike[]; readonly voided?: EntryContent['voided'] };
  readonly written: readonly { readonly kind: string; readonly id: string; readonly changes?: Readonly<Record<string, Edit<unknown>>> }[];
};

const side = (changes: Readonly<Record<string, Edit<unknown>>>, which: 'from' | 'to'): Fields =>
  Object.fromEntries(Object.entries(changes).map(([field, edit]) => [field, edit[which]]));

/** Reads an entry as it is hashed. */
export const contentOf = ({ content }: AuditEntryView): EntryContent => {
  const { command, verdict, written } = JSON.parse(content) as Entry;
  return {
    reasons: verdict.reasons ?? [],
    voided: verdict.voided ?? [],
    asked: changesOf({}, command.body),
    written: written.map(({ kind, id, changes }) => ({
      kind,
      id,
      changes: changes === undefined ? null : changesOf(side(changes, 'from'), side(changes, 'to')),
    })),
  };
};

import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema, textSchema } from '../organization/schema.ts';
import type { OperatingEntity } from '../organization/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { Account, type AccountFacts } from './account.ts';
import {
  accountFacts,
  type AccountKinds,
  type BooksLocked,
  lockProblems,
  type MissingCreditNote,
  type MissingParty,
  today,
} from './issuing-facts.ts';
import type { CreditNote } from './types.ts';

export type VoidCreditNote = Command<'credit-note.void', { readonly creditNoteId: string; readonly reason: string }>;

export type VoidCreditNoteProblem =
  | MissingCreditNote
  | MissingParty
  | BooksLocked
  | { readonly code: 'credit-note.already-void'; readonly creditNoteId: string; readonly on: PlainDate; readonly reason: string }
  /** INV-20: an invoice or a refund has used it. */
  | { readonly code: 'credit-note.used'; readonly creditNoteId: string; readonly usedMinor: number };

type Facts = { readonly note: CreditNote | null; readonly entity: OperatingEntity | null; readonly account: AccountFacts | null };

/** INV-20: only before anything used it. It keeps its number; what a billing run credited with it is owed back again. */
export const voidCreditNote: UseCase<VoidCreditNote, Facts, VoidCreditNoteProblem, Reads<AccountKinds & { entity: OperatingEntity }>> = {
  kind: 'credit-note.void',
  shape: strictObject({ creditNoteId: idSchema, reason: textSchema(500, 1) }),

  gather: async (command, source) => {
    const note = await source.get('credit-note', command.body.creditNoteId);
    if (note === null) return { note, entity: null, account: null };
    const [entity, account] = await Promise.all([
      source.get('entity', note.entityId),
      accountFacts(source, note.customerId, note.entityId),
    ]);
    return { note, entity, account };
  },

  plan: (command, { note, entity, account }) => {
    const { creditNoteId, reason } = command.body;
    if (note === null || account === null) return refuse({ code: 'credit-note.missing', creditNoteId });
    if (entity === null) return refuse({ code: 'entity.missing', entityId: note.entityId });
    const { state } = note;
    if (state.kind === 'void') return refuse({ code: 'credit-note.already-void', creditNoteId, on: state.on, reason: state.reason });
    const locked = state.kind === 'posted' ? lockProblems(entity, note.issuedOn) : [];
    if (locked.length > 0) return { ok: false, problems: locked };
    const usedMinor = state.kind === 'posted' ? -note.totals.grossMinor - new Account(account).left('credit-note', creditNoteId) : 0;
    if (usedMinor !== 0) return refuse({ code: 'credit-note.used', creditNoteId, usedMinor });
    return done({ command, writes: [revised<CreditNote>(note, { ...note, state: { kind: 'void', on: today(command, entity), reason } })] });
  },
};

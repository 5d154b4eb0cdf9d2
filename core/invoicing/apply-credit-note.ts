import type { Command } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { schemaFor } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import type { OperatingEntity } from '../organization/types.ts';
import { later } from '../time/plain-date.ts';
import { Account, type AccountFacts } from './account.ts';
import { type Allocation, type AllocationProblem, allocationProblems } from './allocation.ts';
import { accountFacts, type AccountKinds, type MissingCreditNote, type MissingParty, settledWrites, today } from './issuing-facts.ts';
import { applyCreditNoteSchema } from './schema.ts';
import type { CreditNote } from './types.ts';

export type ApplyCreditNote = Command<'credit-note.apply', { readonly creditNoteId: string; readonly allocations: readonly Allocation[] }>;

export type ApplyCreditNoteProblem = MissingCreditNote | MissingParty | AllocationProblem;

type Facts = { readonly note: CreditNote | null; readonly entity: OperatingEntity | null; readonly account: AccountFacts | null };

/** INV-17, INV-21: pays open invoices with a standing credit by hand, for where that does not happen by itself. */
export const applyCreditNote: UseCase<ApplyCreditNote, Facts, ApplyCreditNoteProblem, Reads<AccountKinds & { entity: OperatingEntity }>> = {
  kind: 'credit-note.apply',
  shape: schemaFor<ApplyCreditNote['body']>()(applyCreditNoteSchema),

  gather: async (command, source) => {
    const note = await source.get('credit-note', command.body.creditNoteId);
    if (note === null) return { note, entity: null, account: null };
    const [entity, account] = await Promise.all([
      source.get('entity', note.entityId),
      accountFacts(source, note.customerId, note.entityId),
    ]);
    return { note, entity, account };
  },

  plan: (command, { note, entity, account: facts }) => {
    const { creditNoteId, allocations } = command.body;
    if (note === null || facts === null) return refuse({ code: 'credit-note.missing', creditNoteId });
    if (entity === null) return refuse({ code: 'entity.missing', entityId: note.entityId });
    const account = new Account(facts);
    const problems = allocationProblems(allocations, account, {
      currency: note.currency,
      leftMinor: account.left('credit-note', creditNoteId),
    });
    if (problems.length > 0) return { ok: false, problems };
    const on = later(today(command, entity), note.issuedOn);
    for (const { invoiceId, amountMinor } of allocations) account.settle(invoiceId, 'credit-note', creditNoteId, amountMinor, on);
    return done({ command, writes: settledWrites(account, facts) });
  },
};

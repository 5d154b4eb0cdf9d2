import { Account, type AccountFacts } from '../invoicing/account.ts';
import { type DateProblem, dateProblems, type MissingCreditNote, type MissingParty } from '../invoicing/issuing-facts.ts';
import type { CreditNote } from '../invoicing/types.ts';
import { type Command, created } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { doneUnless, refuse } from '../kernel/outcome.ts';
import { schemaFor } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import type { OperatingEntity } from '../organization/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { moneyFacts, type MoneyKinds } from './payment-facts.ts';
import { recordRefundSchema } from './schema.ts';
import type { OfflineMethod, Refund } from './types.ts';

export type RecordRefund = Command<
  'refund.record',
  {
    readonly creditNoteId: string;
    readonly amountMinor: number;
    readonly method: OfflineMethod;
    readonly reference: string;
    readonly paidOn: PlainDate;
  }
>;

export type RecordRefundProblem =
  | MissingCreditNote
  | MissingParty
  | DateProblem
  /** INV-20: drafts, waiting and void notes give nothing. */
  | { readonly code: 'credit-note.not-posted'; readonly creditNoteId: string; readonly found: CreditNote['state']['kind'] }
  /** More than no invoice and no other refund used of the note, or more than was paid of the invoices that it corrects. */
  | { readonly code: 'refund.exceeds-credit'; readonly creditNoteId: string; readonly amountMinor: number; readonly leftMinor: number }
  | { readonly code: 'refund.before-credit'; readonly paidOn: PlainDate; readonly issuedOn: PlainDate };

type Facts = { readonly document: CreditNote | null; readonly entity: OperatingEntity | null; readonly account: AccountFacts | null };

/** INV-22: money given back, in full or in part, always out of a credit note: never more than no invoice and no other refund has used of it, nor out of what is unpaid. */
export const recordRefund: UseCase<RecordRefund, Facts, RecordRefundProblem, Reads<MoneyKinds>> = {
  kind: 'refund.record',
  shape: schemaFor<RecordRefund['body']>()(recordRefundSchema),

  gather: async (command, source) => moneyFacts(await source.get('credit-note', command.body.creditNoteId), source),

  plan: (command, { document: note, entity, account }) => {
    const { creditNoteId, amountMinor, paidOn } = command.body;
    if (note === null || account === null) return refuse({ code: 'credit-note.missing', creditNoteId });
    const { customerId, entityId, currency, state, issuedOn } = note;
    if (entity === null) return refuse({ code: 'entity.missing', entityId });
    if (state.kind !== 'posted') return refuse({ code: 'credit-note.not-posted', creditNoteId, found: state.kind });
    const problems: RecordRefundProblem[] = [...dateProblems(command, entity, paidOn)];
    if (paidOn < issuedOn) problems.push({ code: 'refund.before-credit', paidOn, issuedOn });
    const leftMinor = new Account(account).refundable(creditNoteId);
    if (amountMinor > leftMinor) problems.push({ code: 'refund.exceeds-credit', creditNoteId, amountMinor, leftMinor });
    return doneUnless(problems, () => ({
      command,
      writes: [
        created<Refund>({
          id: derivedId('ref', command.id),
          kind: 'refund',
          customerId,
          entityId,
          currency,
          ...command.body,
          state: { kind: 'paid' },
        }),
      ],
    }));
  },
};

import { useMemo } from 'react';
import type { CreditNote, Invoice } from '../../../../core/invoicing/types.ts';
import { Account, type AccountFacts } from '../../../../core/invoicing/account.ts';
import type { Payment, Refund } from '../../../../core/payments/types.ts';
import { useDocuments } from '../../../app/hooks.ts';

/** Everything between one customer and one entity, as it stands now. */
export type CustomerAccount = {
  readonly invoices: readonly Invoice[];
  readonly creditNotes: readonly CreditNote[];
  readonly payments: readonly Payment[];
  readonly refunds: readonly Refund[];
  /** What of a credit note or payment nothing has used, in minor units. */
  readonly left: (kind: 'credit-note' | 'payment', id: string) => number;
  readonly refundable: (noteId: string) => number;
};

const nothing = { ids: [] } as const;

/** `undefined` while it is read. `null` parties ask nothing. */
export const useAccount = (parties: { readonly customerId: string; readonly entityId: string } | null): CustomerAccount | undefined => {
  const where = parties === null ? nothing : { customerIds: [parties.customerId] };
  const invoices = useDocuments('invoice', where).value;
  const creditNotes = useDocuments('credit-note', where).value;
  const payments = useDocuments('payment', where).value;
  const refunds = useDocuments('refund', where).value;
  const promotionalCredits = useDocuments('promotional-credit', where).value;
  const entityId = parties?.entityId;
  return useMemo(() => {
    if (
      invoices === undefined ||
      creditNotes === undefined ||
      payments === undefined ||
      refunds === undefined ||
      promotionalCredits === undefined
    )
      return undefined;
    const here = <T extends { readonly entityId: string }>(documents: readonly T[]): readonly T[] =>
      documents.filter((document) => document.entityId === entityId);
    const facts: AccountFacts = {
      invoices: here(invoices),
      creditNotes: here(creditNotes),
      promotionalCredits: here(promotionalCredits),
      payments: here(payments).map((payment) => ({ ...payment, isReversed: payment.state.kind === 'reversed' })),
      refunds: here(refunds).map((refund) => ({ ...refund, isReversed: refund.state.kind === 'reversed' })),
    };
    const account = new Account(facts);
    return {
      invoices: here(invoices),
      creditNotes: here(creditNotes),
      payments: here(payments),
      refunds: here(refunds),
      left: (kind, id) => account.left(kind, id),
      refundable: (noteId) => account.refundable(noteId),
    };
  }, [invoices, creditNotes, payments, refunds, promotionalCredits, entityId]);
};

import { type Command, revised } from '../kernel/command.ts';
import { must } from '../kernel/invariant.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema, textSchema } from '../organization/schema.ts';
import type { OperatingEntity } from '../organization/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { Account, type AccountFacts, paidParts } from './account.ts';
import {
  accountFacts,
  type AccountKinds,
  type BooksLocked,
  lockProblems,
  type MissingInvoice,
  type MissingParty,
  today,
} from './issuing-facts.ts';
import type { IssuedDocument } from './lines.ts';
import type { Invoice } from './types.ts';

export type VoidInvoice = Command<'invoice.void', { readonly invoiceId: string; readonly reason: string }>;

export type VoidInvoiceProblem =
  | MissingInvoice
  | MissingParty
  | BooksLocked
  | { readonly code: 'invoice.already-void'; readonly invoiceId: string; readonly on: PlainDate; readonly reason: string }
  /** Drafts are discarded; what was written off stays. */
  | { readonly code: 'invoice.not-voidable'; readonly invoiceId: string; readonly found: 'draft' | 'uncollectible' }
  /** INV-13: money came in. `instead` is the use case that corrects such an invoice. */
  | {
      readonly code: 'invoice.paid';
      readonly invoiceId: string;
      readonly paidMinor: number;
      readonly paymentIds: readonly string[];
      readonly instead: 'credit-note.create';
    }
  /** Other documents take back what this one charged: void, it would leave their credit without a charge. */
  | {
      readonly code: 'invoice.credited';
      readonly invoiceId: string;
      readonly documentIds: readonly string[];
      readonly instead: 'credit-note.create';
    };

type Facts = { readonly invoice: Invoice | null; readonly entity: OperatingEntity | null; readonly account: AccountFacts | null };

const creditingDocuments = (invoiceId: string, documents: readonly IssuedDocument[]): readonly string[] =>
  documents
    .filter((document) => document.state.kind !== 'void' && document.lines.some((line) => line.credits?.documentId === invoiceId))
    .map((document) => document.id);

const hindrances = (invoice: Invoice, entity: OperatingEntity, account: AccountFacts): readonly VoidInvoiceProblem[] => {
  const invoiceId = invoice.id;
  const payments = paidParts(invoice).filter((part) => part.kind === 'payment');
  const paidMinor = payments.reduce((sum, part) => sum + part.amountMinor, 0);
  const documentIds = creditingDocuments(invoiceId, [...account.invoices, ...account.creditNotes]);
  const problems: VoidInvoiceProblem[] = invoice.state.kind === 'posted' ? [...lockProblems(entity, invoice.issuedOn)] : [];
  if (payments.length > 0)
    problems.push({
      code: 'invoice.paid',
      invoiceId,
      paidMinor,
      paymentIds: payments.map((part) => part.sourceId),
      instead: 'credit-note.create',
    });
  if (documentIds.length > 0) problems.push({ code: 'invoice.credited', invoiceId, documentIds, instead: 'credit-note.create' });
  return problems;
};

/**
 * INV-13, INV-06: the invoice is no longer owed and keeps its number. Credits that paid of it are free again, and what it billed is unbilled, since
 * billing passes over lines of void documents. One of a closed period is not voided but credited.
 */
export const voidInvoice: UseCase<VoidInvoice, Facts, VoidInvoiceProblem, Reads<AccountKinds & { entity: OperatingEntity }>> = {
  kind: 'invoice.void',
  shape: strictObject({ invoiceId: idSchema, reason: textSchema(500, 1) }),

  gather: async (command, source) => {
    const invoice = await source.get('invoice', command.body.invoiceId);
    if (invoice === null) return { invoice, entity: null, account: null };
    const [entity, account] = await Promise.all([
      source.get('entity', invoice.entityId),
      accountFacts(source, invoice.customerId, invoice.entityId),
    ]);
    return { invoice, entity, account };
  },

  plan: (command, { invoice, entity, account: facts }) => {
    const { invoiceId, reason } = command.body;
    if (invoice === null || facts === null) return refuse({ code: 'invoice.missing', invoiceId });
    if (entity === null) return refuse({ code: 'entity.missing', entityId: invoice.entityId });
    const { state } = invoice;
    if (state.kind === 'void') return refuse({ code: 'invoice.already-void', invoiceId, on: state.on, reason: state.reason });
    if (state.kind === 'draft' || state.kind === 'uncollectible')
      return refuse({ code: 'invoice.not-voidable', invoiceId, found: state.kind });
    const problems = hindrances(invoice, entity, facts);
    if (problems.length > 0) return { ok: false, problems };
    const on = today(command, entity);
    const account = new Account(facts);
    account.release(invoiceId, on);
    const released = must(account.invoice(invoiceId), 'the account holds the invoice');
    return done({ command, writes: [revised<Invoice>(invoice, { ...released, state: { kind: 'void', on, reason } })] });
  },
};

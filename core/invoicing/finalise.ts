import { type Change, type Command, revised } from '../kernel/command.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import type { OperatingEntity } from '../organization/types.ts';
import type { ThirdPartyProblem } from '../tax/third-party.ts';
import { daysAfter, daysBetween, later, type PlainDate } from '../time/plain-date.ts';
import { inEntityCurrency } from './body.ts';
import type { Desk, IssueProblem } from './issue.ts';
import {
  type BooksLocked,
  deskFor,
  type IssuingFacts,
  issuingFacts,
  type IssuingKinds,
  lockProblems,
  type MissingCreditNote,
  type MissingInvoice,
  type MissingParty,
  settledWrites,
  today,
} from './issuing-facts.ts';
import type { IssuedDocument } from './lines.ts';
import { type InvoiceStatus, invoiceStatus } from './status.ts';
import type { CreditNote, Invoice } from './types.ts';

export type FinaliseInvoice = Command<'invoice.finalise', { readonly invoiceId: string }>;
export type FinaliseCreditNote = Command<'credit-note.finalise', { readonly creditNoteId: string }>;

type CommonProblem = IssueProblem | ThirdPartyProblem | BooksLocked | MissingParty;

export type FinaliseInvoiceProblem =
  | CommonProblem
  | MissingInvoice
  /** INV-02: only what is pending can be finalised. */
  | { readonly code: 'invoice.not-pending'; readonly invoiceId: string; readonly found: InvoiceStatus };

export type FinaliseCreditNoteProblem =
  | CommonProblem
  | MissingCreditNote
  | { readonly code: 'credit-note.not-pending'; readonly creditNoteId: string; readonly found: CreditNote['state']['kind'] };

type Facts<D> = { readonly document: D | null; readonly issuing: IssuingFacts | null };

const gathered = async <D extends IssuedDocument>(document: D | null, source: Reads<IssuingKinds>): Promise<Facts<D>> => ({
  document,
  issuing: document === null ? null : await issuingFacts(source, document),
});

/** INV-11: what the time of grace has run out for, and nothing holds back: to be finalised by itself. */
export const isDueToFinalise = (document: IssuedDocument, on: PlainDate): boolean =>
  document.state.kind === 'pending' && document.state.finaliseFrom <= on && document.thirdPartyTax?.kind !== 'pending';

/** A credit note by hand keeps the frozen rate of the invoice that it corrects; everything else is converted on its day (OR-20). */
const keepsRate = (document: IssuedDocument): boolean =>
  document.kind === 'credit-note' && document.origin === 'manual' && document.invoiceId !== null;

/**
 * NUM-01: number, day and rate of a pending document. What it says of charges, parties and tax stands since it was made; the day is that of finalising,
 * or a later one that it was made for.
 */
const numbered = <D extends IssuedDocument>(document: D, entity: OperatingEntity, desk: Desk, on: PlainDate): Outcome<D, CommonProblem> => {
  if (document.thirdPartyTax?.kind === 'pending') return refuse({ code: 'tax.pending', documentId: document.id });
  const locked = lockProblems(entity, on);
  if (locked.length > 0) return { ok: false, problems: locked };
  const given = desk.numbers.take(entity, document.kind, on);
  if (!given.ok) return given;
  const { number, seriesId, issuedOn } = given.value;
  const converted = keepsRate(document)
    ? document.entityCurrencyTax
    : inEntityCurrency(entity, document.currency, document.totals, desk.rates, issuedOn);
  if (converted !== null && 'code' in converted) return refuse(converted);
  return done({ ...document, number, seriesId, issuedOn, entityCurrencyTax: converted, state: { kind: 'posted' } });
};

/** INV-02, INV-06: pending becomes posted: it gets its number and its dates, and is paid as far as credits reach. */
export const finaliseInvoice: UseCase<FinaliseInvoice, Facts<Invoice>, FinaliseInvoiceProblem, Reads<IssuingKinds>> = {
  kind: 'invoice.finalise',
  shape: strictObject({ invoiceId: idSchema }),

  gather: async (command, source) => gathered(await source.get('invoice', command.body.invoiceId), source),

  plan: (command, { document: invoice, issuing }) => {
    const { invoiceId } = command.body;
    if (invoice === null || issuing === null) return refuse({ code: 'invoice.missing', invoiceId });
    const { entity } = issuing;
    if (entity === null) return refuse({ code: 'entity.missing', entityId: invoice.entityId });
    const now = today(command, entity);
    if (invoice.state.kind !== 'pending') return refuse({ code: 'invoice.not-pending', invoiceId, found: invoiceStatus(invoice, now) });
    const desk = deskFor(command, issuing);
    const answer = numbered(invoice, entity, desk, later(now, invoice.issuedOn));
    if (!answer.ok) return answer;
    const terms = daysBetween(invoice.issuedOn, invoice.dueOn);
    const posted = desk.account.post({ ...answer.value, dueOn: daysAfter(answer.value.issuedOn, terms) }, entity.invoices.applyBalance);
    return done({ command, writes: [revised<Invoice>(invoice, posted), ...desk.numbers.writes()] } satisfies Change<FinaliseInvoice>);
  },
};

/** INV-20, OR-18: a pending credit note becomes usable; what it corrects and is unpaid is reduced first. */
export const finaliseCreditNote: UseCase<FinaliseCreditNote, Facts<CreditNote>, FinaliseCreditNoteProblem, Reads<IssuingKinds>> = {
  kind: 'credit-note.finalise',
  shape: strictObject({ creditNoteId: idSchema }),

  gather: async (command, source) => gathered(await source.get('credit-note', command.body.creditNoteId), source),

  plan: (command, { document: note, issuing }) => {
    const { creditNoteId } = command.body;
    if (note === null || issuing === null) return refuse({ code: 'credit-note.missing', creditNoteId });
    const { entity } = issuing;
    if (entity === null) return refuse({ code: 'entity.missing', entityId: note.entityId });
    if (note.state.kind !== 'pending') return refuse({ code: 'credit-note.not-pending', creditNoteId, found: note.state.kind });
    const desk = deskFor(command, issuing);
    const answer = numbered(note, entity, desk, later(today(command, entity), note.issuedOn));
    if (!answer.ok) return answer;
    desk.account.credit(answer.value);
    const settled = settledWrites(desk.account, issuing.account);
    return done({
      command,
      writes: [revised<CreditNote>(note, answer.value), ...settled, ...desk.numbers.writes()],
    } satisfies Change<FinaliseCreditNote>);
  },
};

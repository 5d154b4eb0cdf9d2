import type { OutstandingCharge } from '../billing/types.ts';
import { type Change, type Command, created } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { invariant } from '../kernel/invariant.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import { schemaFor } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import type { OperatingEntity } from '../organization/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { AccountFacts } from './account.ts';
import { convertedTax } from './body.ts';
import { amountsOf, grossOf, sameAmounts } from './credited-part.ts';
import { type CreditPart, creditParts, type CreditProblem, type WantedCredit } from './creditable.ts';
import { type Draft, issued, type IssueProblem } from './issue.ts';
import {
  type DateProblem,
  dateProblems,
  deskFor,
  type IssuingFacts,
  issuingFacts,
  type IssuingKinds,
  type MissingInvoice,
  type MissingParty,
  settledWrites,
  today,
} from './issuing-facts.ts';
import { creditOf, lineBook } from './lines.ts';
import { createCreditNoteSchema } from './schema.ts';
import { type InvoiceStatus, invoiceStatus } from './status.ts';
import type { CreditNote, CreditReason, EntityCurrencyTax, Invoice, Line } from './types.ts';

/** `on`: the day of issue, `null` for today. */
export type CreateCreditNote = Command<
  'credit-note.create',
  {
    readonly invoiceId: string;
    readonly credit: WantedCredit;
    readonly reason: CreditReason;
    readonly disposition: CreditNote['disposition'];
    readonly note: string;
    readonly on: PlainDate | null;
  }
>;

export type CreateCreditNoteProblem =
  | MissingInvoice
  | MissingParty
  | CreditProblem
  | IssueProblem
  | DateProblem
  /** Drafts are edited, and what is pending is voided: only an issued invoice needs a credit note. */
  | { readonly code: 'invoice.not-issued'; readonly invoiceId: string; readonly found: InvoiceStatus }
  | { readonly code: 'credit-note.before-invoice'; readonly on: PlainDate; readonly issuedOn: PlainDate };

type Facts = { readonly invoice: Invoice | null; readonly issuing: IssuingFacts | null };

/**
 * A line of a credit note by hand. It gives money back and takes no service back: its slot is its own, so that no billing run charges it again, while it counts
 * against what later credits may take of the line.
 */
const creditLine = (command: CreateCreditNote, invoice: Invoice, { line, part }: CreditPart, on: PlainDate): Line => {
  const id = derivedId('ln', command.id, line.id);
  const whole = amountsOf(line);
  // A part of a line, of a discounted one or of a period has no quantity and price of its own that would give its amount.
  const isPlain = sameAmounts(part, whole) && line.discountMinor === 0 && line.working.slice === null;
  const backMinor = line.taxInclusive ? grossOf(part) : part.netMinor;
  const chargedMinor = backMinor === 0 ? 0 : -backMinor;
  const charge: OutstandingCharge = {
    id,
    slot: id,
    coverage: null,
    nature: 'manual',
    source: { kind: 'manual', commandId: command.id },
    currency: line.currency,
    productId: line.productId,
    planId: line.planId,
    title: line.title,
    period: line.period,
    dueOn: on,
    quantity: isPlain ? line.quantity : '1',
    unitPrice: isPlain ? line.unitPrice : null,
    taxClass: line.taxClass,
    taxInclusive: line.taxInclusive,
    recognition: line.recognition,
    separateKey: '',
    listMinor: chargedMinor,
    discountMinor: 0,
    chargedMinor,
    promotional: false,
    priorPeriod: false,
    working: { price: null, fullMinor: chargedMinor, discounts: [], slice: null, rounding: line.working.rounding, alreadyMinor: 0 },
    credits: { documentId: invoice.id, lineId: line.id },
  };
  return creditOf(charge, line, part);
};

const minusZero = (minor: number): number => (minor === 0 ? 0 : -minor);

/**
 * TAX-15, INV-07: the note at the invoice's own frozen rate, by what is credited in all, so that notes sum to the invoice in the entity's currency too.
 * `null` where the invoice was not converted.
 */
const reversedTax = (
  entity: OperatingEntity,
  invoice: Invoice,
  notes: readonly CreditNote[],
  lines: readonly Line[],
): EntityCurrencyTax | null => {
  const frozen = invoice.entityCurrencyTax;
  if (frozen === null) return null;
  const earlier = notes.filter(
    (note) => note.invoiceId === invoice.id && note.state.kind !== 'void' && note.entityCurrencyTax?.rate === frozen.rate,
  );
  const all = [...earlier.map((note) => note.totals), ...lines];
  const sums = {
    netMinor: all.reduce((sum, entry) => sum - entry.netMinor, 0),
    taxMinor: all.reduce((sum, entry) => sum - entry.taxMinor, 0),
  };
  const reached = convertedTax(entity, invoice.currency, sums, { rate: frozen.rate, on: frozen.rateOn, source: frozen.source });
  const netMinor = minusZero(earlier.reduce((sum, note) => sum + (note.entityCurrencyTax?.netMinor ?? 0), reached.netMinor));
  const taxMinor = minusZero(earlier.reduce((sum, note) => sum + (note.entityCurrencyTax?.taxMinor ?? 0), reached.taxMinor));
  return { ...reached, netMinor, taxMinor, grossMinor: netMinor + taxMinor };
};

const dayProblems = (
  command: CreateCreditNote,
  entity: OperatingEntity,
  invoice: Invoice,
  on: PlainDate,
): readonly CreateCreditNoteProblem[] => {
  const problems: CreateCreditNoteProblem[] = [...dateProblems(command, entity, on)];
  if (command.body.on !== null && on < invoice.issuedOn)
    problems.push({ code: 'credit-note.before-invoice', on, issuedOn: invoice.issuedOn });
  return problems;
};

const draftOf = (
  command: CreateCreditNote,
  invoice: Invoice,
  parties: Pick<Draft, 'entity' | 'customer'>,
  account: AccountFacts,
): Outcome<Draft, CreateCreditNoteProblem> => {
  const { credit, reason, disposition, note } = command.body;
  const { entity } = parties;
  const now = today(command, entity);
  if (invoice.state.kind !== 'posted' && invoice.state.kind !== 'uncollectible') {
    return refuse({ code: 'invoice.not-issued', invoiceId: invoice.id, found: invoiceStatus(invoice, now) });
  }
  const on = command.body.on ?? now;
  const wrong = dayProblems(command, entity, invoice, on);
  if (wrong.length > 0) return { ok: false, problems: wrong };
  const parts = creditParts(invoice, credit, lineBook([...account.invoices, ...account.creditNotes]));
  if (!parts.ok) return parts;
  const lines = parts.value.map((part) => creditLine(command, invoice, part, on));
  return done({
    ...parties,
    type: 'credit-note',
    id: derivedId('cn', command.id),
    currency: invoice.currency,
    on,
    lines,
    origin: 'manual',
    netTermsDays: 0,
    reason,
    disposition,
    note,
    corrected: { invoice, entityCurrencyTax: reversedTax(entity, invoice, account.creditNotes, lines) },
  });
};

/** INV-16, INV-17, INV-19: gives back a part or all of an issued invoice. What is unpaid of it is reduced first (OR-18). */
export const createCreditNote: UseCase<CreateCreditNote, Facts, CreateCreditNoteProblem, Reads<IssuingKinds>> = {
  kind: 'credit-note.create',
  shape: schemaFor<CreateCreditNote['body']>()(createCreditNoteSchema),

  gather: async (command, source) => {
    const invoice = await source.get('invoice', command.body.invoiceId);
    return { invoice, issuing: invoice === null ? null : await issuingFacts(source, invoice) };
  },

  plan: (command, { invoice, issuing }) => {
    const { invoiceId, on } = command.body;
    if (invoice === null || issuing === null) return refuse({ code: 'invoice.missing', invoiceId });
    const { entity, customer } = issuing;
    if (entity === null) return refuse({ code: 'entity.missing', entityId: invoice.entityId });
    if (customer === null) return refuse({ code: 'customer.missing', customerId: invoice.customerId });
    const draft = draftOf(command, invoice, { entity, customer }, issuing.account);
    if (!draft.ok) return draft;
    const desk = deskFor(command, issuing);
    const note = issued(draft.value, desk);
    if (!note.ok) return note;
    invariant(note.value.kind === 'credit-note', 'a credit note was drafted');
    const { issuedOn, seriesId } = note.value;
    if (on !== null && issuedOn !== on)
      return refuse({ code: 'series.date-backwards', seriesId: seriesId ?? '', on, lastIssuedOn: issuedOn });
    const writes = [created<CreditNote>(note.value), ...settledWrites(desk.account, issuing.account), ...desk.numbers.writes()];
    return done({ command, writes } satisfies Change<CreateCreditNote>);
  },
};

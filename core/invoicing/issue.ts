import type { Customer } from '../customers/types.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { done, refuse } from '../kernel/outcome.ts';
import type { Currency } from '../money/currency.ts';
import type { ExchangeRates } from '../organization/exchange-rates.ts';
import type { NumberingProblem } from '../organization/numbering.ts';
import type { OperatingEntity } from '../organization/types.ts';
import { daysAfter, type PlainDate } from '../time/plain-date.ts';
import type { Account } from './account.ts';
import { type Body, bodyOf, type RateProblem, waitsForTax } from './body.ts';
import { documentId } from './drafts.ts';
import type { NumberDesk } from './number-desk.ts';
import type { CreditNote, CreditReason, EnteredLine, EntityCurrencyTax, Invoice, Line } from './types.ts';

/** The one invoice that a credit note by hand corrects. It repeats whom and where the invoice taxed, and at which frozen rate (TAX-15). */
export type Corrected = { readonly invoice: Invoice; readonly entityCurrencyTax: EntityCurrencyTax | null };

/** A document before it has a number and a final date. */
export type Draft = {
  readonly type: 'invoice' | 'credit-note';
  readonly entity: OperatingEntity;
  readonly customer: Customer;
  readonly currency: Currency;
  readonly on: PlainDate;
  readonly lines: readonly Line[];
  readonly origin: Invoice['origin'];
  readonly netTermsDays: number;
  readonly reason: CreditReason;
  readonly disposition: CreditNote['disposition'];
  readonly note: string;
  /** Where a command names the document or it exists already; else the id comes from the lines. */
  readonly id?: string;
  readonly entered?: readonly EnteredLine[];
  readonly corrected?: Corrected;
};

export type IssueProblem = NumberingProblem | RateProblem;

export type Desk = { readonly numbers: NumberDesk; readonly rates: ExchangeRates; readonly account: Account; readonly runId: string };

/** INV-11, TAX-05: whether the document waits: for the entity's time of grace, or for a tax service. */
export const waits = (draft: Draft): boolean => draft.entity.invoices.graceHours > 0 || draft.lines.some(waitsForTax);

const draftBody = (draft: Draft, desk: Desk, issuedOn: PlainDate): Body | RateProblem => {
  const { corrected } = draft;
  if (corrected === undefined) return bodyOf({ ...draft, issuedOn, rates: desk.rates, runId: desk.runId });
  const body = bodyOf({ ...draft, issuedOn, rates: null, runId: desk.runId });
  if ('code' in body) return body;
  const { buyer, placeOfSupply } = corrected.invoice;
  return { ...body, buyer, placeOfSupply, entityCurrencyTax: corrected.entityCurrencyTax };
};

/** The one invoice that all credits of the note come from, if there is one. */
const correctedInvoice = (lines: readonly Line[], account: Account): string | null => {
  const ids = new Set(lines.flatMap((line) => (line.credits === null ? [] : [line.credits.documentId])));
  const [only] = ids;
  return ids.size === 1 && only !== undefined && account.invoice(only) !== undefined ? only : null;
};

/** NUM-01, INV-02: gives the draft its number and day, settles it against the account, and answers the finished document. */
export const issued = (draft: Draft, desk: Desk): Outcome<Invoice | CreditNote, IssueProblem> => {
  const waiting = waits(draft);
  const given = waiting ? null : desk.numbers.take(draft.entity, draft.type, draft.on);
  if (given !== null && !given.ok) return given;
  const issuedOn = given?.value.issuedOn ?? draft.on;
  const body = draftBody(draft, desk, issuedOn);
  if ('code' in body) return refuse(body);
  const id = draft.id ?? documentId(draft.type, draft.lines);
  const state = waiting
    ? { kind: 'pending' as const, finaliseFrom: daysAfter(draft.on, Math.ceil(draft.entity.invoices.graceHours / 24)) }
    : { kind: 'posted' as const };
  const common = { ...body, id, rev: 1, number: given?.value.number ?? null, seriesId: given?.value.seriesId ?? null, state };
  if (draft.type === 'invoice') {
    const invoice: Invoice = {
      ...common,
      kind: 'invoice',
      origin: draft.origin,
      entered: draft.entered ?? [],
      dueOn: daysAfter(issuedOn, draft.netTermsDays),
      settlements: [],
    };
    return done(waiting ? invoice : desk.account.post(invoice, draft.entity.invoices.applyBalance));
  }
  const note: CreditNote = {
    ...common,
    kind: 'credit-note',
    origin: draft.origin === 'run' ? 'run' : 'manual',
    invoiceId: correctedInvoice(draft.lines, desk.account),
    reason: draft.reason,
    disposition: draft.disposition,
  };
  if (!waiting) desk.account.credit(note);
  return done(note);
};

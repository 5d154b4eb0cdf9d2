import type { Customer } from '../customers/types.ts';
import { type Command, revised, type Write } from '../kernel/command.ts';
import type { Reads } from '../kernel/use-case.ts';
import type { Currency } from '../money/currency.ts';
import type { PromotionalCredit } from '../offers/types.ts';
import { dayOf } from '../organization/entity-day.ts';
import { type ExchangeRates, exchangeRates } from '../organization/exchange-rates.ts';
import type { EntityId, ExchangeRateTable, NumberSeries, OperatingEntity } from '../organization/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { Account, type AccountFacts } from './account.ts';
import type { Desk } from './issue.ts';
import { NumberDesk } from './number-desk.ts';
import type { CreditNote, Invoice } from './types.ts';

/** Money received and given back, as far as an account looks at it: the documents belong to core/payments, which stands above. */
type MoneyFacts = {
  readonly customerId: string;
  readonly entityId: string;
  readonly amountMinor: number;
  readonly state: { readonly kind: string };
};
export type PaymentFacts = MoneyFacts & { readonly id: string; readonly currency: Currency; readonly receivedOn: PlainDate };
export type RefundFacts = MoneyFacts & { readonly creditNoteId: string };

export type AccountKinds = {
  invoice: Invoice;
  'credit-note': CreditNote;
  'promotional-credit': PromotionalCredit;
  payment: PaymentFacts;
  refund: RefundFacts;
};

/** What issuing or settling one document reads. */
export type IssuingKinds = AccountKinds & {
  entity: OperatingEntity;
  customer: Customer;
  'number-series': NumberSeries;
  'rate-table': ExchangeRateTable;
};

const ofEntity = <T extends { readonly entityId: string }>(documents: readonly T[], entityId: string): readonly T[] =>
  documents.filter((document) => document.entityId === entityId);

const isReversed = ({ state }: MoneyFacts): boolean => state.kind === 'reversed';

/** The customer's account with one entity as it is stored. */
export const accountFacts = async (source: Reads<AccountKinds>, customerId: string, entityId: string): Promise<AccountFacts> => {
  const where = { customerIds: [customerId] };
  const [invoices, creditNotes, promotionalCredits, payments, refunds] = await Promise.all([
    source.list('invoice', where),
    source.list('credit-note', where),
    source.list('promotional-credit', where),
    source.list('payment', where),
    source.list('refund', where),
  ]);
  return {
    invoices: ofEntity(invoices, entityId),
    creditNotes: ofEntity(creditNotes, entityId),
    promotionalCredits: ofEntity(promotionalCredits, entityId),
    payments: ofEntity(payments, entityId).map((payment) => ({ ...payment, isReversed: isReversed(payment) })),
    refunds: ofEntity(refunds, entityId).map((refund) => ({ ...refund, isReversed: isReversed(refund) })),
  };
};

export type IssuingFacts = {
  readonly entity: OperatingEntity | null;
  readonly customer: Customer | null;
  readonly series: readonly NumberSeries[];
  readonly rates: ExchangeRates;
  readonly account: AccountFacts;
};

/** Everything that giving a document of this customer and entity its number may look at. */
export const issuingFacts = async (
  source: Reads<IssuingKinds>,
  { customerId, entityId }: { readonly customerId: string; readonly entityId: EntityId },
): Promise<IssuingFacts> => {
  const [entity, customer, series, tables, account] = await Promise.all([
    source.get('entity', entityId),
    source.get('customer', customerId),
    source.list('number-series'),
    source.list('rate-table'),
    accountFacts(source, customerId, entityId),
  ]);
  return { entity, customer, series: ofEntity(series, entityId), rates: exchangeRates(ofEntity(tables, entityId)), account };
};

/** Where the documents of one command are issued. */
export const deskFor = (command: Command, facts: IssuingFacts): Desk => ({
  numbers: new NumberDesk(facts.series, command.by.station, 'station'),
  rates: facts.rates,
  account: new Account(facts.account),
  runId: '',
});

/** The invoices that were settled, save the one that the command writes itself. */
export const settledWrites = (account: Account, before: AccountFacts, except = ''): readonly Write<Invoice>[] =>
  before.invoices.flatMap((invoice) => {
    const after = account.touched.get(invoice.id);
    return after === undefined || invoice.id === except ? [] : [revised<Invoice>(invoice, after)];
  });

/** The day of a command where the entity is. */
export const today = (command: Command, entity: OperatingEntity): PlainDate => dayOf(entity.zone, command.at);

/** SUB-29, REV-13: the period is closed. */
export type BooksLocked = {
  readonly code: 'books.locked';
  readonly entityId: EntityId;
  readonly on: PlainDate;
  readonly lockedBefore: PlainDate;
};

/** A list, to be spread among other problems; empty where the day is open. */
export const lockProblems = (entity: OperatingEntity, on: PlainDate): readonly BooksLocked[] => {
  const lockedBefore = entity.booksLockedBefore;
  return lockedBefore !== null && on < lockedBefore ? [{ code: 'books.locked', entityId: entity.id, on, lockedBefore }] : [];
};

export type DateProblem = BooksLocked | { readonly code: 'date.in-future'; readonly on: PlainDate; readonly today: PlainDate };

/** What is wrong with a day that somebody names for a document or for money: it has come, and its books are open. */
export const dateProblems = (command: Command, entity: OperatingEntity, on: PlainDate): readonly DateProblem[] => {
  const now = today(command, entity);
  return on > now ? [{ code: 'date.in-future', on, today: now }] : lockProblems(entity, on);
};

export type MissingParty =
  | { readonly code: 'customer.missing'; readonly customerId: string }
  | { readonly code: 'entity.missing'; readonly entityId: EntityId };
export type MissingInvoice = { readonly code: 'invoice.missing'; readonly invoiceId: string };
export type MissingCreditNote = { readonly code: 'credit-note.missing'; readonly creditNoteId: string };

import { customerOutstanding } from '../billing/owed.ts';
import type { BillingProblem, OutstandingCharge } from '../billing/types.ts';
import { canonical } from '../kernel/canonical.ts';
import { byText } from '../kernel/order.ts';
import { roundingFor } from '../organization/rounding.ts';
import type { OperatingEntity } from '../organization/types.ts';
import type { Subscription } from '../subscriptions/types.ts';
import type { TaxProblem } from '../tax/decide.ts';
import type { Period } from '../time/period.ts';
import { later, type PlainDate } from '../time/plain-date.ts';
import { Account, type AccountFacts } from './account.ts';
import { type ChargeGroup, chargeGroups, documentId, isSuppressed } from './drafts.ts';
import type { Draft } from './issue.ts';
import { documentLines, lineBook } from './lines.ts';
import type { CustomerRecord, SharedFacts } from './run-facts.ts';
import type { CreditReason, Line, RunException } from './types.ts';

/** What a run found for one customer of one entity. */
export type CustomerDrafts = { readonly drafts: readonly Draft[]; readonly exceptions: readonly RunException[] };

/**
 * SUB-13: changes that wait for a day before the horizon, or states that end before it, must have landed first: billing them as if they had not would be
 * wrong. While a subscription is paused its changes wait with it, whatever their day; only its resume lands.
 */
const isBehind = (subscription: Subscription, before: PlainDate): boolean => {
  const { state, planned } = subscription;
  const lands = state.kind === 'paused' ? planned.filter(({ change }) => change.kind === 'resume') : planned;
  if (lands.some((change) => change.on < before)) return true;
  switch (state.kind) {
    case 'pending':
      return state.awaits === 'start' && state.startsOn < before;
    case 'trial':
      return state.endsOn < before;
    case 'active':
      return state.cancelsOn !== null && state.cancelsOn < before;
    case 'paused':
      return state.resumesOn !== null && state.resumesOn < before;
    case 'cancelled':
      return false;
  }
};

const factsOf = (problem: object): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(problem).flatMap(([key, value]) => (key === 'code' || value === null ? [] : [[key, String(value)]])));

export const exceptionOf = (customerId: string, problem: BillingProblem | TaxProblem | { readonly code: string }): RunException => ({
  customerId,
  subscriptionId: 'subscriptionId' in problem ? problem.subscriptionId : '',
  code: problem.code,
  facts: factsOf(problem),
});

/** The days that were agreed for what a charge bills, `null` where nothing was. */
const agreedTerms = (record: CustomerRecord, { source }: OutstandingCharge): number | null => {
  if (source.kind === 'subscription') return record.subscriptions.find(({ id }) => id === source.subscriptionId)?.netTermsDays ?? null;
  return source.kind === 'order' ? (record.orders.find(({ id }) => id === source.orderId)?.netTermsDays ?? null) : null;
};

/** The shortest of the terms that the document's subscriptions and orders were given, else the customer's, else the entity's (INV-11). */
const netTermsOf = (record: CustomerRecord, entity: OperatingEntity, charges: readonly OutstandingCharge[]): number => {
  let least: number | null = null;
  for (const charge of charges) {
    const agreed = agreedTerms(record, charge);
    if (agreed !== null && (least === null || agreed < least)) least = agreed;
  }
  return least ?? record.customer.netTermsDays ?? entity.invoices.netTermsDays;
};

const isEnded = (record: CustomerRecord, { source }: OutstandingCharge): boolean =>
  source.kind === 'subscription' &&
  record.subscriptions.some(({ id, state }) => id === source.subscriptionId && state.kind === 'cancelled');

const creditReason = (record: CustomerRecord, charges: readonly OutstandingCharge[]): CreditReason => {
  const credits = charges.filter((charge) => charge.credits !== null && charge.source.kind === 'subscription');
  return credits.length > 0 && credits.every((charge) => isEnded(record, charge)) ? 'cancellation' : 'mid_period_change';
};

const draftOf = (record: CustomerRecord, entity: OperatingEntity, group: ChargeGroup, lines: readonly Line[]): Draft => ({
  type: lines.reduce((sum, line) => sum + line.grossMinor, 0) < 0 ? 'credit-note' : 'invoice',
  entity,
  customer: record.customer,
  currency: group.currency,
  on: group.on,
  lines,
  origin: group.charges.every((charge) => charge.source.kind === 'order') ? 'order' : 'run',
  netTermsDays: netTermsOf(record, entity, group.charges),
  reason: creditReason(record, group.charges),
  disposition: 'balance',
  note: '',
});

type OfEntity = { readonly entityId: string };

/** Most customers have one entity: their lists stay as they are. */
const ofEntity = <T extends OfEntity>(documents: readonly T[], entityId: string): readonly T[] =>
  documents.every((document) => document.entityId === entityId)
    ? documents
    : documents.filter((document) => document.entityId === entityId);

/** BEY-02: what is to be issued to one customer by one entity for a period: everything due before its end, nothing dated before its start. Pure. */
export const customerDrafts = (shared: SharedFacts, record: CustomerRecord, entity: OperatingEntity, period: Period): CustomerDrafts => {
  const own = <T extends OfEntity>(documents: readonly T[]): readonly T[] => ofEntity(documents, entity.id);
  const subscriptions = own(record.subscriptions);
  const orders = own(record.orders);
  const adjustments = own(record.adjustments);
  if (subscriptions.length + orders.length + adjustments.length === 0) return { drafts: [], exceptions: [] };
  const behind = subscriptions.filter((subscription) => isBehind(subscription, period.end));
  const exceptions: RunException[] = behind.map((subscription) => ({
    customerId: record.customer.id,
    subscriptionId: subscription.id,
    code: 'subscription.behind',
    facts: {},
  }));
  const book = lineBook([...own(record.invoices), ...own(record.creditNotes)]);
  const left = new Set(behind.map((subscription) => subscription.id));
  const ready = behind.length === 0 ? subscriptions : subscriptions.filter((subscription) => !left.has(subscription.id));
  const { charges, problems } = customerOutstanding(
    shared.catalog,
    {
      customer: record.customer,
      subscriptions: ready,
      family: record.subscriptions,
      orders,
      adjustments,
      usage: record.usage,
      billed: book.billed,
    },
    { before: period.end, roundingOf: (currency) => roundingFor(entity, currency) },
  );
  exceptions.push(...problems.map((problem) => exceptionOf(record.customer.id, problem)));
  const drafts: Draft[] = [];
  const taken = new Map<string, number>();
  for (const group of chargeGroups(charges, later(period.start, entity.booksLockedBefore ?? period.start))) {
    const lines = documentLines(
      group.charges,
      { entity, customer: record.customer, rates: shared.taxRates, on: group.on },
      book,
      entity.policies,
      group.currency,
      taken,
    );
    if (!lines.ok) exceptions.push(...lines.problems.map((problem) => exceptionOf(record.customer.id, problem)));
    else if (!isSuppressed(lines.value, entity.policies.zeroInvoices)) drafts.push(draftOf(record, entity, group, lines.value));
  }
  return { drafts, exceptions: distinct(exceptions) };
};

/** The same trouble in several periods is said once. */
const distinct = (exceptions: readonly RunException[]): readonly RunException[] =>
  exceptions.length < 2 ? exceptions : [...new Map(exceptions.map((exception) => [canonical(exception), exception])).values()];

/** What the customer owes one entity and has to their credit with it, as the stored documents have it. */
export const accountFactsOf = (record: CustomerRecord, entityId: string): AccountFacts => ({
  invoices: ofEntity(record.invoices, entityId),
  creditNotes: ofEntity(record.creditNotes, entityId),
  promotionalCredits: ofEntity(record.promotionalCredits, entityId),
  payments: ofEntity(record.payments, entityId).map((payment) => ({ ...payment, isReversed: payment.state.kind === 'reversed' })),
  refunds: ofEntity(record.refunds, entityId).map((refund) => ({ ...refund, isReversed: refund.state.kind === 'reversed' })),
});

export const accountOf = (record: CustomerRecord, entityId: string): Account => new Account(accountFactsOf(record, entityId));

/** The order in which documents get their numbers, the same on every station: by day, then entity, customer and document. */
export const draftOrder = (a: Draft, b: Draft): number =>
  byText(a.on, b.on) ||
  byText(a.entity.id, b.entity.id) ||
  byText(a.customer.id, b.customer.id) ||
  byText(documentId(a.type, a.lines), documentId(b.type, b.lines));

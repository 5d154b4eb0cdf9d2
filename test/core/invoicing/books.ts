import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { type AnyDocument, type DocumentKind, type Documents, indexEntryOf } from '../../../core/collections.ts';
import { type CreateCreditNote, createCreditNote } from '../../../core/invoicing/create-credit-note.ts';
import { type CreateManualInvoice, createManualInvoice } from '../../../core/invoicing/create-manual-invoice.ts';
import { immutabilityProblems } from '../../../core/invoicing/immutability.ts';
import type { IssuedDocument } from '../../../core/invoicing/lines.ts';
import type { NewLine } from '../../../core/invoicing/manual-facts.ts';
import { type PostManualInvoice, postManualInvoice } from '../../../core/invoicing/post-manual-invoice.ts';
import { planBillingRun } from '../../../core/invoicing/run-plan.ts';
import { documentSchemas as invoicingSchemas } from '../../../core/invoicing/schema.ts';
import type { CreditNote, Invoice } from '../../../core/invoicing/types.ts';
import { canonical } from '../../../core/kernel/canonical.ts';
import type { Change, Command, Write } from '../../../core/kernel/command.ts';
import { byText } from '../../../core/kernel/order.ts';
import type { Outcome, ProblemLike } from '../../../core/kernel/outcome.ts';
import { shaped } from '../../../core/kernel/shape.ts';
import type { UseCase, Where } from '../../../core/kernel/use-case.ts';
import type { OperatingEntity } from '../../../core/organization/types.ts';
import { documentSchemas as organizationSchemas } from '../../../core/organization/schema.ts';
import type { MoneyRecord } from '../../../core/payments/as-of.ts';
import { type RecordPayment, recordPayment } from '../../../core/payments/record-payment.ts';
import { documentSchemas as paymentSchemas } from '../../../core/payments/schema.ts';
import type { Source } from '../../../core/sources.ts';
import type { TSchema } from 'typebox';
import type { Subscription } from '../../../core/subscriptions/types.ts';
import {
  component,
  fixedPrice,
  item,
  sampleCustomer,
  sampleEntity,
  sampleSubscription,
  soldPlan,
  term,
  ukVat,
  variantOf,
} from '../../support/billing-world.ts';

const schemas: Readonly<Record<string, TSchema>> = {
  ...invoicingSchemas,
  ...paymentSchemas,
  'number-series': organizationSchemas['number-series'],
};

const asksFor = (document: AnyDocument, where: Where): boolean => {
  const entry = indexEntryOf(document);
  return (
    (where.ids === undefined || where.ids.includes(document.id)) &&
    (where.customerIds === undefined || where.customerIds.includes(entry.customerId)) &&
    (where.state === undefined || where.state === entry.state) &&
    (where.onFrom === undefined || entry.on >= where.onFrom) &&
    (where.onBefore === undefined || entry.on < where.onBefore)
  );
};

const expectShape = (schema: TSchema, value: unknown): void => {
  const outcome = shaped(schema, value);
  deepStrictEqual(outcome.ok ? [] : outcome.problems, []);
};

/** Plain JSON that survives a round trip: no Decimal, no undefined, no minus zero. */
const expectPlain = (document: unknown): void => {
  deepStrictEqual(JSON.parse(JSON.stringify(document)), document);
};

/**
 * A company's books in memory. Every command is checked for its shape, planned twice (the same both times), and what it writes is checked against its schema, against
 * the revision that it was based on, and against immutability, before it is kept.
 */
export class Books {
  readonly #documents = new Map<string, AnyDocument>();
  #given = 0;
  /** The day of the next commands; they are given at nine in the morning. */
  day = '2026-11-20';
  station = 'A7';

  constructor(entity: Partial<OperatingEntity> = {}, others: readonly AnyDocument[] = []) {
    this.keep(sampleEntity(entity), sampleCustomer(), ukVat(), ...others);
  }

  keep(...documents: readonly AnyDocument[]): void {
    for (const document of documents) this.#documents.set(`${document.kind}|${document.id}`, document);
  }

  get source(): Source {
    const all = <K extends DocumentKind>(kind: K): Documents[K][] =>
      [...this.#documents.values()]
        .filter((document): document is Documents[K] => document.kind === kind)
        .toSorted((a, b) => byText(a.id, b.id));
    return {
      get: <K extends DocumentKind>(kind: K, id: string) => Promise.resolve(all(kind).find((document) => document.id === id) ?? null),
      list: <K extends DocumentKind>(kind: K, where: Where = {}) =>
        Promise.resolve(all(kind).filter((document) => asksFor(document, where))),
    };
  }

  /** Plans a command on the books as they stand, and keeps what it writes. */
  async give<C extends Command, F, P extends ProblemLike>(
    useCase: UseCase<C, F, P, Source>,
    body: C['body'],
  ): Promise<Outcome<Change<C>, P>> {
    this.#given += 1;
    const command = {
      id: `cmd-${this.#given}`,
      kind: useCase.kind,
      at: `${this.day}T09:00:00.000Z`,
      by: { user: 'ada', station: this.station },
      body,
    } as C;
    expectShape(useCase.shape as TSchema, body);
    const planned = useCase.plan(command, await useCase.gather(command, this.source));
    const again = useCase.plan(command, await useCase.gather(command, this.source));
    strictEqual(canonical(again), canonical(planned));
    if (planned.ok) this.commit(planned.value.writes);
    return planned;
  }

  commit(writes: readonly Write[]): void {
    for (const { basedOn, document } of writes) {
      const before = this.#documents.get(`${document.kind}|${document.id}`);
      strictEqual(basedOn, before?.rev ?? null);
      strictEqual(document.rev, (basedOn ?? 0) + 1);
      expectPlain(document);
      const schema = schemas[document.kind];
      if (schema !== undefined) expectShape(schema, document);
      if (before?.kind === 'invoice' || before?.kind === 'credit-note') {
        deepStrictEqual(immutabilityProblems(before, document as Invoice | CreditNote), []);
      }
    }
    for (const { document } of writes) this.keep(document as AnyDocument);
  }

  /** The documents that a command wrote; a refusal fails the test with its problems. */
  async wrote<C extends Command, F, P extends ProblemLike>(
    useCase: UseCase<C, F, P, Source>,
    body: C['body'],
  ): Promise<readonly AnyDocument[]> {
    const outcome = await this.give(useCase, body);
    if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.problems)}`);
    return outcome.value.writes.map((write) => write.document as AnyDocument);
  }

  /** The problems of a command that must be refused; nothing of it is kept. */
  async refused<C extends Command, F, P extends ProblemLike>(useCase: UseCase<C, F, P, Source>, body: C['body']): Promise<readonly P[]> {
    const before = canonical([...this.#documents.values()]);
    const outcome = await this.give(useCase, body);
    if (outcome.ok) throw new Error(`done: ${JSON.stringify(outcome.value.writes)}`);
    strictEqual(canonical([...this.#documents.values()]), before);
    return outcome.problems;
  }

  /** Bills everything due before `before`, dated `start` at the earliest; answers the new documents. */
  async bills(start: string, before: string): Promise<readonly IssuedDocument[]> {
    const entityIds = this.all('entity').map((entity) => entity.id);
    const plan = await planBillingRun(this.source, {
      period: { start, end: before },
      entityIds,
      customerIds: null,
      at: `${this.day}T09:00:00.000Z`,
      by: { user: 'ada', station: this.station },
      issuer: 'station',
    });
    if (plan === null || plan.exceptions.length > 0) throw new Error(`not billed: ${JSON.stringify(plan?.exceptions)}`);
    for (const change of plan.changes) this.commit(change.writes);
    return plan.documents.map((document) => this.one(document.kind, document.id));
  }

  one<K extends DocumentKind>(kind: K, id: string): Documents[K] {
    const found = this.#documents.get(`${kind}|${id}`);
    if (found === undefined) throw new Error(`no ${kind} ${id}`);
    return found as Documents[K];
  }

  all<K extends DocumentKind>(kind: K): readonly Documents[K][] {
    return [...this.#documents.values()].filter((document): document is Documents[K] => document.kind === kind);
  }

  get record(): MoneyRecord {
    return {
      invoices: this.all('invoice'),
      creditNotes: this.all('credit-note'),
      payments: this.all('payment'),
      refunds: this.all('refund'),
      promotionalCredits: this.all('promotional-credit'),
    };
  }

  /** A draft by hand with these lines. */
  async draft(lines: readonly NewLine[], changes: Partial<CreateManualInvoice['body']> = {}): Promise<Invoice> {
    const body = { customerId: 'cus_1', entityId: null, currency: null, netTermsDays: null, note: '', lines, ...changes };
    return (await this.wrote<CreateManualInvoice, unknown, ProblemLike>(createManualInvoice, body))[0] as Invoice;
  }

  async posted(
    lines: readonly NewLine[],
    changes: Partial<CreateManualInvoice['body']> = {},
    on: PostManualInvoice['body']['on'] = null,
  ): Promise<Invoice> {
    const { id } = await this.draft(lines, changes);
    return (await this.wrote<PostManualInvoice, unknown, ProblemLike>(postManualInvoice, { invoiceId: id, on }))[0] as Invoice;
  }

  async pays(amountMinor: number, changes: Partial<RecordPayment['body']> = {}): Promise<Documents['payment']> {
    const body = {
      customerId: 'cus_1',
      entityId: 'ent_uk',
      currency: 'GBP',
      amountMinor,
      method: 'bank-transfer',
      reference: '',
      receivedOn: this.day,
      allocations: null,
      ...changes,
    } as const;
    return (await this.wrote<RecordPayment, unknown, ProblemLike>(recordPayment, body))[0] as Documents['payment'];
  }

  async credited(invoiceId: string, changes: Partial<CreateCreditNote['body']> = {}): Promise<CreditNote> {
    return (await this.wrote<CreateCreditNote, unknown, ProblemLike>(createCreditNote, creditBody(invoiceId, changes)))[0] as CreditNote;
  }
}

export const creditBody = (invoiceId: string, changes: Partial<CreateCreditNote['body']> = {}): CreateCreditNote['body'] => ({
  invoiceId,
  credit: { kind: 'whole' },
  reason: 'billing_error',
  disposition: 'balance',
  note: '',
  on: null,
  ...changes,
});

/** A subscription to one plan at a fixed monthly price, paid in advance from 1 November 2026, with what it needs of the catalog. */
export const subscribed = (price = '30.00', changes: Partial<Subscription> = {}): readonly AnyDocument[] => {
  const sold = soldPlan('basic', [variantOf([component('fee', fixedPrice(price))])]);
  return [sold.product, sold.plan, sold.version, sampleSubscription([item([term('basic', '2026-11-01')])], changes)];
};

/** A line at an agreed price, net of tax. */
export const line = (
  unitPrice: string,
  changes: Partial<NewLine> = {},
  price: Partial<Extract<NewLine['price'], { kind: 'agreed' }>> = {},
): NewLine => ({
  description: 'Consulting',
  quantity: '1',
  price: { kind: 'agreed', unitPrice, taxClass: 'standard', taxInclusive: false, productId: null, ...price },
  period: null,
  tax: null,
  ...changes,
});

/** A line whose price holds the tax. */
export const inclusive = (unitPrice: string, changes: Partial<NewLine> = {}): NewLine => line(unitPrice, changes, { taxInclusive: true });

import type { Customer } from '../customers/types.ts';
import { Account, type AccountFacts } from '../invoicing/account.ts';
import { type Allocation, type AllocationProblem, allocationProblems, oldestFirst } from '../invoicing/allocation.ts';
import {
  accountFacts,
  type AccountKinds,
  type DateProblem,
  dateProblems,
  type MissingParty,
  settledWrites,
} from '../invoicing/issuing-facts.ts';
import { type Command, created } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { schemaFor } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import type { Currency } from '../money/currency.ts';
import type { EntityId, OperatingEntity } from '../organization/types.ts';
import { later, type PlainDate } from '../time/plain-date.ts';
import { recordPaymentSchema } from './schema.ts';
import type { OfflineMethod, Payment } from './types.ts';

/** `amountMinor` is above zero. `allocations`: `null` pays the oldest due invoices first; what no invoice takes stands as the customer's balance. */
export type RecordPayment = Command<
  'payment.record',
  {
    readonly customerId: string;
    readonly entityId: EntityId;
    readonly currency: Currency;
    readonly amountMinor: number;
    readonly method: OfflineMethod;
    readonly reference: string;
    readonly receivedOn: PlainDate;
    readonly allocations: readonly Allocation[] | null;
  }
>;

export type RecordPaymentProblem = MissingParty | DateProblem | AllocationProblem;

type Facts = { readonly customer: Customer | null; readonly entity: OperatingEntity | null; readonly account: AccountFacts };

/** Pays invoices with a payment. Money pays no invoice before both are there. */
export const allocate = (account: Account, payment: Pick<Payment, 'id'>, allocations: readonly Allocation[], on: PlainDate): void => {
  for (const { invoiceId, amountMinor } of allocations) {
    account.settle(invoiceId, 'payment', payment.id, amountMinor, later(on, account.invoice(invoiceId)?.issuedOn ?? on));
  }
};

/** INV-25, INV-26: money that came in outside automated collection. Too much of it becomes balance, which pays the next invoice (INV-21). */
export const recordPayment: UseCase<
  RecordPayment,
  Facts,
  RecordPaymentProblem,
  Reads<AccountKinds & { customer: Customer; entity: OperatingEntity }>
> = {
  kind: 'payment.record',
  shape: schemaFor<RecordPayment['body']>()(recordPaymentSchema),

  gather: async (command, source) => {
    const { customerId, entityId } = command.body;
    const [customer, entity, account] = await Promise.all([
      source.get('customer', customerId),
      source.get('entity', entityId),
      accountFacts(source, customerId, entityId),
    ]);
    return { customer, entity, account };
  },

  plan: (command, { customer, entity, account: facts }) => {
    const { customerId, entityId, allocations, ...money } = command.body;
    if (customer === null) return refuse({ code: 'customer.missing', customerId });
    if (entity === null) return refuse({ code: 'entity.missing', entityId });
    const { currency, amountMinor, receivedOn } = money;
    const account = new Account(facts);
    const wanted = allocations ?? oldestFirst(facts.invoices, currency, amountMinor);
    const problems: RecordPaymentProblem[] = [
      ...dateProblems(command, entity, receivedOn),
      ...allocationProblems(wanted, account, { currency, leftMinor: amountMinor }),
    ];
    if (problems.length > 0) return { ok: false, problems };
    const payment: Omit<Payment, 'rev'> = {
      id: derivedId('pay', command.id),
      kind: 'payment',
      customerId,
      entityId,
      ...money,
      state: { kind: 'received' },
    };
    allocate(account, payment, wanted, receivedOn);
    return done({ command, writes: [created<Payment>(payment), ...settledWrites(account, facts)] });
  },
};

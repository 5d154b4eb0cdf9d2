import { Account } from '../invoicing/account.ts';
import { type Allocation, type AllocationProblem, allocationProblems, oldestFirst } from '../invoicing/allocation.ts';
import { type MissingParty, settledWrites, today } from '../invoicing/issuing-facts.ts';
import type { Command } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { schemaFor } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { type MoneyFacts, moneyFacts, type MoneyKinds, type PaymentProblem } from './payment-facts.ts';
import { allocate } from './record-payment.ts';
import { allocatePaymentSchema } from './schema.ts';
import type { Payment } from './types.ts';

/** `null`: the oldest due invoices first. */
export type AllocatePayment = Command<
  'payment.allocate',
  { readonly paymentId: string; readonly allocations: readonly Allocation[] | null }
>;

export type AllocatePaymentProblem =
  | PaymentProblem
  | MissingParty
  | AllocationProblem
  /** No money is left, or no invoice is open that it could pay. */
  | { readonly code: 'payment.nothing-to-allocate'; readonly paymentId: string; readonly leftMinor: number };

/** INV-26: pays open invoices with money that stands unallocated. What is allocated stays so; it is taken back by reversing the payment. */
export const allocatePayment: UseCase<AllocatePayment, MoneyFacts<Payment>, AllocatePaymentProblem, Reads<MoneyKinds>> = {
  kind: 'payment.allocate',
  shape: schemaFor<AllocatePayment['body']>()(allocatePaymentSchema),

  gather: async (command, source) => moneyFacts(await source.get('payment', command.body.paymentId), source),

  plan: (command, { document: payment, entity, account: facts }) => {
    const { paymentId, allocations } = command.body;
    if (payment === null || facts === null) return refuse({ code: 'payment.missing', paymentId });
    if (entity === null) return refuse({ code: 'entity.missing', entityId: payment.entityId });
    const { state, currency, receivedOn } = payment;
    if (state.kind === 'reversed') return refuse({ code: 'payment.reversed', paymentId, on: state.on, reason: state.reason });
    const account = new Account(facts);
    const leftMinor = account.left('payment', paymentId);
    const wanted = allocations ?? oldestFirst(facts.invoices, currency, leftMinor);
    if (wanted.length === 0) return refuse({ code: 'payment.nothing-to-allocate', paymentId, leftMinor });
    const problems = allocationProblems(wanted, account, { currency, leftMinor });
    if (problems.length > 0) return { ok: false, problems };
    const on = today(command, entity);
    allocate(account, payment, wanted, on < receivedOn ? receivedOn : on);
    return done({ command, writes: settledWrites(account, facts) });
  },
};

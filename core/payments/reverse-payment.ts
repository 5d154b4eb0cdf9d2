import { Account } from '../invoicing/account.ts';
import { type MissingParty, settledWrites, today } from '../invoicing/issuing-facts.ts';
import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { schemaFor } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { type MoneyFacts, moneyFacts, type MoneyKinds, type PaymentProblem } from './payment-facts.ts';
import { reversePaymentSchema } from './schema.ts';
import type { Payment } from './types.ts';

export type ReversePayment = Command<'payment.reverse', { readonly paymentId: string; readonly reason: string }>;

export type ReversePaymentProblem = PaymentProblem | MissingParty;

/** INV-25: money that did not stay (a bounced cheque, a mistake). Every invoice that it paid is open again, by entries below zero. */
export const reversePayment: UseCase<ReversePayment, MoneyFacts<Payment>, ReversePaymentProblem, Reads<MoneyKinds>> = {
  kind: 'payment.reverse',
  shape: schemaFor<ReversePayment['body']>()(reversePaymentSchema),

  gather: async (command, source) => moneyFacts(await source.get('payment', command.body.paymentId), source),

  plan: (command, { document: payment, entity, account: facts }) => {
    const { paymentId, reason } = command.body;
    if (payment === null || facts === null) return refuse({ code: 'payment.missing', paymentId });
    if (entity === null) return refuse({ code: 'entity.missing', entityId: payment.entityId });
    const { state } = payment;
    if (state.kind === 'reversed') return refuse({ code: 'payment.reversed', paymentId, on: state.on, reason: state.reason });
    const on = today(command, entity);
    const account = new Account(facts);
    account.withdraw('payment', paymentId, on);
    return done({
      command,
      writes: [revised<Payment>(payment, { ...payment, state: { kind: 'reversed', on, reason } }), ...settledWrites(account, facts)],
    });
  },
};

import { type Command, created } from '../kernel/command.ts';
import { done } from '../kernel/outcome.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import type { PriceProblem } from '../rating/priced.ts';
import { advancedSubscription } from './advancing.ts';
import { type CreateBody, createBodySchema } from './create-body.ts';
import { gatherNew, type NewFacts, type NewProblem, type NewReads, settled } from './new-facts.ts';
import { newSubscription, versionsOf } from './new-subscription.ts';
import { unpriceable } from './price-check.ts';
import type { Subscription } from './types.ts';

export type CreateSubscription = Command<'subscription.create', CreateBody>;

export type CreateSubscriptionProblem = NewProblem | PriceProblem;

/** SUB-02 to SUB-04, SUB-16, SUB-19 to SUB-22: sells a plan, with its add-ons, to a customer. One entered after the fact is brought up to the present. */
export const createSubscription: UseCase<CreateSubscription, NewFacts, CreateSubscriptionProblem, Reads<NewReads>> = {
  kind: 'subscription.create',
  shape: createBodySchema,

  gather: (command, source) => gatherNew(command.body, source),

  plan: (command, facts) => {
    const sale = settled(command, facts);
    if (!sale.ok) return sale;
    const versions = versionsOf(sale.value);
    const fresh = newSubscription(command, sale.value, facts);
    const problems = unpriceable(fresh, versions, { customer: sale.value.customer, external: facts.external });
    if (problems.length > 0) return { ok: false, problems };
    const payment = command.body.collection === 'gateway-without-method' ? 'cannot-be-charged' : 'can-be-charged';
    return done({ command, writes: [created<Subscription>(advancedSubscription(fresh, { command, versions }, payment))] });
  },
};

import { type Static, Type } from 'typebox';
import { choice } from '../catalog/version-schema.ts';
import { type Command, created, revised } from '../kernel/command.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import { countedDateSchema } from '../time/schema.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { dateIn } from '../time/zone.ts';
import { advancedSubscription } from './advancing.ts';
import type { AddOnPurchase, CreateBody } from './create-body.ts';
import { booksProblem, type EffectProblem } from './effective.ts';
import { gatherNew, type NewFacts, type NewProblem, type NewReads, settled } from './new-facts.ts';
import { newSubscription, versionsOf } from './new-subscription.ts';
import { variantOf, type Versions } from './occasion.ts';
import type { BilledFacts, PaidReads } from './paid-period.ts';
import { reinstated } from './reinstated.ts';
import {
  gatherSubscription,
  occasionOf,
  type Ready,
  readyFor,
  type ReadyProblem,
  subscriptionChange,
  type SubscriptionFacts,
  type SubscriptionReads,
} from './subscription-facts.ts';
import { baseItem, lastTerm } from './timeline.ts';
import { transition, transitionRefused, withHistory } from './transitions.ts';
import type { Subscription, SubscriptionItem } from './types.ts';

export const reactivateSubscriptionSchema = strictObject({
  subscriptionId: idSchema,
  /** SUB-12: the same object lives again, or a new one for the same customer and plan continues it. */
  mode: choice('same', 'new'),
  /** Default: today. */
  on: Type.Optional(countedDateSchema),
  /** CAT-29: whether the add-ons that ended with it come back; default: restore. */
  addOns: Type.Optional(choice('restore', 'drop')),
  /** ENT-31; default: lost. */
  carryOver: Type.Optional(choice('lost', 'restored')),
});

export type ReactivateSubscription = Command<'subscription.reactivate', Static<typeof reactivateSubscriptionSchema>>;

export type ReactivateFacts = SubscriptionFacts & {
  readonly billed: BilledFacts;
  /** What mode `new` needs; `null` for mode `same`. */
  readonly sale: NewFacts | null;
  readonly others: readonly Subscription[];
};

export type ReactivateProblem =
  | ReadyProblem
  | NewProblem
  | EffectProblem
  /** Spec 5.1 has no scheduled reactivation. */
  | { readonly code: 'subscription.reactivates-in-future'; readonly on: PlainDate; readonly today: PlainDate }
  /** Another subscription that is alive already continues it: two would be billed. */
  | { readonly code: 'subscription.continued-already'; readonly by: string };

type Reading = SubscriptionReads & PaidReads & NewReads;

const endedWith = (subscription: Subscription, item: SubscriptionItem): boolean => {
  const { state } = subscription;
  const { until } = lastTerm(item);
  return state.kind === 'cancelled' && until !== null && until >= state.on;
};

/** The purchase that the new subscription repeats: same plan, cycle, quantity, currency, entity and anchor rule; no further trial. */
const bodyFor = (subscription: Subscription, versions: Versions, on: PlainDate | undefined, addOns: 'restore' | 'drop'): CreateBody => {
  const purchaseOf = (item: SubscriptionItem): AddOnPurchase => {
    const term = lastTerm(item);
    const { planId: plan, quantity, negotiated, ramps } = term;
    return { plan, cycle: variantOf(versions, term).cycle.name, quantity, negotiated, ramps };
  };
  const restored = addOns === 'drop' ? [] : subscription.items.filter((item) => item.type === 'add-on' && endedWith(subscription, item));
  return {
    ...purchaseOf(baseItem(subscription)),
    customerId: subscription.customerId,
    addOns: restored.map((item) => ({ ...purchaseOf(item), invoicing: item.invoicing })),
    entityId: subscription.entityId,
    country: subscription.country,
    currency: subscription.currency,
    anchor: subscription.anchorRule.kind === 'date' ? { kind: 'start-day' } : subscription.anchorRule,
    trial: { kind: 'none' },
    netTermsDays: subscription.netTermsDays,
    metadata: subscription.metadata,
    ...(on === undefined ? {} : { startsOn: on }),
    ...(subscription.topUp === null ? {} : { topUp: subscription.topUp }),
    ...(subscription.contract === null
      ? {}
      : { contract: { periods: subscription.contract.periods, autoRenew: subscription.contract.autoRenew } }),
  };
};

const gatherSale = async (source: Reads<Reading>, facts: SubscriptionFacts, command: ReactivateSubscription): Promise<NewFacts | null> => {
  const { subscription } = facts;
  if (subscription === null || command.body.mode === 'same') return null;
  const addOns = subscription.items
    .filter((item) => item.type === 'add-on' && endedWith(subscription, item))
    .map((item) => ({ plan: lastTerm(item).planId, cycle: '' }));
  const wanted = command.body.addOns === 'drop' ? [] : addOns;
  return gatherNew({ customerId: subscription.customerId, plan: lastTerm(baseItem(subscription)).planId, addOns: wanted }, source);
};

const dateProblem = (ready: Ready, on: PlainDate, today: PlainDate): EffectProblem | ReactivateProblem | null => {
  const { state } = ready.subscription;
  if (on > today) return { code: 'subscription.reactivates-in-future', on, today };
  if (state.kind === 'cancelled' && on < state.on) return { code: 'subscription.later-change', on, laterOn: state.on, kind: 'cancelled' };
  return booksProblem(ready.entity, on);
};

const asNew = (
  command: ReactivateSubscription,
  ready: Ready,
  sale: NewFacts,
  on: PlainDate,
): Outcome<readonly [Subscription, Subscription, Versions], ReactivateProblem> => {
  const { subscription, versions } = ready;
  const body = bodyFor(subscription, versions, command.body.on, command.body.addOns ?? 'restore');
  const purchase = { ...command, body };
  const sold = settled(purchase, sale);
  if (!sold.ok) return sold;
  const next = { ...newSubscription(purchase, sold.value, sale), continues: subscription.id };
  const old = withHistory(subscription, transition('reactivated', on, command, { mode: 'new', continuedBy: next.id }));
  return done([old, next, versionsOf(sold.value)]);
};

/** SUB-12, OR-23, ENT-31: a cancelled subscription goes on, as itself or as a new one that is linked to it. */
export const reactivateSubscription: UseCase<ReactivateSubscription, ReactivateFacts, ReactivateProblem, Reads<Reading>> = {
  kind: 'subscription.reactivate',
  shape: reactivateSubscriptionSchema,

  gather: async (command, source) => {
    const facts = await gatherSubscription(source, command.body.subscriptionId);
    if (facts.subscription === null) return { ...facts, billed: { invoices: [], creditNotes: [] }, sale: null, others: [] };
    const customerIds = [facts.subscription.customerId];
    const [invoices, creditNotes, others, sale] = await Promise.all([
      source.list('invoice', { customerIds }),
      source.list('credit-note', { customerIds }),
      source.list('subscription', { customerIds }),
      gatherSale(source, facts, command),
    ]);
    return { ...facts, billed: { invoices, creditNotes }, sale, others };
  },

  plan: (command, facts) => {
    const { subscriptionId, mode, addOns = 'restore', carryOver = 'lost' } = command.body;
    const ready = readyFor(facts, subscriptionId, command, 'reactivate');
    if (!ready.ok) return ready;
    const { subscription } = ready.value;
    const { state, zone } = subscription;
    if (state.kind !== 'cancelled') return refuse(transitionRefused(subscription, 'reactivate'));
    const by = facts.others.find((other) => other.continues === subscriptionId && other.state.kind !== 'cancelled');
    if (by !== undefined) return refuse({ code: 'subscription.continued-already', by: by.id });
    const today = dateIn(command.at, zone);
    const on = command.body.on ?? today;
    const problem = dateProblem(ready.value, on, today);
    if (problem !== null) return refuse(problem);
    if (mode === 'new' && facts.sale !== null) {
      const made = asNew(command, ready.value, facts.sale, on);
      if (!made.ok) return made;
      const [old, next, sold] = made.value;
      const fresh = advancedSubscription(next, { command, versions: sold }, 'can-be-charged');
      return done({ command, writes: [revised<Subscription>(ready.value.stored, old), created<Subscription>(fresh)] });
    }
    const occasion = occasionOf(command, ready.value, { on, second: 0, moment: command.at });
    const after = reinstated(
      subscription,
      { cancelledOn: state.on, addOns, restoresCarryOver: carryOver === 'restored', billed: facts.billed },
      occasion,
    );
    return done(subscriptionChange(command, ready.value, after));
  },
};

import { type Static, Type } from 'typebox';
import type { Plan, Product } from '../catalog/types.ts';
import type { Command } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import type { PriceProblem } from '../rating/priced.ts';
import { addOnFields } from './create-body.ts';
import type { PriceFacts } from './direction.ts';
import type { EffectProblem } from './effective.ts';
import { addOnItem } from './item-edits.ts';
import { wantedOf } from './new-facts.ts';
import { attachOf } from './new-subscription.ts';
import { effectFor, placed } from './place-change.ts';
import type { ChangeConflict } from './planned.ts';
import { unpriceableItem } from './price-check.ts';
import { gatherPriceFacts, type PriceReads } from './price-facts.ts';
import { gatherOffered, missing, type Offered } from '../catalog/offered.ts';
import { type OfferProblem, soldTo } from './sale.ts';
import { prorationSchema, whenSchema } from './schema.ts';
import {
  gatherSubscription,
  readyFor,
  type ReadyProblem,
  subscriptionChange,
  type SubscriptionFacts,
  type SubscriptionReads,
} from './subscription-facts.ts';
import { baseItem, lastTerm, liveItems } from './timeline.ts';
import type { Subscription } from './types.ts';

export const attachAddOnSchema = strictObject({
  subscriptionId: idSchema,
  addOn: strictObject(addOnFields),
  /** Default: now. `period-end` is the base plan's. */
  when: Type.Optional(whenSchema),
  /** Default: prorate. `none` charges nothing before the first whole period. */
  proration: Type.Optional(prorationSchema),
});

export type AttachAddOn = Command<'subscription.attach-add-on', Static<typeof attachAddOnSchema>>;

export type AttachAddOnFacts = SubscriptionFacts & {
  readonly base: Plan | null;
  readonly offered: Offered;
  readonly prices: PriceFacts | null;
};

export type AttachAddOnProblem =
  | ReadyProblem
  | OfferProblem
  | PriceProblem
  | EffectProblem
  | ChangeConflict
  /** Two stations that both attach it would charge it twice: another quantity is what is meant. */
  | { readonly code: 'add-on.already-attached'; readonly planId: string; readonly itemId: string };

type Reading = SubscriptionReads & PriceReads & { plan: Plan; product: Product };

/** The item that has (or is planned to have) the add-on's plan. */
const attached = (subscription: Subscription, planId: string): string | null => {
  const live = liveItems(subscription).find((item) => lastTerm(item).planId === planId);
  if (live !== undefined) return live.id;
  const planned = subscription.planned.find(({ change }) => change.kind === 'add-on-attach' && change.term.planId === planId);
  return planned !== undefined && 'itemId' in planned.change ? planned.change.itemId : null;
};

/** SUB-16, CAT-19 to CAT-21, CAT-29: an eligible add-on joins the subscription, with its own cadence and way of invoicing. */
export const attachAddOn: UseCase<AttachAddOn, AttachAddOnFacts, AttachAddOnProblem, Reads<Reading>> = {
  kind: 'subscription.attach-add-on',
  shape: attachAddOnSchema,

  gather: async (command, source) => {
    const facts = await gatherSubscription(source, command.body.subscriptionId);
    const term = facts.subscription?.items.find(({ type }) => type === 'base')?.terms.at(-1);
    const [base, offered, prices] = await Promise.all([
      term === undefined ? null : source.get('plan', term.planId),
      gatherOffered(source, command.body.addOn.plan),
      gatherPriceFacts(source, facts.subscription),
    ]);
    return { ...facts, base, offered, prices };
  },

  plan: (command, facts) => {
    const { subscriptionId, addOn, when = { kind: 'now' }, proration = 'prorate' } = command.body;
    const ready = readyFor(facts, subscriptionId, command, 'attach-add-on');
    if (!ready.ok) return ready;
    const { subscription, versions } = ready.value;
    const { prices, base } = facts;
    if (prices === null) return refuse(missing('customer', subscription.customerId));
    if (base === null) return refuse(missing('plan', lastTerm(baseItem(subscription)).planId));
    const buyer = { country: subscription.country, segments: prices.customer.segments };
    const sold = soldTo(facts.offered, wantedOf(addOn, subscription.currency), buyer, base);
    if (!sold.ok) return sold;
    const { plan, version } = sold.value;
    const already = attached(subscription, plan.id);
    if (already !== null) return refuse({ code: 'add-on.already-attached', planId: plan.id, itemId: already });
    const item = baseItem(subscription);
    const effect = effectFor(command, ready.value, item, when);
    if (!effect.ok) return effect;
    const { on, second } = effect.value;
    const change = attachOf({ plan: base, item }, sold.value, addOn, {
      itemId: derivedId('itm', command.id),
      on,
      second,
      currency: subscription.currency,
      proration,
    });
    const known = { ...ready.value, versions: new Map([...versions, [version.id, version]]) };
    const problems = unpriceableItem(subscription, addOnItem(subscription, change, on, second), known.versions, prices);
    if (problems.length > 0) return { ok: false, problems };
    const after = placed(command, known, { change, effect: effect.value });
    return after.ok ? done(subscriptionChange(command, known, after.value)) : after;
  },
};

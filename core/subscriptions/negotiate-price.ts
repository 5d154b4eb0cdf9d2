import { type Static, Type } from 'typebox';
import type { Command } from '../kernel/command.ts';
import { type EditConflict, sameData } from '../kernel/edit.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import type { PriceProblem } from '../rating/priced.ts';
import { type PriceFacts, recurringMinor } from './direction.ts';
import type { EffectProblem } from './effective.ts';
import { variantOf, versionOf } from './occasion.ts';
import { effectFor, type ItemProblem, liveItem, placed } from './place-change.ts';
import type { ChangeConflict } from './planned.ts';
import { gatherPriceFacts, type PriceReads } from './price-facts.ts';
import { ownPriceProblems, type OwnTermsProblem } from './sale.ts';
import { negotiatedSchema, prorationSchema, rampsSchema, whenSchema } from './schema.ts';
import {
  gatherSubscription,
  readyFor,
  type ReadyProblem,
  subscriptionChange,
  type SubscriptionFacts,
  type SubscriptionReads,
} from './subscription-facts.ts';
import { baseItemId } from './timeline.ts';

export const negotiatePriceSchema = strictObject({
  subscriptionId: idSchema,
  /** Default: the base plan. */
  itemId: Type.Optional(idSchema),
  /** All agreed prices of the item, as they are and as they shall be; a component that is not named pays the plan's price. */
  prices: Type.Optional(strictObject({ from: negotiatedSchema, to: negotiatedSchema })),
  /** OFR-14: all ramps agreed for the item. */
  ramps: Type.Optional(strictObject({ from: rampsSchema, to: rampsSchema })),
  /** Default: from the next period on; on trial now. */
  when: Type.Optional(whenSchema),
  /** Default: prorate. */
  proration: Type.Optional(prorationSchema),
});

export type NegotiatePrice = Command<'subscription.negotiate-price', Static<typeof negotiatePriceSchema>>;

export type NegotiatePriceFacts = SubscriptionFacts & { readonly prices: PriceFacts | null };

export type NegotiatePriceProblem =
  | ReadyProblem
  | ItemProblem
  | EffectProblem
  | ChangeConflict
  | EditConflict
  | OwnTermsProblem
  | PriceProblem
  | { readonly code: 'subscription.nothing-to-change' };

/** SUB-17, OFR-14: prices and ramps for this subscription alone. What was charged before stays as it was agreed then (CAT-27). */
export const negotiatePrice: UseCase<NegotiatePrice, NegotiatePriceFacts, NegotiatePriceProblem, Reads<SubscriptionReads & PriceReads>> = {
  kind: 'subscription.negotiate-price',
  shape: negotiatePriceSchema,
  gather: async (command, source) => {
    const facts = await gatherSubscription(source, command.body.subscriptionId);
    return { ...facts, prices: await gatherPriceFacts(source, facts.subscription) };
  },

  plan: (command, facts) => {
    const { subscriptionId, itemId = baseItemId, prices, ramps, when, proration = 'prorate' } = command.body;
    const ready = readyFor(facts, subscriptionId, command, 'negotiate-price');
    if (!ready.ok) return ready;
    const { subscription, versions } = ready.value;
    const live = liveItem(subscription, itemId);
    if (!live.ok) return live;
    const { item, term } = live.value;
    const path = `/items/${itemId}`;
    if (prices !== undefined && !sameData(term.negotiated, prices.from)) {
      return refuse({ code: 'edit.conflict', path: `${path}/negotiated`, expected: prices.from, found: term.negotiated });
    }
    if (ramps !== undefined && !sameData(term.ramps, ramps.from))
      return refuse({ code: 'edit.conflict', path: `${path}/ramps`, expected: ramps.from, found: term.ramps });
    const next = { negotiated: prices?.to ?? term.negotiated, ramps: ramps?.to ?? term.ramps };
    if (sameData(next, { negotiated: term.negotiated, ramps: term.ramps })) return refuse({ code: 'subscription.nothing-to-change' });
    const sold = { version: versionOf(versions, term), variant: variantOf(versions, term) };
    const problems = ownPriceProblems(sold.version, sold.variant, next.negotiated, next.ramps);
    if (problems.length > 0) return { ok: false, problems };
    const effect = effectFor(command, ready.value, item, when ?? { kind: subscription.state.kind === 'trial' ? 'now' : 'period-end' });
    if (!effect.ok) return effect;
    if (facts.prices !== null) {
      const price = recurringMinor({ subscription, item, on: effect.value.on, facts: facts.prices }, sold, { ...term, ...next });
      if (!price.ok) return price;
    }
    const free = proration === 'none';
    const after = placed(command, ready.value, {
      change: { kind: 'price', itemId, ...next, unusedPart: free ? 'kept' : 'credited', firstPart: free ? 'free' : 'prorated' },
      effect: effect.value,
    });
    return after.ok ? done(subscriptionChange(command, ready.value, after.value)) : after;
  },
};

import { type Static, Type } from 'typebox';
import type { Command } from '../kernel/command.ts';
import type { EditConflict } from '../kernel/edit.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { exact } from '../money/exact.ts';
import { unsignedDecimalSchema } from '../money/schema.ts';
import { idSchema } from '../organization/schema.ts';
import type { PriceProblem } from '../rating/priced.ts';
import { type PriceFacts, recurringMinor } from './direction.ts';
import type { EffectProblem } from './effective.ts';
import { variantOf, versionOf } from './occasion.ts';
import { effectFor, type ItemProblem, liveItem, placed } from './place-change.ts';
import type { ChangeConflict } from './planned.ts';
import { gatherPriceFacts, type PriceReads } from './price-facts.ts';
import { quantityProblems, type OwnTermsProblem } from './sale.ts';
import { prorationSchema, whenSchema } from './schema.ts';
import {
  gatherSubscription,
  readyFor,
  type ReadyProblem,
  subscriptionChange,
  type SubscriptionFacts,
  type SubscriptionReads,
} from './subscription-facts.ts';
import { baseItemId } from './timeline.ts';

export const changeQuantitySchema = strictObject({
  subscriptionId: idSchema,
  /** Default: the base plan. */
  itemId: Type.Optional(idSchema),
  quantity: strictObject({ from: unsignedDecimalSchema, to: unsignedDecimalSchema }),
  /** Default: now. */
  when: Type.Optional(whenSchema),
  /** Default: prorate. `none` charges the new quantity from the next period on. */
  proration: Type.Optional(prorationSchema),
});

export type ChangeQuantity = Command<'subscription.change-quantity', Static<typeof changeQuantitySchema>>;

export type ChangeQuantityFacts = SubscriptionFacts & { readonly prices: PriceFacts | null };

export type ChangeQuantityProblem =
  | ReadyProblem
  | ItemProblem
  | EffectProblem
  | ChangeConflict
  | EditConflict
  | OwnTermsProblem
  | PriceProblem
  /** CAT-29: it was charged when it was attached; more of it is another order. */
  | { readonly code: 'plan.sold-once'; readonly planId: string }
  | { readonly code: 'subscription.nothing-to-change' };

/** SUB-08, SUB-18, CAT-29: another quantity of an item, from a point on. What it costs for the rest of the period is billing's to say. */
export const changeQuantity: UseCase<ChangeQuantity, ChangeQuantityFacts, ChangeQuantityProblem, Reads<SubscriptionReads & PriceReads>> = {
  kind: 'subscription.change-quantity',
  shape: changeQuantitySchema,

  gather: async (command, source) => {
    const facts = await gatherSubscription(source, command.body.subscriptionId);
    return { ...facts, prices: await gatherPriceFacts(source, facts.subscription) };
  },

  plan: (command, facts) => {
    const { subscriptionId, itemId = baseItemId, quantity, when = { kind: 'now' }, proration = 'prorate' } = command.body;
    const ready = readyFor(facts, subscriptionId, command, 'change-quantity');
    if (!ready.ok) return ready;
    const { subscription, versions } = ready.value;
    const live = liveItem(subscription, itemId);
    if (!live.ok) return live;
    const { item, term } = live.value;
    const same = (a: string, b: string): boolean => exact(a).equals(b);
    if (same(term.quantity, quantity.to)) return refuse({ code: 'subscription.nothing-to-change' });
    if (!same(term.quantity, quantity.from)) {
      return refuse({ code: 'edit.conflict', path: `/items/${itemId}/quantity`, expected: quantity.from, found: term.quantity });
    }
    const version = versionOf(versions, term);
    if (version.billing.kind === 'one-off') return refuse({ code: 'plan.sold-once', planId: term.planId });
    const bounds = quantityProblems(version, quantity.to);
    if (bounds.length > 0) return { ok: false, problems: bounds };
    const effect = effectFor(command, ready.value, item, when);
    if (!effect.ok) return effect;
    if (facts.prices !== null) {
      const question = { subscription, item, on: effect.value.on, facts: facts.prices };
      const price = recurringMinor(question, { version, variant: variantOf(versions, term) }, { ...term, quantity: quantity.to });
      if (!price.ok) return price;
    }
    const free = proration === 'none';
    const after = placed(command, ready.value, {
      change: {
        kind: 'quantity',
        itemId,
        quantity: quantity.to,
        unusedPart: free ? 'kept' : 'credited',
        firstPart: free ? 'free' : 'prorated',
      },
      effect: effect.value,
    });
    return after.ok ? done(subscriptionChange(command, ready.value, after.value)) : after;
  },
};

import type { PriceProblem } from '../rating/priced.ts';
import { type PriceFacts, recurringMinor } from './direction.ts';
import { versionOf, variantOf, type Versions } from './occasion.ts';
import { lastTerm, liveItems } from './timeline.ts';
import type { Subscription, SubscriptionItem } from './types.ts';

/** Why an item's recurring price cannot be told: above the last closed step (OR-4), or beyond all amounts. Better refused now than left pending on a bill. */
export const unpriceableItem = (
  subscription: Subscription,
  item: SubscriptionItem,
  versions: Versions,
  facts: PriceFacts,
): readonly PriceProblem[] => {
  const term = lastTerm(item);
  const sold = { version: versionOf(versions, term), variant: variantOf(versions, term) };
  const price = recurringMinor({ subscription, item, on: term.from, facts }, sold, term);
  return price.ok ? [] : price.problems;
};

export const unpriceable = (subscription: Subscription, versions: Versions, facts: PriceFacts): readonly PriceProblem[] =>
  liveItems(subscription).flatMap((item) => unpriceableItem(subscription, item, versions, facts));

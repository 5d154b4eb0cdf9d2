import { derivedId } from '../kernel/ids.ts';
import { byText } from '../kernel/order.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { missedCriteria, type TargetFacts } from './target.ts';
import type { Offer, Redemption } from './types.ts';
import { isOpenOn } from './window.ts';

export type AutomaticFacts = TargetFacts & {
  readonly subscriptionId: string;
  readonly startsOn: PlainDate;
  /** OFR-09: offers for the first purchase apply only where this is known to be true. */
  readonly firstPurchase?: boolean;
};

/**
 * OFR-02, OFR-03: what a subscription gets by itself: automatic offers and targeted ones whose criteria hold, that were open on the day on which the
 * subscription starts. Archived offers count for the days on which they were open, so give those too: what runs goes on (OFR-08).
 *
 * Each id is derived from the offer and the subscription, so that one that is stored on the subscription (because somebody ended it, say) stands for
 * the one that is derived: see `redemptionsInForce`. Sequences are negative: whatever somebody redeemed is newer (OR-13).
 */
export const automaticRedemptions = (offers: readonly Offer[], facts: AutomaticFacts): readonly Redemption[] => {
  const granted = offers.filter((offer) => appliesByItself(offer, facts)).sort(byOpening);
  return granted.map((offer, index) =>
    redemptionOf(offer, { subscriptionId: facts.subscriptionId, startsOn: facts.startsOn, sequence: index - granted.length, earlier: 0 }),
  );
};

/** The terms of the offer as they are now, running from a day on. `earlier` counts the redemptions of this offer that the subscription had before. */
export const redemptionOf = (
  offer: Offer,
  on: { readonly subscriptionId: string; readonly startsOn: PlainDate; readonly sequence: number; readonly earlier: number },
): Redemption => ({
  id: derivedId('red', offer.id, on.subscriptionId, ...(on.earlier === 0 ? [] : [on.earlier])),
  offerId: offer.id,
  name: offer.name,
  code: offer.reach.kind === 'code' ? offer.reach.code : '',
  value: offer.value,
  duration: offer.duration,
  scope: offer.scope,
  stackable: offer.stackable,
  appliesToUsage: offer.appliesToUsage,
  startsOn: on.startsOn,
  endsOn: null,
  sequence: on.sequence,
});

const appliesByItself = (offer: Offer, facts: AutomaticFacts): boolean => {
  const { reach } = offer;
  if (reach.kind !== 'automatic' && reach.kind !== 'targeted') return false;
  if (offer.limits.firstPurchaseOnly && facts.firstPurchase !== true) return false;
  return isOpenOn(offer, facts.startsOn) && (reach.kind === 'automatic' || missedCriteria(reach.target, facts).length === 0);
};

const byOpening = (a: Offer, b: Offer): number => byText(a.redeemableFrom ?? '', b.redeemableFrom ?? '') || byText(a.id, b.id);

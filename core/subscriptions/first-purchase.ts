import type { Order } from '../orders/types.ts';
import type { Subscription } from './types.ts';

type Bought = Pick<Subscription, 'id' | 'startsOn' | 'state'>;

/**
 * OFR-09: whether the customer bought nothing before this subscription: no order, no other subscription that started earlier (on one day the smaller id is
 * the first). Trials that never became paid and what has not started yet are no purchases. It asks only for what came before, so that the answer stays
 * the same however often it is asked later.
 */
export const isFirstPurchase = (
  subscription: Bought,
  others: readonly Bought[],
  orders: readonly Pick<Order, 'placedOn' | 'state'>[],
): boolean =>
  !others.some((other) => other.id !== subscription.id && isPurchase(other) && startsBefore(other, subscription)) &&
  !orders.some((order) => order.state.kind === 'placed' && order.placedOn < subscription.startsOn);

const isPurchase = ({ state }: Bought): boolean =>
  state.kind === 'active' || state.kind === 'paused' || (state.kind === 'cancelled' && state.reason !== 'trial_ended');

const startsBefore = (a: Bought, b: Bought): boolean => a.startsOn < b.startsOn || (a.startsOn === b.startsOn && a.id < b.id);

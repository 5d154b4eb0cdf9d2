import { digestOf } from '../../../core/kernel/digest.ts';
import { unreachable } from '../../../core/kernel/invariant.ts';
import type { DecimalText } from '../../../core/money/exact.ts';
import type { Source } from '../../../core/sources.ts';
import { attachAddOn } from '../../../core/subscriptions/attach-add-on.ts';
import { cancelSubscription } from '../../../core/subscriptions/cancel-subscription.ts';
import { changePlan } from '../../../core/subscriptions/change-plan.ts';
import { changeQuantity } from '../../../core/subscriptions/change-quantity.ts';
import { detachAddOn } from '../../../core/subscriptions/detach-add-on.ts';
import { negotiatePrice } from '../../../core/subscriptions/negotiate-price.ts';
import { pauseSubscription } from '../../../core/subscriptions/pause-subscription.ts';
import { reactivateSubscription } from '../../../core/subscriptions/reactivate-subscription.ts';
import { redeemOffer } from '../../../core/subscriptions/redeem-offer.ts';
import { resumeSubscription } from '../../../core/subscriptions/resume-subscription.ts';
import { baseItem, lastTerm, liveItems } from '../../../core/subscriptions/timeline.ts';
import type { CancelReason, Subscription } from '../../../core/subscriptions/types.ts';
import { withdrawChange } from '../../../core/subscriptions/withdraw-change.ts';
import { lookup } from './lookups.ts';
import { type Entry, refusal, type Step, step } from './step.ts';

export type LifecycleRow = {
  readonly date: string;
  readonly subscription: string;
  readonly action:
    | 'change-plan'
    | 'change-quantity'
    | 'add-add-on'
    | 'remove-add-on'
    | 'pause'
    | 'resume'
    | 'cancel'
    | 'undo-cancel'
    | 'reactivate'
    | 'redeem'
    | 'negotiate';
  readonly plan: string;
  readonly cycle: string;
  readonly quantity: DecimalText | null;
  readonly offer: string;
  readonly component: string;
  readonly price: DecimalText | null;
  readonly when: 'now' | 'period-end';
  readonly days: number | null;
  readonly reason: CancelReason;
  readonly credit: 'none' | 'prorated' | 'full';
  readonly note: string;
};

/** One event, with the subscription as it stands when it comes. */
export type Change = {
  readonly entry: Entry;
  readonly line: number;
  readonly row: LifecycleRow;
  readonly subscription: Subscription;
  readonly source: Source;
};

/**
 * What an event's command says depends on the subscription as it stood (the quantity that it had, the plan that it was on), so the row alone
 * tells whether it happened before.
 */
export const lifecycleSpace = 'lifecycle';
export const rowKey = (row: LifecycleRow): string => digestOf(row);

/** The command that an event asks for. */
export const changeStep = async (change: Change): Promise<Step> => {
  const { entry, line, row, subscription } = change;
  const asked = { key: rowKey(row), space: lifecycleSpace, line };
  const subscriptionId = subscription.id;
  const term = lastTerm(baseItem(subscription));
  const when = { kind: row.when };
  switch (row.action) {
    case 'change-plan':
      return step(entry, changePlan, {
        ...asked,
        body: {
          subscriptionId,
          plan: { from: term.planId, to: row.plan },
          ...(row.cycle === '' ? {} : { cycle: row.cycle }),
          ...(row.quantity === null ? {} : { quantity: row.quantity }),
          when,
        },
      });
    case 'change-quantity':
      if (row.quantity === null) return refusal(line, { code: 'lifecycle.quantity-missing' });
      return step(entry, changeQuantity, { ...asked, body: { subscriptionId, quantity: { from: term.quantity, to: row.quantity }, when } });
    case 'add-add-on':
      return step(entry, attachAddOn, {
        ...asked,
        body: {
          subscriptionId,
          addOn: { plan: row.plan, cycle: row.cycle, ...(row.quantity === null ? {} : { quantity: row.quantity }) },
          when,
        },
      });
    case 'remove-add-on':
      return detachStep(change, asked);
    case 'pause':
      return step(entry, pauseSubscription, { ...asked, body: { subscriptionId, when, days: row.days } });
    case 'resume':
      return step(entry, resumeSubscription, { ...asked, body: { subscriptionId } });
    case 'cancel':
      return step(entry, cancelSubscription, {
        ...asked,
        body: { subscriptionId, when, reason: row.reason, note: row.note, credit: row.credit },
      });
    case 'undo-cancel':
      return undoStep(change, asked);
    case 'redeem':
      return step(entry, redeemOffer, { ...asked, body: { subscriptionId, offer: { kind: 'code', code: row.offer }, startsOn: row.date } });
    case 'reactivate':
      return step(entry, reactivateSubscription, { ...asked, body: { subscriptionId, mode: 'same' } });
    case 'negotiate':
      return negotiateStep(change, asked);
    default:
      return unreachable(row.action);
  }
};

type Asked = { readonly key: string; readonly space: string; readonly line: number };

const detachStep = async ({ entry, line, row, subscription, source }: Change, asked: Asked): Promise<Step> => {
  const plan = await lookup(source, 'plan', ({ code }) => code)(row.plan);
  const item = liveItems(subscription).find((each) => lastTerm(each).planId === plan?.id);
  if (item === undefined) return refusal(line, { code: 'lifecycle.add-on-missing' });
  return step(entry, detachAddOn, { ...asked, body: { subscriptionId: subscription.id, itemId: item.id, when: { kind: row.when } } });
};

/** All agreed prices of the base plan as they shall be: this component's replaced, the others kept. */
const negotiateStep = ({ entry, line, row, subscription }: Change, asked: Asked): Step => {
  if (row.price === null) return refusal(line, { code: 'lifecycle.price-missing' });
  const from = lastTerm(baseItem(subscription)).negotiated;
  const to = [...from.filter(({ componentId }) => componentId !== row.component), { componentId: row.component, price: row.price }];
  return step(entry, negotiatePrice, {
    ...asked,
    body: { subscriptionId: subscription.id, prices: { from, to }, when: { kind: row.when } },
  });
};

const undoStep = ({ entry, line, subscription }: Change, asked: Asked): Step => {
  const cancel = subscription.planned.find(({ change }) => change.kind === 'cancel');
  if (cancel === undefined) return refusal(line, { code: 'lifecycle.no-cancel-planned' });
  return step(entry, withdrawChange, { ...asked, body: { subscriptionId: subscription.id, changeId: cancel.id } });
};

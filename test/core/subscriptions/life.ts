import * as fc from 'fast-check';
import { attachAddOn } from '../../../core/subscriptions/attach-add-on.ts';
import { cancelSubscription } from '../../../core/subscriptions/cancel-subscription.ts';
import { changePlan } from '../../../core/subscriptions/change-plan.ts';
import { changeQuantity } from '../../../core/subscriptions/change-quantity.ts';
import { confirmTrial } from '../../../core/subscriptions/confirm-trial.ts';
import { detachAddOn } from '../../../core/subscriptions/detach-add-on.ts';
import { negotiatePrice } from '../../../core/subscriptions/negotiate-price.ts';
import { pauseSubscription } from '../../../core/subscriptions/pause-subscription.ts';
import { reactivateSubscription } from '../../../core/subscriptions/reactivate-subscription.ts';
import { resumeSubscription } from '../../../core/subscriptions/resume-subscription.ts';
import { withdrawChange } from '../../../core/subscriptions/withdraw-change.ts';
import { daysAfter } from '../../../core/time/plain-date.ts';
import { deskOf } from './catalog.ts';
import type { Desk } from './desk.ts';

const when = fc.oneof(
  fc.constant({ kind: 'now' } as const),
  fc.constant({ kind: 'period-end' } as const),
  fc.integer({ min: -20, max: 40 }).map((days) => ({ kind: 'in', days }) as const),
);
type WhenChoice = { readonly kind: 'now' } | { readonly kind: 'period-end' } | { readonly kind: 'in'; readonly days: number };

const action = fc.record({
  choice: fc.nat({ max: 999 }),
  wait: fc.oneof({ weight: 2, arbitrary: fc.integer({ min: 0, max: 12 }) }, fc.integer({ min: 0, max: 45 })),
  when,
  pick: fc.nat({ max: 999 }),
});
export type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

const one = <T>(values: readonly [T, ...T[]], pick: number): T => values[pick % values.length] ?? values[0];

const whenAt = (choice: WhenChoice, today: string) =>
  choice.kind === 'in' ? ({ kind: 'on', date: daysAfter(today, choice.days) } as const) : choice;

/** What a person does with a subscription in a state, the common things more often. */
const usual = {
  pending: ['advance'],
  trial: ['confirm', 'advance', 'advance', 'cancel', 'withdraw', 'price'],
  active: [
    'plan',
    'plan',
    'quantity',
    'quantity',
    'attach',
    'attach',
    'detach',
    'pause',
    'pause',
    'price',
    'withdraw',
    'withdraw',
    'advance',
    'advance',
    'cancel',
  ],
  paused: ['resume', 'resume', 'resume', 'advance', 'withdraw', 'cancel'],
  cancelled: ['reactivate', 'reactivate', 'advance'],
} as const;

/** Tries an action; one that is refused changes nothing. Answers whether it was done. */
export const tried = async (desk: Desk, id: string, { choice, when: moment, pick }: Action, today: string): Promise<boolean> => {
  const wanted = whenAt(moment, today);
  const before = await desk.subscription(id);
  const kinds = usual[before.state.kind];
  const kind = kinds[choice % kinds.length] ?? 'advance';
  const base = before.items[0];
  const term = base?.terms.at(-1);
  const attempt = async (run: Promise<unknown>): Promise<boolean> =>
    run.then(
      () => true,
      (error: unknown) => {
        if (error instanceof Error && error.message.startsWith('refused')) return false;
        throw error;
      },
    );
  const proration = one(['prorate', 'none'] as const, pick >> 3);
  switch (kind) {
    case 'plan':
      return attempt(
        desk.run(
          changePlan,
          {
            subscriptionId: id,
            plan: { from: term?.planId ?? '', to: one(['basic', 'plus', 'pro', 'team'], pick) },
            cycle: one(['monthly', 'yearly'], pick >> 2),
            when: wanted,
            proration,
            unlinkedAddOns: 'detach',
          },
          today,
        ),
      );
    case 'quantity':
      return attempt(
        desk.run(
          changeQuantity,
          { subscriptionId: id, quantity: { from: term?.quantity ?? '', to: String(1 + (pick % 9)) }, when: wanted, proration },
          today,
        ),
      );
    case 'attach':
      return attempt(
        desk.run(
          attachAddOn,
          {
            subscriptionId: id,
            addOn: one(
              [
                { plan: 'storage', cycle: 'monthly' },
                { plan: 'insight', cycle: 'yearly' },
                { plan: 'onboarding', cycle: 'monthly' },
              ],
              pick,
            ),
            when: wanted,
            proration,
          },
          today,
        ),
      );
    case 'detach':
      return attempt(
        desk.run(
          detachAddOn,
          {
            subscriptionId: id,
            itemId: before.items[1 + (pick % Math.max(1, before.items.length - 1))]?.id ?? 'none',
            when: wanted,
            proration,
          },
          today,
        ),
      );
    case 'pause':
      return attempt(
        desk.run(
          pauseSubscription,
          {
            subscriptionId: id,
            when: wanted,
            days: one([null, 10, 45], pick),
            billing: one(['freeze', 'keep-anchor'] as const, pick >> 2),
            ...(pick % 5 === 0 ? { resumeAnchor: 'shift' as const } : {}),
          },
          today,
        ),
      );
    case 'resume':
      return attempt(
        desk.run(
          resumeSubscription,
          {
            subscriptionId: id,
            ...(wanted.kind === 'period-end' ? {} : { when: wanted }),
            ...(pick % 3 === 0 ? {} : { anchor: one(['keep', 'shift'] as const, pick) }),
          },
          today,
        ),
      );
    case 'cancel':
      return attempt(
        desk.run(
          cancelSubscription,
          {
            subscriptionId: id,
            reason: 'customer_request',
            when: wanted,
            ...(pick % 4 === 3 ? {} : { credit: one(['none', 'prorated', 'full'] as const, pick) }),
          },
          today,
        ),
      );
    case 'reactivate':
      return attempt(desk.run(reactivateSubscription, { subscriptionId: id, mode: 'same' }, today));
    case 'withdraw':
      return attempt(
        desk.run(
          withdrawChange,
          { subscriptionId: id, changeId: before.planned[pick % Math.max(1, before.planned.length)]?.id ?? 'none' },
          today,
        ),
      );
    case 'price':
      return attempt(
        desk.run(
          negotiatePrice,
          {
            subscriptionId: id,
            prices: {
              from: term?.negotiated ?? [],
              to: pick % 2 === 0 ? [] : [{ componentId: term?.planId === 'team' ? 'seats' : 'base', price: '7' }],
            },
            when: wanted,
          },
          today,
        ),
      );
    case 'confirm':
      return attempt(desk.run(confirmTrial, { subscriptionId: id, when: one(['now', 'trial-end'] as const, pick) }, today));
    case 'advance':
      return attempt(desk.advance(id, today));
  }
};

/** A subscription after a random life, the day on which it ended, and how many of its actions were done. */
export const lifeOf = async (start: { readonly plan: string; readonly ask: boolean }, actions: readonly Action[]) => {
  const desk = deskOf();
  const trial = start.ask ? { trial: { kind: 'days', days: 10, atEnd: 'ask' } as const } : {};
  const id = await desk.create(
    { plan: start.plan, ...trial, contract: actions.length % 3 === 0 ? { periods: 4, autoRenew: actions.length % 2 === 0 } : null },
    '2026-01-31',
  );
  let today = '2026-01-31';
  let done = 0;
  for (const next of actions) {
    today = daysAfter(today, next.wait);
    if (await tried(desk, id, next, today)) done += 1;
  }
  return { desk, id, today, done };
};

export const start = fc.record({ plan: fc.constantFrom('basic', 'plus', 'pro', 'trying'), ask: fc.boolean() });
export const lives = fc.array(action, { minLength: 1, maxLength: 24, size: 'max' });

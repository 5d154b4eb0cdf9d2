import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advancedSubscription } from '../../../core/subscriptions/advancing.ts';
import { attachAddOn } from '../../../core/subscriptions/attach-add-on.ts';
import { cancelSubscription } from '../../../core/subscriptions/cancel-subscription.ts';
import { changePlan } from '../../../core/subscriptions/change-plan.ts';
import { changeQuantity } from '../../../core/subscriptions/change-quantity.ts';
import { confirmTrial } from '../../../core/subscriptions/confirm-trial.ts';
import { detachAddOn } from '../../../core/subscriptions/detach-add-on.ts';
import { negotiatePrice } from '../../../core/subscriptions/negotiate-price.ts';
import { versionIdsOf } from '../../../core/subscriptions/occasion.ts';
import { pauseSubscription } from '../../../core/subscriptions/pause-subscription.ts';
import { reactivateSubscription } from '../../../core/subscriptions/reactivate-subscription.ts';
import { resumeSubscription } from '../../../core/subscriptions/resume-subscription.ts';
import { gatherVersions } from '../../../core/subscriptions/subscription-facts.ts';
import type { Subscription } from '../../../core/subscriptions/types.ts';
import { withdrawChange } from '../../../core/subscriptions/withdraw-change.ts';
import { daysAfter } from '../../../core/time/plain-date.ts';
import { deskOf } from './catalog.ts';
import type { Desk } from './desk.ts';
import { timelineBreaks } from './timeline-breaks.ts';

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
type Action = typeof action extends fc.Arbitrary<infer A> ? A : never;

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
const tried = async (desk: Desk, id: string, { choice, when: moment, pick }: Action, today: string): Promise<boolean> => {
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
const lifeOf = async (start: { readonly plan: string; readonly ask: boolean }, actions: readonly Action[]) => {
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

const start = fc.record({ plan: fc.constantFrom('basic', 'plus', 'pro', 'trying'), ask: fc.boolean() });
const lives = fc.array(action, { minLength: 1, maxLength: 24, size: 'max' });

/** Without who noticed and how often it was written. */
const substance = (subscription: Subscription) => ({
  ...subscription,
  rev: 0,
  history: subscription.history.map(({ kind, on, facts }) => ({ kind, on, facts })),
  planned: subscription.planned.map(({ on, change }) => ({ on, change })),
});

describe('random lives', () => {
  it('keep every belief about a timeline, whatever is asked for in whatever order', async () => {
    let done = 0;
    await fc.assert(
      fc.asyncProperty(start, lives, async (begin, actions) => {
        // The desk checks each write: terms ascend, cadences tile, the state agrees with the timeline, planned changes lie ahead.
        const life = await lifeOf(begin, actions);
        done += life.done;
        expect(timelineBreaks(await life.desk.advance(life.id, daysAfter(life.today, 400)), daysAfter(life.today, 400))).toEqual([]);
      }),
      { numRuns: 400, seed: 20261120 },
    );
    expect(done).toBeGreaterThan(1000);
  }, 120_000);

  it('[OFF-06] advance in one go, in many steps, or twice, and come to the same', async () => {
    await fc.assert(
      fc.asyncProperty(start, lives, fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 5 }), async (begin, actions, steps) => {
        const { desk, id, today } = await lifeOf(begin, actions);
        const subscription = await desk.subscription(id);
        const versions = await gatherVersions(desk.source, versionIdsOf(subscription));
        const at = (date: string, command: string) => ({
          command: { id: command, at: `${date}T09:00:00.000Z`, by: { user: 'server', station: 'S' } },
          versions,
        });
        const end = daysAfter(
          today,
          steps.reduce((sum, days) => sum + days, 0),
        );
        const whole = advancedSubscription(subscription, at(end, 'whole'), 'can-be-charged');
        let day = today;
        let stepped = subscription;
        for (const days of steps) {
          day = daysAfter(day, days);
          stepped = advancedSubscription(stepped, at(day, `step-${day}`), 'can-be-charged');
        }
        stepped = advancedSubscription(stepped, at(end, 'last'), 'can-be-charged');
        expect(substance(stepped)).toEqual(substance(whole));
        expect(advancedSubscription(whole, at(end, 'again'), 'can-be-charged')).toBe(whole);
      }),
      { numRuns: 200, seed: 7 },
    );
  }, 120_000);
});

import { describe, expect, it } from 'vitest';
import { accelerateInstalments } from '../../../core/subscriptions/accelerate-instalments.ts';
import { activateSubscription } from '../../../core/subscriptions/activate-subscription.ts';
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
import type { SubscriptionAction } from '../../../core/subscriptions/transitions.ts';
import type { SubscriptionState } from '../../../core/subscriptions/types.ts';
import { updateSubscription } from '../../../core/subscriptions/update-subscription.ts';
import { withdrawChange } from '../../../core/subscriptions/withdraw-change.ts';
import { component, fixedPrice, soldPlan, variantOf } from '../../support/billing-world.ts';
import { deskOf, plans } from './catalog.ts';
import type { Desk } from './desk.ts';

type StateName = SubscriptionState['kind'];

const today = '2026-06-20';

/** One subscription in each state, with what its actions need: a planned change, an add-on. */
const prepare: Readonly<Record<StateName, (desk: Desk) => Promise<string>>> = {
  pending: (desk) => desk.create({ firstPayment: 'awaited', addOns: [{ plan: 'storage', cycle: 'monthly' }] }, '2026-06-10'),
  trial: (desk) => desk.create({ plan: 'trying', addOns: [{ plan: 'storage', cycle: 'monthly' }] }, '2026-06-10'),
  active: (desk) => desk.create({ addOns: [{ plan: 'storage', cycle: 'monthly' }] }, '2026-06-10'),
  paused: async (desk) => {
    const id = await desk.create({ addOns: [{ plan: 'storage', cycle: 'monthly' }] }, '2026-06-10');
    await desk.run(pauseSubscription, { subscriptionId: id, when: { kind: 'now' } }, '2026-06-15');
    return id;
  },
  cancelled: async (desk) => {
    const id = await desk.create({ addOns: [{ plan: 'storage', cycle: 'monthly' }] }, '2026-06-10');
    await desk.run(cancelSubscription, { subscriptionId: id, reason: 'customer_request', when: { kind: 'now' } }, '2026-06-15');
    return id;
  },
};

/** Asks for an action in its plainest form and answers the problem codes. */
const ask: Readonly<Record<SubscriptionAction, (desk: Desk, id: string) => Promise<readonly { readonly code: string }[]>>> = {
  activate: (desk, id) => desk.refused(activateSubscription, { subscriptionId: id }, today),
  'confirm-trial': (desk, id) => desk.refused(confirmTrial, { subscriptionId: id }, today),
  'change-plan': async (desk, id) =>
    desk.refused(
      changePlan,
      { subscriptionId: id, plan: { from: (await desk.subscription(id)).items[0]?.terms[0]?.planId ?? '', to: 'pro' } },
      today,
    ),
  'change-quantity': (desk, id) => desk.refused(changeQuantity, { subscriptionId: id, quantity: { from: '1', to: '2' } }, today),
  'attach-add-on': (desk, id) => desk.refused(attachAddOn, { subscriptionId: id, addOn: { plan: 'insight', cycle: 'yearly' } }, today),
  'detach-add-on': async (desk, id) =>
    desk.refused(detachAddOn, { subscriptionId: id, itemId: (await desk.subscription(id)).items[1]?.id ?? '' }, today),
  'negotiate-price': (desk, id) =>
    desk.refused(negotiatePrice, { subscriptionId: id, prices: { from: [], to: [{ componentId: 'base', price: '9' }] } }, today),
  accelerate: (desk, id) => desk.refused(accelerateInstalments, { subscriptionId: id, reason: 'early-settlement' }, today),
  pause: (desk, id) => desk.refused(pauseSubscription, { subscriptionId: id }, today),
  resume: (desk, id) => desk.refused(resumeSubscription, { subscriptionId: id }, today),
  cancel: (desk, id) => desk.refused(cancelSubscription, { subscriptionId: id, reason: 'other' }, today),
  'withdraw-change': (desk, id) => desk.refused(withdrawChange, { subscriptionId: id, changeId: 'chg_none' }, today),
  reactivate: (desk, id) => desk.refused(reactivateSubscription, { subscriptionId: id, mode: 'same' }, today),
};

/** Spec 5.1, row by row: `yes` may be done; a code means that it may be, had it not lacked something else in this sample. */
const table: Readonly<Record<SubscriptionAction, Readonly<Partial<Record<StateName, string>>>>> = {
  activate: { pending: 'yes' },
  'confirm-trial': { trial: 'yes' },
  'change-plan': { active: 'yes' },
  'change-quantity': { active: 'yes' },
  'attach-add-on': { active: 'yes' },
  'detach-add-on': { active: 'yes' },
  'negotiate-price': { trial: 'yes', active: 'yes' },
  accelerate: { active: 'plan.not-in-instalments', paused: 'plan.not-in-instalments', cancelled: 'plan.not-in-instalments' },
  pause: { active: 'yes' },
  resume: { paused: 'yes' },
  cancel: { pending: 'yes', trial: 'yes', active: 'yes', paused: 'yes' },
  'withdraw-change': { trial: 'subscription.change-missing', active: 'subscription.change-missing', paused: 'subscription.change-missing' },
  reactivate: { cancelled: 'yes' },
};

const states: readonly StateName[] = ['pending', 'trial', 'active', 'paused', 'cancelled'];
const actions = Object.keys(ask) as readonly SubscriptionAction[];
const pairs = states.flatMap((state) => actions.map((action) => ({ state, action, expected: table[action][state] ?? 'refused' })));

describe('[SUB-01] the table of transitions', () => {
  it.each(pairs)('$state, $action: $expected', async ({ state, action, expected }) => {
    const desk = deskOf();
    const id = await prepare[state](desk);
    expect((await desk.subscription(id)).state.kind).toBe(state);
    const refusal = { code: 'subscription.transition-refused', subscriptionId: id, found: state, wanted: action };
    const wanted: Readonly<Record<string, readonly object[]>> = { yes: [], refused: [refusal] };
    expect(await ask[action](desk, id)).toMatchObject(wanted[expected] ?? [{ code: expected }]);
  });

  it.each(states)('[SUB-18] what is no transition is free in every state: %s', async (state) => {
    const desk = deskOf();
    const id = await prepare[state](desk);
    await desk.run(updateSubscription, { subscriptionId: id, metadata: { contact: { from: null, to: 'Ada' } } }, today);
    expect((await desk.subscription(id)).metadata).toEqual({ contact: 'Ada' });
  });

  it('[SUB-01] [SUB-10] a scheduled end is for what is active or on trial', async () => {
    for (const state of ['pending', 'paused'] as const) {
      const desk = deskOf();
      const id = await prepare[state](desk);
      for (const when of [{ kind: 'period-end' }, { kind: 'on', date: '2026-07-01' }] as const) {
        expect(await desk.refused(cancelSubscription, { subscriptionId: id, reason: 'other', when }, today)).toEqual([
          { code: 'subscription.transition-refused', subscriptionId: id, found: state, wanted: 'cancel' },
        ]);
      }
    }
  });

  it('[SUB-01] what does not exist is missing, whatever is asked', async () => {
    const desk = deskOf();
    for (const action of actions.filter((name) => name !== 'change-plan' && name !== 'detach-add-on')) {
      expect(await ask[action](desk, 'sub_none')).toEqual([{ code: 'subscription.missing', subscriptionId: 'sub_none' }]);
    }
  });

  it('a plan version or entity that this store lacks is named', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-10');
    const subscription = await desk.subscription(id);
    const lacking = deskOf(plans().slice(1));
    lacking.put(subscription);
    expect(await ask.pause(lacking, id)).toEqual([{ code: 'catalog.version-missing', subscriptionId: id, versionId: 'basic@1' }]);
    lacking.put({ ...subscription, entityId: 'ent_x' });
    expect(await ask.pause(lacking, id)).toEqual([{ code: 'entity.missing', entityId: 'ent_x' }]);
  });
});

describe('[SUB-15] the timeline', () => {
  it('keeps every transition with its day, its moment, its author, its command and its facts', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-10');
    const change = await desk.run(
      changeQuantity,
      { subscriptionId: id, quantity: { from: '1', to: '4' }, when: { kind: 'on', date: '2026-06-12' } },
      today,
    );
    expect((await desk.subscription(id)).history.at(-1)).toEqual({
      kind: 'quantity-changed',
      on: '2026-06-12',
      at: '2026-06-20T09:00:00.000Z',
      by: { user: 'ada', station: 'A7' },
      commandId: change.command.id,
      facts: { itemId: 'base', quantityFrom: '1', quantityTo: '4' },
    });
  });

  it('tells a whole life in order', async () => {
    const desk = deskOf();
    const id = await desk.create({ plan: 'trying' }, '2026-06-01');
    await desk.advance(id, '2026-06-20');
    await desk.run(changePlan, { subscriptionId: id, plan: { from: 'trying', to: 'pro' } }, '2026-06-22');
    await desk.run(changePlan, { subscriptionId: id, plan: { from: 'pro', to: 'plus' }, when: { kind: 'period-end' } }, '2026-06-23');
    await desk.run(pauseSubscription, { subscriptionId: id, days: 10 }, '2026-07-20');
    await desk.advance(id, '2026-08-26');
    await desk.run(cancelSubscription, { subscriptionId: id, reason: 'customer_request', note: 'moves on' }, '2026-08-27');
    await desk.advance(id, '2026-10-01');
    await desk.run(reactivateSubscription, { subscriptionId: id, mode: 'same' }, '2026-10-10');
    const { history } = await desk.subscription(id);
    expect(history.map(({ kind, on }) => `${on} ${kind}`)).toEqual([
      '2026-06-01 created',
      '2026-06-01 trial-started',
      '2026-06-15 activated',
      '2026-06-22 upgraded',
      '2026-07-15 change-scheduled',
      '2026-07-15 downgraded',
      '2026-07-15 renewed',
      '2026-08-15 change-scheduled',
      '2026-08-15 paused',
      '2026-08-25 resumed',
      '2026-09-15 cancel-scheduled',
      '2026-09-15 cancelled',
      '2026-10-10 reactivated',
    ]);
    expect(history.at(-2)?.facts).toEqual({ reason: 'customer_request', note: 'moves on', from: 'active' });
  });
});

describe('instalments', () => {
  const total = { ...variantOf([component('base', fixedPrice('1200'))]), instalmentTotal: '1200' };
  const course = soldPlan('course', [total], { kind: 'instalment', count: 12, interval: { unit: 'month', count: 1 }, parts: [] });

  it('[BIL-03] [OR-29] what remains falls due at once when it is settled early or no longer paid, also after a cancel', async () => {
    const desk = deskOf([course]);
    const id = await desk.create({ plan: 'course' }, '2026-01-10');
    await desk.run(cancelSubscription, { subscriptionId: id, reason: 'customer_request', when: { kind: 'now' } }, '2026-03-20');
    await desk.run(accelerateInstalments, { subscriptionId: id, reason: 'default' }, '2026-04-02');
    const subscription = await desk.subscription(id);
    expect(subscription.items[0]?.acceleratedOn).toBe('2026-04-02');
    expect(subscription.history.at(-1)).toMatchObject({
      kind: 'instalments-accelerated',
      on: '2026-04-02',
      facts: { itemId: 'base', reason: 'default' },
    });
    expect(await desk.refused(accelerateInstalments, { subscriptionId: id, reason: 'default' }, '2026-04-03')).toEqual([
      { code: 'subscription.accelerated-already', on: '2026-04-02' },
    ]);
    expect(await desk.refused(accelerateInstalments, { subscriptionId: id, itemId: 'x', reason: 'default' }, '2026-04-03')).toMatchObject([
      { code: 'item.missing' },
    ]);
  });
});

import { expect, it } from 'vitest';
import { adjustEntitlement } from '../../../core/subscriptions/adjust-entitlement.ts';
import { attachAddOn } from '../../../core/subscriptions/attach-add-on.ts';
import { cancelSubscription } from '../../../core/subscriptions/cancel-subscription.ts';
import { changePlan } from '../../../core/subscriptions/change-plan.ts';
import { detachAddOn } from '../../../core/subscriptions/detach-add-on.ts';
import { pauseSubscription } from '../../../core/subscriptions/pause-subscription.ts';
import { reactivateSubscription } from '../../../core/subscriptions/reactivate-subscription.ts';
import { resumeSubscription } from '../../../core/subscriptions/resume-subscription.ts';
import { component, fixedPrice, variantOf } from '../../support/billing-world.ts';
import { addOn, calls, deskOf, plans } from './catalog.ts';
import type { Desk } from './desk.ts';

/** The limits that can be used now, each with its state. */
const held = async (desk: Desk, id: string): Promise<readonly string[]> =>
  (await desk.subscription(id)).grants
    .filter(({ state }) => state.kind !== 'revoked' && state.kind !== 'expired')
    .map(({ limit, state }) => `${limit} ${state.kind}`);

it('[ENT-03] whatever happens to a subscription happens to its entitlements: from its creation to its return, by nobody’s hand', async () => {
  const more = addOn('more', [variantOf([component('base', fixedPrice('5'))])], { entitlements: [calls('50')] });
  const links = (sold: ReturnType<typeof plans>[number]) => ({
    ...sold,
    plan: { ...sold.plan, addOns: [{ planId: 'more', invoicing: 'consolidated' as const }] },
  });
  const desk = deskOf([...plans().map(links), more]);
  const id = await desk.create({ plan: 'trying' }, '2026-06-01');
  const sees: string[] = [];
  const look = async (what: string): Promise<void> => {
    sees.push(`${what}: ${(await held(desk, id)).join(', ')}`);
  };
  await look('trial');
  await desk.advance(id, '2026-06-16');
  await look('converted');
  await desk.run(changePlan, { subscriptionId: id, plan: { from: 'trying', to: 'pro' } }, '2026-06-17');
  await look('upgraded');
  await desk.run(attachAddOn, { subscriptionId: id, addOn: { plan: 'more', cycle: 'monthly' } }, '2026-06-18');
  await look('add-on');
  const itemId = (await desk.subscription(id)).items.at(-1)?.id ?? '';
  await desk.run(detachAddOn, { subscriptionId: id, itemId }, '2026-06-19');
  await desk.advance(id, '2026-07-16');
  await look('detached and renewed');
  await desk.run(changePlan, { subscriptionId: id, plan: { from: 'pro', to: 'basic' } }, '2026-07-17');
  await look('downgraded');
  await desk.run(pauseSubscription, { subscriptionId: id, when: { kind: 'now' } }, '2026-07-18');
  await look('paused');
  await desk.run(resumeSubscription, { subscriptionId: id }, '2026-07-19');
  await look('resumed');
  const [grant] = (await desk.subscription(id)).grants.filter(({ state }) => state.kind === 'active');
  const topUp = { kind: 'top-up', grantId: grant?.id ?? '', quantity: '7', expiresAt: null, reason: 'Sorry' } as const;
  await desk.run(adjustEntitlement, { subscriptionId: id, adjustment: topUp }, '2026-07-20');
  expect((await desk.subscription(id)).grants.find((each) => each.id === grant?.id)?.allotments.map(({ granted }) => granted)).toEqual([
    '100',
    '7',
  ]);
  await desk.run(cancelSubscription, { subscriptionId: id, reason: 'other', when: { kind: 'now' } }, '2026-07-21');
  await look('cancelled');
  await desk.run(reactivateSubscription, { subscriptionId: id, mode: 'same' }, '2026-07-22');
  await look('back');
  expect(sees).toEqual([
    'trial: 100 active',
    'converted: 100 active',
    'upgraded: 1000 active',
    'add-on: 1000 active, 50 active',
    'detached and renewed: 1000 active',
    'downgraded: 100 active',
    'paused: 100 suspended',
    'resumed: 100 active',
    'cancelled: ',
    'back: 100 active',
  ]);
});

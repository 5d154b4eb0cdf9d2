import { describe, expect, it } from 'vitest';
import type { Product } from '../../../core/catalog/types.ts';
import { answerAt } from '../../../core/entitlements/check.ts';
import { suspendedForDunning } from '../../../core/entitlements/suspension.ts';
import type { Grant } from '../../../core/entitlements/types.ts';
import { grantSchema } from '../../../core/entitlements/schema.ts';
import { shaped } from '../../../core/kernel/shape.ts';
import { adjustEntitlement } from '../../../core/subscriptions/adjust-entitlement.ts';
import { advanceEntitlements } from '../../../core/subscriptions/advance-entitlements.ts';
import { consumeEntitlement } from '../../../core/subscriptions/consume-entitlement.ts';
import { serviceSpan, timelinesOf } from '../../../core/subscriptions/entitlement-timeline.ts';
import { setEntitlementInUse } from '../../../core/subscriptions/set-entitlement-in-use.ts';
import type { Subscription } from '../../../core/subscriptions/types.ts';
import { item, sampleSubscription, stretch, term, yearly } from '../../support/billing-world.ts';
import { holding, planned, refusals, written } from '../../support/held-documents.ts';
import { calls, grantsOf, quantityOf, reporting, seats, uncapped } from '../entitlements/sample.ts';

/** London has summer time in July: a day begins at 23:00 UTC. */
const start = '2025-06-30T23:00:00.000Z';
const august = '2025-07-31T23:00:00.000Z';

const subscriptionWith = (definitions: Parameters<typeof grantsOf>[0], changes: Partial<Subscription> = {}): Subscription =>
  sampleSubscription([item([term('pro', '2025-07-01')])], {
    grants: grantsOf(definitions, { at: start, periodEnd: august }),
    ...changes,
  });

const after = (documents: readonly unknown[]): Subscription => documents[0] as Subscription;
const balance = (subscription: Subscription, at: string, featureId = 'fea_calls'): string => {
  const answer = answerAt([{ grants: subscription.grants, timelineOf: timelinesOf(subscription, at) }], featureId, '1', at);
  return `${answer.limit}/${answer.currentUsage}/${answer.remaining}`;
};

const consume = { subscriptionId: 'sub_1', featureId: 'fea_calls', quantity: '60', key: 'req-1' };

describe('consuming', () => {
  it('[ENT-24] writes the subscription once; the same command body again writes nothing', async () => {
    const at = '2025-07-05T12:00:00.000Z';
    const outcome = await planned(consumeEntitlement, consume, [subscriptionWith([calls])], at);
    expect(outcome.ok && outcome.value.writes.map((write) => write.basedOn)).toEqual([1]);
    const subscription = after(written(outcome));
    expect([subscription.rev, balance(subscription, at)]).toEqual([2, '100/60/40']);
    expect(written(await planned(consumeEntitlement, consume, [subscription], at))).toEqual([]);
    expect(refusals(await planned(consumeEntitlement, { ...consume, quantity: '61' }, [subscription], at))).toEqual([
      'entitlement.key-reused',
    ]);
  });

  it('[ENT-11] first brings the grants up to its moment: carried-over units are there before anyone advanced them', async () => {
    const first = after(written(await planned(consumeEntitlement, consume, [subscriptionWith([uncapped])], '2025-07-05T12:00:00.000Z')));
    const at = '2025-08-10T12:00:00.000Z';
    const second = after(written(await planned(consumeEntitlement, { ...consume, quantity: '120', key: 'req-2' }, [first], at)));
    expect(balance(second, at)).toBe('140/120/20');
    expect(second.grants[0]?.resetsAt).toBe('2025-08-31T23:00:00.000Z');
  });

  it('[ENT-22] is refused at the limit and for a subscription that is not there, and writes nothing', async () => {
    const at = '2025-07-05T12:00:00.000Z';
    const most = { ...consume, quantity: '101' };
    expect(refusals(await planned(consumeEntitlement, most, [subscriptionWith([calls])], at))).toEqual(['entitlement.limit-reached']);
    expect(refusals(await planned(consumeEntitlement, consume, [], at))).toEqual(['subscription.missing']);
  });
});

describe('setting what is in use', () => {
  it('[ENT-22] writes the number once and refuses one above a hard limit', async () => {
    const body = { subscriptionId: 'sub_1', featureId: 'fea_seats', inUse: '18' };
    const subscription = after(written(await planned(setEntitlementInUse, body, [subscriptionWith([seats])], start)));
    expect(balance(subscription, start, 'fea_seats')).toBe('25/18/7');
    expect(written(await planned(setEntitlementInUse, body, [subscription], start))).toEqual([]);
    expect(refusals(await planned(setEntitlementInUse, { ...body, inUse: '26' }, [subscription], start))).toEqual([
      'entitlement.limit-reached',
    ]);
    expect(refusals(await planned(setEntitlementInUse, body, [], start))).toEqual(['subscription.missing']);
  });
});

describe('advancing', () => {
  const advance = { subscriptionId: 'sub_1' };

  it('[ENT-19] resets at midnight of the subscription’s own zone, through summer time', async () => {
    const subscription = subscriptionWith([calls]);
    expect(written(await planned(advanceEntitlements, advance, [subscription], '2025-07-31T22:59:59.999Z'))).toEqual([]);
    const renewed = after(written(await planned(advanceEntitlements, advance, [subscription], august)));
    expect(renewed.grants[0]?.log.at(-1)).toMatchObject({ at: august, kind: 'renewed' });
    expect(written(await planned(advanceEntitlements, advance, [renewed], august))).toEqual([]);
    const winter = after(written(await planned(advanceEntitlements, advance, [renewed], '2025-12-01T00:00:00.000Z')));
    expect(winter.grants[0]?.log.map((event) => event.at).slice(-2)).toEqual(['2025-11-01T00:00:00.000Z', '2025-12-01T00:00:00.000Z']);
    expect(refusals(await planned(advanceEntitlements, advance, [], start))).toEqual(['subscription.missing']);
  });

  it('[ENT-27] ends with a scheduled cancel, and [ENT-14] does not extend in a pause', async () => {
    const cancelling = subscriptionWith([calls], { state: { kind: 'active', since: '2025-07-01', cancelsOn: '2025-08-01' } });
    const ended = after(written(await planned(advanceEntitlements, advance, [cancelling], '2025-09-01T00:00:00.000Z')));
    expect(ended.grants[0]?.state).toEqual({ kind: 'revoked', at: august, reason: 'cancelled' });
    const extending = { ...reporting, expiry: { kind: 'fixed', at: '2025-07-20T00:00:00.000Z' }, autoExtendDays: 30 } as const;
    const pauses = [{ from: '2025-07-15', until: null, frozen: true, entitlements: 'retain' }] as const;
    const paused = subscriptionWith([extending], { pauses, state: { kind: 'paused', since: '2025-07-15', resumesOn: null, frozen: true } });
    const expired = after(written(await planned(advanceEntitlements, advance, [paused], august)));
    expect(expired.grants[0]?.state.kind).toBe('expired');
  });

  it('follows each item’s own periods; a manual grant follows the base', async () => {
    const addOn = item([term('extra', '2025-07-01')], {
      id: 'extra',
      type: 'add-on',
      cadence: [stretch('2025-07-01', { interval: yearly })],
    });
    const subscription = sampleSubscription([item([term('pro', '2025-07-01')]), addOn], {
      grants: [
        ...grantsOf([calls], { at: start, periodEnd: august }),
        ...grantsOf([calls], { at: start, periodEnd: '2026-06-30T23:00:00.000Z', itemId: 'extra' }),
        ...grantsOf([calls], { at: start, periodEnd: august, itemId: '' }),
      ],
    });
    const renewed = after(written(await planned(advanceEntitlements, advance, [subscription], '2025-08-15T00:00:00.000Z')));
    const september = '2025-08-31T23:00:00.000Z';
    expect(renewed.grants.map((grant) => grant.resetsAt)).toEqual([september, '2026-06-30T23:00:00.000Z', september]);
    expect(serviceSpan(subscription, 'extra', '2025-09-01')).toEqual({ start, end: '2026-06-30T23:00:00.000Z' });
    expect(serviceSpan(subscription, 'none', '2025-09-01')).toBeNull();
  });
});

describe('adjusting', () => {
  const at = '2025-07-10T09:00:00.000Z';
  const product: Product = {
    id: 'prd_pro',
    kind: 'product',
    rev: 1,
    name: 'Pro',
    code: 'PRO',
    description: '',
    groupId: null,
    type: 'base',
    features: [
      { id: 'fea_reporting', type: 'binary', code: 'reporting', name: 'Reporting' },
      { id: 'fea_calls', type: 'quantified', code: 'calls', name: 'Calls', unit: 'call', metricId: null },
    ],
    taxClass: 'standard',
    recognition: null,
    metadata: {},
    state: 'active',
  };
  const topUp = (subscription: Subscription) =>
    ({ kind: 'top-up', grantId: subscription.grants[0]?.id ?? '', quantity: '40', expiresAt: null, reason: 'goodwill' }) as const;
  const adjust = (subscription: Subscription, adjustment: Parameters<typeof adjustEntitlement.plan>[0]['body']['adjustment']) =>
    planned(adjustEntitlement, { subscriptionId: 'sub_1', adjustment }, [subscription, product], at);

  it('[ENT-25] tops up, with who and why on record', async () => {
    const subscription = subscriptionWith([calls]);
    const outcome = await adjust(subscription, topUp(subscription));
    expect(outcome.ok && outcome.value.command.by.user).toBe('ada');
    const more = after(written(outcome));
    expect(balance(more, at)).toBe('140/0/140');
    expect(more.grants[0]?.log.at(-1)).toMatchObject({ kind: 'adjusted', facts: { reason: 'goodwill', quantity: '40' } });
  });

  it('[ENT-04] grants beside the plan only what a product has declared, in its own type', async () => {
    const subscription = subscriptionWith([calls]);
    const granted = after(written(await adjust(subscription, { kind: 'grant', definition: reporting, reason: 'beta' })));
    expect(granted.grants.map((grant) => [grant.featureId, grant.itemId, grant.resetsAt])).toEqual([
      ['fea_calls', 'base', august],
      ['fea_reporting', '', august],
    ]);
    const unknown = { ...reporting, featureId: 'fea_unknown' };
    expect(refusals(await adjust(subscription, { kind: 'grant', definition: unknown, reason: 'beta' }))).toEqual([
      'entitlement.feature-unknown',
    ]);
    const misfit = { ...calls, grant: { kind: 'access' }, counting: 'none' } as const;
    expect(refusals(await adjust(subscription, { kind: 'grant', definition: misfit, reason: 'beta' }))).toEqual([
      'entitlement.grant-does-not-fit',
    ]);
  });

  it('[ENT-25] is refused where the subscription is missing or has ended; a revoke still goes', async () => {
    const over = subscriptionWith([calls], { state: { kind: 'cancelled', on: '2025-07-09', reason: 'other', note: '' } });
    expect(refusals(await adjust(over, topUp(over)))).toEqual(['subscription.cancelled']);
    expect(refusals(await adjust(over, { kind: 'revoke', grantId: over.grants[0]?.id ?? '', reason: 'abuse' }))).toEqual([]);
    const missing = await planned(adjustEntitlement, { subscriptionId: 'sub_1', adjustment: topUp(over) }, [], at);
    expect(refusals(missing)).toEqual(['subscription.missing']);
    expect(refusals(await adjust(subscriptionWith([calls]), { ...topUp(over), grantId: 'gra_none' }))).toEqual(['entitlement.missing']);
  });

  it('[ENT-26] what is added in a pause or in dunning waits with the others', async () => {
    const subscription = subscriptionWith([calls]);
    const manual = { kind: 'grant', definition: reporting, reason: 'beta' } as const;
    const stateAfter = async (before: Subscription): Promise<Grant['state'] | undefined> =>
      after(written(await adjust(before, manual))).grants.at(-1)?.state;
    const pauses = [{ from: '2025-07-05', until: null, frozen: true, entitlements: 'suspend' }] as const;
    const paused = { kind: 'paused', since: '2025-07-05', resumesOn: null, frozen: true } as const;
    expect(await stateAfter({ ...subscription, pauses, state: paused })).toEqual({ kind: 'suspended', since: at, reason: 'pause' });
    const dunning = { ...subscription, grants: suspendedForDunning(subscription.grants, start) };
    expect(await stateAfter(dunning)).toEqual({ kind: 'suspended', since: at, reason: 'dunning' });
    expect(await stateAfter(subscription)).toEqual({ kind: 'active' });
  });
});

describe('bodies and documents', () => {
  it('have a shape that strangers cannot widen', () => {
    const bodies = [
      [consumeEntitlement.shape, consume],
      [setEntitlementInUse.shape, { subscriptionId: 'sub_1', featureId: 'f', inUse: '3' }],
      [advanceEntitlements.shape, { subscriptionId: 'sub_1' }],
      [adjustEntitlement.shape, { subscriptionId: 'sub_1', adjustment: { kind: 'revoke', grantId: 'gra_1', reason: 'r' } }],
    ] as const;
    for (const [shape, body] of bodies) {
      expect(shaped(shape as never, body).ok).toBe(true);
      expect(shaped(shape as never, { ...body, more: 1 }).ok).toBe(false);
    }
    for (const quantity of ['-1', '1e3', 'NaN', '', '1'.repeat(60)])
      expect(shaped(consumeEntitlement.shape as never, { ...consume, quantity }).ok).toBe(false);
    expect(
      shaped(adjustEntitlement.shape as never, { subscriptionId: 's', adjustment: { kind: 'revoke', grantId: 'g', reason: '' } }).ok,
    ).toBe(false);
  });

  it('[ENT-16] a grant with a whole life behind it has the stored form', async () => {
    const all = { ...uncapped, ...quantityOf('10'), alertsAt: [50], expiry: { kind: 'period-end' } } as const;
    let subscription = subscriptionWith([all, seats, reporting]);
    for (const [index, month] of ['07', '08', '09'].entries()) {
      const at = `2025-${month}-10T00:00:00.000Z`;
      subscription = after(written(await planned(consumeEntitlement, { ...consume, quantity: '6', key: `k${index}` }, [subscription], at)));
    }
    for (const grant of subscription.grants) expect(shaped(grantSchema, grant)).toEqual({ ok: true, value: grant });
    expect(await holding([subscription]).get('subscription', 'sub_1')).toEqual(JSON.parse(JSON.stringify(subscription)));
  });
});

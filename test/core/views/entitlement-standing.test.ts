import { describe, expect, it } from 'vitest';
import { changePlan } from '../../../core/subscriptions/change-plan.ts';
import { entitlementChanges, entitlementStandings } from '../../../core/views/entitlement-standing.ts';
import { deskOf } from '../subscriptions/catalog.ts';

const at = (day: string): string => `${day}T12:00:00.000Z`;

describe('entitlements as a screen tells them', () => {
  it('[ENT-17] answers the check of each feature with what is left', async () => {
    const desk = deskOf();
    const subscription = await desk.subscription(await desk.create({}, '2026-06-10'));
    const [standing] = entitlementStandings([subscription], at('2026-06-11'));
    expect(standing?.featureId).toBe('f_calls');
    expect(standing?.answer).toMatchObject({ entitled: true, limit: '100', currentUsage: '0', remaining: '100' });
    expect(standing?.state).toBe('active');
  });

  it('[ENT-29] puts what a change touches first, and leaves the rest as it is', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-10');
    const before = entitlementStandings([await desk.subscription(id)], at('2026-06-11'));
    await desk.run(changePlan, { subscriptionId: id, plan: { from: 'basic', to: 'pro' } }, '2026-06-11');
    const after = entitlementStandings([await desk.subscription(id)], at('2026-06-11'));
    const changes = entitlementChanges(before, after, after);
    expect(changes[0]?.isChanged).toBe(true);
    expect(changes[0]?.before?.answer.limit).not.toBe(changes[0]?.after?.answer.limit);
    expect(entitlementChanges(before, before, before).every(({ isChanged }) => !isChanged)).toBe(true);
  });

  it('tells a feature that is gone as none', () => {
    expect(entitlementChanges([], [], [])).toEqual([]);
  });
});

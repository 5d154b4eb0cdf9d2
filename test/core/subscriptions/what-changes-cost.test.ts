import { describe, expect, it } from 'vitest';
import { cancelSubscription } from '../../../core/subscriptions/cancel-subscription.ts';
import { changePlan } from '../../../core/subscriptions/change-plan.ts';
import { changeQuantity } from '../../../core/subscriptions/change-quantity.ts';
import { plannedSubscription } from '../../../core/subscriptions/subscription-facts.ts';
import type { Subscription } from '../../../core/subscriptions/types.ts';
import { bill, linesOf, sampleEntity, worldOf } from '../../support/billing-world.ts';
import { deskOf, plans } from './catalog.ts';
import { Till } from './till.ts';

/** What a run of the day would make of a subscription as it stands, after its first month was billed on `from`. */
const billedAs = (before: Subscription, after: Subscription, from: string, on: string, until: string): readonly string[] => {
  const world = worldOf(plans(), { subscriptions: [before] }, { entity: sampleEntity() });
  bill(world, from, on);
  world.record = { ...world.record, subscriptions: [after] };
  const billed = bill(world, on, until);
  return [...billed.documents.map(({ kind, totals }) => `${kind} ${totals.netMinor}`), ...linesOf(billed)].sort();
};

describe('[SUB-14] before a change is made', () => {
  it.each([
    [
      'an upgrade',
      changePlan,
      { plan: { from: 'team', to: 'pro' } },
      ['invoice 2500', 'pro: base 2026-06-16..2026-07-01 5000', 'team: seats 2026-06-16..2026-07-01 -2500'],
    ],
    [
      'more seats',
      changeQuantity,
      { quantity: { from: '5', to: '7' } },
      ['invoice 1000', 'team: seats 2026-06-16..2026-07-01 -2500', 'team: seats 2026-06-16..2026-07-01 3500'],
    ],
    [
      'an end',
      cancelSubscription,
      { reason: 'other', when: { kind: 'now' } },
      ['credit-note -2500', 'team: seats 2026-06-16..2026-07-01 -2500'],
    ],
  ] as const)('%s shows the document that it will make, to the cent', async (_what, useCase, body, documents) => {
    const desk = deskOf();
    const id = await desk.create({ plan: 'team', quantity: '5' }, '2026-06-01');
    const before = await desk.subscription(id);
    const asked = { subscriptionId: id, ...body };
    const preview = await desk.preview(useCase as typeof changePlan, asked as never, '2026-06-16');
    if (!preview.ok) throw new Error(JSON.stringify(preview.problems));
    const shown = billedAs(before, plannedSubscription(preview.value), '2026-06-01', '2026-06-16', '2026-06-17');
    expect(shown).toEqual(documents);
    expect(await desk.subscription(id)).toBe(before);
    await desk.run(useCase as typeof changePlan, asked as never, '2026-06-16');
    expect(billedAs(before, await desk.subscription(id), '2026-06-01', '2026-06-16', '2026-06-17')).toEqual(shown);
  });
});

describe('where the money of a change goes', () => {
  it('[SUB-26] what an upgrade costs more is invoiced at once; what a downgrade leaves is a credit note that stands as balance', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    const till = new Till(desk, id);
    await till.run('2026-06-01');
    await desk.run(changePlan, { subscriptionId: id, plan: { from: 'basic', to: 'pro' } }, '2026-06-16');
    await till.run('2026-06-16');
    await desk.run(changePlan, { subscriptionId: id, plan: { from: 'pro', to: 'plus' } }, '2026-06-21');
    await till.run('2026-06-21');
    expect(till.record.invoices.map(({ issuedOn, totals }) => [issuedOn, totals.netMinor])).toEqual([
      ['2026-06-01', 5000],
      ['2026-06-16', 2500],
    ]);
    // 10 of 30 days: 33.33 of pro come back, 20.00 of plus are charged.
    expect(till.record.creditNotes.map(({ issuedOn, totals, disposition }) => [issuedOn, totals.netMinor, disposition])).toEqual([
      ['2026-06-21', -1333, 'balance'],
    ]);
  });
});

it('[SUB-16] a customer has several subscriptions, also of one plan, and each is billed and ends for itself', async () => {
  const desk = deskOf();
  const ids = [await desk.create({}, '2026-06-01'), await desk.create({}, '2026-06-01'), await desk.create({ plan: 'pro' }, '2026-06-10')];
  expect(new Set(ids).size).toBe(3);
  const [first = '', second = '', third = ''] = ids;
  await desk.run(cancelSubscription, { subscriptionId: first, reason: 'other', when: { kind: 'now' } }, '2026-06-16');
  const states = await Promise.all(ids.map(async (id) => (await desk.subscription(id)).state.kind));
  expect(states).toEqual(['cancelled', 'active', 'active']);
  expect(await new Till(desk, second).run('2026-06-16')).toEqual(['basic: base 2026-06-01..2026-07-01 5000']);
  expect(await new Till(desk, third).run('2026-06-16')).toEqual(['pro: base 2026-06-10..2026-07-10 10000']);
});

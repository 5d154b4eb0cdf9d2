import { describe, expect, it } from 'vitest';
import { cancelSubscription } from '../../../core/subscriptions/cancel-subscription.ts';
import { changeQuantity } from '../../../core/subscriptions/change-quantity.ts';
import { pauseSubscription } from '../../../core/subscriptions/pause-subscription.ts';
import { nextBoundary, previewThrough, subscriptionStrip } from '../../../core/views/subscription-strip.ts';
import { deskOf } from '../subscriptions/catalog.ts';

describe('a subscription as a strip of time', () => {
  it('[SUB-15] shows each stretch of terms where it lies, one after the other', async () => {
    const desk = deskOf();
    const id = await desk.create({ plan: 'basic', quantity: '2' }, '2026-06-10');
    await desk.run(changeQuantity, { subscriptionId: id, quantity: { from: '2', to: '5' } }, '2026-08-01');
    const strip = subscriptionStrip(await desk.subscription(id), '2026-08-15');
    const terms = strip.lanes[0]?.terms ?? [];
    expect(terms.map(({ from, until, quantity }) => [from, until, quantity])).toEqual([
      ['2026-06-10', '2026-08-01', '2'],
      ['2026-08-01', null, '5'],
    ]);
    expect(terms[0]?.start).toBe(0);
    expect(terms[0]?.end).toBe(terms[1]?.start);
    expect(terms[1]?.end).toBe(1);
    expect(strip.today).toBeGreaterThan(terms[1]?.start ?? 1);
  });

  it('[SUB-13] marks what is planned, and a pause where it is', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-10');
    await desk.run(pauseSubscription, { subscriptionId: id, when: { kind: 'now' }, days: 10 }, '2026-06-20');
    await desk.advance(id, '2026-07-05');
    await desk.run(cancelSubscription, { subscriptionId: id, reason: 'customer_request' }, '2026-07-05');
    const strip = subscriptionStrip(await desk.subscription(id), '2026-07-05');
    expect(strip.pauses.map(({ from, until }) => [from, until])).toEqual([['2026-06-20', '2026-06-30']]);
    expect(strip.marks.map(({ change }) => change)).toEqual(['cancel']);
  });
});

describe('how far a preview looks', () => {
  it('[SUB-14] reaches the day on which the next period begins', async () => {
    const desk = deskOf();
    const subscription = await desk.subscription(await desk.create({}, '2026-06-10'));
    expect(nextBoundary(subscription, '2026-06-20')).toBe('2026-07-10');
    expect(previewThrough(subscription, '2026-06-20')).toBe('2026-07-10');
  });

  it('[SUB-14] reaches the last planned change, but not beyond all measure', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-10');
    await desk.run(
      changeQuantity,
      { subscriptionId: id, quantity: { from: '1', to: '3' }, when: { kind: 'on', date: '2026-09-10' } },
      '2026-06-20',
    );
    const subscription = await desk.subscription(id);
    expect(previewThrough(subscription, '2026-06-20')).toBe('2026-09-10');
    expect(previewThrough(subscription, '2026-06-20', 30)).toBe('2026-07-20');
  });

  it('waits for the start of what is pending', async () => {
    const desk = deskOf();
    const subscription = await desk.subscription(await desk.create({ startsOn: '2026-07-01' }, '2026-06-10'));
    expect(nextBoundary(subscription, '2026-06-10')).toBe('2026-07-01');
  });
});

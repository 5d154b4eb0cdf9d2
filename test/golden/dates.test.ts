import { describe, expect, it } from 'vitest';
import { cancelSubscription } from '../../core/subscriptions/cancel-subscription.ts';
import { pauseSubscription } from '../../core/subscriptions/pause-subscription.ts';
import { servicePeriods } from '../../core/subscriptions/periods.ts';
import { deskOf } from '../core/subscriptions/catalog.ts';
import { type Desk, itemNamed } from '../core/subscriptions/desk.ts';
import { Till } from '../core/subscriptions/till.ts';

/** The starts of the first `count` billing periods. */
const starts = async (desk: Desk, id: string, count: number): Promise<readonly string[]> =>
  servicePeriods(itemNamed(await desk.subscription(id)), '2040-01-01')
    .slice(0, count)
    .map(({ period }) => period.start);

describe('golden cases of spec 5.4: dates', () => {
  it('[G-ANC-1] an anchor on 31 January falls on 28 February (29 in leap years), 31 March, 30 April', async () => {
    const desk = deskOf();
    expect(await starts(desk, await desk.create({}, '2025-01-31'), 6)).toEqual([
      '2025-01-31',
      '2025-02-28',
      '2025-03-31',
      '2025-04-30',
      '2025-05-31',
      '2025-06-30',
    ]);
    expect(await starts(desk, await desk.create({}, '2024-01-31'), 4)).toEqual(['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30']);
    expect(await starts(desk, await desk.create({}, '2025-01-30'), 4)).toEqual(['2025-01-30', '2025-02-28', '2025-03-30', '2025-04-30']);
  });

  it('[G-PAU-1] a fixed pause of 30 days from 10 June resumes on 10 July, and no invoice is dated in between', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2025-05-20');
    const till = new Till(desk, id);
    await till.run('2025-05-20');
    await desk.run(pauseSubscription, { subscriptionId: id, days: 30, when: { kind: 'now' } }, '2025-06-10');
    for (const day of ['2025-06-10', '2025-06-20', '2025-06-30', '2025-07-09']) {
      expect((await desk.advance(id, day)).state.kind).toBe('paused');
      expect(await till.run(day)).toEqual([]);
    }
    expect((await desk.advance(id, '2025-07-10')).state).toEqual({ kind: 'active', since: '2025-07-10', cancelsOn: null });
    // 20 June is put off by the 30 days that were paused.
    await desk.advance(id, '2025-07-20');
    expect(await till.run('2025-07-20')).toEqual(['basic: base 2025-07-20..2025-08-20 5000']);
    expect(till.record.invoices.map(({ issuedOn }) => issuedOn)).toEqual(['2025-05-20', '2025-07-20']);
  });

  it('[OR-27] a trial of 14 days from 31 January 15:00 ends on 14 February 15:00; the first period begins that day', async () => {
    const desk = deskOf();
    const id = await desk.create({ plan: 'trying' }, '2025-01-31T15:00:00.000Z');
    expect((await desk.subscription(id)).state).toEqual({
      kind: 'trial',
      since: '2025-01-31',
      endsAt: '2025-02-14T15:00:00.000Z',
      endsOn: '2025-02-14',
    });
    expect(await starts(desk, id, 3)).toEqual(['2025-02-14', '2025-03-14', '2025-04-14']);
  });

  it('[SUB-22] [SUB-21] a trial that ends on 31 January anchors there', async () => {
    const desk = deskOf();
    const id = await desk.create({ plan: 'trying' }, '2025-01-17');
    expect(await starts(desk, id, 4)).toEqual(['2025-01-31', '2025-02-28', '2025-03-31', '2025-04-30']);
  });

  it('[G-PRO-10] aligned to the 1st and started on 15 January, the stub has 17 of 31 days', async () => {
    const desk = deskOf();
    const id = await desk.create(
      { anchor: { kind: 'day-of-month', day: 1 }, negotiated: [{ componentId: 'base', price: '310' }] },
      '2025-01-15',
    );
    expect(await new Till(desk, id).run('2025-01-15')).toEqual(['basic: base 2025-01-15..2025-02-01 17000']);
  });

  it('[G-PRO-12] cancelled on 20 June with prorated credit, 11 of 30 days of 90 come back', async () => {
    const desk = deskOf();
    const id = await desk.create({ negotiated: [{ componentId: 'base', price: '90' }] }, '2025-06-01');
    const till = new Till(desk, id);
    await till.run('2025-06-01');
    await desk.run(
      cancelSubscription,
      { subscriptionId: id, reason: 'customer_request', when: { kind: 'now' }, credit: 'prorated' },
      '2025-06-20',
    );
    expect(await till.run('2025-06-20')).toEqual(['basic: base 2025-06-20..2025-07-01 -3300']);
  });
});

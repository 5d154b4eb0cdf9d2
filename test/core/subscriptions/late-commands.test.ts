import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cancelSubscription } from '../../../core/subscriptions/cancel-subscription.ts';
import { changePlan } from '../../../core/subscriptions/change-plan.ts';
import { pauseSubscription } from '../../../core/subscriptions/pause-subscription.ts';
import { daysAfter } from '../../../core/time/plain-date.ts';
import { calls, deskOf, flat, plans } from './catalog.ts';
import { kinds, termsOf } from './desk.ts';
import { lives, start, tried } from './life.ts';
import { Till } from './till.ts';

const carrying = { carryOver: { cap: { kind: 'none' }, once: false } } as const;

/** basic and pro whose unused calls are carried over: an allowance given twice would show. */
const deskWithCarryOver = () =>
  deskOf([
    flat('basic', '50', '500', { entitlements: [calls('100', carrying)] }),
    flat('pro', '100', '1200', { entitlements: [calls('1000', carrying)] }),
  ]);

describe('a command of a station that was offline', () => {
  it('[OFF-03] an upgrade meets a state that time has moved on: the timeline has it on its day, entitlements follow now and are given once', async () => {
    const desk = deskWithCarryOver();
    const id = await desk.create({}, '2026-06-01');
    const till = new Till(desk, id, plans());
    await till.run('2026-06-01');
    await desk.advance(id, '2026-07-10');
    await till.run('2026-07-10');
    await desk.run(changePlan, { subscriptionId: id, plan: { from: 'basic', to: 'pro' } }, '2026-06-16');
    const after = await desk.advance(id, '2026-07-11');
    expect(termsOf(after)).toEqual(['2026-06-01..2026-06-16 basic x1', '2026-06-16.. pro x1']);
    expect(after.grants[0]?.allotments.map(({ source, granted }) => `${source} ${granted}`)).toEqual([
      'allowance 1000',
      'carried-over 100',
    ]);
    expect(after.grants[0]?.log.map(({ kind }) => kind)).toEqual(['provisioned', 'renewed', 'changed']);
    expect(after.grants[0]?.resetsAt).toBe('2026-07-31T23:00:00.000Z');
    expect(await till.run('2026-07-11')).toEqual([
      'basic: base 2026-06-16..2026-07-01 -2500',
      'basic: base 2026-07-01..2026-08-01 -5000',
      'pro: base 2026-06-16..2026-07-01 5000',
      'pro: base 2026-07-01..2026-08-01 10000',
    ]);
  });

  it('[OFF-03] a cancel or a pause takes back what was billed since', async () => {
    for (const useCase of ['cancel', 'pause'] as const) {
      const desk = deskWithCarryOver();
      const id = await desk.create({}, '2026-06-01');
      const till = new Till(desk, id, plans());
      await till.run('2026-06-01');
      await desk.advance(id, '2026-07-10');
      expect(await till.run('2026-07-10')).toEqual(['basic: base 2026-07-01..2026-08-01 5000']);
      const body = { subscriptionId: id, when: { kind: 'now' } } as const;
      await (useCase === 'cancel'
        ? desk.run(cancelSubscription, { ...body, reason: 'other', credit: 'none' }, '2026-06-16')
        : desk.run(pauseSubscription, body, '2026-06-16'));
      expect(await till.run('2026-07-11')).toEqual(['basic: base 2026-07-01..2026-08-01 -5000']);
      expect(kinds(await desk.subscription(id)).at(-1)).toBe(useCase === 'cancel' ? 'cancelled' : 'paused');
    }
  });

  it('[OFF-03] what it cannot be put before is named, for a person to decide', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-01');
    await desk.run(changePlan, { subscriptionId: id, plan: { from: 'basic', to: 'plus' } }, '2026-07-05');
    expect(await desk.refused(changePlan, { subscriptionId: id, plan: { from: 'plus', to: 'pro' } }, '2026-06-16')).toEqual([
      { code: 'subscription.later-change', on: '2026-06-16', laterOn: '2026-07-05', kind: 'upgraded' },
    ]);
  });

  it('[OFF-03] in any order of lateness keeps every belief about the timeline, and bills nothing twice', async () => {
    const late = fc.array(fc.integer({ min: 0, max: 70 }), { minLength: 24, maxLength: 24 });
    await fc.assert(
      fc.asyncProperty(start, lives, late, async (begin, actions, days) => {
        const desk = deskOf();
        const id = await desk.create({ plan: begin.plan }, '2026-01-31');
        const till = new Till(desk, id);
        let today = '2026-01-31';
        let end = today;
        for (const [index, next] of actions.entries()) {
          today = daysAfter(today, next.wait);
          // The server has gone on while the station was away.
          const server = daysAfter(today, days[index] ?? 0);
          end = server > end ? server : end;
          await desk.advance(id, end);
          await tried(desk, id, next, today);
          await desk.advance(id, end);
          await till.run(end);
          expect(await till.run(end)).toEqual([]);
        }
        const { grants } = await desk.subscription(id);
        for (const { log } of grants) expect(log.map(({ at }) => at)).toEqual(log.map(({ at }) => at).toSorted());
      }),
      { numRuns: 150, seed: 3 },
    );
  }, 120_000);
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { advancedSubscription } from '../../../core/subscriptions/advancing.ts';
import { versionIdsOf } from '../../../core/subscriptions/occasion.ts';
import { gatherVersions } from '../../../core/subscriptions/subscription-facts.ts';
import type { Subscription } from '../../../core/subscriptions/types.ts';
import { daysAfter } from '../../../core/time/plain-date.ts';
import { sampleEntity, withPolicies } from '../../support/billing-world.ts';
import { deskOf, plans } from './catalog.ts';
import { lifeOf, lives, start, tried } from './life.ts';
import { Till } from './till.ts';
import { timelineBreaks } from './timeline-breaks.ts';

/** Without who noticed and how often it was written. */
const substance = (subscription: Subscription) => ({
  ...subscription,
  rev: 0,
  history: subscription.history.map(({ kind, on, facts }) => ({ kind, on, facts })),
  planned: subscription.planned.map(({ on, change }) => ({ on, change })),
});

/** POL-02, POL-03, POL-04, POL-10 */
const rules = fc.record({
  prorationBasis: fc.constantFrom('actual-days', 'thirty-day-month', 'seconds'),
  changeDay: fc.constantFrom('new-plan', 'old-plan'),
  upgradeCredit: fc.constantFrom('unused-part', 'whole-charge', 'none'),
  seatChanges: fc.constantFrom('prorated', 'highest', 'value-at-end'),
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
    expect(done).toBeGreaterThan(2000);
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

  it('[SUB-28] billed day by day under any policy come to what they are billed at once, never below zero, and nothing is billed twice', async () => {
    const sumOf = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)), 0);
    await fc.assert(
      fc.asyncProperty(start, lives, rules, async (begin, actions, changed) => {
        const policies = withPolicies(changed);
        const till = (): Till => new Till(desk, id, plans(), sampleEntity({ policies }));
        const desk = deskOf(plans(), { policies });
        const id = await desk.create({ plan: begin.plan }, '2026-01-31');
        const daily = till();
        let today = '2026-01-31';
        let sum = 0;
        for (const next of actions) {
          today = daysAfter(today, next.wait);
          await tried(desk, id, next, today);
          await desk.advance(id, today);
          sum += sumOf(await daily.run(today));
          expect(await daily.run(today)).toEqual([]);
          expect(sum).toBeGreaterThanOrEqual(0);
        }
        const end = daysAfter(today, 420);
        await desk.advance(id, end);
        sum += sumOf(await daily.run(end));
        expect(sumOf(await till().run(end))).toBe(sum);
      }),
      { numRuns: 150, seed: 28 },
    );
  }, 120_000);
});

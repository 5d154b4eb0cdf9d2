import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EntitlementDefinition } from '../../../core/catalog/types.ts';
import { adjusted } from '../../../core/entitlements/adjustment.ts';
import { advanced } from '../../../core/entitlements/advance.ts';
import { consumed } from '../../../core/entitlements/consumption.ts';
import type { Grant } from '../../../core/entitlements/types.ts';
import { exact } from '../../../core/money/exact.ts';
import { daysAfter } from '../../../core/time/plain-date.ts';
import { ask, calls, day, grantOf, grantsOf, quantityOf, right, timeline } from './sample.ts';

const units = fc
  .integer({ min: 1, max: 2000 })
  .map((tenths) => (tenths % 10 === 0 ? String(tenths / 10) : `${Math.floor(tenths / 10)}.${tenths % 10}`));
const moments = fc.integer({ min: 0, max: 500 }).map((days) => day(daysAfter('2025-01-01', days)));

const carryOver: fc.Arbitrary<EntitlementDefinition['carryOver']> = fc.option(
  fc.record({
    cap: fc.oneof(
      fc.constant({ kind: 'none' } as const),
      fc.record({ kind: fc.constant('units' as const), quantity: units }),
      fc.record({ kind: fc.constant('allowances' as const), times: fc.constantFrom('0', '0.5', '1', '2') }),
    ),
    once: fc.boolean(),
  }),
);

const expiry: fc.Arbitrary<EntitlementDefinition['expiry']> = fc.oneof(
  fc.constant({ kind: 'never' } as const),
  fc.record({ kind: fc.constant('fixed' as const), at: moments }),
  fc.record({
    kind: fc.constant('relative' as const),
    days: fc.integer({ min: 1, max: 90 }),
    from: fc.constantFrom('start' as const, 'renewal' as const),
    stopsWhileSuspended: fc.boolean(),
  }),
  fc.constant({ kind: 'period-end' } as const),
);

const definition: fc.Arbitrary<EntitlementDefinition> = fc
  .record({
    quantity: units,
    carryOver,
    expiry,
    autoExtendDays: fc.option(fc.integer({ min: 1, max: 60 })),
    atLimit: fc.constantFrom('block' as const, 'warn' as const, 'overage' as const),
    onCancel: fc.oneof(
      fc.constant({ kind: 'now' } as const),
      fc.constant({ kind: 'period-end' } as const),
      fc.record({ kind: fc.constant('later' as const), days: fc.integer({ min: 1, max: 90 }) }),
    ),
  })
  .map(({ quantity, ...facets }) => ({ ...calls, ...quantityOf(quantity), ...facets }));

type Step = { readonly at: string; readonly take: string; readonly add: string | null; readonly lasts: number | null };
const steps: fc.Arbitrary<readonly Step[]> = fc
  .array(
    fc.record({
      at: moments,
      take: units,
      add: fc.option(units, { freq: 4 }),
      lasts: fc.option(fc.integer({ min: 1, max: 90 })),
    }),
    { maxLength: 30 },
  )
  .map((list) => list.toSorted((a, b) => (a.at < b.at ? -1 : 1)));

const sum = (texts: readonly string[]) => texts.reduce((total, text) => total.plus(text), exact('0'));

/** A grant's whole life, with everything that it was given and that it gave. */
const lived = (rule: EntitlementDefinition, plan: readonly Step[], check: (grants: readonly Grant[], at: string) => void) => {
  let grants = grantsOf([rule]);
  const given: string[] = [];
  const used: string[] = [];
  for (const [index, { at, take, add, lasts }] of plan.entries()) {
    grants = advanced(grants, at, () => timeline());
    if (add !== null) {
      const expiresAt = lasts === null ? null : day(daysAfter(at.slice(0, 10), lasts));
      const adjustment = { kind: 'top-up', grantId: grantOf(grants).id, quantity: add, expiresAt, reason: 'more' } as const;
      const more = adjusted(grants, adjustment, { cause: `cmd_${index}`, at, periodEnd: null, held: null });
      if (more.ok) {
        grants = more.value;
        given.push(add);
      }
    }
    const after = consumed(grants, 'fea_calls', { key: `k${index}`, quantity: take, at });
    if (after.ok) {
      grants = after.value;
      used.push(take);
    }
    check(grants, at);
  }
  return { grants, given, used };
};

const baseOf = (rule: EntitlementDefinition) => exact(rule.grant.kind === 'limit' ? rule.grant.quantity : '0');

const capOf = (rule: EntitlementDefinition) => {
  if (rule.carryOver === null) return exact('0');
  const { cap } = rule.carryOver;
  if (cap.kind === 'none') return null;
  return cap.kind === 'units' ? exact(cap.quantity) : baseOf(rule).times(cap.times);
};

describe('for any definition and any life', () => {
  it('[ENT-12] what is carried over never exceeds its cap', () => {
    fc.assert(
      fc.property(definition, steps, (rule, plan) => {
        const { grants } = lived(rule, plan, () => undefined);
        const cap = capOf(rule);
        const renewals = grantOf(grants).log.flatMap((event) => (event.kind === 'renewed' ? [event.facts['carried'] ?? '0'] : []));
        const standing = grantOf(grants).allotments.filter(({ source }) => source === 'carried-over');
        const carried = [...renewals, ...standing.map(({ granted }) => granted)];
        expect(standing.length).toBeLessThanOrEqual(1);
        expect(carried.filter((quantity) => cap !== null && exact(quantity).gt(cap))).toEqual([]);
      }),
      { numRuns: 3000 },
    );
  });

  it('[ENT-18] what remains is never negative, and is limit less usage where use is within it', () => {
    fc.assert(
      fc.property(definition, steps, (rule, plan) => {
        lived(rule, plan, (grants, at) => {
          const { remaining, limit, currentUsage, overLimit } = ask(grants, at);
          expect(exact(remaining ?? '0').gte(0)).toBe(true);
          expect(
            exact(limit ?? '0')
              .minus(currentUsage)
              .eq(exact(remaining ?? '0').minus(overLimit)),
          ).toBe(true);
          expect(rule.atLimit === 'block' && overLimit !== '0').toBe(false);
        });
      }),
      { numRuns: 2000 },
    );
  });

  it('[ENT-06] units are conserved: granted = used + left + lost', () => {
    fc.assert(
      fc.property(definition, steps, (rule, plan) => {
        const { grants, given, used } = lived({ ...rule, atLimit: 'block' }, plan, () => undefined);
        const grant = grantOf(grants);
        const renewals = grant.log.filter((event) => event.kind === 'renewed').length;
        const granted = sum(given).plus(baseOf(rule).times(renewals + 1));
        const lost = sum(grant.log.map((event) => event.facts['lost'] ?? '0'));
        const left = sum(grant.allotments.map((allotment) => exact(allotment.granted).minus(allotment.used).toString()));
        expect(granted.toString()).toBe(sum(used).plus(left).plus(lost).toString());
      }),
      { numRuns: 3000 },
    );
  });

  it('[ENT-14] time in one go gives the same as time in many steps', () => {
    fc.assert(
      fc.property(definition, fc.array(moments, { maxLength: 12 }), fc.option(moments), fc.option(units), (rule, stops, endsAt, taken) => {
        const line = timeline({ endsAt });
        const start =
          taken === null
            ? grantsOf([rule])
            : lived(rule, [{ at: day('2025-01-01'), take: taken, add: null, lasts: null }], () => undefined).grants;
        const last = day('2026-07-01');
        const many = [...stops].sort().reduce<readonly Grant[]>((grants, at) => advanced(grants, at, () => line), start);
        expect(advanced(many, last, () => line)).toEqual(advanced(start, last, () => line));
      }),
      { numRuns: 2000 },
    );
  });

  it('[ENT-24] the same consumption a second time changes nothing', () => {
    fc.assert(
      fc.property(definition, units, (rule, quantity) => {
        const request = { key: 'k', quantity, at: day('2025-01-01') };
        const once = consumed(grantsOf([rule]), 'fea_calls', request);
        fc.pre(once.ok);
        expect(consumed(right(once), 'fea_calls', request)).toEqual(once);
      }),
      { numRuns: 1000 },
    );
  });
});

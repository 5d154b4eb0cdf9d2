import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sliceOf } from '../../../core/money/allocation.ts';
import { daysAfter, daysBetween } from '../../../core/time/plain-date.ts';
import type { Subscription, Term } from '../../../core/subscriptions/types.ts';
import {
  bill,
  component,
  fixedPrice,
  item,
  netMinor,
  perUnit,
  sampleSubscription,
  soldPlan,
  stretch,
  term,
  variantOf,
  worldOf,
} from '../../support/billing-world.ts';

const basic = soldPlan('basic', [variantOf([component('base', fixedPrice('30'))])]);
const better = soldPlan('better', [variantOf([component('base', fixedPrice('60'))])]);
const one = (terms: readonly Term[], changes: Partial<Subscription> = {}) =>
  sampleSubscription([item(terms, { cadence: [stretch('2025-04-01')] })], changes);

describe('properties of billing', () => {
  const step = fc.record({
    day: fc.integer({ min: 0, max: 119 }),
    plan: fc.constantFrom('basic', 'better', 'seats'),
    quantity: fc.integer({ min: 0, max: 9 }),
    billAfter: fc.boolean(),
  });
  const seatPlan = soldPlan('seats', [
    variantOf([component('base', fixedPrice('11.11')), component('seats', perUnit('7.77'), { quantity: { kind: 'subscription' } })]),
  ]);
  const start = '2025-01-31';

  const termsOf = (steps: readonly { readonly day: number; readonly plan: string; readonly quantity: number }[]): readonly Term[] => {
    const sorted = [...new Map([...steps].sort((a, b) => a.day - b.day).map((entry) => [entry.day, entry])).values()];
    return sorted
      .map((entry, index) =>
        term(entry.plan, daysAfter(start, index === 0 ? 0 : entry.day), {
          quantity: String(entry.quantity),
          until: sorted[index + 1] === undefined ? null : daysAfter(start, sorted[index + 1]?.day ?? 0),
        }),
      )
      .filter((entry) => entry.until === null || entry.from < entry.until);
  };

  it('[BEY-02] [SUB-28] billing after each change or once at the end comes to the same, and billing again gives nothing', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
        const sub = (terms: readonly Term[]): Subscription =>
          sampleSubscription([item(terms, { cadence: [stretch(start, { anchor: start })] })]);
        const ordered = [...steps].sort((a, b) => a.day - b.day);
        const piecemeal = worldOf([basic, better, seatPlan], { subscriptions: [] });
        for (const [index, entry] of ordered.entries()) {
          piecemeal.record = { ...piecemeal.record, subscriptions: [sub(termsOf(ordered.slice(0, index + 1)))] };
          if (entry.billAfter) bill(piecemeal, daysAfter(start, entry.day), daysAfter(start, entry.day + 1));
        }
        bill(piecemeal, daysAfter(start, 119), '2025-07-01');
        const atOnce = worldOf([basic, better, seatPlan], { subscriptions: [sub(termsOf(ordered))] });
        bill(atOnce, start, '2025-07-01');
        const total = (world: typeof atOnce): number =>
          [...world.record.invoices, ...world.record.creditNotes].reduce((sum, document) => sum + document.totals.netMinor, 0);
        expect(total(piecemeal)).toBe(total(atOnce));
        expect(bill(piecemeal, '2025-06-30', '2025-07-01').documents).toEqual([]);
        expect(bill(atOnce, '2025-06-30', '2025-07-01').documents).toEqual([]);
      }),
      { numRuns: 1500 },
    );
  });

  it('[SUB-28] the charges of a period equal the time-weighted price to within a penny a slice', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 5 }), (steps) => {
        const terms = termsOf(steps.map((entry) => ({ ...entry, day: entry.day % 28 })));
        const world = worldOf([basic, better, seatPlan], {
          subscriptions: [sampleSubscription([item(terms, { cadence: [stretch(start)] })])],
        });
        const billed = netMinor(bill(world, start, '2025-02-28'));
        const price = (entry: Term): number =>
          entry.planId === 'basic' ? 3000 : entry.planId === 'better' ? 6000 : 1111 + 777 * Number(entry.quantity);
        const ideal = terms.reduce((sum, entry) => sum + (price(entry) * daysBetween(entry.from, entry.until ?? '2025-02-28')) / 28, 0);
        expect(Math.abs(billed - ideal)).toBeLessThanOrEqual(terms.length * 2);
      }),
      { numRuns: 1500 },
    );
  });

  it('[BEY-07] [TAX-15] whatever is changed, what is credited of a line never exceeds it, and its tax goes with it', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 2, maxLength: 6 }), fc.boolean(), (steps, inclusive) => {
        const plans = [basic, better, seatPlan].map((entry) => ({
          ...entry,
          version: { ...entry.version, variants: entry.version.variants.map((variant) => ({ ...variant, taxInclusive: inclusive })) },
        }));
        const ordered = [...steps].sort((a, b) => a.day - b.day);
        const world = worldOf(plans, { subscriptions: [] });
        for (const [index, entry] of ordered.entries()) {
          world.record = {
            ...world.record,
            subscriptions: [sampleSubscription([item(termsOf(ordered.slice(0, index + 1)), { cadence: [stretch(start)] })])],
          };
          bill(world, daysAfter(start, entry.day), daysAfter(start, entry.day + 1));
        }
        const lines = [...world.record.invoices, ...world.record.creditNotes].flatMap((document) => document.lines);
        for (const line of lines.filter((entry) => entry.credits === null)) {
          const credits = lines.filter((entry) => entry.credits?.lineId === line.id);
          const sum = (pick: (entry: (typeof lines)[number]) => number): number => credits.reduce((total, entry) => total + pick(entry), 0);
          expect(-sum((entry) => entry.chargedMinor)).toBeLessThanOrEqual(line.chargedMinor);
          const isGone = -sum((entry) => entry.chargedMinor) === line.chargedMinor;
          const left = [
            sum((entry) => entry.netMinor) + line.netMinor,
            sum((entry) => entry.taxMinor) + line.taxMinor,
            sum((entry) => entry.grossMinor) + line.grossMinor,
          ];
          expect(isGone ? left : [0, 0, 0]).toEqual([0, 0, 0]);
        }
        for (const document of [...world.record.invoices, ...world.record.creditNotes]) {
          expect(document.totals.netMinor + document.totals.taxMinor).toBe(document.totals.grossMinor);
          expect(document.lines.reduce((total, line) => total + line.grossMinor, 0)).toBe(document.totals.grossMinor);
          expect(Math.sign(document.totals.grossMinor)).toBe(
            document.kind === 'invoice' ? Math.max(0, Math.sign(document.totals.grossMinor)) : -1,
          );
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('[BEY-02] the plan does not depend on the order of the facts', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['sub_a', 'sub_b', 'sub_c', 'sub_d'], { minLength: 4 }), (ids) => {
        const made = (order: readonly string[]): unknown =>
          bill(
            worldOf([basic, better, seatPlan], {
              subscriptions: order.map((id, index) =>
                one([term(['basic', 'better', 'seats'][id.charCodeAt(4) % 3] ?? 'basic', '2025-04-01', { quantity: '4' })], {
                  id,
                  startsOn: `2025-04-0${(index % 3) + 1}`,
                }),
              ),
            }),
            '2025-04-01',
            '2025-05-01',
          ).documents.map((document) => [document.id, document.lines.map((line) => line.id), document.totals]);
        expect(made(ids)).toEqual(made(['sub_a', 'sub_b', 'sub_c', 'sub_d']));
      }),
      { numRuns: 1000 },
    );
  });

  it('[SUB-28] slices of any tiling sum to the whole', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        fc.integer({ min: 1, max: 366 }),
        fc.array(fc.nat(366), { maxLength: 8 }),
        (amount, of, cuts) => {
          const edges = [0, ...[...new Set(cuts.map((cut) => cut % of))].sort((a, b) => a - b), of];
          expect(edges.slice(1).reduce((sum, edge, index) => sum + sliceOf(amount, edges[index] ?? 0, edge, of), 0)).toBe(amount);
        },
      ),
      { numRuns: 5000 },
    );
  });
});

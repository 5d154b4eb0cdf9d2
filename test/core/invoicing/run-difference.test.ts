import { describe, expect, it } from 'vitest';
import { runDifference } from '../../../core/invoicing/run-difference.ts';
import type { IssuedDocument } from '../../../core/invoicing/lines.ts';
import {
  bill,
  component,
  fixedPrice,
  item,
  sampleSubscription,
  seats,
  soldPlan,
  term,
  variantOf,
  worldOf,
} from '../../support/billing-world.ts';

const seatPlan = soldPlan('team', [variantOf([component('base', fixedPrice('10')), seats('5')])]);
const extra = soldPlan('extra', [variantOf([component('extra', fixedPrice('3'))])]);

const netOf = (documents: readonly IssuedDocument[]): number => documents.reduce((sum, document) => sum + document.totals.netMinor, 0);

describe('the difference of two runs', () => {
  const items = [
    item([term('team', '2025-01-01', { quantity: '2', until: '2025-02-01' }), term('team', '2025-02-01', { quantity: '4' })]),
    item([term('extra', '2025-02-01')], { id: 'extra', type: 'add-on' }),
  ];
  const world = worldOf([seatPlan, extra], { subscriptions: [sampleSubscription(items)] });
  const january = bill(world, '2025-01-01', '2025-02-01').documents;
  const february = bill(world, '2025-02-01', '2025-03-01').documents;
  const differences = runDifference(january, february);

  it('[BEY-02] says line by line what is new, changed and the same', () => {
    expect(
      differences.map(({ title, kind, beforeMinor, afterMinor, differenceMinor }) => [
        title,
        kind,
        beforeMinor,
        afterMinor,
        differenceMinor,
      ]),
    ).toEqual([
      ['team: base', 'same', 1000, 1000, 0],
      ['team: seats', 'changed', 1000, 2000, 1000],
      ['extra', 'added', null, 300, 300],
    ]);
  });

  it('[BEY-02] what is gone is named too, and the differences sum to the difference of the runs', () => {
    const back = runDifference(february, january);
    expect(back.find(({ title }) => title === 'extra')?.kind).toBe('removed');
    expect(back.reduce((sum, { differenceMinor }) => sum + differenceMinor, 0)).toBe(netOf(january) - netOf(february));
  });

  it('[BEY-02] of a run with itself is nothing', () => {
    expect(runDifference(january, january).filter(({ kind }) => kind !== 'same')).toEqual([]);
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redemptionsInForce } from '../../../core/offers/in-force.ts';
import type { Redemption } from '../../../core/offers/types.ts';
import { boundary } from '../../../core/time/cadence.ts';
import { percentage, redemption } from './sample.ts';

const monthly = { unit: 'month', count: 1 } as const;
const starts = Array.from({ length: 24 }, (_, index) => boundary('2026-01-31', monthly, index));

/** Whether each of the 24 monthly periods from 31 January 2026 gets the redemption. */
const gets = (running: Redemption, periods: readonly string[] = starts): readonly boolean[] =>
  periods.map(
    (periodStart) =>
      redemptionsInForce([running], {
        periodStart,
        startsSince: (from) => periods.filter((start) => start >= from && start < periodStart).length,
      }).length === 1,
  );
const which = (answers: readonly boolean[]): readonly number[] => answers.flatMap((yes, index) => (yes ? [index] : []));

describe('which periods a redemption reaches', () => {
  it('[OFR-05] once: the first period that starts on or after the redemption', () => {
    expect(which(gets(redemption(1, percentage('10'), { duration: { kind: 'once' }, startsOn: '2026-01-31' })))).toEqual([0]);
    expect(which(gets(redemption(1, percentage('10'), { duration: { kind: 'once' }, startsOn: '2026-02-01' })))).toEqual([1]);
    expect(which(gets(redemption(1, percentage('10'), { duration: { kind: 'once' }, startsOn: '2026-02-28' })))).toEqual([1]);
  });

  it('[OFR-05] N periods and the lifetime of the subscription', () => {
    expect(which(gets(redemption(1, percentage('10'), { duration: { kind: 'periods', count: 3 }, startsOn: '2026-03-15' })))).toEqual([
      2, 3, 4,
    ]);
    expect(which(gets(redemption(1, percentage('10'), { startsOn: '2027-11-01' })))).toEqual([22, 23]);
  });

  it('[OFR-05] an early end keeps the periods that started before it', () => {
    const ended = redemption(1, percentage('10'), { startsOn: '2026-01-31', endsOn: '2026-03-31' });
    expect(which(gets(ended))).toEqual([0, 1]);
    expect(which(gets({ ...ended, endsOn: ended.startsOn }))).toEqual([]);
  });

  it('[OFR-05] a paused period is no billing period and uses nothing up', () => {
    const billed = starts.filter((_, index) => index !== 1);
    const running = redemption(1, percentage('10'), { duration: { kind: 'periods', count: 2 }, startsOn: '2026-01-31' });
    expect(which(gets(running, billed)).map((index) => billed[index])).toEqual([starts[0], starts[2]]);
  });

  it('[OFR-05] N periods are N periods, wherever the redemption starts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.integer({ min: 1, max: 11 }),
        fc.integer({ min: -27, max: 0 }),
        (first, count, shift) => {
          const startsOn = boundary(starts[first] ?? '', { unit: 'day', count: 1 }, shift);
          const reached = which(gets(redemption(1, percentage('10'), { duration: { kind: 'periods', count }, startsOn })));
          expect(reached.length).toBe(count);
          expect(reached.every((index, position) => index === (reached[0] ?? 0) + position)).toBe(true);
        },
      ),
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { Ramp } from '../../core/catalog/types.ts';
import { pauseSubscription } from '../../core/subscriptions/pause-subscription.ts';
import { monthsAfter } from '../../core/time/plain-date.ts';
import { deskOf } from '../core/subscriptions/catalog.ts';
import { Till } from '../core/subscriptions/till.ts';

const steps = ['500', '750', '1000'] as const;
const byPeriod: Ramp = { componentId: 'base', steps: steps.map((price, n) => ({ from: { kind: 'period', index: 3 * n }, price })) };
const byDate: Ramp = {
  componentId: 'base',
  steps: steps.map((price, n) => ({ from: { kind: 'date', on: monthsAfter('2026-01-01', 3 * n) }, price })),
};
const starts = Array.from({ length: 12 }, (_, month) => monthsAfter('2026-01-01', month));

/**
 * Bills a year of a ramp that was agreed for one subscription, month by month; answers what each month came to, in major units. `pausedOn`: a pause of one
 * period is asked for on that day, from the end of the running period on.
 */
const year = async (ramp: Ramp, pausedOn: string | null = null): Promise<readonly number[]> => {
  const desk = deskOf();
  const id = await desk.create({ ramps: [ramp] }, '2026-01-01');
  const till = new Till(desk, id);
  const amounts: number[] = [];
  for (const start of starts) {
    await desk.advance(id, start);
    const lines = await till.run(start);
    amounts.push(lines.reduce((sum, line) => sum + Number(line.split(' ').at(-1)) / 100, 0));
    if (start.slice(0, 7) === pausedOn?.slice(0, 7)) await desk.run(pauseSubscription, { subscriptionId: id, days: 30 }, pausedOn);
  }
  return amounts;
};

describe('golden: price ramps on invoices', () => {
  it('[G-RAMP-1] £500 for 3 months, £750 for 3 months, then £1,000; the first 12 months total £9,750', async () => {
    const expected = [500, 500, 500, 750, 750, 750, 1000, 1000, 1000, 1000, 1000, 1000];
    expect(await year(byPeriod)).toEqual(expected);
    expect(await year(byDate)).toEqual(expected);
    expect(expected.reduce((sum, amount) => sum + amount, 0)).toBe(9750);
  });

  it('[G-RAMP-2] [OR-14] paused in period 3 for the whole period after it: the next billed one is number 4, or follows its date', async () => {
    expect(await year(byPeriod, '2026-03-15')).toEqual([500, 500, 500, 0, 750, 750, 750, 1000, 1000, 1000, 1000, 1000]);
    expect(await year(byDate, '2026-03-15')).toEqual([500, 500, 500, 0, 750, 750, 1000, 1000, 1000, 1000, 1000, 1000]);
  });
});

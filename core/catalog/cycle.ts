import type { Interval } from '../time/cadence.ts';
import type { PlanVersion } from './types.ts';

/** The id of a billing cycle (CAT-15, CAT-16): its length, `1-month`, `3-year`. A version's cycles each have one name and one length. */
export const cycleIdOf = (interval: Interval): string => `${interval.count}-${interval.unit}`;

export type Cycle = { readonly id: string; readonly name: string; readonly interval: Interval };

/** The cycles that a version can be bought in, in the order of its variants. */
export const cyclesOf = (version: Pick<PlanVersion, 'variants'>): readonly Cycle[] => {
  const cycles = new Map<string, Cycle>();
  for (const { cycle } of version.variants) {
    const id = cycleIdOf(cycle.interval);
    if (!cycles.has(id)) cycles.set(id, { id, name: cycle.name, interval: cycle.interval });
  }
  return [...cycles.values()];
};

import { boundary, periodIndex } from '../time/cadence.ts';
import { daysAfter, daysBetween, type PlainDate } from '../time/plain-date.ts';
import { nextBoundary, periodsAfter } from './anchor.ts';
import type { CadenceStretch, Subscription } from './types.ts';

export type Contract = NonNullable<Subscription['contract']>;

/** BIL-02: the contract's end, `periods` whole billing periods after the first one; a stub before it comes on top (SUB-20). */
export const contractFrom = (stretch: CadenceStretch, terms: { readonly periods: number; readonly autoRenew: boolean }): Contract => ({
  endsOn: periodsAfter(stretch, stretch.from, terms.periods),
  autoRenew: terms.autoRenew,
  periods: terms.periods,
});

/** The contract for as many periods again, from its end. An end that a change of cycle left inside a period is counted from as it stands. */
export const renewedContract = (contract: Contract, stretch: CadenceStretch): Contract => {
  const onBoundary = nextBoundary(stretch, contract.endsOn) === contract.endsOn;
  const endsOn = onBoundary
    ? periodsAfter(stretch, contract.endsOn, contract.periods)
    : boundary(contract.endsOn, stretch.interval, contract.periods);
  return { ...contract, endsOn };
};

/**
 * OR-11: the contract after billing moved from one cadence to a later one: what followed `oldBoundary` in periods now follows `newBoundary`. Where the
 * end stood inside a period it moves by the same days.
 */
export const movedContract = (
  contract: Contract | null,
  before: { readonly stretch: CadenceStretch; readonly boundary: PlainDate },
  after: { readonly stretch: CadenceStretch; readonly boundary: PlainDate },
): Contract | null => {
  if (contract === null || contract.endsOn < before.boundary) return contract;
  const { anchor, interval } = before.stretch;
  const index = periodIndex(anchor, interval, contract.endsOn);
  if (boundary(anchor, interval, index) !== contract.endsOn) {
    return { ...contract, endsOn: daysAfter(contract.endsOn, daysBetween(before.boundary, after.boundary)) };
  }
  const periods = index - periodIndex(anchor, interval, before.boundary);
  return { ...contract, endsOn: periods === 0 ? after.boundary : periodsAfter(after.stretch, after.boundary, periods) };
};

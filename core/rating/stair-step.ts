import type { Step } from '../catalog/price-model.ts';
import type { Policies } from '../organization/policies.ts';
import { compared, type Figure, figure, isZero } from './figure.ts';
import { oneShare, type Rated } from './share.ts';

/**
 * PRC-05: the price of the step that holds the quantity, whatever the units inside it. Zero lies in the first step, whose price POL-01 may waive.
 * `null` above a closed last step (OR-4, G-STEP-5).
 */
export const stairStep = (steps: readonly Step[], billable: Figure, zeroUsage: Policies['zeroUsage']['stairStep']): Rated | null => {
  let from = '0';
  for (const step of steps) {
    if (step.upTo === null || compared(billable, figure(step.upTo)) <= 0) {
      const flat = zeroUsage === 'not-due' && isZero(billable) ? '0' : step.price;
      return oneShare({ from, upTo: step.upTo, units: billable, unitPrice: '0', flat });
    }
    from = step.upTo;
  }
  return null;
};

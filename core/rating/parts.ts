import { sortedBy } from '../kernel/order.ts';
import type { DecimalText } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';
import { compared, difference, type Figure, figure, isNegative, isZero, sum, zero } from './figure.ts';

/** A single usage event: what was used, and when. */
export type Part = { readonly at: Instant; readonly quantity: DecimalText };

/** What of an event is priced. Negative where it corrects earlier use. */
export type BillablePart = { readonly at: Instant; readonly units: Figure };

const above = (reached: Figure, included: Figure): Figure => {
  const over = difference(reached, included);
  return isNegative(over) ? zero : over;
};

/** Events of one moment go by their quantity, so that the order in which they are read changes nothing. */
const placeOf = (part: Part): string => `${part.at} ${part.quantity}`;

const ascending = (parts: readonly Part[]): boolean => {
  let before = '';
  for (const part of parts) {
    const place = placeOf(part);
    if (place < before) return false;
    before = place;
  }
  return true;
};

/**
 * Takes the included units off the earliest events (PRC-10): an event's billable part is what it adds to `max(0, used so far - included)`, so that the
 * parts always sum to the billable quantity and a correction gives back what it corrects. Events that the included units cover whole are left out.
 * Where the metric rounded the quantity (OR-4), the rest joins the last event.
 */
export const billableParts = (parts: readonly Part[], quantity: Figure, included: Figure): readonly BillablePart[] => {
  const inOrder = ascending(parts) ? parts : sortedBy(parts, placeOf);
  const billable: { at: Instant; units: Figure }[] = [];
  let used: Figure = zero;
  for (const [index, part] of inOrder.entries()) {
    const reached = index === inOrder.length - 1 ? quantity : sum(used, figure(part.quantity));
    const units = difference(above(reached, included), above(used, included));
    if (!isZero(units) || (compared(reached, used) === 0 && compared(used, included) >= 0)) billable.push({ at: part.at, units });
    used = reached;
  }
  return billable;
};

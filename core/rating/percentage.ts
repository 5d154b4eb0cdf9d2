import type { PriceModel } from '../catalog/price-model.ts';
import {
  compared,
  type Figure,
  figure,
  figureOfCount,
  figureText,
  isNegative,
  isZero,
  negated,
  product,
  shifted,
  sum,
  zero,
} from './figure.ts';
import type { BillablePart } from './parts.ts';
import { type Rated, type ShareFacts, severalShares } from './share.ts';

/** Events that one reading of the price holds for: their amounts, and their number (a correction counts as minus one). */
type Held = { units: Figure; events: number };

const taken = (held: Held, units: Figure): void => {
  held.units = sum(held.units, units);
  held.events += isNegative(units) ? -1 : 1;
};

const share = (id: string, held: Held, unitPrice: string, perEvent: Figure): ShareFacts => ({
  from: '0',
  upTo: null,
  units: held.units,
  unitPrice,
  flat: figureText(product(perEvent, figureOfCount(held.events))),
  rule: { id, version: 0, name: '', inputs: { events: String(held.events) }, warning: '' },
});

/**
 * Spec 16: `percent` of each event's amount plus a fixed part, held between minimum and maximum. There are up to three shares, whose rule ids say
 * what held: `percentage`, `minimum` and `maximum`. A correction takes back what an event of its amount costs. Where there are no single events, a
 * quantity above zero is one event.
 */
export const percentage = (model: Extract<PriceModel, { kind: 'percentage' }>, billable: Figure, parts: readonly BillablePart[]): Rated => {
  const rate = shifted(figure(model.percent), 2);
  const perEvent = figure(model.perEvent);
  const minimum = model.minimumPerEvent === null ? null : figure(model.minimumPerEvent);
  const maximum = model.maximumPerEvent === null ? null : figure(model.maximumPerEvent);
  const free: Held = { units: zero, events: 0 };
  const low: Held = { units: zero, events: 0 };
  const high: Held = { units: zero, events: 0 };
  const shown = { free: false, low: false, high: false };
  const events = parts.length > 0 ? parts.map((part) => part.units) : isZero(billable) ? [] : [billable];
  for (const units of events) {
    const fee = sum(product(isNegative(units) ? negated(units) : units, rate), perEvent);
    const reading =
      maximum !== null && compared(fee, maximum) > 0 ? 'high' : minimum !== null && compared(fee, minimum) < 0 ? 'low' : 'free';
    taken({ free, low, high }[reading], units);
    shown[reading] = true;
  }
  return severalShares([
    ...(shown.free ? [share('percentage', free, figureText(rate), perEvent)] : []),
    ...(shown.low ? [share('minimum', low, '0', minimum ?? zero)] : []),
    ...(shown.high ? [share('maximum', high, '0', maximum ?? zero)] : []),
  ]);
};

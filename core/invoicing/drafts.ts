import type { OutstandingCharge } from '../billing/types.ts';
import { derivedId } from '../kernel/ids.ts';
import { byText, groupedBy, sortedBy } from '../kernel/order.ts';
import type { Currency } from '../money/currency.ts';
import type { Policies } from '../organization/policies.ts';
import { later, type PlainDate } from '../time/plain-date.ts';
import type { Line } from './types.ts';

/** The charges that share a document: one currency, one day, one separate key (INV-10, CAT-21). */
export type ChargeGroup = { readonly currency: Currency; readonly on: PlainDate; readonly charges: readonly OutstandingCharge[] };

/** Lines read in the order of what they bill: by item and period, the credit before the charge that replaces it. */
const lineOrder = (charge: OutstandingCharge): string =>
  `${sourceOrder(charge)}|${charge.period?.start ?? charge.dueOn}|${charge.chargedMinor < 0 && charge.credits !== null ? 0 : 1}|${natureOrder[charge.nature]}|${charge.slot}|${charge.id}`;

const sourceOrder = (charge: OutstandingCharge): string => {
  switch (charge.source.kind) {
    case 'subscription':
      return `1${charge.source.subscriptionId}/${charge.source.itemId}`;
    case 'order':
      return `2${charge.source.orderId}/${charge.source.lineId}`;
    case 'adjustment':
      return `3${charge.source.adjustmentId}`;
    case 'manual':
      return '4';
  }
};

const natureOrder = {
  'setup-fee': 0,
  recurring: 1,
  instalment: 1,
  'one-off': 1,
  'credit-pack': 2,
  usage: 3,
  'draw-down': 4,
  floor: 5,
  minimum: 6,
  cap: 7,
  adjustment: 8,
  manual: 9,
} as const satisfies Record<OutstandingCharge['nature'], number>;

/** Groups charges into documents. Nothing is dated before `from`: what belongs to an earlier time is billed late, not backwards. */
export const chargeGroups = (charges: readonly OutstandingCharge[], from: PlainDate): readonly ChargeGroup[] => {
  const groups = groupedBy(charges, (charge) => `${later(charge.dueOn, from)}|${charge.currency}|${charge.separateKey}`);
  return sortedBy([...groups.entries()], ([key]) => key).flatMap(([, members]) => {
    const first = members[0];
    return first === undefined ? [] : [{ currency: first.currency, on: later(first.dueOn, from), charges: sortedBy(members, lineOrder) }];
  });
};

/** POL-12. What moves money between periods is issued even when it sums to zero: leaving it out would lose the correction. A draw-down proves consumption (BIL-06). */
export const isSuppressed = (lines: readonly Line[], policy: Policies['zeroInvoices']): boolean => {
  if (lines.length === 0) return true;
  if (policy === 'issued' || lines.some((line) => line.chargedMinor !== 0)) return false;
  return policy === 'suppressed' || !lines.some((line) => line.promotional);
};

const ids = new WeakMap<readonly Line[], string>();

/**
 * A document's id is derived from the lines that it holds: two stations that bill the same make the same document. Remembered by the list of lines,
 * since sorting, numbering and writing ask for it in turn.
 */
export const documentId = (kind: 'invoice' | 'credit-note', lines: readonly Line[]): string => {
  const known = ids.get(lines);
  if (known !== undefined) return known;
  const sorted = lines.map((line) => line.id).sort(byText);
  const id = derivedId(kind === 'invoice' ? 'inv' : 'cn', ...sorted);
  ids.set(lines, id);
  return id;
};

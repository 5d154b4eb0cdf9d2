import type { OutstandingCharge } from '../billing/types.ts';
import { derivedId } from '../kernel/ids.ts';
import { byText } from '../kernel/order.ts';
import type { Currency } from '../money/currency.ts';
import type { Policies } from '../organization/policies.ts';
import { later, type PlainDate } from '../time/plain-date.ts';
import type { Line } from './types.ts';

/** The charges that share a document: one currency, one day, one separate key (INV-10, CAT-21). */
export type ChargeGroup = { readonly currency: Currency; readonly on: PlainDate; readonly charges: readonly OutstandingCharge[] };

/** Where a charge stands among the sources, and by which ids. */
const sourceRank = { subscription: 1, order: 2, adjustment: 3, manual: 4 } as const satisfies Record<
  OutstandingCharge['source']['kind'],
  number
>;

const bySource = ({ source: a }: OutstandingCharge, { source: b }: OutstandingCharge): number => {
  if (a.kind === 'subscription' && b.kind === 'subscription')
    return byText(a.subscriptionId, b.subscriptionId) || byText(a.itemId, b.itemId);
  if (a.kind === 'order' && b.kind === 'order') return byText(a.orderId, b.orderId) || byText(a.lineId, b.lineId);
  if (a.kind === 'adjustment' && b.kind === 'adjustment') return byText(a.adjustmentId, b.adjustmentId);
  return sourceRank[a.kind] - sourceRank[b.kind];
};

const natureRank = {
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

const startOf = (charge: OutstandingCharge): PlainDate => charge.period?.start ?? charge.dueOn;

const isCredit = (charge: OutstandingCharge): boolean => charge.chargedMinor < 0 && charge.credits !== null;

/** Lines read in the order of what they bill: by item and period, the credit before the charge that replaces it. No two have the same id. */
const lineOrder = (a: OutstandingCharge, b: OutstandingCharge): number =>
  bySource(a, b) ||
  byText(startOf(a), startOf(b)) ||
  Number(isCredit(b)) - Number(isCredit(a)) ||
  natureRank[a.nature] - natureRank[b.nature] ||
  byText(a.slot, b.slot) ||
  byText(a.id, b.id);

const inGroup = (group: ChargeGroup, charge: OutstandingCharge, on: PlainDate): boolean => {
  const [first] = group.charges;
  return group.on === on && group.currency === charge.currency && first?.separateKey === charge.separateKey;
};

const groupOrder = (a: ChargeGroup, b: ChargeGroup): number =>
  byText(a.on, b.on) || byText(a.currency, b.currency) || byText(a.charges[0]?.separateKey ?? '', b.charges[0]?.separateKey ?? '');

/** Groups charges into documents. Nothing is dated before `from`: what belongs to an earlier time is billed late, not backwards. */
export const chargeGroups = (charges: readonly OutstandingCharge[], from: PlainDate): readonly ChargeGroup[] => {
  const groups: (ChargeGroup & { readonly charges: OutstandingCharge[] })[] = [];
  const byKey = new Map<string, (typeof groups)[number]>();
  for (const charge of charges) {
    const on = later(charge.dueOn, from);
    // Most customers have one document, and most charges follow one of their own group: no key is built for them.
    const last = groups.at(-1);
    if (last !== undefined && inGroup(last, charge, on)) {
      last.charges.push(charge);
      continue;
    }
    const key = `${on}|${charge.currency}|${charge.separateKey}`;
    const known = byKey.get(key);
    if (known !== undefined) {
      known.charges.push(charge);
      continue;
    }
    const group = { currency: charge.currency, on, charges: [charge] };
    byKey.set(key, group);
    groups.push(group);
  }
  for (const group of groups) group.charges.sort(lineOrder);
  return groups.sort(groupOrder);
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

import { groupedBy } from '../kernel/order.ts';
import type { Currency } from '../money/currency.ts';
import type { IssuedDocument } from './lines.ts';
import type { Line } from './types.ts';

/** One thing that is billed, in two runs. Amounts are signed minor units; `null` where a run has no such line. */
export type LineDifference = {
  readonly customerId: string;
  readonly currency: Currency;
  /** What the lines have in common. */
  readonly subject: string;
  readonly title: string;
  readonly kind: 'added' | 'removed' | 'changed' | 'same';
  readonly beforeMinor: number | null;
  readonly afterMinor: number | null;
  readonly differenceMinor: number;
  readonly before: readonly Line[];
  readonly after: readonly Line[];
};

/** What a line bills, whatever the period: so that last month meets this one. */
const subjectOf = (line: Line): string => {
  switch (line.source.kind) {
    case 'subscription':
      return `${line.source.subscriptionId}/${line.source.itemId}/${line.source.componentId}/${line.nature}`;
    case 'order':
      return `${line.source.orderId}/${line.source.lineId}`;
    case 'adjustment':
      return line.source.adjustmentId;
    case 'manual':
      return line.slot;
  }
};

type Placed = { readonly customerId: string; readonly currency: Currency; readonly line: Line };

const placed = (documents: readonly IssuedDocument[]): ReadonlyMap<string, readonly Placed[]> =>
  groupedBy(
    documents.flatMap((document) =>
      document.lines.map((line): Placed => ({ customerId: document.customerId, currency: document.currency, line })),
    ),
    (entry) => `${entry.customerId}|${entry.currency}|${subjectOf(entry.line)}`,
  );

const netOf = (lines: readonly Placed[]): number | null =>
  lines.length === 0 ? null : lines.reduce((sum, { line }) => sum + line.netMinor, 0);

const kindOf = (before: number | null, after: number | null): LineDifference['kind'] => {
  if (before === null) return 'added';
  if (after === null) return 'removed';
  return before === after ? 'same' : 'changed';
};

/**
 * BEY-02: the line-by-line difference of two runs, or of two plans: this month against the last one, before against after a price change. Net
 * amounts; lines that bill the same thing are taken together. The differences sum to the difference of the runs.
 */
export const runDifference = (before: readonly IssuedDocument[], after: readonly IssuedDocument[]): readonly LineDifference[] => {
  const old = placed(before);
  const now = placed(after);
  const keys = [...new Set([...old.keys(), ...now.keys()])].sort();
  return keys.flatMap((key) => {
    const earlier = old.get(key) ?? [];
    const later = now.get(key) ?? [];
    const sample = later[0] ?? earlier[0];
    if (sample === undefined) return [];
    const beforeMinor = netOf(earlier);
    const afterMinor = netOf(later);
    return {
      customerId: sample.customerId,
      currency: sample.currency,
      subject: key,
      title: sample.line.title,
      kind: kindOf(beforeMinor, afterMinor),
      beforeMinor,
      afterMinor,
      differenceMinor: (afterMinor ?? 0) - (beforeMinor ?? 0),
      before: earlier.map(({ line }) => line),
      after: later.map(({ line }) => line),
    };
  });
};

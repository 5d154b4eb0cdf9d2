import { invariant, must } from '../kernel/invariant.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { servicePeriodAt } from './periods.ts';
import type { CadenceStretch, OpenTerm, Subscription, SubscriptionItem, Term } from './types.ts';

/** A point of the timeline: a day, and the second of it where proration counts seconds (POL-02); 0 otherwise. */
export type Point = { readonly on: PlainDate; readonly second: number };

/** The base plan's item: one in each subscription, under this id, so that two stations speak of the same one. */
export const baseItemId = 'base';

export const baseItem = (subscription: Subscription): SubscriptionItem =>
  must(
    subscription.items.find((item) => item.type === 'base'),
    'a subscription has a base item',
  );

export const itemById = (subscription: Subscription, itemId: string): SubscriptionItem | null =>
  subscription.items.find((item) => item.id === itemId) ?? null;

export const withItem = (subscription: Subscription, item: SubscriptionItem): Subscription => ({
  ...subscription,
  items: subscription.items.map((entry) => (entry.id === item.id ? item : entry)),
});

export const withItems = (subscription: Subscription, edit: (item: SubscriptionItem) => SubscriptionItem): Subscription => ({
  ...subscription,
  items: subscription.items.map(edit),
});

/** What the item consists of from its last change on, `null` once it has ended. */
export const openTerm = (item: SubscriptionItem): Term | null => {
  const last = item.terms.at(-1);
  return last !== undefined && last.until === null ? last : null;
};

/** Items that have not ended. */
export const liveItems = (subscription: Subscription): readonly SubscriptionItem[] =>
  subscription.items.filter((item) => openTerm(item) !== null);

/** The last thing that the item was, also after its end. */
export const lastTerm = (item: SubscriptionItem): Term => must(item.terms.at(-1), 'an item has a term');

const isBefore = (term: Term, point: Point): boolean => term.from < point.on || (term.from === point.on && term.fromSecond < point.second);

/**
 * The item with another term from a point on; its open term ends there, and `unusedPart` says what becomes of the charge of the period that it leaves.
 * A term that began at the very point is replaced: it was never in force.
 */
export const withTermFrom = (item: SubscriptionItem, next: OpenTerm, unusedPart: Term['unusedPart']): SubscriptionItem => {
  const added: Term = { ...next, until: null, untilSecond: 0 };
  const open = openTerm(item);
  if (open === null) return { ...item, terms: [...item.terms, added] };
  const point: Point = { on: next.from, second: next.fromSecond };
  if (!isBefore(open, point)) {
    invariant(open.from === point.on && open.fromSecond === point.second, 'a term is never put before another');
    return { ...item, terms: [...item.terms.slice(0, -1), added] };
  }
  const ended: Term = { ...open, until: point.on, untilSecond: point.second, unusedPart };
  return { ...item, terms: [...item.terms.slice(0, -1), ended, added] };
};

/** Terms that were in force inside the period that holds the day: all of them give back what they charged for it. */
const wholePeriodCredited = (item: SubscriptionItem, on: PlainDate): readonly Term[] => {
  const served = servicePeriodAt(item, on);
  if (served === null) return item.terms;
  return item.terms.map((term) =>
    term.until !== null && term.until > served.period.start && term.until <= on ? { ...term, unusedPart: 'whole-credited' } : term,
  );
};

/** The item until a point: stretches that would only have begun then go too. An item that was never in force keeps a term of no length, which says what it was. */
export const endedItem = (item: SubscriptionItem, point: Point, unusedPart: Term['unusedPart']): SubscriptionItem => {
  const open = openTerm(item);
  if (open === null) return item;
  const starts = isBefore(open, point);
  const ended: Term = {
    ...open,
    until: starts ? point.on : open.from,
    untilSecond: starts ? point.second : open.fromSecond,
    unusedPart,
  };
  const closed: SubscriptionItem = { ...item, terms: [...item.terms.slice(0, -1), ended] };
  const terms = unusedPart === 'whole-credited' ? wholePeriodCredited(closed, point.on) : closed.terms;
  return { ...closed, terms, cadence: item.cadence.filter((stretch) => stretch.from < point.on) };
};

/** The item with another cadence from the day on which the stretch begins: the one before it ends there (SUB-27). */
export const withStretchFrom = (item: SubscriptionItem, stretch: CadenceStretch): SubscriptionItem => {
  const before = item.cadence.filter((entry) => entry.from < stretch.from);
  const last = before.at(-1);
  if (last === undefined) return { ...item, cadence: [stretch] };
  return { ...item, cadence: [...before.slice(0, -1), { ...last, until: stretch.from }, stretch] };
};

/** The stretch that is in force last: where nothing more is planned the open one. */
export const lastStretch = (item: SubscriptionItem): CadenceStretch => must(item.cadence.at(-1), 'a billed item has a cadence');

import { sortedBy } from '../kernel/order.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { PlannedChange, Subscription, TimelineChange } from './types.ts';

/** Ascending by day; on one day in the order in which they were asked for. */
export const inOrder = (planned: readonly PlannedChange[]): readonly PlannedChange[] => sortedBy(planned, (change) => change.on);

/** A scheduled cancel shows as a flag on the active state too (spec 5.1). */
const withCancelFlag = (subscription: Subscription): Subscription => {
  if (subscription.state.kind !== 'active') return subscription;
  const cancel = subscription.planned.find(({ change }) => change.kind === 'cancel');
  return { ...subscription, state: { ...subscription.state, cancelsOn: cancel?.on ?? null } };
};

export const withPlanned = (subscription: Subscription, ...added: readonly PlannedChange[]): Subscription =>
  withCancelFlag({ ...subscription, planned: inOrder([...subscription.planned, ...added]) });

export const withoutPlanned = (subscription: Subscription, id: string): Subscription =>
  withCancelFlag({ ...subscription, planned: subscription.planned.filter((change) => change.id !== id) });

/** A change that is planned already and cannot stand beside the wanted one: it is named, and can be withdrawn (SUB-13). */
export type ChangeConflict = {
  readonly code: 'subscription.change-conflicts';
  readonly changeId: string;
  readonly kind: TimelineChange['kind'];
  readonly on: PlainDate;
};

export const conflictWith = (planned: PlannedChange): ChangeConflict => ({
  code: 'subscription.change-conflicts',
  changeId: planned.id,
  kind: planned.change.kind,
  on: planned.on,
});

const itemIdOf = (change: TimelineChange): string | null => ('itemId' in change ? change.itemId : null);

const clashes = (planned: PlannedChange, wanted: TimelineChange, on: PlainDate): boolean => {
  const { change } = planned;
  if (change.kind === 'cancel') return wanted.kind === 'pause' || wanted.kind === 'cancel' || on >= planned.on;
  if (change.kind === 'pause' && wanted.kind === 'cancel') return true;
  if (wanted.kind === 'pause' || wanted.kind === 'resume') return change.kind === wanted.kind;
  if (wanted.kind === 'cancel' || wanted.kind === 'add-on-attach' || itemIdOf(change) !== itemIdOf(wanted)) return false;
  return (
    change.kind === wanted.kind ||
    change.kind === 'plan' ||
    wanted.kind === 'plan' ||
    change.kind === 'add-on-detach' ||
    wanted.kind === 'add-on-detach'
  );
};

/**
 * The planned change that the wanted one cannot stand beside: nothing is planned past a scheduled cancel, a subscription that is about to end is not
 * paused, nor is one that is about to pause ended by schedule, and of one item only one change of a kind waits (a plan change or an end excludes all others). `null` where there is none.
 */
export const clashOf = (subscription: Subscription, wanted: TimelineChange, on: PlainDate): ChangeConflict | null => {
  const found = subscription.planned.find((planned) => clashes(planned, wanted, on));
  return found === undefined ? null : conflictWith(found);
};

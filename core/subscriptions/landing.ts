import { unreachable } from '../kernel/invariant.ts';
import type { Instant } from '../time/instant.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { startOfDay } from '../time/zone.ts';
import { withCancel } from './cancel-edits.ts';
import { isPossible, withAddOn, withoutAddOn, withPlan, withPrice, withQuantity } from './item-edits.ts';
import { notBeforeGrants } from './lifecycle-grants.ts';
import type { Occasion } from './occasion.ts';
import { usualAnchor, withPause, withResume } from './pause-edits.ts';
import { withoutPlanned } from './planned.ts';
import { transition, withHistory } from './transitions.ts';
import type { PlannedChange, Subscription, TimelineChange } from './types.ts';

/** The timeline with a change made: at once, or on its day. One and the same for both, so that what is scheduled does what its preview said. */
export const changed = (subscription: Subscription, change: TimelineChange, occasion: Occasion, migrationId = ''): Subscription => {
  switch (change.kind) {
    case 'cancel':
      return withCancel(subscription, change, occasion, () => occasion.on);
    case 'plan':
      return withPlan(subscription, change, occasion, migrationId);
    case 'quantity':
      return withQuantity(subscription, change, occasion);
    case 'price':
      return withPrice(subscription, change, occasion);
    case 'add-on-attach':
      return withAddOn(subscription, change, occasion);
    case 'add-on-detach':
      return withoutAddOn(subscription, change, occasion);
    case 'pause':
      return withPause(subscription, change, occasion);
    case 'resume':
      return subscription.state.kind === 'paused' ? withResume(subscription, subscription.state, change.anchor, occasion) : subscription;
    default:
      return unreachable(change);
  }
};

/** What advancing knows: who noticed, and what the plans say. */
export type Advance = Pick<Occasion, 'command' | 'versions'>;

/** Something that time does on a day. `cause` is derived from the thing itself. */
export const timely = (subscription: Subscription, advance: Advance, on: PlainDate, cause: string, moment?: Instant): Occasion => ({
  ...advance,
  on,
  second: 0,
  moment: notBeforeGrants(subscription, moment ?? startOfDay(on, subscription.zone)),
  cause: `${subscription.id}/${cause}/${on}`,
});

/** A planned change whose day has come. What has become impossible meanwhile (its item has ended) is dropped, and the timeline says so. */
export const landed = (subscription: Subscription, planned: PlannedChange, advance: Advance, moment?: Instant): Subscription => {
  const { change, on } = planned;
  const rest = withoutPlanned(subscription, planned.id);
  if (!isPossible(subscription, change)) {
    return withHistory(
      rest,
      transition('change-withdrawn', on, advance.command, { changeId: planned.id, change: change.kind, why: 'item-ended' }),
    );
  }
  return changed(rest, change, { ...timely(subscription, advance, on, planned.id, moment) }, planned.migrationId);
};

/** A fixed pause that has run out (SUB-09). */
export const ranOut = (subscription: Subscription, on: PlainDate, advance: Advance): Subscription =>
  subscription.state.kind === 'paused'
    ? withResume(
        subscription,
        subscription.state,
        usualAnchor(subscription, subscription.state),
        timely(subscription, advance, on, 'resume'),
      )
    : subscription;

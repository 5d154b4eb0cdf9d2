import type { PlainDate } from '../time/plain-date.ts';
import { refrozenItem } from './freezing.ts';
import type { ChangeOf } from './item-edits.ts';
import { cancelledGrants, withGrantsBefore } from './lifecycle-grants.ts';
import { type Occasion, versionOf } from './occasion.ts';
import { endedItem, lastTerm, openTerm, withItems } from './timeline.ts';
import { transition, withHistory } from './transitions.ts';
import type { Subscription, SubscriptionItem, Term } from './types.ts';

/** CAT-29, SUB-25: what is charged once is given back whole or not at all. */
export const unusedPartOf = (
  occasion: Pick<Occasion, 'versions'>,
  item: SubscriptionItem,
  wanted: Term['unusedPart'],
): Term['unusedPart'] =>
  wanted === 'credited' && versionOf(occasion.versions, lastTerm(item)).billing.kind === 'one-off' ? 'kept' : wanted;

/**
 * SUB-10, CXL-12, CAT-29, OR-30: every item ends at the same moment; what was planned is dropped. `endsOn` is the first day that an
 * item is not served any more, which is the day of the cancel unless a charge of that very day is kept (see cancel-subscription.ts).
 */
export const withCancel = (
  subscription: Subscription,
  change: ChangeOf<'cancel'>,
  occasion: Occasion,
  endsOn: (item: SubscriptionItem) => PlainDate,
): Subscription => {
  const { on, second, moment, command } = occasion;
  const current = withGrantsBefore(subscription, moment);
  const { state, anchorRule } = subscription;
  const ended = withItems(current, (running) => {
    if (openTerm(running) === null) return running;
    const item = state.kind === 'paused' ? refrozenItem(running, state.since, on, anchorRule) : running;
    const end = endsOn(item);
    return endedItem(item, { on: end, second: end === on ? second : 0 }, unusedPartOf(occasion, item, change.unusedPart));
  });
  const open = ended.pauses.at(-1);
  const pauses = state.kind === 'paused' && open !== undefined ? [...ended.pauses.slice(0, -1), { ...open, until: on }] : ended.pauses;
  const { reason, note } = change;
  return withHistory(
    { ...ended, state: { kind: 'cancelled', on, reason, note }, pauses, planned: [], grants: cancelledGrants(ended.grants, moment) },
    transition('cancelled', on, command, { reason, note, from: state.kind }),
  );
};

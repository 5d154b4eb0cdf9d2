import { paused, resumed } from '../entitlements/suspension.ts';
import { derivedId } from '../kernel/ids.ts';
import { daysAfter, later, type PlainDate } from '../time/plain-date.ts';
import { laterRule, nextBoundary, stretchFrom } from './anchor.ts';
import { movedContract } from './contract.ts';
import { serviceSpan } from './entitlement-timeline.ts';
import { frozenItem, isFrozenSince, isInterrupted, refrozenItem } from './freezing.ts';
import type { ChangeOf } from './item-edits.ts';
import { withGrantsBefore, withGrantsUntil } from './lifecycle-grants.ts';
import type { Occasion } from './occasion.ts';
import { servicePeriodAt } from './periods.ts';
import { inOrder } from './planned.ts';
import { baseItem, itemById, lastStretch, openTerm, withItems, withStretchFrom } from './timeline.ts';
import { transition, withHistory } from './transitions.ts';
import { convertedGrants } from './trial-edits.ts';
import type { Pause, PlannedChange, Subscription, SubscriptionItem, SubscriptionState } from './types.ts';

type PausedState = Extract<SubscriptionState, { kind: 'paused' }>;

/**
 * SUB-09, OR-11, CAT-29: billing of every item stops. Where `frozen`, each period that the pause interrupts stands still, so that its paid days are
 * given back; a pause at the base plan's period end interrupts only add-ons of another cadence.
 */
export const withPause = (subscription: Subscription, change: ChangeOf<'pause'>, occasion: Occasion): Subscription => {
  const { on, moment, command } = occasion;
  const current = subscription.renewedThrough < on ? withGrantsBefore(subscription, moment) : withGrantsUntil(subscription, moment);
  const resumesOn = change.days === null ? null : daysAfter(on, change.days);
  const frozen = change.frozen && isInterrupted(baseItem(current), on);
  const stands = (item: SubscriptionItem): SubscriptionItem =>
    change.frozen && openTerm(item) !== null ? frozenItem(item, on, resumesOn, current.anchorRule) : item;
  const pause: Pause = { from: on, until: resumesOn, frozen, entitlements: change.entitlements };
  const after = withItems(current, stands);
  const resume: readonly PlannedChange[] =
    resumesOn === null || change.resumeAnchor === null
      ? []
      : [
          {
            id: derivedId('chg', occasion.cause, 'resume'),
            on: resumesOn,
            requestedAt: command.at,
            migrationId: '',
            change: { kind: 'resume', anchor: change.resumeAnchor },
          },
        ];
  const facts = { resumesOn: resumesOn ?? '', frozen: frozen ? 'yes' : 'no', entitlements: change.entitlements };
  return withHistory(
    {
      ...after,
      state: { kind: 'paused', since: on, resumesOn, frozen },
      pauses: [...after.pauses, pause],
      planned: inOrder([...after.planned, ...resume]),
      grants: paused(after.grants, moment, change.entitlements),
    },
    transition('paused', on, command, facts),
  );
};

/**
 * What a resume does where nobody says: a frozen period goes on and moves what follows; where nothing was ever billed (a trial that ended in a pause)
 * billing begins with the resume; else the billing dates stay as they were (OR-11).
 */
export const usualAnchor = (subscription: Subscription, state: PausedState): 'keep' | 'shift' =>
  state.frozen || baseItem(subscription).cadence[0]?.from === state.since ? 'shift' : 'keep';

/** A trial that ended in a pause, since nobody could be charged (OR-28): it becomes the real thing with the resume. */
const isUnconverted = (subscription: Subscription, state: PausedState): boolean => {
  const { cadence, terms } = baseItem(subscription);
  return cadence[0]?.from === state.since && terms[0] !== undefined && terms[0].from < state.since;
};

type Resume = { readonly state: PausedState; readonly on: PlainDate; readonly anchor: 'keep' | 'shift' };

/** A kept anchor takes an agreed freeze back; a freeze that only spared an add-on's other cadence always counts. */
const resumedItem = (subscription: Subscription, item: SubscriptionItem, { state, on, anchor }: Resume): SubscriptionItem => {
  const { anchorRule } = subscription;
  if (openTerm(item) === null) return item;
  if (isFrozenSince(item, state.since)) return refrozenItem(item, state.since, state.frozen && anchor === 'keep' ? null : on, anchorRule);
  if (anchor === 'keep' || on === state.since) return item;
  const before = lastStretch(item);
  return withStretchFrom(item, stretchFrom(on, before.interval, laterRule(anchorRule), 'prorated'));
};

/** The contract keeps the periods that were left of it when the pause began. */
const resumedContract = (subscription: Subscription, after: Subscription, { state }: Resume): Subscription['contract'] => {
  const unpaused = refrozenItem(baseItem(subscription), state.since, null, subscription.anchorRule);
  const old = lastStretch(unpaused);
  const next = lastStretch(baseItem(after));
  if (old.anchor === next.anchor && old.from === next.from) return subscription.contract;
  const oldBoundary = servicePeriodAt(unpaused, state.since)?.period;
  const running = oldBoundary === undefined || oldBoundary.start === state.since ? nextBoundary(old, state.since) : oldBoundary.end;
  return movedContract(subscription.contract, { stretch: old, boundary: running }, { stretch: next, boundary: next.from });
};

/** The day on which a change that waited happens now. */
const waitedUntil = (planned: PlannedChange, before: Subscription, after: Subscription, { state, on, anchor }: Resume): PlainDate => {
  const itemId = 'itemId' in planned.change ? planned.change.itemId : '';
  const unpaused = refrozenItem(itemById(before, itemId) ?? baseItem(before), state.since, null, before.anchorRule);
  if (servicePeriodAt(unpaused, state.since)?.period.end !== planned.on) return later(planned.on, on);
  const item = itemById(after, itemId) ?? baseItem(after);
  if (isFrozenSince(item, state.since)) return servicePeriodAt(item, state.since)?.period.end ?? on;
  return anchor === 'shift' ? on : later(planned.on, on);
};

/**
 * What waited while the subscription was paused. A change for the end of the interrupted period follows that end; any other happens on its day, or with the
 * resume where that day went by.
 */
const rescheduled = (before: Subscription, after: Subscription, resume: Resume): readonly PlannedChange[] =>
  inOrder(
    before.planned.flatMap((planned) =>
      planned.change.kind === 'resume' ? [] : [{ ...planned, on: waitedUntil(planned, before, after, resume) }],
    ),
  );

/** SUB-09, OR-11, ENT-26: billing and service go on. `anchor` is what happens to the billing dates. */
export const withResume = (subscription: Subscription, state: PausedState, anchor: 'keep' | 'shift', occasion: Occasion): Subscription => {
  const { on, moment, command } = occasion;
  const resume: Resume = { state, on, anchor };
  const current = withGrantsBefore(subscription, moment);
  const items = withItems(current, (item) => resumedItem(current, item, resume));
  const open = current.pauses.at(-1);
  const closed: readonly Pause[] =
    open === undefined || on === state.since ? [] : [{ ...open, until: on, frozen: open.frozen && anchor === 'shift' }];
  const after: Subscription = {
    ...items,
    state: { kind: 'active', since: on, cancelsOn: null },
    pauses: [...current.pauses.slice(0, -1), ...closed],
    contract: resumedContract(current, items, resume),
    planned: rescheduled(current, items, resume),
    renewedThrough: later(current.renewedThrough, on),
  };
  const awake = { ...after, grants: resumed(after.grants, moment, 'pause', (itemId) => serviceSpan(after, itemId, on)) };
  const grants = isUnconverted(current, state) ? convertedGrants(awake, occasion) : awake.grants;
  return withHistory({ ...after, grants }, transition('resumed', on, command, { since: state.since, anchor }));
};

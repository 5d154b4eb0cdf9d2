import { invariant } from '../kernel/invariant.ts';
import { sortedBy } from '../kernel/order.ts';
import type { Instant } from '../time/instant.ts';
import { daysAfter, later, type PlainDate } from '../time/plain-date.ts';
import { dateIn, msAfter } from '../time/zone.ts';
import { withCancel } from './cancel-edits.ts';
import { renewedContract } from './contract.ts';
import { type Advance, landed, ranOut, timely } from './landing.ts';
import { withGrantsUntil } from './lifecycle-grants.ts';
import { servicePeriods } from './periods.ts';
import { baseItem, lastStretch, liveItems } from './timeline.ts';
import { transition, withHistory } from './transitions.ts';
import { trialSettingsOf, withStart, withTrialEnd } from './trial-edits.ts';
import type { PlannedChange, Subscription, SubscriptionItem } from './types.ts';

/**
 * What is known from outside: whether the customer can be charged when the trial ends (OR-28). With the manual gateway (CF-11) everyone can be. Where
 * nobody knows, a trial whose outcome hangs on it stays as it is until somebody does.
 */
export type PaymentKnowledge = 'can-be-charged' | 'cannot-be-charged' | 'unknown';

/** Something that time does: on which day, and what becomes of the subscription. */
type Due = { readonly on: PlainDate; readonly apply: (subscription: Subscription) => Subscription };

type Terms = { readonly advance: Advance; readonly today: PlainDate; readonly payment: PaymentKnowledge };

const startDue = (subscription: Subscription, { advance }: Terms): Due | null => {
  const { state } = subscription;
  if (state.kind !== 'pending' || state.awaits !== 'start') return null;
  return { on: state.startsOn, apply: (current) => withStart(current, timely(current, advance, state.startsOn, 'start'), null) };
};

const trialDue = (subscription: Subscription, { advance, payment }: Terms): Due | null => {
  const { state } = subscription;
  if (state.kind !== 'trial' || state.endsAt > advance.command.at) return null;
  if (payment === 'unknown' && trialSettingsOf(advance.versions, subscription).withoutPaymentMethod !== 'invoice') return null;
  const apply = (current: Subscription): Subscription =>
    withTrialEnd(current, timely(current, advance, state.endsOn, 'trial-end', state.endsAt), payment !== 'cannot-be-charged');
  return { on: state.endsOn, apply };
};

/** A paused subscription only waits for its resume; everything else waits with it. On trial the end of the last day is the trial's own end. */
const isWaiting = ({ state }: Subscription, planned: PlannedChange, terms: Terms): boolean => {
  if (state.kind === 'paused') return planned.change.kind !== 'resume';
  if (state.kind === 'trial') return planned.on === state.endsOn && state.endsAt > terms.advance.command.at;
  return state.kind !== 'active';
};

const plannedDue = (subscription: Subscription, terms: Terms): Due | null => {
  const planned = subscription.planned.find((change) => !isWaiting(subscription, change, terms));
  if (planned === undefined) return null;
  const { state } = subscription;
  const moment = state.kind === 'trial' && planned.on === state.endsOn ? state.endsAt : undefined;
  return { on: planned.on, apply: (current) => landed(current, planned, terms.advance, moment) };
};

const resumeDue = ({ state }: Subscription, { advance }: Terms): Due | null => {
  if (state.kind !== 'paused' || state.resumesOn === null) return null;
  const { resumesOn } = state;
  return { on: resumesOn, apply: (current) => ranOut(current, resumesOn, advance) };
};

/** BIL-02: the contract's end. Frozen days do not count, so a frozen contract waits for the resume, which moves it. */
const contractDue = (subscription: Subscription, { advance }: Terms): Due | null => {
  const { contract, state } = subscription;
  if (contract === null || !(state.kind === 'active' || (state.kind === 'paused' && !state.frozen))) return null;
  const on = contract.endsOn;
  if (!contract.autoRenew) {
    const cancel = { kind: 'cancel', reason: 'other', note: 'contract-end', unusedPart: 'credited' } as const;
    return { on, apply: (current) => withCancel(current, cancel, timely(current, advance, on, 'contract-end'), () => on) };
  }
  const apply = (current: Subscription): Subscription => {
    const next = renewedContract(contract, lastStretch(baseItem(current)));
    return withHistory({ ...current, contract: next }, transition('renewed', on, advance.command, { contractEndsOn: next.endsOn }));
  };
  return { on, apply };
};

/** The first day after the mark on which a period of the item begins; its very first period is a start, not a renewal. */
const renewalOf = (item: SubscriptionItem, after: PlainDate, today: PlainDate): PlainDate | null =>
  servicePeriods(item, daysAfter(today, 1)).find(({ index, period }) => index > 0 && period.start > after)?.period.start ?? null;

/** Spec 5.1: active to active at a period's end. Items whose periods begin on the same day renew together. */
const renewalDue = (subscription: Subscription, { advance, today }: Terms): Due | null => {
  if (subscription.state.kind !== 'active') return null;
  const starts = liveItems(subscription).flatMap((item) => {
    const on = renewalOf(item, subscription.renewedThrough, today);
    return on === null ? [] : [{ on, itemId: item.id }];
  });
  const first = sortedBy(starts, ({ on }) => on)[0];
  if (first === undefined) return null;
  const items = starts.filter(({ on }) => on === first.on).map(({ itemId }) => itemId);
  const apply = (current: Subscription): Subscription =>
    withHistory(
      { ...current, renewedThrough: later(current.renewedThrough, first.on) },
      transition('renewed', first.on, advance.command, { items: items.join(' ') }),
    );
  return { on: first.on, apply };
};

/** In the order that counts on one day: a start first, what was asked for before what is usual, an end before a renewal. */
const sources = [startDue, plannedDue, resumeDue, trialDue, contractDue, renewalDue] as const;

const nextDue = (subscription: Subscription, terms: Terms): Due | null => {
  let first: Due | null = null;
  for (const source of sources) {
    const due = source(subscription, terms);
    if (due !== null && due.on <= terms.today && (first === null || due.on < first.on)) first = due;
  }
  return first;
};

/** Grants of a trial that nobody could decide on yet stay at its end. */
const restingMoment = ({ state }: Subscription, at: Instant): Instant =>
  state.kind === 'trial' && state.endsAt <= at ? msAfter(state.endsAt, -1) : at;

const maxSteps = 100_000;

/**
 * OFF-06: everything that time alone does to a subscription up to the command's moment, each thing on its own day and at its own moment: starts, trial
 * ends, planned changes, pauses that run out, scheduled cancels, contract ends, renewals, and what these mean for entitlements. After downtime it takes
 * every step that was missed. In one go or in many it comes to the same timeline; done again it changes nothing.
 */
export const advancedSubscription = (subscription: Subscription, advance: Advance, payment: PaymentKnowledge): Subscription => {
  const terms: Terms = { advance, today: dateIn(advance.command.at, subscription.zone), payment };
  let current = subscription;
  for (let step = 0; step < maxSteps; step += 1) {
    const due = nextDue(current, terms);
    if (due === null) return withGrantsUntil(current, restingMoment(current, advance.command.at));
    current = due.apply(current);
  }
  invariant(false, 'a subscription comes to rest');
};

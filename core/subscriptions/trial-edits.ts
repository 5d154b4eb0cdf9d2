import type { TrialSettings } from '../catalog/types.ts';
import { converted } from '../entitlements/trial.ts';
import { paused } from '../entitlements/suspension.ts';
import type { Grant } from '../entitlements/types.ts';
import type { Instant } from '../time/instant.ts';
import { daysAfter, later, type PlainDate } from '../time/plain-date.ts';
import { dateIn, msAfter, startOfDay, type Zone } from '../time/zone.ts';
import { anchorFor, laterRule, nextBoundary, stretchFrom } from './anchor.ts';
import { withCancel } from './cancel-edits.ts';
import { movedContract } from './contract.ts';
import { itemGrants, periodEndAt, withGrantsBefore } from './lifecycle-grants.ts';
import { definitionsOf, type Occasion, versionOf, type Versions } from './occasion.ts';
import { baseItem, lastStretch, lastTerm, liveItems, withItems } from './timeline.ts';
import { transition, withHistory } from './transitions.ts';
import type { AnchorRule, Subscription } from './types.ts';

const dayMs = 86_400_000;

export type TrialEnd = { readonly endsAt: Instant; readonly endsOn: PlainDate };

/**
 * OR-27: a trial that starts at a moment of the day lasts N times 24 hours. One that starts with a day, or is set to end with one, lasts N days of the
 * calendar, so that a change of the clocks gives or takes no hour. `startsAt` is `null` for the start of the day.
 */
export const trialEnd = (startsOn: PlainDate, startsAt: Instant | null, days: number, zone: Zone): TrialEnd => {
  if (startsAt === null) {
    const endsOn = daysAfter(startsOn, days);
    return { endsAt: startOfDay(endsOn, zone), endsOn };
  }
  const endsAt = msAfter(startsAt, days * dayMs);
  return { endsAt, endsOn: dateIn(endsAt, zone) };
};

/** The plan's trial, or what is usual where the plan has none and one was agreed (OFR-18, CF-6, OR-28). */
export const trialSettingsOf = (versions: Versions, subscription: Subscription): Omit<TrialSettings, 'days'> =>
  versionOf(versions, lastTerm(baseItem(subscription))).trial ?? {
    paymentMethodRequired: false,
    entitlements: 'full',
    atEnd: 'convert',
    withoutPaymentMethod: 'cancel',
  };

/** ENT-30: what was granted at the trial's level rises to the plan's. */
export const convertedGrants = (after: Subscription, occasion: Occasion): readonly Grant[] =>
  liveItems(after).reduce((grants, item) => {
    const term = lastTerm(item);
    return converted(grants, definitionsOf(occasion.versions, term), {
      cause: occasion.cause,
      itemId: item.id,
      quantity: term.quantity,
      at: occasion.moment,
      periodEnd: periodEndAt(after, item, occasion.moment),
      trial: null,
      mode: 'replace',
      startsPeriod: true,
      keepsConsumption: false,
    });
  }, after.grants);

/** The subscription is active from the occasion's day on, and billed. */
export const withConversion = (subscription: Subscription, occasion: Occasion): Subscription => {
  const { on, moment, command } = occasion;
  const current = withGrantsBefore(subscription, moment);
  const after: Subscription = {
    ...current,
    state: { kind: 'active', since: on, cancelsOn: null },
    renewedThrough: later(current.renewedThrough, on),
  };
  return withHistory({ ...after, grants: convertedGrants(after, occasion) }, transition('activated', on, command, { from: 'trial' }));
};

/** The cadences as they are when billing begins on another day than was planned. Add-ons in step with the base stay so. */
const billedFrom = (subscription: Subscription, on: PlainDate): Subscription => {
  const base = lastStretch(baseItem(subscription));
  return withItems(subscription, (item) => {
    const stretch = item.cadence[0];
    if (stretch === undefined || stretch.from <= on) return item;
    const rule: AnchorRule =
      item.type === 'base'
        ? subscription.anchorRule
        : stretch.anchor === base.anchor
          ? { kind: 'date', on: anchorFor(subscription.anchorRule, on, base.interval) }
          : laterRule(subscription.anchorRule);
    return { ...item, cadence: [stretchFrom(on, stretch.interval, rule, stretch.stub)] };
  });
};

/** A trial that the customer ends early: billing begins today, and so does the contract (SUB-22). */
export const withEarlyConversion = (subscription: Subscription, occasion: Occasion): Subscription => {
  const moved = billedFrom(subscription, occasion.on);
  const old = lastStretch(baseItem(subscription));
  const next = lastStretch(baseItem(moved));
  const contract = movedContract(
    subscription.contract,
    { stretch: old, boundary: nextBoundary(old, old.from) },
    { stretch: next, boundary: nextBoundary(next, next.from) },
  );
  return withConversion({ ...moved, contract }, occasion);
};

/** OR-28: nobody can be charged when the trial ends: it is cancelled, or waits until someone can, or is invoiced all the same. */
export const withTrialEnd = (subscription: Subscription, occasion: Occasion, hasPaymentMethod: boolean): Subscription => {
  const { on, moment, command } = occasion;
  const outcome = hasPaymentMethod ? 'invoice' : trialSettingsOf(occasion.versions, subscription).withoutPaymentMethod;
  if (outcome === 'invoice') return withConversion(subscription, occasion);
  if (outcome === 'cancel') {
    return withCancel(
      subscription,
      { kind: 'cancel', reason: 'trial_ended', note: 'no-payment-method', unusedPart: 'credited' },
      occasion,
      () => on,
    );
  }
  const current = withGrantsBefore(subscription, moment);
  return withHistory(
    {
      ...current,
      state: { kind: 'paused', since: on, resumesOn: null, frozen: false },
      pauses: [...current.pauses, { from: on, until: null, frozen: false, entitlements: 'suspend' }],
      grants: paused(current.grants, moment, 'suspend'),
    },
    transition('paused', on, command, { from: 'trial', why: 'no-payment-method' }),
  );
};

/** The subscription starts: on trial where its billing begins later than its service, else for good. Nothing was provisioned before (spec 5.1). */
export const withStart = (subscription: Subscription, occasion: Occasion, trialEndsAt: Instant | null): Subscription => {
  const { on, command, versions } = occasion;
  const firstBilled = lastStretch(baseItem(subscription)).from;
  const isTrial = firstBilled > subscription.startsOn;
  const after: Subscription = {
    ...subscription,
    state: isTrial
      ? {
          kind: 'trial',
          since: subscription.startsOn,
          endsAt: trialEndsAt ?? startOfDay(firstBilled, subscription.zone),
          endsOn: firstBilled,
        }
      : { kind: 'active', since: on, cancelsOn: null },
    renewedThrough: later(subscription.renewedThrough, on),
  };
  const level = isTrial ? trialSettingsOf(versions, after).entitlements : null;
  const grants = [...after.grants, ...liveItems(after).flatMap((item) => itemGrants(after, item, occasion, level))];
  return withHistory(
    { ...after, grants },
    transition(isTrial ? 'trial-started' : 'activated', on, command, isTrial ? { endsOn: firstBilled } : {}),
  );
};

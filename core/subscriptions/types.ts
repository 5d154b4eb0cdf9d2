import type { PlanId, ProductId, Ramp } from '../catalog/types.ts';
import type { CustomerId } from '../customers/types.ts';
import type { Grant } from '../entitlements/types.ts';
import type { Actor } from '../kernel/command.ts';
import type { Id } from '../kernel/flavor.ts';
import type { Currency } from '../money/currency.ts';
import type { DecimalText } from '../money/exact.ts';
import type { Rounding } from '../money/rounding.ts';
import type { Redemption } from '../offers/types.ts';
import type { Policies } from '../organization/policies.ts';
import type { EntityId } from '../organization/types.ts';
import type { Interval } from '../time/cadence.ts';
import type { Instant } from '../time/instant.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { Zone } from '../time/zone.ts';

export type SubscriptionId = Id<'subscription'>;

/** SUB-11. Anything but `payment_failure` is voluntary churn. */
export type CancelReason = 'customer_request' | 'payment_failure' | 'trial_ended' | 'migration' | 'other';

/** Spec 5.1: the four named states and `pending`. `active` with `cancelsOn` is the flag of a scheduled cancel. */
export type SubscriptionState =
  | { readonly kind: 'pending'; readonly startsOn: PlainDate; readonly awaits: 'start' | 'payment' }
  | { readonly kind: 'trial'; readonly since: PlainDate; readonly endsAt: Instant; readonly endsOn: PlainDate }
  | { readonly kind: 'active'; readonly since: PlainDate; readonly cancelsOn: PlainDate | null }
  /** `frozen`: unused paid days are given back by moving the next billing date (OR-11). */
  | { readonly kind: 'paused'; readonly since: PlainDate; readonly resumesOn: PlainDate | null; readonly frozen: boolean }
  | { readonly kind: 'cancelled'; readonly on: PlainDate; readonly reason: CancelReason; readonly note: string };

/**
 * When billing periods of an item fall, from `from` (inclusive) until `until` (exclusive, `null` for open): the nth period is counted from `anchor`.
 * A cycle change, a reactivation or a shifted resume ends one stretch and starts the next (SUB-27, OR-11). Where `anchor` is after `from`,
 * the first period is a stub (SUB-20).
 */
export type CadenceStretch = {
  readonly from: PlainDate;
  readonly until: PlainDate | null;
  readonly anchor: PlainDate;
  readonly interval: Interval;
  /** SUB-20: what the stub before the first whole period costs. */
  readonly stub: 'prorated' | 'free' | 'full';
  /**
   * OR-11: days inside this stretch that do not count, because a pause froze the period that it interrupted. The interrupted period ends later by
   * their number, and `until` of the stretch is that later end.
   */
  readonly frozen: readonly { readonly from: PlainDate; readonly until: PlainDate; readonly periodStart: PlainDate }[];
};

/** SUB-17: prices agreed for this subscription alone, in place of a component's price amount or unit price. */
export type NegotiatedPrice = { readonly componentId: string; readonly price: DecimalText };

/** What an item consists of between two days. `fromSecond` (0 to 86,399) refines the day where proration counts seconds (POL-02). */
export type Term = {
  readonly from: PlainDate;
  readonly fromSecond: number;
  readonly until: PlainDate | null;
  readonly untilSecond: number;
  readonly planId: PlanId;
  readonly planVersion: number;
  readonly variantId: string;
  readonly quantity: DecimalText;
  readonly negotiated: readonly NegotiatedPrice[];
  /** OFR-14: in place of the variant's ramp; period indexes count from the first of the consecutive terms with the same plan. A plan change drops them (OR-14). */
  readonly ramps: readonly Ramp[];
  /** What happens to the charge of a period that this term leaves early (POL-04, CXL-12). */
  readonly unusedPart: 'credited' | 'whole-credited' | 'kept';
  /** Whether a start inside a period charges the rest of it, or nothing until the next one. */
  readonly firstPart: 'prorated' | 'free';
};

/** One product on the subscription: the base plan or an add-on (SUB-16, CAT-18 to CAT-21). */
export type SubscriptionItem = {
  readonly id: string;
  readonly type: 'base' | 'add-on';
  readonly productId: ProductId;
  readonly invoicing: 'consolidated' | 'separate';
  readonly cadence: readonly CadenceStretch[];
  /** Ascending, never overlapping; gaps are time without the item. */
  readonly terms: readonly Term[];
  /** BIL-03: early settlement or default: every remaining instalment is due on this day; `null` for the schedule. */
  readonly acceleratedOn: PlainDate | null;
};

/** Time without service. Billing stops on `from` and goes on on `until` (`null` for open). */
export type Pause = {
  readonly from: PlainDate;
  readonly until: PlainDate | null;
  readonly frozen: boolean;
  readonly entitlements: 'suspend' | 'retain' | 'by-definition';
};

/** What waits for its day. SUB-13: each can be withdrawn until then. Ascending by day; on one day in the order of asking. */
export type PlannedChange = {
  readonly id: string;
  readonly on: PlainDate;
  readonly requestedAt: Instant;
  /** The bulk migration that asked for it (OFR-22); empty for none. */
  readonly migrationId: string;
  readonly change: TimelineChange;
};

/** A term before it is known how long it runs. */
export type OpenTerm = Omit<Term, 'until' | 'untilSecond'>;

/**
 * One edit of the timeline, made now or on its day. `unusedPart` is what happens to the charge of the period that the edited item leaves early;
 * `firstPart` whether the rest of that period is charged anew (SUB-05, SUB-06, CXL-12, CAT-29).
 */
export type TimelineChange =
  | { readonly kind: 'cancel'; readonly reason: CancelReason; readonly note: string; readonly unusedPart: Term['unusedPart'] }
  | {
      readonly kind: 'plan';
      readonly direction: 'upgrade' | 'downgrade' | 'sidegrade';
      readonly itemId: string;
      readonly productId: ProductId;
      readonly term: OpenTerm;
      readonly unusedPart: Term['unusedPart'];
      /** SUB-27: the new cycle, which closes the period and starts a new anchor; `null` keeps the cadence. */
      readonly interval: Interval | null;
      /** CF-7, OR-12: whether the entitlements were changed when it was asked for, or change with the plan. */
      readonly entitlementsFrom: 'now' | 'change';
    }
  | {
      readonly kind: 'quantity';
      readonly itemId: string;
      readonly quantity: DecimalText;
      readonly unusedPart: Term['unusedPart'];
      readonly firstPart: Term['firstPart'];
    }
  | {
      readonly kind: 'price';
      readonly itemId: string;
      readonly negotiated: readonly NegotiatedPrice[];
      readonly ramps: readonly Ramp[];
      readonly unusedPart: Term['unusedPart'];
      readonly firstPart: Term['firstPart'];
    }
  | {
      readonly kind: 'add-on-attach';
      readonly itemId: string;
      readonly productId: ProductId;
      readonly term: OpenTerm;
      readonly invoicing: 'consolidated' | 'separate';
      readonly interval: Interval;
      /** CAT-20: in step with the base plan's periods, or counted from its own start. */
      readonly anchor: 'base' | 'own';
    }
  | { readonly kind: 'add-on-detach'; readonly itemId: string; readonly unusedPart: Term['unusedPart'] }
  | {
      readonly kind: 'pause';
      readonly days: number | null;
      /** OR-11: paid days of periods that it interrupts are given back. */
      readonly frozen: boolean;
      readonly entitlements: Pause['entitlements'];
      /** What the end of a fixed pause does to the billing dates; `null` for what is usual. */
      readonly resumeAnchor: 'keep' | 'shift' | null;
    }
  | { readonly kind: 'resume'; readonly anchor: 'keep' | 'shift' };

/** SUB-15, A20: one line of the timeline. */
export type Transition = {
  readonly kind:
    | 'created'
    | 'trial-started'
    | 'trial-confirmed'
    | 'activated'
    | 'renewed'
    | 'upgraded'
    | 'downgraded'
    | 'sidegraded'
    | 'quantity-changed'
    | 'add-on-attached'
    | 'add-on-detached'
    | 'paused'
    | 'resumed'
    | 'cancel-scheduled'
    | 'cancelled'
    | 'reactivated'
    | 'change-scheduled'
    | 'change-withdrawn'
    | 'offer-redeemed'
    | 'offer-ended'
    | 'price-negotiated'
    | 'instalments-accelerated'
    | 'migrated'
    | 'updated';
  /** When it takes effect. */
  readonly on: PlainDate;
  /** When it was entered, by whom, through which command. */
  readonly at: Instant;
  readonly by: Actor;
  readonly commandId: Id<'command'>;
  /** What a screen needs to say it in words: ids, quantities, reasons. */
  readonly facts: Readonly<Record<string, string>>;
};

/** SUB-19: the item's own start day, or a standard day for everyone. */
export type AnchorRule =
  | { readonly kind: 'start-day' }
  | { readonly kind: 'day-of-month'; readonly day: number }
  | { readonly kind: 'date'; readonly on: PlainDate };

/** The subscription family: base, add-ons, negotiated prices, planned changes, granted entitlements. */
export type Subscription = {
  readonly id: SubscriptionId;
  readonly kind: 'subscription';
  readonly rev: number;
  readonly customerId: CustomerId;
  /** OPE-05, CUR-04: fixed at creation. */
  readonly entityId: EntityId;
  readonly currency: Currency;
  readonly country: string;
  readonly zone: Zone;
  /**
   * The entity's policies and its rounding of this currency as they were at creation. Billing computes everything that was ever owed anew, so a
   * setting that changes later must not change the past: it holds for subscriptions made after it.
   */
  readonly policies: Policies;
  readonly rounding: Rounding;
  readonly startsOn: PlainDate;
  readonly anchorRule: AnchorRule;
  readonly state: SubscriptionState;
  readonly paymentStatus: 'ok' | 'past-due';
  readonly items: readonly SubscriptionItem[];
  readonly pauses: readonly Pause[];
  readonly redemptions: readonly Redemption[];
  readonly planned: readonly PlannedChange[];
  readonly grants: readonly Grant[];
  /** Billing periods of any item that start on or before this day have had their renewal (history, entitlements): the mark that makes advancing repeatable. */
  readonly renewedThrough: PlainDate;
  /** BIL-02: the contract's end, `null` for open-ended. */
  readonly contract: { readonly endsOn: PlainDate; readonly autoRenew: boolean; readonly periods: number } | null;
  /** BIL-06: pre-paid plans. Amounts in the pack's credit unit. */
  readonly topUp: { readonly packId: string; readonly below: DecimalText; readonly monthlyCap: number } | null;
  /** SUB-12: the cancelled subscription that this one continues; `null` for none. */
  readonly continues: SubscriptionId | null;
  readonly netTermsDays: number | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly history: readonly Transition[];
};

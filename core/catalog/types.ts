import type { Id } from '../kernel/flavor.ts';
import type { Currency } from '../money/currency.ts';
import type { DecimalText } from '../money/exact.ts';
import type { CountryCode } from '../organization/types.ts';
import type { Interval } from '../time/cadence.ts';
import type { Instant } from '../time/instant.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { MetricId } from '../usage/types.ts';
import type { PriceModel } from './price-model.ts';

export type ProductId = Id<'product'>;
export type PlanId = Id<'plan'>;
export type FeatureId = Id<'feature'>;

/** CAT-02: for display, reports and navigation; never affects billing. */
export type ProductGroup = {
  readonly id: Id<'product-group'>;
  readonly kind: 'product-group';
  readonly rev: number;
  readonly name: string;
  readonly state: 'active' | 'archived';
};

/** CAT-26 */
export type Segment = {
  readonly id: Id<'segment'>;
  readonly kind: 'segment';
  readonly rev: number;
  readonly code: string;
  readonly name: string;
  readonly state: 'active' | 'archived';
};

/** CAT-07 to CAT-10: declared on the product before plans use it. */
export type Feature =
  | { readonly id: FeatureId; readonly type: 'binary'; readonly code: string; readonly name: string }
  | {
      readonly id: FeatureId;
      readonly type: 'quantified';
      readonly code: string;
      readonly name: string;
      readonly unit: string;
      readonly metricId: MetricId | null;
    };

/** REV-02: pinned to every line; spec 3's table gives the defaults. */
export type RecognitionRule = 'immediate' | 'straight-line' | 'milestone' | 'on-consumption' | 'none';

/** CAT-03 to CAT-05 */
export type Product = {
  readonly id: ProductId;
  readonly kind: 'product';
  readonly rev: number;
  readonly name: string;
  /** SKU, unique. */
  readonly code: string;
  readonly description: string;
  readonly groupId: Id<'product-group'> | null;
  readonly type: 'base' | 'add-on' | 'service';
  readonly features: readonly Feature[];
  /** TAX-06: the tax class that rates are looked up by, such as `standard`, `digital`, `books`. */
  readonly taxClass: string;
  /** `null`: by the billing model (spec 3's table). */
  readonly recognition: RecognitionRule | null;
  readonly metadata: Readonly<Record<string, string>>;
  /** `deleted` is for what was set up by mistake: no plan of it was ever published, its code is free again, and no list shows it. */
  readonly state: 'draft' | 'active' | 'archived' | 'deleted';
};

/** What a component's quantity is (PRC-02, PRC-07). */
export type QuantitySource =
  | { readonly kind: 'one' }
  /** The quantity on the subscription, such as seats. */
  | { readonly kind: 'subscription' }
  | { readonly kind: 'usage'; readonly metricId: MetricId };

/** One priced part of a plan (PRC-08). `id` is stable over the plan's versions, lower case: `base`, `seats`, `calls`. */
export type PriceComponent = {
  readonly id: string;
  readonly name: string;
  readonly quantity: QuantitySource;
  readonly price: PriceModel;
  /** Recurring components; usage is always billed after the fact. */
  readonly timing: 'advance' | 'arrears';
  /** PRC-10: units taken off before the price is applied, `0` for none. */
  readonly included: DecimalText;
  /** OFR-06 scope and REV-02 may name components; empty for the product's own class. */
  readonly taxClass: string;
};

/** OFR-14 to OFR-16: the component's amount or unit price from a billing period (index from 0) or from a date on; in force at period start. */
export type Ramp = {
  readonly componentId: string;
  readonly steps: readonly {
    readonly from: { readonly kind: 'period'; readonly index: number } | { readonly kind: 'date'; readonly on: PlainDate };
    readonly price: DecimalText;
  }[];
};

/** BIL-06: what a pack costs and gives. `credit` is money in major units or units, as the plan's billing model says. */
export type CreditPack = {
  readonly id: string;
  readonly name: string;
  readonly price: DecimalText;
  readonly credit: DecimalText;
  readonly expiresAfter: Interval | null;
};

/** CAT-14 to CAT-16: one price of a plan. The triple of currency, cycle and segment is unique among a version's variants. */
export type PriceVariant = {
  readonly id: string;
  readonly currency: Currency;
  /** The cycle's name and length: `monthly`, every month. */
  readonly cycle: { readonly name: string; readonly interval: Interval };
  /** Segment code; empty for everyone. */
  readonly segment: string;
  /** TAX-09 */
  readonly taxInclusive: boolean;
  readonly components: readonly PriceComponent[];
  /** PRC-09, OR-5: `floor` adds a line that tops the named components up to the amount. */
  readonly combination:
    | { readonly kind: 'sum' }
    | { readonly kind: 'floor'; readonly amount: DecimalText; readonly componentIds: readonly string[] };
  /** BIL-14: the period is billed up to at least this; `null` for none. */
  readonly minimumCommitment: DecimalText | null;
  /** Spec 16: the period is billed no more than this. */
  readonly maximumSpend: DecimalText | null;
  /** BIL-14: once, on the first invoice. */
  readonly setupFee: DecimalText | null;
  readonly ramp: Ramp | null;
  /** BIL-05: with billing model pay-as-you-go and trigger `threshold`. */
  readonly chargeThreshold: DecimalText | null;
  /** BIL-05: unbilled consumption under this waits for the next trigger. */
  readonly minimumCharge: DecimalText | null;
  /** BIL-06 */
  readonly packs: readonly CreditPack[];
  /** BIL-03: the whole price that is split, with billing model instalment. */
  readonly instalmentTotal: DecimalText | null;
};

/** Spec section 3. BIL-11: one per plan, shared by all variants. */
export type BillingModel =
  | { readonly kind: 'free' }
  | { readonly kind: 'one-off'; readonly trigger: 'order' | 'date' | 'milestone' }
  | { readonly kind: 'recurring' }
  /** `deposit` and `parts` are shares of the total in parts per million; equal parts where `parts` is empty. */
  | { readonly kind: 'instalment'; readonly count: number; readonly interval: Interval; readonly parts: readonly number[] }
  | { readonly kind: 'usage'; readonly graceDays: number }
  | { readonly kind: 'pay-as-you-go'; readonly trigger: 'event' | 'daily' | 'threshold'; readonly paymentMethodRequired: boolean }
  | { readonly kind: 'prepaid'; readonly unit: 'money' | 'units'; readonly atZero: 'block' | 'overage' }
  | { readonly kind: 'hybrid'; readonly graceDays: number };

/** OFR-18 */
export type TrialSettings = {
  readonly days: number;
  readonly paymentMethodRequired: boolean;
  readonly entitlements: 'full' | 'restricted';
  /** CF-6, OR-28 */
  readonly atEnd: 'convert' | 'ask';
  readonly withoutPaymentMethod: 'cancel' | 'pause' | 'invoice';
};

/** ENT-06 to ENT-15: facets that combine. */
export type EntitlementDefinition = {
  readonly id: string;
  readonly featureId: FeatureId;
  readonly grant: { readonly kind: 'access' } | { readonly kind: 'limit'; readonly quantity: DecimalText } | { readonly kind: 'unlimited' };
  /** `consumable` counts down and may be exhausted (ENT-06); `limit` compares a current use such as seats. */
  readonly counting: 'none' | 'consumable' | 'limit';
  /** The quantity is multiplied by the subscription's quantity. */
  readonly perUnit: boolean;
  /** ENT-07 to ENT-10 */
  readonly expiry:
    | { readonly kind: 'never' }
    | { readonly kind: 'fixed'; readonly at: Instant }
    | { readonly kind: 'relative'; readonly days: number; readonly from: 'start' | 'renewal'; readonly stopsWhileSuspended: boolean }
    | { readonly kind: 'period-end' };
  /** ENT-11, ENT-12, OR-7. `null`: unused balance is lost. */
  readonly carryOver: {
    readonly cap:
      | { readonly kind: 'none' }
      | { readonly kind: 'units'; readonly quantity: DecimalText }
      | { readonly kind: 'allowances'; readonly times: DecimalText };
    readonly once: boolean;
  } | null;
  /** ENT-13: days by which expiry moves; `null` for none. */
  readonly autoExtendDays: number | null;
  /** ENT-22 */
  readonly atLimit: 'block' | 'warn' | 'overage';
  /** ENT-23: percentages, ascending. */
  readonly alertsAt: readonly number[];
  /** ENT-30: quantity while on a restricted trial; `null`: none at all. */
  readonly trialQuantity: DecimalText | null;
  readonly onPause: 'suspend' | 'retain';
  /** ENT-27: `days` after the cancel date. */
  readonly onCancel: { readonly kind: 'now' } | { readonly kind: 'period-end' } | { readonly kind: 'later'; readonly days: number };
  readonly onDowngrade: 'now' | 'next-period';
};

/** CAT-24 */
export type Restrictions = { readonly countries: readonly CountryCode[]; readonly segments: readonly string[] };

/** CAT-19 to CAT-21 */
export type AddOnLink = { readonly planId: PlanId; readonly invoicing: 'consolidated' | 'separate' };

/** CAT-11 to CAT-13: the packaging of one product. What it costs and grants stands in its versions. */
export type Plan = {
  readonly id: PlanId;
  readonly kind: 'plan';
  readonly rev: number;
  readonly productId: ProductId;
  /** Unique, lower case. */
  readonly code: string;
  readonly name: string;
  readonly description: string;
  readonly visibility: 'public' | 'private';
  readonly restrictions: Restrictions;
  readonly addOns: readonly AddOnLink[];
  /** CAT-25: plans that a customer may move to; empty: any plan of the product. */
  readonly upgradePaths: readonly PlanId[];
  readonly successorPlanId: PlanId | null;
  /** The newest published version, 0 before the first. */
  readonly currentVersion: number;
  /** The version under preparation, `null` for none. */
  readonly draftVersion: number | null;
  readonly state: 'draft' | 'active' | 'inactive' | 'grandfathered' | 'archived';
};

/** CAT-27: what was published is immutable; another price is another version. Its id is `<plan id>@<version>`. */
export type PlanVersion = {
  readonly id: string;
  readonly kind: 'plan-version';
  readonly rev: number;
  readonly planId: PlanId;
  readonly productId: ProductId;
  readonly version: number;
  readonly billing: BillingModel;
  readonly variants: readonly PriceVariant[];
  readonly entitlements: readonly EntitlementDefinition[];
  readonly trial: TrialSettings | null;
  /** Bounds of the subscription's quantity; decimal text, `null` for no upper bound. */
  readonly quantity: { readonly minimum: DecimalText; readonly maximum: DecimalText | null };
  /** Contract term in billing periods, `null` for open-ended; what happens at its end. */
  readonly term: { readonly periods: number; readonly autoRenew: boolean } | null;
  readonly state: { readonly kind: 'draft' } | { readonly kind: 'published'; readonly at: Instant };
};

/** OR-6: a dated outside value that dynamic rules ask for (market price, demand). */
export type ExternalSeries = {
  readonly id: Id<'external-series'>;
  readonly kind: 'external-series';
  readonly rev: number;
  readonly name: string;
  /** The newest value at or before the moment holds. Ascending by `at`. */
  readonly values: readonly { readonly at: Instant; readonly value: DecimalText }[];
};

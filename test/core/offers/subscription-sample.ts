import type { Customer } from '../../../core/customers/types.ts';
import type { Offer } from '../../../core/offers/types.ts';
import type { Order } from '../../../core/orders/types.ts';
import { defaultPolicies } from '../../../core/organization/policies.ts';
import type { OperatingEntity } from '../../../core/organization/types.ts';
import type { RedeemSource } from '../../../core/subscriptions/redeem-offer.ts';
import type { Subscription } from '../../../core/subscriptions/types.ts';
import { customer, entity } from '../customers/sample.ts';

/** Monthly from 15 June 2026, one seat of one plan. */
export const subscription = (changes: Partial<Subscription> = {}): Subscription => ({
  id: 'sub_1',
  kind: 'subscription',
  rev: 4,
  customerId: 'cus_1',
  entityId: 'uk',
  currency: 'GBP',
  country: 'GB',
  zone: 'America/New_York',
  policies: defaultPolicies,
  rounding: { mode: 'half-away-from-zero', increment: 1 },
  startsOn: '2026-06-15',
  anchorRule: { kind: 'start-day' },
  state: { kind: 'active', since: '2026-06-15', cancelsOn: null },
  paymentStatus: 'ok',
  items: [
    {
      id: 'base',
      type: 'base',
      productId: 'prd_main',
      invoicing: 'consolidated',
      cadence: [
        { from: '2026-06-15', until: null, anchor: '2026-06-15', interval: { unit: 'month', count: 1 }, stub: 'prorated', frozen: [] },
      ],
      terms: [
        {
          from: '2026-06-15',
          fromSecond: 0,
          until: null,
          untilSecond: 0,
          planId: 'pln_main',
          planVersion: 1,
          variantId: 'gbp',
          quantity: '1',
          negotiated: [],
          ramps: [],
          unusedPart: 'credited',
          firstPart: 'prorated',
        },
      ],
      acceleratedOn: null,
    },
  ],
  pauses: [],
  redemptions: [],
  planned: [],
  grants: [],
  renewedThrough: '2026-06-15',
  contract: null,
  topUp: null,
  continues: null,
  netTermsDays: null,
  metadata: {},
  history: [],
  ...changes,
});

type World = {
  readonly subscription: readonly Subscription[];
  readonly offer: readonly Offer[];
  readonly customer: readonly Customer[];
  readonly entity: readonly OperatingEntity[];
  readonly order: readonly Order[];
};

/** A source over these documents; the customer and the entity of `subscription()` are there. */
export const worldOf = (known: Partial<World>): RedeemSource => {
  const all: World = { subscription: [], offer: [], customer: [customer()], entity: [entity('uk')], order: [], ...known };
  return {
    get: async (kind, id) => (all[kind].find((document) => document.id === id) ?? null) as never,
    list: async (kind, where) =>
      (all[kind] as readonly object[]).filter(
        (document) =>
          where?.customerIds === undefined || ('customerId' in document && where.customerIds.includes(document.customerId as string)),
      ) as never,
  };
};

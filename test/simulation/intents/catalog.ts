import { contentDigest } from '../../../core/catalog/publish-plan.ts';
import { about, type Intent, wish } from './intent.ts';

/** What is sold: drafts that two stations edit at once, publishing, offers. */
export const catalogIntents: readonly Intent[] = [
  {
    weight: 1,
    wish: async ({ chance }) =>
      wish('product.create', {
        name: `Product ${chance.below(50)}`,
        code: `product-${chance.below(12)}`,
        description: '',
        groupId: null,
        type: 'base',
        taxClass: 'standard',
        recognition: null,
        features: [],
        metadata: {},
      } as never),
  },
  about(
    1,
    'product',
    () => true,
    ({ id, name, description }, { chance }) =>
      wish('product.edit', {
        productId: id,
        edits: chance.percent(50)
          ? { name: { from: name, to: `Product ${chance.below(50)}` } }
          : { description: { from: description, to: `Words ${chance.below(9)}` } },
      }),
  ),
  about(
    1,
    'product',
    ({ state }) => state === 'draft',
    ({ id }) => wish('product.activate', { productId: id }),
  ),
  about(
    2,
    'plan',
    ({ draftVersion, currentVersion, state }) => state === 'active' && draftVersion === null && currentVersion > 0,
    ({ id }) => wish('plan.start-draft', { planId: id }),
  ),
  about(
    2,
    'plan-version',
    ({ state }) => state.kind === 'draft',
    ({ planId, version, quantity }, { chance }) =>
      wish('plan.edit-draft', {
        planId,
        version,
        edits: { quantity: { from: quantity, to: { ...quantity, maximum: String(100 + chance.below(400)) } } },
        variants: [],
        entitlements: [],
      }),
  ),
  about(
    1,
    'plan-version',
    ({ state }) => state.kind === 'draft',
    (draft, { chance }) =>
      wish('plan.publish', { planId: draft.planId, version: draft.version, content: chance.percent(70) ? contentDigest(draft) : null }),
  ),
  about(
    1,
    'plan',
    ({ draftVersion }) => draftVersion !== null,
    ({ id, draftVersion }) => wish('plan.discard-draft', { planId: id, version: draftVersion ?? 0 }),
  ),
  {
    weight: 1,
    wish: async ({ chance }) => wish('segment.create', { code: `segment-${chance.below(5)}`, name: `Segment ${chance.below(50)}` }),
  },
  {
    weight: 1,
    wish: async ({ chance }) =>
      wish('offer.create', {
        name: `Offer ${chance.below(50)}`,
        reach: { kind: 'code', code: `CODE${chance.below(6)}` },
        value: { kind: 'percentage', percent: '10' },
        duration: { kind: 'periods', count: 2 },
        scope: { kind: 'any' },
        stackable: true,
        appliesToUsage: false,
        redeemableFrom: null,
        redeemableThrough: null,
        limits: { total: 2, perCustomer: 1, firstPurchaseOnly: false },
      }),
  },
  about(
    2,
    'offer',
    ({ state }) => state === 'draft',
    ({ id }, { today }) => wish('offer.activate', { offerId: id, on: today }),
  ),
  about(
    3,
    'offer',
    ({ state }) => state === 'active',
    async ({ id }, { source, chance, today }) => {
      const subscription = chance.pick((await source.list('subscription')).filter(({ state }) => state.kind === 'active'));
      return subscription === null
        ? null
        : wish('subscription.redeem-offer', { subscriptionId: subscription.id, offer: { kind: 'offer', offerId: id }, startsOn: today });
    },
  ),
  about(
    1,
    'offer',
    ({ state }) => state === 'active',
    ({ id }, { today }) => wish('offer.archive', { offerId: id, lastDay: today }),
  ),
];

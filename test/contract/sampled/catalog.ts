import { must } from '../../../core/kernel/invariant.ts';
import type { Desk } from './desk.ts';

export const catalog = async (desk: Desk): Promise<void> => {
  const segment = await desk.one('segment', () => true);
  await desk.give('segment.edit', { segmentId: segment.id, edits: { name: { from: segment.name, to: 'Renamed' } } });
  const group = await desk.one('product-group', () => true);
  await desk.give('product-group.edit', { groupId: group.id, edits: { name: { from: group.name, to: 'Renamed' } } });
  const metric = desk.first(
    await desk.give('metric.create', {
      code: 'spare',
      name: 'Spare',
      eventName: 'spare',
      property: 'amount',
      aggregation: { kind: 'sum' },
      filters: [],
      unit: 'unit',
      rounding: null,
    }),
    'metric',
  );
  await desk.give('metric.archive', { metricId: metric.id });
  const sold = await desk.one('product', ({ state, type }) => state === 'active' && type === 'base');
  const fresh = desk.first(
    await desk.give('product.create', {
      name: 'Spare',
      code: 'spare',
      description: '',
      groupId: null,
      type: 'base',
      taxClass: sold.taxClass,
      recognition: null,
      features: [],
      metadata: {},
    } as never),
    'product',
  );
  await desk.give('product.edit', { productId: fresh.id, edits: { name: { from: 'Spare', to: 'Spare part' } } });
  const withFeature = desk.first(
    await desk.give('product.add-feature', { productId: fresh.id, feature: { type: 'binary', code: 'sso', name: 'Sign-on' } }),
    'product',
  );
  const feature = must(withFeature.features[0], 'the feature was added');
  await desk.give('product.edit-feature', {
    productId: fresh.id,
    featureId: feature.id,
    edits: { name: { from: 'Sign-on', to: 'Single sign-on' } },
  });
  await desk.give('product.remove-feature', { productId: fresh.id, featureId: feature.id });
  await desk.give('product.delete', { productId: fresh.id });
  const shelved = desk.first(
    await desk.give('product.create', {
      name: 'Shelved',
      code: 'shelved',
      description: '',
      groupId: null,
      type: 'base',
      taxClass: sold.taxClass,
      recognition: null,
      features: [],
      metadata: {},
    } as never),
    'product',
  );
  await desk.give('product.activate', { productId: shelved.id });
  await desk.give('product.archive', { productId: shelved.id });
  await desk.give('product.unarchive', { productId: shelved.id });

  const plan = await desk.one(
    'plan',
    ({ state, currentVersion, draftVersion, addOns }) =>
      state === 'active' && currentVersion > 0 && draftVersion === null && addOns.length > 0,
  );
  const addOn = must(plan.addOns[0], 'it has add-ons');
  await desk.give('plan.unlink-add-on', { planId: plan.id, addOnPlanId: addOn.planId });
  const begun = desk.first(await desk.give('plan.start-draft', { planId: plan.id }), 'plan-version');
  await desk.give('plan.edit-draft', {
    planId: plan.id,
    version: begun.version,
    edits: { quantity: { from: begun.quantity, to: { ...begun.quantity, maximum: '500' } } },
    variants: [],
    entitlements: [],
  });
  await desk.give('plan.discard-draft', { planId: plan.id, version: begun.version });
  const next = await desk.one(
    'plan',
    ({ id, state, productId, currentVersion }) =>
      id !== plan.id && state === 'active' && currentVersion > 0 && productId === plan.productId,
  );
  await desk.give('plan.set-successor', { planId: plan.id, edits: { successorPlanId: { from: plan.successorPlanId, to: next.id } } });
  await desk.give('plan.deactivate', { planId: plan.id });
  await desk.give('plan.activate', { planId: plan.id });
  const old = await desk.one('plan', ({ state }) => state === 'grandfathered').catch(() => next);
  await desk.give('plan.archive', { planId: old.id });

  const offer = await desk.one('offer', ({ state }) => state === 'active');
  const { id: _id, kind: _kind, rev: _rev, state: _state, redeemed: _redeemed, ...terms } = offer;
  const drafted = await desk.give('offer.create', {
    ...terms,
    name: 'Spare',
    ...(terms.reach.kind === 'code' ? { reach: { ...terms.reach, code: 'SPARE' } } : {}),
  });
  if (drafted.length > 0)
    await desk.give('offer.edit', { offerId: desk.first(drafted, 'offer').id, fields: { name: { from: 'Spare', to: 'Renamed' } } });
  await desk.give('offer.archive', { offerId: offer.id, lastDay: '2025-12-31' });
};

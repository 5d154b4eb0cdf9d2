import { describe, expect, it } from 'vitest';
import { archivePlan } from '../../../core/catalog/archive-plan.ts';
import { createPlan, type CreatePlan } from '../../../core/catalog/create-plan.ts';
import { discardDraft } from '../../../core/catalog/discard-draft.ts';
import { editDraft, type EditDraft } from '../../../core/catalog/edit-draft.ts';
import { editPlan } from '../../../core/catalog/edit-plan.ts';
import { grandfatherPlan } from '../../../core/catalog/grandfather-plan.ts';
import { contentOf } from '../../../core/catalog/plan-rules.ts';
import { contentDigest, publishPlan } from '../../../core/catalog/publish-plan.ts';
import { startDraft } from '../../../core/catalog/start-draft.ts';
import type { PriceVariant } from '../../../core/catalog/types.ts';
import {
  Catalog,
  codes,
  component,
  entity,
  metric,
  onSale,
  plan,
  product,
  published,
  seatLimit,
  usage,
  variant,
  version,
  world,
} from './sample.ts';

const newPlan = (more: Partial<CreatePlan['body']> = {}): CreatePlan['body'] => ({
  productId: 'prd_1',
  code: 'pro',
  name: 'Pro',
  description: '',
  visibility: 'public',
  restrictions: { countries: [], segments: [] },
  upgradePaths: [],
  content: contentOf(version()),
  ...more,
});

const draftEdit = (more: Partial<EditDraft['body']> = {}): EditDraft['body'] => ({
  planId: 'pln_1',
  version: 1,
  edits: {},
  variants: [],
  entitlements: [],
  ...more,
});
const publish = (number = 1, content: string | null = null) => ({ planId: 'pln_1', version: number, content });
const drafted = (more: Parameters<typeof version>[2] = {}): Catalog => world(plan('pln_1'), version('pln_1', 1, more));

describe('making a plan', () => {
  it('[CAT-11] [CAT-12] of a product, with its first version in preparation', async () => {
    const catalog = world();
    await catalog.given(createPlan, newPlan());
    await catalog.given(createPlan, newPlan({ code: 'basic' }));
    expect(
      catalog
        .all('plan')
        .map(({ productId, code, state, currentVersion, draftVersion }) => [productId, code, state, currentVersion, draftVersion]),
    ).toEqual([
      ['prd_1', 'pro', 'draft', 0, 1],
      ['prd_1', 'basic', 'draft', 0, 1],
    ]);
    const [made] = catalog.all('plan');
    expect(catalog.get('plan-version', `${made?.id}@1`)).toMatchObject({
      planId: made?.id,
      productId: 'prd_1',
      version: 1,
      state: { kind: 'draft' },
    });
  });

  it('[CAT-12] its code is unique, its segments and paths exist', async () => {
    const catalog = world(onSale('pln_1'));
    expect(codes(await catalog.given(createPlan, newPlan({ code: 'pln_1' })))).toEqual(['plan.code-taken']);
    expect(codes(await catalog.given(createPlan, newPlan({ restrictions: { countries: [], segments: ['nobody'] } })))).toEqual([
      'restriction.segment-unknown',
    ]);
    expect(codes(await catalog.given(createPlan, newPlan({ upgradePaths: ['pln_none', 'pln_1', 'pln_1'] })))).toEqual([
      'plan.upgrade-path-missing',
      'plan.upgrade-path-twice',
    ]);
  });

  it('[CAT-03] [CAT-04] its product exists and is not archived', async () => {
    expect(codes(await world().given(createPlan, newPlan({ productId: 'prd_none' })))).toEqual(['product.missing']);
    expect(codes(await new Catalog(entity, product('prd_1', { state: 'archived' })).given(createPlan, newPlan()))).toEqual([
      'product.archived',
    ]);
    expect(codes(await new Catalog(entity, product('prd_1', { state: 'draft' })).given(createPlan, newPlan()))).toEqual([]);
  });

  it('[CAT-28] needs an entity and its tax', async () => {
    expect(codes(await new Catalog(product()).given(createPlan, newPlan()))).toEqual(['catalog.no-entity']);
    const unset = new Catalog({ ...entity, taxRegistrations: [] }, plan(), version(), product());
    expect(codes(await unset.given(publishPlan, publish()))).toEqual(['catalog.tax-not-set']);
  });

  it('[BIL-13] pairs that can never be sold are refused when it is saved', async () => {
    const content = { ...contentOf(version()), billing: { kind: 'free' } as const };
    expect(codes(await world().given(createPlan, newPlan({ content })))).toEqual(['billing.price-not-allowed']);
  });
});

describe('editing a plan', () => {
  it('[CAT-12] names, visibility, restrictions and paths, field by field', async () => {
    const catalog = world(onSale('pln_1'), onSale('pln_2'));
    await catalog.given(editPlan, {
      planId: 'pln_1',
      edits: { name: { from: 'Pro', to: 'Professional' }, visibility: { from: 'public', to: 'private' } },
    });
    await catalog.given(editPlan, {
      planId: 'pln_1',
      edits: {
        restrictions: { from: { countries: [], segments: [] }, to: { countries: ['GB'], segments: ['partner'] } },
        upgradePaths: { from: [], to: ['pln_2'] },
      },
    });
    expect(catalog.get('plan', 'pln_1')).toMatchObject({
      name: 'Professional',
      visibility: 'private',
      restrictions: { countries: ['GB'], segments: ['partner'] },
      upgradePaths: ['pln_2'],
    });
    expect(codes(await catalog.given(editPlan, { planId: 'pln_1', edits: { code: { from: 'pln_1', to: 'pln_2' } } }))).toEqual([
      'plan.code-taken',
    ]);
    expect(codes(await catalog.given(editPlan, { planId: 'pln_1', edits: { name: { from: 'Pro', to: 'Max' } } }))).toEqual([
      'edit.conflict',
    ]);
    expect(codes(await catalog.given(editPlan, { planId: 'pln_none', edits: {} }))).toEqual(['plan.missing']);
    const archived = world(onSale('pln_1', { state: 'archived' }));
    expect(codes(await archived.given(editPlan, { planId: 'pln_1', edits: {} }))).toEqual(['plan.state-not-allowed']);
  });

  it('[CAT-25] a path does not lead to the plan itself', async () => {
    const catalog = world(onSale('pln_1'));
    expect(codes(await catalog.given(editPlan, { planId: 'pln_1', edits: { upgradePaths: { from: [], to: ['pln_1'] } } }))).toEqual([
      'plan.upgrade-path-self',
    ]);
  });
});

describe('editing a version in preparation', () => {
  const euro = variant('eur-monthly', { currency: 'EUR' });

  it('[CAT-14] variants and entitlements one by one, settings field by field', async () => {
    const catalog = drafted();
    const dearer: PriceVariant = variant('gbp-monthly', { components: [component('base', { price: { kind: 'fixed', amount: '59' } })] });
    await catalog.given(
      editDraft,
      draftEdit({ variants: [{ id: 'eur-monthly', from: null, to: euro }], entitlements: [{ id: 'seats', from: null, to: seatLimit }] }),
    );
    await catalog.given(
      editDraft,
      draftEdit({
        variants: [{ id: 'gbp-monthly', from: variant(), to: dearer }],
        edits: { quantity: { from: { minimum: '1', maximum: null }, to: { minimum: '2', maximum: '9' } } },
      }),
    );
    expect(catalog.get('plan-version', 'pln_1@1')).toMatchObject({
      variants: [dearer, euro],
      entitlements: [seatLimit],
      quantity: { minimum: '2', maximum: '9' },
      rev: 3,
    });
    await catalog.given(editDraft, draftEdit({ variants: [{ id: 'eur-monthly', from: euro, to: null }] }));
    expect(catalog.get('plan-version', 'pln_1@1').variants).toEqual([dearer]);
  });

  it('[CAT-14] what somebody else changed meanwhile is not overwritten', async () => {
    const catalog = drafted();
    const mine = { id: 'gbp-monthly', from: variant('gbp-monthly', { setupFee: '5' }), to: variant('gbp-monthly', { setupFee: '6' }) };
    expect(
      await catalog.given(
        editDraft,
        draftEdit({
          variants: [mine],
          edits: { trial: { from: null, to: null }, term: { from: { periods: 1, autoRenew: true }, to: { periods: 2, autoRenew: true } } },
        }),
      ),
    ).toEqual({
      ok: false,
      problems: [
        { code: 'edit.conflict', path: '/term', expected: { periods: 1, autoRenew: true }, found: null },
        { code: 'edit.conflict', path: '/variants/gbp-monthly', expected: mine.from, found: variant() },
      ],
    });
  });

  it('[BIL-13] refuses wrong pairs, but takes what is not finished yet', async () => {
    const catalog = drafted();
    expect(
      codes(
        await catalog.given(
          editDraft,
          draftEdit({ edits: { billing: { from: { kind: 'recurring' }, to: { kind: 'usage', graceDays: 0 } } } }),
        ),
      ),
    ).toEqual(['billing.price-not-allowed']);
    const open = variant('gbp-monthly', { components: [] });
    expect(codes(await catalog.given(editDraft, draftEdit({ variants: [{ id: 'gbp-monthly', from: variant(), to: open }] })))).toEqual([]);
  });

  it('[CAT-27] a published version is refused, and so is one that is not in preparation', async () => {
    const catalog = world(onSale('pln_1', { currentVersion: 1, draftVersion: 2 }), published('pln_1', 1), version('pln_1', 2));
    expect(codes(await catalog.given(editDraft, draftEdit()))).toEqual(['plan-version.published']);
    expect(codes(await catalog.given(editDraft, draftEdit({ version: 3 })))).toEqual(['plan-version.missing']);
    expect(codes(await catalog.given(editDraft, draftEdit({ planId: 'pln_none' })))).toEqual(['plan.missing']);
    await catalog.given(discardDraft, { planId: 'pln_1', version: 2 });
    expect(codes(await catalog.given(editDraft, draftEdit({ version: 2 })))).toEqual(['plan-version.not-in-preparation']);
  });
});

describe('publishing', () => {
  it('[CAT-13] the first version makes the plan active, at the moment of the command', async () => {
    const catalog = drafted();
    expect(codes(await catalog.given(publishPlan, publish(), '2026-11-20T10:00:00.000Z'))).toEqual([]);
    expect(catalog.get('plan', 'pln_1')).toMatchObject({ state: 'active', currentVersion: 1, draftVersion: null });
    expect(catalog.get('plan-version', 'pln_1@1').state).toEqual({ kind: 'published', at: '2026-11-20T10:00:00.000Z' });
  });

  it('[PRC-12] [BIL-13] everything that is wrong is said at once, and nothing is written', async () => {
    const bad = variant('gbp-monthly', {
      components: [component('base', { price: { kind: 'graduated', bands: [{ upTo: '10', unitPrice: '-1', flat: '0' }] } })],
      setupFee: '-5',
    });
    const catalog = drafted({ variants: [bad], entitlements: [{ ...seatLimit, featureId: 'fea_none' }] });
    expect(codes(await catalog.given(publishPlan, publish()))).toEqual([
      'bands.last-not-open',
      'number.negative',
      'number.negative',
      'entitlement.feature-unknown',
    ]);
    expect([catalog.get('plan', 'pln_1').rev, catalog.get('plan-version', 'pln_1@1').rev]).toEqual([1, 1]);
  });

  it('[CAT-27] live prices stay: the next price is the next version, the old one is untouched', async () => {
    const catalog = drafted();
    await catalog.given(publishPlan, publish());
    const first = catalog.get('plan-version', 'pln_1@1');
    await catalog.given(startDraft, { planId: 'pln_1' });
    expect(catalog.get('plan', 'pln_1')).toMatchObject({ currentVersion: 1, draftVersion: 2, state: 'active' });
    const dearer = variant('gbp-monthly', { components: [component('base', { price: { kind: 'fixed', amount: '59' } })] });
    await catalog.given(editDraft, draftEdit({ version: 2, variants: [{ id: 'gbp-monthly', from: variant(), to: dearer }] }));
    await catalog.given(publishPlan, publish(2));
    expect(catalog.get('plan', 'pln_1')).toMatchObject({ currentVersion: 2, draftVersion: null });
    expect(catalog.get('plan-version', 'pln_1@1')).toEqual(first);
    expect(catalog.get('plan-version', 'pln_1@2').variants).toEqual([dearer]);
  });

  it('[CAT-27] no command changes a published version', async () => {
    const catalog = drafted();
    await catalog.given(publishPlan, publish());
    const first = catalog.get('plan-version', 'pln_1@1');
    const outcomes = [
      await catalog.given(editDraft, draftEdit({ edits: { trial: { from: null, to: null } } })),
      await catalog.given(publishPlan, publish()),
      await catalog.given(discardDraft, { planId: 'pln_1', version: 1 }),
    ];
    expect(outcomes.map(codes)).toEqual([['plan-version.published'], ['plan-version.published'], ['plan-version.published']]);
    await catalog.given(editPlan, { planId: 'pln_1', edits: { name: { from: 'Pro', to: 'Max' } } });
    await catalog.given(grandfatherPlan, { planId: 'pln_1', successorPlanId: null });
    await catalog.given(archivePlan, { planId: 'pln_1' });
    expect(catalog.get('plan-version', 'pln_1@1')).toEqual(first);
  });

  it('[CAT-27] prices that the author did not see are not published', async () => {
    const catalog = drafted();
    const seen = contentDigest(catalog.get('plan-version', 'pln_1@1'));
    await catalog.given(
      editDraft,
      draftEdit({ variants: [{ id: 'eur-monthly', from: null, to: variant('eur-monthly', { currency: 'EUR' }) }] }),
    );
    expect(codes(await catalog.given(publishPlan, publish(1, seen)))).toEqual(['plan-version.changed']);
    expect(codes(await catalog.given(publishPlan, publish(1, contentDigest(catalog.get('plan-version', 'pln_1@1')))))).toEqual([]);
  });

  it('[CAT-11] needs its product, its metrics and its state', async () => {
    expect(codes(await new Catalog(entity, plan(), version()).given(publishPlan, publish()))).toEqual(['product.missing']);
    expect(
      codes(await new Catalog(entity, product('prd_1', { state: 'archived' }), plan(), version()).given(publishPlan, publish())),
    ).toEqual(['product.archived']);
    expect(codes(await world(plan('pln_1', { state: 'archived' }), version()).given(publishPlan, publish()))).toEqual([
      'plan.state-not-allowed',
    ]);
    const hybrid = version('pln_1', 1, {
      billing: { kind: 'hybrid', graceDays: 1 },
      variants: [variant('v', { components: [component('base'), usage('calls')] })],
    });
    expect(codes(await new Catalog(entity, product(), plan(), hybrid).given(publishPlan, publish()))).toEqual(['component.metric-unknown']);
    expect(codes(await new Catalog(entity, product(), metric('met_calls'), plan(), hybrid).given(publishPlan, publish()))).toEqual([]);
  });

  it('[CAT-13] a plan whose sales pause stays paused when its next version is published', async () => {
    const catalog = world(onSale('pln_1', { state: 'inactive', draftVersion: 2 }), published('pln_1'), version('pln_1', 2));
    await catalog.given(publishPlan, publish(2));
    expect(catalog.get('plan', 'pln_1')).toMatchObject({ state: 'inactive', currentVersion: 2 });
  });

  it('[CAT-16] [PRC-15] three cycles and two currencies on one plan', async () => {
    const cycles = [
      { name: 'monthly', interval: { unit: 'month', count: 1 } },
      { name: 'quarterly', interval: { unit: 'quarter', count: 1 } },
      { name: 'yearly', interval: { unit: 'year', count: 1 } },
    ] as const;
    const variants = (['NGN', 'GBP'] as const).flatMap((currency) =>
      cycles.map((cycle) => variant(`${currency.toLowerCase()}-${cycle.name}`, { currency, cycle })),
    );
    expect(codes(await drafted({ variants }).given(publishPlan, publish()))).toEqual([]);
  });
});

describe('starting and discarding a version', () => {
  it('[CAT-27] one at a time, as a copy of what is published', async () => {
    const catalog = world(onSale('pln_1'), published('pln_1', 1, { entitlements: [seatLimit] }));
    await catalog.given(startDraft, { planId: 'pln_1' });
    expect(contentOf(catalog.get('plan-version', 'pln_1@2'))).toEqual(contentOf(catalog.get('plan-version', 'pln_1@1')));
    expect(await catalog.given(startDraft, { planId: 'pln_1' })).toMatchObject({
      ok: false,
      problems: [{ code: 'plan.draft-exists', version: 2 }],
    });
  });

  it('[CAT-27] a discarded one leaves no gap in the numbers', async () => {
    const catalog = world(onSale('pln_1'), published('pln_1'));
    await catalog.given(startDraft, { planId: 'pln_1' });
    await catalog.given(editDraft, draftEdit({ version: 2, entitlements: [{ id: 'seats', from: null, to: seatLimit }] }));
    await catalog.given(discardDraft, { planId: 'pln_1', version: 2 });
    expect(catalog.get('plan', 'pln_1').draftVersion).toBeNull();
    await catalog.given(startDraft, { planId: 'pln_1' });
    expect(catalog.get('plan-version', 'pln_1@2')).toMatchObject({ version: 2, entitlements: [], state: { kind: 'draft' } });
  });

  it('[CAT-13] not before the first is published, and not when sales have ended', async () => {
    expect(codes(await drafted().given(discardDraft, { planId: 'pln_1', version: 1 }))).toEqual(['plan.nothing-published']);
    expect(codes(await world(plan('pln_1', { draftVersion: null })).given(startDraft, { planId: 'pln_1' }))).toEqual([
      'plan.nothing-published',
    ]);
    expect(codes(await world().given(startDraft, { planId: 'pln_1' }))).toEqual(['plan.missing']);
    for (const state of ['grandfathered', 'archived'] as const) {
      expect(codes(await world(onSale('pln_1', { state }), published('pln_1')).given(startDraft, { planId: 'pln_1' }))).toEqual([
        'plan.state-not-allowed',
      ]);
    }
  });
});

import { describe, expect, it } from 'vitest';
import { activateProduct } from '../../../core/catalog/activate-product.ts';
import { addFeature } from '../../../core/catalog/add-feature.ts';
import { archiveProduct } from '../../../core/catalog/archive-product.ts';
import { createProduct, type CreateProduct } from '../../../core/catalog/create-product.ts';
import { createProductGroup } from '../../../core/catalog/create-product-group.ts';
import { createSegment } from '../../../core/catalog/create-segment.ts';
import { deleteProduct } from '../../../core/catalog/delete-product.ts';
import { editFeature } from '../../../core/catalog/edit-feature.ts';
import { editProduct } from '../../../core/catalog/edit-product.ts';
import { editProductGroup } from '../../../core/catalog/edit-product-group.ts';
import { editSegment } from '../../../core/catalog/edit-segment.ts';
import { saleProblems } from '../../../core/catalog/may-buy.ts';
import { removeFeature } from '../../../core/catalog/remove-feature.ts';
import { unarchiveProduct } from '../../../core/catalog/unarchive-product.ts';
import { Catalog, codes, entity, features, metric, onSale, plan, product, published, seatLimit, version, world } from './sample.ts';

const newProduct = (more: Partial<CreateProduct['body']> = {}): CreateProduct['body'] => ({
  name: 'Platform',
  code: 'PLAT-1',
  description: 'The platform',
  groupId: null,
  type: 'base',
  features: [],
  taxClass: 'digital',
  recognition: null,
  metadata: { owner: 'ops' },
  ...more,
});

describe('product groups', () => {
  it('[CAT-02] are made, renamed and archived, and carry nothing that billing reads', async () => {
    const catalog = world();
    await catalog.given(createProductGroup, { name: ' Add-ons ' });
    const [group] = catalog.all('product-group');
    expect(group).toMatchObject({ name: 'Add-ons', state: 'active', rev: 1 });
    expect(Object.keys(group ?? {}).toSorted()).toEqual(['id', 'kind', 'name', 'rev', 'state']);
    await catalog.given(editProductGroup, {
      groupId: group?.id ?? '',
      edits: { name: { from: 'Add-ons', to: 'Extras' }, state: { from: 'active', to: 'archived' } },
    });
    expect(catalog.get('product-group', group?.id ?? '')).toMatchObject({ name: 'Extras', state: 'archived', rev: 2 });
    expect(codes(await catalog.given(createProductGroup, { name: 'EXTRAS' }))).toEqual(['product-group.name-taken']);
    expect(codes(await catalog.given(editProductGroup, { groupId: 'grp_none', edits: {} }))).toEqual(['product-group.missing']);
  });
});

describe('segments', () => {
  it('[CAT-26] have a code that never changes, a name, and may be retired', async () => {
    const catalog = world();
    await catalog.given(createSegment, { code: 'public-sector', name: 'Public sector' });
    const made = catalog.all('segment').find(({ code }) => code === 'public-sector');
    expect(codes(await catalog.given(createSegment, { code: 'public-sector', name: 'Again' }))).toEqual(['segment.code-taken']);
    await catalog.given(editSegment, { segmentId: made?.id ?? '', edits: { state: { from: 'active', to: 'archived' } } });
    expect(catalog.get('segment', made?.id ?? '')).toMatchObject({ code: 'public-sector', state: 'archived' });
    const late = await catalog.given(editSegment, { segmentId: made?.id ?? '', edits: { name: { from: 'Pub', to: 'State' } } });
    expect(late).toMatchObject({
      ok: false,
      problems: [{ code: 'edit.conflict', path: '/name', expected: 'Pub', found: 'Public sector' }],
    });
    expect(codes(await catalog.given(editSegment, { segmentId: 'seg_none', edits: {} }))).toEqual(['segment.missing']);
  });
});

describe('products', () => {
  it('[CAT-05] are made in preparation, in a group or in none, with all that they are', async () => {
    const catalog = world();
    await catalog.given(createProductGroup, { name: 'Platform' });
    const groupId = catalog.all('product-group')[0]?.id ?? '';
    await catalog.given(createProduct, newProduct({ groupId, recognition: 'straight-line' }));
    const made = catalog.all('product').find(({ code }) => code === 'PLAT-1');
    expect(made).toEqual({
      id: made?.id,
      kind: 'product',
      rev: 1,
      ...newProduct({ groupId, recognition: 'straight-line' }),
      state: 'draft',
    });
    expect(codes(await catalog.given(createProduct, newProduct({ code: 'other', groupId: 'grp_none' })))).toEqual([
      'product.group-missing',
    ]);
  });

  it('[CAT-05] a code is unique whatever its case', async () => {
    const catalog = world();
    await catalog.given(createProduct, newProduct());
    expect(codes(await catalog.given(createProduct, newProduct({ code: 'plat-1' })))).toEqual(['product.code-taken']);
    const before = catalog.get('product', 'prd_1');
    const taken = await catalog.given(editProduct, { productId: 'prd_1', edits: { code: { from: before.code, to: 'plat-1' } } });
    expect(codes(taken)).toEqual(['product.code-taken']);
  });

  it('[CAT-05] edits name what they change, and two of different fields both hold', async () => {
    const catalog = world();
    await catalog.given(editProduct, { productId: 'prd_1', edits: { name: { from: 'Platform', to: 'Core' } } });
    await catalog.given(editProduct, {
      productId: 'prd_1',
      edits: { taxClass: { from: 'standard', to: 'digital' }, metadata: { from: {}, to: { a: 'b' } } },
    });
    expect(catalog.get('product', 'prd_1')).toMatchObject({ name: 'Core', taxClass: 'digital', metadata: { a: 'b' }, rev: 3 });
    const late = await catalog.given(editProduct, { productId: 'prd_1', edits: { name: { from: 'Platform', to: 'Mine' } } });
    expect(late).toMatchObject({ ok: false, problems: [{ code: 'edit.conflict', path: '/name', expected: 'Platform', found: 'Core' }] });
    expect(codes(await catalog.given(editProduct, { productId: 'prd_none', edits: {} }))).toEqual(['product.missing']);
  });

  it('[CAT-18] [CAT-05] add-ons and services are products of their own type', async () => {
    const catalog = world();
    for (const type of ['base', 'add-on', 'service'] as const) await catalog.given(createProduct, newProduct({ code: type, type }));
    expect(catalog.all('product').map(({ code, type }) => `${code} ${type}`)).toContain('add-on add-on');
  });

  it('[CAT-28] need an entity, and its tax, before catalog work', async () => {
    const unset = { ...entity, taxRegistrations: [] };
    const of = async (...entities: readonly (typeof entity)[]) => codes(await new Catalog(...entities).given(createProduct, newProduct()));
    expect(await of()).toEqual(['catalog.no-entity']);
    expect(await of({ ...entity, state: 'archived' })).toEqual(['catalog.no-entity']);
    expect(await of(unset)).toEqual(['catalog.tax-not-set']);
    expect(await of({ ...unset, taxTreatment: 'none' })).toEqual([]);
    expect(await of(entity)).toEqual([]);
  });

  it('[CAT-06] a catalog of hundreds of SKUs: the last is found taken as the first is', async () => {
    const many = Array.from({ length: 600 }, (_, index) => product(`prd_${index}`, { code: `SKU-${index}` }));
    const catalog = new Catalog(entity, ...many);
    expect(codes(await catalog.given(createProduct, newProduct({ code: 'sku-599' })))).toEqual(['product.code-taken']);
    expect(codes(await catalog.given(createProduct, newProduct({ code: 'SKU-600' })))).toEqual([]);
    expect(catalog.all('product')).toHaveLength(601);
  });
});

describe('the life of a product', () => {
  const buyer = { country: 'GB', segments: [] };
  const saleable = (catalog: Catalog): readonly string[] =>
    saleProblems(onSale('pln_1'), catalog.get('product', 'prd_1'), buyer).map(({ code }) => code);

  it('[CAT-04] draft, active, archived and back; sold only while active', async () => {
    const fresh = new Catalog(entity, product('prd_1', { state: 'draft' }));
    const sold = [saleable(fresh)];
    for (const useCase of [activateProduct, archiveProduct, unarchiveProduct] as const) {
      expect(codes(await fresh.given(useCase as typeof activateProduct, { productId: 'prd_1' }))).toEqual([]);
      sold.push(saleable(fresh));
    }
    expect(sold).toEqual([['product.not-active'], [], ['product.not-active'], []]);
  });

  it('[CAT-04] what is not a step of its life is refused, what is already done is done', async () => {
    const draft = new Catalog(entity, product('prd_1', { state: 'draft' }));
    expect(codes(await draft.given(unarchiveProduct, { productId: 'prd_1' }))).toEqual(['product.state-not-allowed']);
    const archived = new Catalog(entity, product('prd_1', { state: 'archived' }));
    expect(codes(await archived.given(activateProduct, { productId: 'prd_1' }))).toEqual(['product.state-not-allowed']);
    const again = await archived.given(archiveProduct, { productId: 'prd_1' });
    expect(again.ok && again.value.writes).toEqual([]);
    expect(codes(await archived.given(archiveProduct, { productId: 'prd_none' }))).toEqual(['product.missing']);
  });

  it('[CAT-04] a product that was ever sold is never deleted', async () => {
    const sold = world(onSale('pln_1'), published('pln_1'));
    expect(await sold.given(deleteProduct, { productId: 'prd_1' })).toMatchObject({
      ok: false,
      problems: [{ code: 'product.was-sold', planCodes: ['pln_1'] }],
    });
    const archived = world(onSale('pln_1', { state: 'archived' }), published('pln_1'));
    expect(codes(await archived.given(deleteProduct, { productId: 'prd_1' }))).toEqual(['product.was-sold']);
  });

  it('[CAT-04] one that was set up by mistake goes with its unpublished plans, and its code is free again', async () => {
    const catalog = world(plan('pln_1'), version('pln_1'));
    expect(codes(await catalog.given(deleteProduct, { productId: 'prd_1' }))).toEqual([]);
    expect([catalog.get('product', 'prd_1').state, catalog.get('plan', 'pln_1').state]).toEqual(['deleted', 'archived']);
    for (const useCase of [deleteProduct, activateProduct] as const) {
      expect(codes(await catalog.given(useCase as typeof activateProduct, { productId: 'prd_1' }))).toEqual(['product.missing']);
    }
    expect(codes(await catalog.given(createProduct, newProduct({ code: 'PRD_1' })))).toEqual([]);
  });
});

describe('features', () => {
  const quantified = { type: 'quantified', code: 'storage', name: 'Storage', unit: 'GB', metricId: 'met_calls' } as const;

  it('[CAT-07] [CAT-08] [CAT-09] are declared on the product, binary or quantified, with ids of their own', async () => {
    const catalog = world();
    await catalog.given(addFeature, { productId: 'prd_1', feature: quantified });
    await catalog.given(addFeature, { productId: 'prd_1', feature: { type: 'binary', code: 'sso', name: 'Single sign-on' } });
    const added = catalog.get('product', 'prd_1').features.slice(features.length);
    expect(added).toEqual([
      { ...quantified, id: added[0]?.id },
      { type: 'binary', code: 'sso', name: 'Single sign-on', id: added[1]?.id },
    ]);
    expect(new Set(catalog.get('product', 'prd_1').features.map(({ id }) => id)).size).toBe(5);
  });

  it('[CAT-07] the same feature entered twice, or at two stations, is one', async () => {
    const catalog = world();
    await catalog.given(addFeature, { productId: 'prd_1', feature: quantified });
    const again = await catalog.given(addFeature, { productId: 'prd_1', feature: quantified });
    expect(again.ok && again.value.writes).toEqual([]);
    expect(codes(await catalog.given(addFeature, { productId: 'prd_1', feature: { ...quantified, name: 'Space' } }))).toEqual([
      'feature.code-taken',
    ]);
  });

  it('[CAT-09] [CAT-22] what counts a feature is a metric that exists', async () => {
    const catalog = world();
    expect(codes(await catalog.given(addFeature, { productId: 'prd_1', feature: { ...quantified, metricId: 'met_none' } }))).toEqual([
      'feature.metric-missing',
    ]);
    const made = new Catalog(entity, metric('met_calls'));
    expect(codes(await made.given(createProduct, newProduct({ features: [quantified, quantified] })))).toEqual(['feature.code-taken']);
  });

  it('[CAT-09] name, unit and metric can change; a binary one has only a name', async () => {
    const catalog = world();
    await catalog.given(editFeature, {
      productId: 'prd_1',
      featureId: 'fea_calls',
      edits: { unit: { from: 'call', to: 'request' }, metricId: { from: 'met_calls', to: null } },
    });
    expect(catalog.get('product', 'prd_1').features[2]).toMatchObject({ code: 'calls', unit: 'request', metricId: null });
    const binary = { productId: 'prd_1', featureId: 'fea_api' };
    expect(codes(await catalog.given(editFeature, { ...binary, edits: { unit: { from: '', to: 'x' } } }))).toEqual([
      'feature.not-quantified',
    ]);
    expect(codes(await catalog.given(editFeature, { ...binary, edits: { name: { from: 'API access', to: 'API' } } }))).toEqual([]);
    expect(await catalog.given(editFeature, { ...binary, edits: { name: { from: 'API access', to: 'Interface' } } })).toMatchObject({
      ok: false,
      problems: [{ code: 'edit.conflict', path: '/features/api-access/name', expected: 'API access', found: 'API' }],
    });
    expect(codes(await catalog.given(editFeature, { productId: 'prd_1', featureId: 'fea_none', edits: {} }))).toEqual(['feature.missing']);
  });

  it('[CAT-07] [ENT-02] one that any version of a plan grants is not taken away', async () => {
    const catalog = world(onSale('pln_1'), published('pln_1', 1, { entitlements: [seatLimit] }));
    expect(await catalog.given(removeFeature, { productId: 'prd_1', featureId: 'fea_seats' })).toMatchObject({
      ok: false,
      problems: [{ code: 'feature.in-use', versionIds: ['pln_1@1'] }],
    });
    expect(codes(await catalog.given(removeFeature, { productId: 'prd_1', featureId: 'fea_api' }))).toEqual([]);
    expect(catalog.get('product', 'prd_1').features.map(({ code }) => code)).toEqual(['seats', 'calls']);
  });

  it('[CAT-04] an archived product gets no new ones', async () => {
    const catalog = new Catalog(entity, metric('met_calls'), product('prd_1', { state: 'archived' }));
    expect(codes(await catalog.given(addFeature, { productId: 'prd_1', feature: quantified }))).toEqual(['product.archived']);
  });
});

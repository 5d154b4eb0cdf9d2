import { activateProduct } from '../../../core/catalog/activate-product.ts';
import { appendExternalValues } from '../../../core/catalog/append-external-values.ts';
import { createExternalSeries } from '../../../core/catalog/create-external-series.ts';
import { createPlan } from '../../../core/catalog/create-plan.ts';
import { createProductGroup } from '../../../core/catalog/create-product-group.ts';
import { createProduct } from '../../../core/catalog/create-product.ts';
import { createSegment } from '../../../core/catalog/create-segment.ts';
import { editPlan } from '../../../core/catalog/edit-plan.ts';
import { linkAddOn } from '../../../core/catalog/link-add-on.ts';
import { publishPlan } from '../../../core/catalog/publish-plan.ts';
import { digestOf } from '../../../core/kernel/digest.ts';
import type { Source } from '../../../core/sources.ts';
import { createMetric } from '../../../core/usage/create-metric.ts';
import type { ImportSource } from './import-source.ts';
import { type CatalogFile, catalogFileSchema, type PlanEntry, type ProductEntry } from './catalog-file.ts';
import { type Names, planBody } from './catalog-plan.ts';
import { stepsOfJson } from './json-file.ts';
import { lookup } from './lookups.ts';
import { type Entry, refusal, type Step, step, type Steps } from './step.ts';

/** A whole catalog: what is named goes before what names it. Plans are published once all of them exist. */
export const catalogSteps = (file: ImportSource, entry: Entry): Steps =>
  stepsOfJson<CatalogFile>(file, catalogFileSchema, async function* (catalog, source): AsyncGenerator<Step> {
    yield* groundSteps(catalog, entry);
    yield* seriesSteps(catalog, entry, source);
    for (const [index, product] of catalog.products.entries()) yield* productSteps(product, `/products/${index}`, entry, source);
    for (const [index, plan] of catalog.plans.entries()) yield* planStep(plan, `/plans/${index}`, entry, source, catalog.cycles);
    for (const [index, plan] of catalog.plans.entries()) yield* planLinkSteps(plan, `/plans/${index}`, entry, source);
  });

function* groundSteps(catalog: CatalogFile, entry: Entry): Generator<Step> {
  for (const [index, name] of catalog.productGroups.entries()) {
    yield step(entry, createProductGroup, { key: name, path: `/productGroups/${index}`, body: { name } });
  }
  for (const [index, segment] of catalog.segments.entries()) {
    yield step(entry, createSegment, { key: segment.code, path: `/segments/${index}`, body: segment });
  }
  for (const [index, { filters = [], rounding = null, ...metric }] of catalog.metrics.entries()) {
    yield step(entry, createMetric, { key: metric.code, path: `/metrics/${index}`, body: { ...metric, filters, rounding } });
  }
}

async function* seriesSteps(catalog: CatalogFile, entry: Entry, source: Source): AsyncGenerator<Step> {
  const seriesOf = lookup(source, 'external-series', ({ name }) => name);
  for (const [index, { name, values }] of catalog.externalSeries.entries()) {
    const path = `/externalSeries/${index}`;
    yield step(entry, createExternalSeries, { key: name, path, body: { name } });
    const series = await seriesOf(name);
    if (series !== null && values.length > 0) {
      yield step(entry, appendExternalValues, { key: `${name}|${digestOf(values)}`, path, body: { seriesId: series.id, values } });
    }
  }
}

async function* productSteps(product: ProductEntry, path: string, entry: Entry, source: Source): AsyncGenerator<Step> {
  const groupOf = lookup(source, 'product-group', ({ name }) => name);
  const metricOf = lookup(source, 'metric', ({ code }) => code);
  const productOf = lookup(source, 'product', ({ code }) => code);
  const { group, features = [], recognition = null, metadata = {}, ...rest } = product;
  const groupId = group === undefined ? null : ((await groupOf(group))?.id ?? '');
  const entered = await Promise.all(
    features.map(async (feature) => {
      if (feature.type === 'binary') return feature;
      const { metric, ...quantified } = feature;
      return { ...quantified, metricId: metric === undefined ? null : ((await metricOf(metric))?.id ?? '') };
    }),
  );
  if (groupId === '') yield { ...refusal(0, { code: 'product.group-missing' }), path };
  else if (entered.some((feature) => feature.type === 'quantified' && feature.metricId === ''))
    yield { ...refusal(0, { code: 'feature.metric-missing' }), path };
  else {
    yield step(entry, createProduct, { key: product.code, path, body: { ...rest, groupId, recognition, metadata, features: entered } });
    const created = await productOf(product.code);
    if (created !== null) yield step(entry, activateProduct, { key: product.code, path, body: { productId: created.id } });
  }
}

async function* planStep(plan: PlanEntry, path: string, entry: Entry, source: Source, cycles: CatalogFile['cycles']): AsyncGenerator<Step> {
  const body = planBody(plan, await namesOf(source), cycles);
  if ('missing' in body) yield { ...refusal(0, { code: body.missing }), path: `${path}${body.path}` };
  else yield step(entry, createPlan, { key: plan.code, path, body });
}

const namesOf = async (source: Source): Promise<Names> => ({
  products: new Map((await source.list('product')).map((product) => [product.code, product])),
  metricIds: new Map((await source.list('metric')).map(({ code, id }) => [code, id])),
});

/** What plans have to do with each other, and then their publication. */
async function* planLinkSteps(plan: PlanEntry, path: string, entry: Entry, source: Source): AsyncGenerator<Step> {
  const planOf = lookup(source, 'plan', ({ code }) => code);
  const created = await planOf(plan.code);
  if (created === null) return;
  const { addOns = [], upgradePaths = [] } = plan;
  for (const [index, { plan: addOn, invoicing }] of addOns.entries()) {
    const at = `${path}/addOns/${index}`;
    const linked = await planOf(addOn);
    if (linked === null) yield { ...refusal(0, { code: 'add-on.missing' }), path: at };
    else
      yield step(entry, linkAddOn, {
        key: `${plan.code}|${addOn}`,
        path: at,
        body: { planId: created.id, addOnPlanId: linked.id, invoicing },
      });
  }
  const targets = await Promise.all(upgradePaths.map(async (code) => (await planOf(code))?.id ?? ''));
  if (targets.includes('')) yield { ...refusal(0, { code: 'plan.missing' }), path: `${path}/upgradePaths` };
  else if (targets.length > 0) {
    const edits = { upgradePaths: { from: [], to: targets } };
    yield step(entry, editPlan, { key: plan.code, path: `${path}/upgradePaths`, body: { planId: created.id, edits } });
  }
  yield step(entry, publishPlan, { key: plan.code, path, body: { planId: created.id, version: 1, content: null } });
}

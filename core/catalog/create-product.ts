import { type Static, Type } from 'typebox';
import { type Command, created } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { doneUnless } from '../kernel/outcome.ts';
import { listOf, strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema, textSchema } from '../organization/schema.ts';
import type { OperatingEntity } from '../organization/types.ts';
import type { Metric } from '../usage/types.ts';
import { catalogPrerequisites, type PrerequisiteProblem } from './prerequisites.ts';
import { type ProductFacts, type ProductProblem, productProblems } from './product-rules.ts';
import { productFields, productTypeSchema } from './schema.ts';
import type { Feature, Product, ProductGroup, ProductId } from './types.ts';
import { lowerCode, nameSchema, orNull } from './version-schema.ts';

/** CAT-08, CAT-09: a feature as it is entered; its id is derived from the product and its code. */
export const enteredFeatureSchema = Type.Union([
  strictObject({ type: Type.Literal('binary'), code: lowerCode, name: nameSchema }),
  strictObject({ type: Type.Literal('quantified'), code: lowerCode, name: nameSchema, unit: textSchema(60), metricId: orNull(idSchema) }),
]);
export type EnteredFeature = Readonly<Static<typeof enteredFeatureSchema>>;

export const featureOf = (productId: ProductId, entered: EnteredFeature): Feature => ({
  ...entered,
  id: derivedId('fea', productId, entered.code),
});

const body = strictObject({ ...productFields, type: productTypeSchema, features: listOf(enteredFeatureSchema, 500) });

/** CAT-01, CAT-03, CAT-05, CAT-18: a product in preparation. Add-ons are products too. */
export type CreateProduct = Command<'product.create', Static<typeof body>>;

export type CreateProductProblem = ProductProblem | PrerequisiteProblem;

type Facts = ProductFacts & { readonly entities: readonly OperatingEntity[] };
type Source = Reads<{ product: Product; 'product-group': ProductGroup; metric: Metric; entity: OperatingEntity }>;

export const createProduct: UseCase<CreateProduct, Facts, CreateProductProblem, Source> = {
  kind: 'product.create',
  shape: body,

  gather: async (_command, source) => ({
    products: await source.list('product'),
    groups: await source.list('product-group'),
    metrics: await source.list('metric'),
    entities: await source.list('entity'),
  }),

  plan: (command, facts) => {
    const id = derivedId('prd', command.id);
    const { features, ...fields } = command.body;
    const product: Omit<Product, 'rev'> = {
      id,
      kind: 'product',
      ...fields,
      features: features.map((entered) => featureOf(id, entered)),
      state: 'draft',
    };
    const problems = [...catalogPrerequisites(facts.entities), ...productProblems(product, facts)];
    return doneUnless(problems, () => ({ command, writes: [created<Product>(product)] }));
  },
};

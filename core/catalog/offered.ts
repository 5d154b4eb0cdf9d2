import type { Reads } from '../kernel/use-case.ts';
import type { Plan, PlanVersion, Product } from './types.ts';

/** A plan as it is on offer today: its newest published version. `null` where something is missing. */
export type Offered = {
  readonly wanted: string;
  readonly plan: Plan | null;
  readonly product: Product | null;
  readonly version: PlanVersion | null;
};

export type OfferedReads = { plan: Plan; product: Product; 'plan-version': PlanVersion };

/** Looks a plan up by its id or its code. */
export const gatherOffered = async (source: Reads<OfferedReads>, wanted: string): Promise<Offered> => {
  const plan = (await source.get('plan', wanted)) ?? (await source.list('plan')).find(({ code }) => code === wanted) ?? null;
  if (plan === null) return { wanted, plan, product: null, version: null };
  const [product, version] = await Promise.all([
    source.get('product', plan.productId),
    source.get('plan-version', `${plan.id}@${plan.currentVersion}`),
  ]);
  return { wanted, plan, product, version: version?.state.kind === 'published' ? version : null };
};

/** PHS-02: something that must exist first, and what was asked for. */
export type Missing<What extends string> = { readonly code: 'prerequisite.missing'; readonly missing: What; readonly wanted: string };

export const missing = <const What extends string>(what: What, wanted: string): Missing<What> => ({
  code: 'prerequisite.missing',
  missing: what,
  wanted,
});

/** What is missing of an offered plan. */
export const absent = (offered: Offered): readonly Missing<'plan' | 'product' | 'published-plan'>[] => {
  if (offered.plan === null) return [missing('plan', offered.wanted)];
  return [
    ...(offered.product === null ? [missing('product', offered.plan.productId)] : []),
    ...(offered.version === null ? [missing('published-plan', offered.plan.id)] : []),
  ];
};

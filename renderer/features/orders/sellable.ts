import { useMemo } from 'react';
import type { PlanVersion } from '../../../core/catalog/types.ts';
import { baseItem, lastTerm } from '../../../core/subscriptions/timeline.ts';
import type { CatalogNames } from '../../app/catalog.ts';
import { useDocuments } from '../../app/hooks.ts';
import type { Choice } from '../../ui/form/fields.tsx';
import { useUi } from '../../ui/settings.tsx';

/** What can be ordered: plans that are sold once, and packs of the customer's pre-paid subscriptions. */
export type Sellable = {
  readonly plans: readonly Choice[];
  readonly versionOf: (planId: string | null) => PlanVersion | null;
  readonly packs: readonly Choice[];
  readonly taxClasses: readonly Choice[];
};

const choices = (values: readonly string[]): readonly Choice[] =>
  [...new Set(values)]
    .filter((value) => value !== '')
    .sort()
    .map((value) => ({ value, label: value }));

export const useSellable = (catalog: CatalogNames, customerId: string | null): Sellable => {
  const { price } = useUi();
  const versions = useDocuments('plan-version').value;
  const subscriptions = useDocuments('subscription', { customerIds: [customerId ?? ''] }).value;
  const rates = useDocuments('tax-rate').value;
  return useMemo(() => {
    const byId = new Map((versions ?? []).map((version) => [version.id, version]));
    const versionOf = (planId: string | null): PlanVersion | null => {
      const plan = planId === null ? null : catalog.planOf(planId);
      return plan === null ? null : (byId.get(`${plan.id}@${plan.currentVersion}`) ?? null);
    };
    const packs = (subscriptions ?? [])
      .filter(({ state }) => state.kind !== 'cancelled')
      .flatMap((subscription) => {
        const term = lastTerm(baseItem(subscription));
        const variant = byId.get(`${term.planId}@${term.planVersion}`)?.variants.find(({ id }) => id === term.variantId);
        return (variant?.packs ?? []).map((pack) => ({
          value: `${subscription.id}|${pack.id}`,
          label: `${catalog.plan(term.planId)} · ${pack.name}, ${price(pack.price, subscription.currency)} ${subscription.currency}`,
        }));
      });
    return {
      plans: catalog.plans
        .filter(({ id, state }) => state === 'active' && versionOf(id)?.billing.kind === 'one-off')
        .map(({ id, name, productId }) => ({
          value: id,
          label: catalog.product(productId) === name ? name : `${catalog.product(productId)} · ${name}`,
        })),
      versionOf,
      packs,
      taxClasses: choices([
        'standard',
        ...catalog.products.map(({ taxClass }) => taxClass),
        ...(rates ?? []).map(({ taxClass }) => taxClass),
      ]),
    };
  }, [catalog, versions, subscriptions, rates, price]);
};

import { Group } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { cycleIdOf } from '../../../../core/catalog/cycle.ts';
import { moveTargets } from '../../../../core/catalog/plan-status.ts';
import { itemById, lastTerm } from '../../../../core/subscriptions/timeline.ts';
import { useDocument } from '../../../app/hooks.ts';
import { SelectField } from '../../../ui/form/fields.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';
import { cyclesOf } from '../create-values.ts';
import { PriceLines } from '../price-lines.tsx';
import { ActionDrawer, type ActionProps } from './action-drawer.tsx';
import { ProrationField, WhenFields, whenOf } from './when.tsx';

type Values = {
  plan: string | null;
  cycle: string | null;
  quantity: string;
  when: string;
  on: string | null;
  proration: string;
  entitlements: string;
  unlinkedAddOns: string;
};

function Target({ values, currency, onVersion }: { readonly values: Values; readonly currency: string; readonly onVersion: number }) {
  const text = useTranslations('subscriptions.create');
  const { value: version } = useDocument('plan-version', values.plan === null || onVersion === 0 ? null : `${values.plan}@${onVersion}`);
  const cycles = version === undefined || version === null ? [] : cyclesOf(version, currency);
  const variant = cycles.find(({ value }) => value === values.cycle)?.variants.find(({ segment }) => segment === '') ?? null;
  return (
    <>
      <Group grow align="flex-start">
        <SelectField name="cycle" label={text('cycle')} choices={cycles.map(({ value, name }) => ({ value, label: name }))} isRequired />
        <NumberField name="quantity" label={text('quantity')} isRequired />
      </Group>
      {variant !== null && <PriceLines variant={variant} />}
    </>
  );
}

/** SUB-05 to SUB-07: another plan, another cycle, or the newest version of the same plan. */
export function ChangePlan({ itemId, ...props }: ActionProps & { readonly itemId: string }) {
  const text = useTranslations('subscriptions.actions');
  const { subscription, catalog } = props;
  const item = itemById(subscription, itemId);
  const [term] = useState(() => (item === null ? null : lastTerm(item)));
  const { value: version } = useDocument('plan-version', term === null ? null : `${term.planId}@${term.planVersion}`);
  if (item === null || term === null || version === undefined || version === null) return null;
  const now = version.variants.find(({ id }) => id === term.variantId);
  const plan = catalog.planOf(term.planId);
  const targets = plan === null ? [] : [plan, ...moveTargets(plan, catalog.plans)];
  return (
    <ActionDrawer<'subscription.change-plan', Values>
      {...props}
      kind="subscription.change-plan"
      title={text('changePlan.title')}
      text={text('changePlan.text')}
      submit={text('changePlan.submit')}
      done={text('changePlan.done')}
      defaults={{
        plan: null,
        cycle: now === undefined ? null : cycleIdOf(now.cycle.interval),
        quantity: term.quantity,
        when: 'now',
        on: null,
        proration: 'prorate',
        entitlements: 'usual',
        unlinkedAddOns: 'refuse',
      }}
      bodyOf={(values) => {
        const when = whenOf(values);
        if (values.plan === null || values.cycle === null || when === null || values.quantity === '') return null;
        return {
          subscriptionId: subscription.id,
          itemId,
          plan: { from: term.planId, to: values.plan },
          cycle: values.cycle,
          quantity: values.quantity,
          when,
          proration: values.proration as 'prorate' | 'none',
          unlinkedAddOns: values.unlinkedAddOns as 'refuse' | 'detach',
          ...(values.entitlements === 'usual' ? {} : { entitlements: values.entitlements as 'now' | 'with-change' }),
        };
      }}
    >
      {(values) => (
        <>
          <SelectField
            name="plan"
            label={text('changePlan.plan')}
            isRequired
            choices={targets.map((each) => ({
              value: each.id,
              label: each.id === term.planId ? text('changePlan.same', { plan: each.name }) : each.name,
            }))}
          />
          {values.plan !== null && (
            <Target values={values} currency={subscription.currency} onVersion={catalog.planOf(values.plan)?.currentVersion ?? 0} />
          )}
          <WhenFields />
          {values.when !== 'period-end' && <ProrationField />}
          {values.when !== 'now' && (
            <SelectField
              name="entitlements"
              label={text('entitlements')}
              choices={(['usual', 'now', 'with-change'] as const).map((value) => ({ value, label: text(`entitlementsFrom.${value}`) }))}
            />
          )}
          {item.type === 'base' && subscription.items.length > 1 && (
            <SelectField
              name="unlinkedAddOns"
              label={text('unlinked')}
              choices={(['refuse', 'detach'] as const).map((value) => ({ value, label: text(`unlinkeds.${value}`) }))}
            />
          )}
        </>
      )}
    </ActionDrawer>
  );
}

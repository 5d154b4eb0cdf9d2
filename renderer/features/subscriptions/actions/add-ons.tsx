import { Group } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { baseItem, itemById, lastTerm } from '../../../../core/subscriptions/timeline.ts';
import { useDocument } from '../../../app/hooks.ts';
import { SelectField } from '../../../ui/form/fields.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';
import { linkedAddOns } from '../create-add-ons.tsx';
import { cyclesOf } from '../create-values.ts';
import { PriceLines } from '../price-lines.tsx';
import { ActionDrawer, type ActionProps } from './action-drawer.tsx';
import { ProrationField, WhenFields, whenOf } from './when.tsx';

type AttachValues = {
  plan: string | null;
  cycle: string | null;
  quantity: string;
  invoicing: string;
  anchor: string;
  when: string;
  on: string | null;
  proration: string;
};

function AddOnChoice({
  values,
  currency,
  version: number,
}: {
  readonly values: AttachValues;
  readonly currency: string;
  readonly version: number;
}) {
  const text = useTranslations('subscriptions.create');
  const { value: version } = useDocument('plan-version', values.plan === null || number === 0 ? null : `${values.plan}@${number}`);
  const cycles = version === undefined || version === null ? [] : cyclesOf(version, currency);
  const variant = cycles.find(({ value }) => value === values.cycle)?.variants[0] ?? null;
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

/** SUB-16, CAT-19 to CAT-21: an add-on joins. */
export function AttachAddOn(props: ActionProps) {
  const text = useTranslations('subscriptions.actions');
  const create = useTranslations('subscriptions.create');
  const { subscription, catalog } = props;
  const plan = catalog.planOf(lastTerm(baseItem(subscription)).planId);
  return (
    <ActionDrawer<'subscription.attach-add-on', AttachValues>
      {...props}
      kind="subscription.attach-add-on"
      title={text('attach.title')}
      text={text('attach.text')}
      submit={text('attach.submit')}
      done={text('attach.done')}
      defaults={{ plan: null, cycle: null, quantity: '1', invoicing: 'link', anchor: 'usual', when: 'now', on: null, proration: 'prorate' }}
      bodyOf={(values) => {
        const when = whenOf(values);
        if (values.plan === null || values.cycle === null || when === null || values.quantity === '') return null;
        return {
          subscriptionId: subscription.id,
          when,
          proration: values.proration as 'prorate' | 'none',
          addOn: {
            plan: values.plan,
            cycle: values.cycle,
            quantity: values.quantity,
            ...(values.invoicing === 'link' ? {} : { invoicing: values.invoicing as 'consolidated' | 'separate' }),
            ...(values.anchor === 'usual' ? {} : { anchor: values.anchor as 'base' | 'own' }),
          },
        };
      }}
    >
      {(values) => (
        <>
          <SelectField name="plan" label={create('addOn')} choices={linkedAddOns({ plan, catalog })} isRequired />
          {values.plan !== null && (
            <AddOnChoice values={values} currency={subscription.currency} version={catalog.planOf(values.plan)?.currentVersion ?? 0} />
          )}
          <Group grow align="flex-start">
            <SelectField
              name="invoicing"
              label={text('attach.invoicing')}
              choices={(['link', 'consolidated', 'separate'] as const).map((value) => ({
                value,
                label: text(`attach.invoicings.${value}`),
              }))}
            />
            <SelectField
              name="anchor"
              label={text('attach.anchor')}
              choices={(['usual', 'base', 'own'] as const).map((value) => ({ value, label: text(`attach.anchors.${value}`) }))}
            />
          </Group>
          <WhenFields />
          <ProrationField />
        </>
      )}
    </ActionDrawer>
  );
}

type DetachValues = { when: string; on: string | null; proration: string };

/** CAT-29: an add-on leaves. */
export function DetachAddOn({ itemId, ...props }: ActionProps & { readonly itemId: string }) {
  const text = useTranslations('subscriptions.actions');
  const { subscription, catalog } = props;
  const item = itemById(subscription, itemId);
  return (
    <ActionDrawer<'subscription.detach-add-on', DetachValues>
      {...props}
      kind="subscription.detach-add-on"
      title={text('detach.title', { plan: item === null ? '' : catalog.plan(lastTerm(item).planId) })}
      text={text('detach.text')}
      submit={text('detach.submit')}
      done={text('detach.done')}
      isDanger
      defaults={{ when: 'period-end', on: null, proration: 'prorate' }}
      bodyOf={(values) => {
        const when = whenOf(values);
        return when === null ? null : { subscriptionId: subscription.id, itemId, when, proration: values.proration as 'prorate' | 'none' };
      }}
    >
      {(values) => (
        <>
          <WhenFields />
          {values.when !== 'period-end' && <ProrationField />}
        </>
      )}
    </ActionDrawer>
  );
}

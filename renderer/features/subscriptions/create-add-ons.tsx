import { ActionIcon, Button, Group, Stack } from '@mantine/core';
import { useFieldArray, useFormContext } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { useDocument } from '../../app/hooks.ts';
import { SelectField } from '../../ui/form/fields.tsx';
import { NumberField } from '../../ui/form/number-field.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { Sale } from './create-fields.tsx';
import { type CreateValues, cyclesOf } from './create-values.ts';
import classes from './subscriptions.module.css';

/** The add-ons that go with a base plan (CAT-19). */
export const linkedAddOns = ({
  plan,
  catalog,
}: Pick<Sale, 'plan' | 'catalog'>): readonly { readonly value: string; readonly label: string }[] =>
  (plan?.addOns ?? []).flatMap(({ planId }) => {
    const addOn = catalog.planOf(planId);
    return addOn === null || addOn.state !== 'active' || addOn.currentVersion === 0 ? [] : [{ value: planId, label: addOn.name }];
  });

function AddOnRow({ at, sale, onRemove }: { readonly at: number; readonly sale: Sale; readonly onRemove: () => void }) {
  const text = useTranslations('subscriptions.create');
  const { watch } = useFormContext<CreateValues>();
  const planId = watch(`addOns.${at}.plan`);
  const plan = planId === null ? null : sale.catalog.planOf(planId);
  const { value: version } = useDocument('plan-version', plan === null ? null : `${plan.id}@${plan.currentVersion}`);
  const cycles = version === null || version === undefined ? [] : cyclesOf(version, sale.currency);
  return (
    <div className={classes['addOn']}>
      <SelectField name={`addOns.${at}.plan`} label={text('addOn')} choices={linkedAddOns(sale)} isRequired />
      <SelectField
        name={`addOns.${at}.cycle`}
        label={text('cycle')}
        choices={cycles.map(({ value, name }) => ({ value, label: name }))}
        isRequired
      />
      <NumberField name={`addOns.${at}.quantity`} label={text('quantity')} isRequired />
      <ActionIcon variant="subtle" color="gray" aria-label={text('removeAddOn')} onClick={onRemove} mb={4}>
        <Icon name="cross" />
      </ActionIcon>
    </div>
  );
}

/** SUB-16: add-ons that join from the start. */
export function AddOnFields({ sale }: { readonly sale: Sale }) {
  const text = useTranslations('subscriptions.create');
  const { control, watch } = useFormContext<CreateValues>();
  const { fields, append, remove } = useFieldArray({ control, name: 'addOns' });
  const cycle = watch('cycle');
  if (linkedAddOns(sale).length === 0 && fields.length === 0) return null;
  return (
    <Stack gap="sm" role="group" aria-label={text('addOns')}>
      {fields.map(({ id }, at) => (
        <AddOnRow key={id} at={at} sale={sale} onRemove={() => remove(at)} />
      ))}
      <Group>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<Icon name="plus" size={13} />}
          onClick={() => append({ plan: null, cycle, quantity: '1', invoicing: 'link' })}
        >
          {text('addAddOn')}
        </Button>
      </Group>
    </Stack>
  );
}

import { ActionIcon, Select } from '@mantine/core';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { PriceModel } from '../../../../core/catalog/price-model.ts';
import type { PriceComponent } from '../../../../core/catalog/types.ts';
import { useDocuments } from '../../../app/hooks.ts';
import { SelectField, TextField } from '../../../ui/form/fields.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import classes from '../catalog.module.css';
import { modelKinds, modelOfKind } from './draft-models.ts';
import { ModelFields } from './model-fields.tsx';

/** What the part counts, and what of it is free. */
function QuantityFields({ at, quantity }: { readonly at: string; readonly quantity: PriceComponent['quantity'] }) {
  const text = useTranslations('catalog.draft');
  const price = useTranslations('catalog.price');
  const { setValue } = useFormContext();
  const metrics = useDocuments('metric').value ?? [];
  const change = (kind: string | null): void =>
    setValue(`${at}.quantity`, kind === 'usage' ? { kind, metricId: metrics[0]?.id ?? '' } : { kind }, { shouldDirty: true });
  return (
    <>
      <Select
        label={price('quantity')}
        data={(['one', 'subscription', 'usage'] as const).map((value) => ({ value, label: price(`sources.${value}`) }))}
        value={quantity.kind}
        onChange={change}
        allowDeselect={false}
      />
      {quantity.kind === 'usage' && (
        <SelectField
          name={`${at}.quantity.metricId`}
          label={text('metric')}
          choices={metrics.map(({ id, name }) => ({ value: id, label: name }))}
          isRequired
        />
      )}
      {quantity.kind !== 'one' && <NumberField name={`${at}.included`} label={price('included')} />}
      {quantity.kind !== 'usage' && (
        <SelectField
          name={`${at}.timing`}
          label={price('timing')}
          choices={(['advance', 'arrears'] as const).map((value) => ({ value, label: price(`timings.${value}`) }))}
        />
      )}
    </>
  );
}

/** One part of a price: what it counts, and by which model. */
export function ComponentFields({
  at,
  currency,
  onRemove,
}: {
  readonly at: string;
  readonly currency: string;
  readonly onRemove: () => void;
}) {
  const text = useTranslations('catalog.draft');
  const price = useTranslations('catalog.price');
  const { control, setValue } = useFormContext();
  const component = useWatch({ control, name: at }) as PriceComponent | undefined;
  if (component === undefined) return null;
  const { price: model } = component;
  const changeModel = (kind: string | null): void =>
    setValue(`${at}.price`, modelOfKind(kind as PriceModel['kind'], model, text('otherwise')), { shouldDirty: true });
  return (
    <div className={classes['card']} role="group" aria-label={component.name}>
      <div className={classes['cardHead']}>
        {component.name}
        <ActionIcon variant="subtle" color="gray" aria-label={text('removePart', { name: component.name })} onClick={onRemove}>
          <Icon name="cross" />
        </ActionIcon>
      </div>
      <div className={classes['fields']}>
        <TextField name={`${at}.name`} label={text('partName')} maxLength={200} isRequired />
        <Select
          label={price('model')}
          data={modelKinds.map((value) => ({ value, label: price(`models.${value}`) }))}
          value={model.kind}
          onChange={changeModel}
          allowDeselect={false}
        />
        <QuantityFields at={at} quantity={component.quantity} />
        <TextField name={`${at}.taxClass`} label={text('taxClass')} description={text('taxClassHint')} maxLength={40} />
      </div>
      <ModelFields key={model.kind} at={`${at}.price`} kind={model.kind} currency={currency} />
    </div>
  );
}

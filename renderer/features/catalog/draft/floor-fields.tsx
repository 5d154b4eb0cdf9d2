import { Switch } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { PriceVariant } from '../../../../core/catalog/types.ts';
import { MultiSelectField } from '../../../ui/form/fields.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';
import classes from '../catalog.module.css';

/** PRC-09, OR-5: some parts together come to at least an amount; a line of its own tops them up. */
export function FloorFields({ at, variant }: { readonly at: string; readonly variant: PriceVariant }) {
  const text = useTranslations('catalog.draft');
  const { setValue } = useFormContext();
  const { combination, components } = variant;
  const isFloor = combination.kind === 'floor';
  const change = (isOn: boolean): void =>
    setValue(`${at}.combination`, isOn ? { kind: 'floor', amount: '0', componentIds: components.map(({ id }) => id) } : { kind: 'sum' }, {
      shouldDirty: true,
    });
  if (!isFloor && components.length === 0) return null;
  return (
    <>
      <Switch
        label={text('hasFloor')}
        description={text('hasFloorHint')}
        checked={isFloor}
        onChange={({ currentTarget }) => change(currentTarget.checked)}
      />
      {isFloor && (
        <div className={classes['fields']}>
          <NumberField name={`${at}.combination.amount`} label={text('floorAmount')} unit={variant.currency} isRequired />
          <MultiSelectField
            name={`${at}.combination.componentIds`}
            label={text('floorParts')}
            choices={components.map(({ id, name }) => ({ value: id, label: name }))}
            isRequired
          />
        </div>
      )}
    </>
  );
}

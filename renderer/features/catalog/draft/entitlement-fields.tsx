import { ActionIcon, Menu, Button, Select, Text } from '@mantine/core';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { EntitlementDefinition, Product } from '../../../../core/catalog/types.ts';
import { Section } from '../../../ui/facts.tsx';
import { CheckField, SelectField } from '../../../ui/form/fields.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import classes from '../catalog.module.css';
import { newEntitlement } from './draft-values.ts';

function Grant({ at, product, onRemove }: { readonly at: string; readonly product: Product; readonly onRemove: () => void }) {
  const text = useTranslations('catalog.grant');
  const { control, setValue } = useFormContext();
  const grant = useWatch({ control, name: at }) as EntitlementDefinition | undefined;
  if (grant === undefined) return null;
  const feature = product.features.find(({ id }) => id === grant.featureId);
  const name = feature?.name ?? grant.featureId;
  const set = (key: string, value: unknown): void => setValue(`${at}.${key}`, value, { shouldDirty: true });
  const expiries = [...new Set(['never', 'period-end', grant.expiry.kind] as const)];
  return (
    <div className={classes['card']} role="group" aria-label={name}>
      <div className={classes['cardHead']}>
        {name}
        <ActionIcon variant="subtle" color="gray" aria-label={text('remove', { name })} onClick={onRemove}>
          <Icon name="cross" />
        </ActionIcon>
      </div>
      {feature?.type === 'quantified' && (
        <>
          <div className={classes['fields']}>
            <Select
              label={text('grants')}
              data={(['limit', 'unlimited'] as const).map((value) => ({ value, label: text(`kinds.${value}`) }))}
              value={grant.grant.kind}
              allowDeselect={false}
              onChange={(kind) => set('grant', kind === 'limit' ? { kind, quantity: '1' } : { kind })}
            />
            {grant.grant.kind === 'limit' && <NumberField name={`${at}.grant.quantity`} label={text('quantity')} unit={feature.unit} />}
            <SelectField
              name={`${at}.counting`}
              label={text('counting')}
              choices={(['limit', 'consumable', 'none'] as const).map((value) => ({ value, label: text(`countings.${value}`) }))}
            />
            <Select
              label={text('expiry')}
              data={expiries.map((value) => ({ value, label: text(`expiries.${value}`) }))}
              value={grant.expiry.kind}
              allowDeselect={false}
              onChange={(kind) => set('expiry', { kind })}
              disabled={grant.expiry.kind === 'fixed' || grant.expiry.kind === 'relative'}
            />
            <SelectField
              name={`${at}.atLimit`}
              label={text('atLimit')}
              choices={(['block', 'warn', 'overage'] as const).map((value) => ({ value, label: text(`atLimits.${value}`) }))}
            />
          </div>
          <CheckField name={`${at}.perUnit`} label={text('perUnitLong')} />
        </>
      )}
    </div>
  );
}

/** What the version grants, a card for each feature of the product. */
export function EntitlementFields({ product }: { readonly product: Product }) {
  const text = useTranslations('catalog.grant');
  const { control } = useFormContext();
  const { fields, append, remove } = useFieldArray({ control, name: 'entitlements', keyName: 'fieldKey' });
  const values = (useWatch({ control, name: 'entitlements' }) as readonly EntitlementDefinition[] | undefined) ?? [];
  const left = product.features.filter(({ id }) => !values.some(({ featureId }) => featureId === id));
  return (
    <Section
      title={text('title')}
      action={
        left.length > 0 && (
          <Menu position="bottom-end">
            <Menu.Target>
              <Button variant="default" size="xs" leftSection={<Icon name="plus" size={13} />}>
                {text('add')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {left.map((feature) => (
                <Menu.Item
                  key={feature.id}
                  onClick={() =>
                    append(
                      newEntitlement(
                        feature.id,
                        feature.type === 'quantified',
                        values.map(({ id }) => id),
                      ),
                    )
                  }
                >
                  {feature.name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )
      }
    >
      {product.features.length === 0 && (
        <Text fz={13} c="dimmed">
          {text('noFeatures')}
        </Text>
      )}
      {product.features.length > 0 && values.length === 0 && (
        <Text fz={13} c="dimmed">
          {text('none')}
        </Text>
      )}
      {fields.map((field, index) => (
        <Grant key={field.fieldKey} at={`entitlements.${index}`} product={product} onRemove={() => remove(index)} />
      ))}
    </Section>
  );
}

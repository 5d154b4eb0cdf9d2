import { ActionIcon, Button, Menu, Select, Text } from '@mantine/core';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { EntitlementDefinition, Feature, Product } from '../../../../core/catalog/types.ts';
import { Section } from '../../../ui/facts.tsx';
import { CheckField, SelectField } from '../../../ui/form/fields.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import classes from '../catalog.module.css';
import { newEntitlement } from './draft-models.ts';
import { EntitlementRules } from './entitlement-rules.tsx';

/** CAT-09, ENT-06: how much of a counted feature, and what counting it means. */
function Amount({
  at,
  grant,
  feature,
}: {
  readonly at: string;
  readonly grant: EntitlementDefinition;
  readonly feature: Extract<Feature, { readonly type: 'quantified' }>;
}) {
  const text = useTranslations('catalog.grant');
  const { setValue } = useFormContext();
  return (
    <>
      <div className={classes['fields']}>
        <Select
          label={text('grants')}
          data={(['limit', 'unlimited'] as const).map((value) => ({ value, label: text(`kinds.${value}`) }))}
          value={grant.grant.kind}
          allowDeselect={false}
          onChange={(kind) => setValue(`${at}.grant`, kind === 'limit' ? { kind, quantity: '1' } : { kind }, { shouldDirty: true })}
        />
        {grant.grant.kind === 'limit' && <NumberField name={`${at}.grant.quantity`} label={text('quantity')} unit={feature.unit} />}
        <SelectField
          name={`${at}.counting`}
          label={text('counting')}
          choices={(['limit', 'consumable', 'none'] as const).map((value) => ({ value, label: text(`countings.${value}`) }))}
        />
        {grant.grant.kind === 'limit' && (
          <SelectField
            name={`${at}.atLimit`}
            label={text('atLimit')}
            choices={(['block', 'warn', 'overage'] as const).map((value) => ({ value, label: text(`atLimits.${value}`) }))}
          />
        )}
      </div>
      {grant.grant.kind === 'limit' && <CheckField name={`${at}.perUnit`} label={text('perUnitLong')} />}
    </>
  );
}

function Grant({ at, product, onRemove }: { readonly at: string; readonly product: Product; readonly onRemove: () => void }) {
  const text = useTranslations('catalog.grant');
  const { control } = useFormContext();
  const grant = useWatch({ control, name: at }) as EntitlementDefinition | undefined;
  if (grant === undefined) return null;
  const feature = product.features.find(({ id }) => id === grant.featureId);
  const name = feature?.name ?? grant.featureId;
  return (
    <div className={classes['card']} role="group" aria-label={name}>
      <div className={classes['cardHead']}>
        {name}
        <ActionIcon variant="subtle" color="gray" aria-label={text('remove', { name })} onClick={onRemove}>
          <Icon name="cross" />
        </ActionIcon>
      </div>
      {feature?.type === 'quantified' && <Amount at={at} grant={grant} feature={feature} />}
      <EntitlementRules at={at} grant={grant} />
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
  const taken = values.map(({ id }) => id);
  const add = ({ id, type }: Feature): void => append(newEntitlement(id, type === 'quantified', taken));
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
                <Menu.Item key={feature.id} onClick={() => add(feature)}>
                  {feature.name}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )
      }
    >
      {values.length === 0 && (
        <Text fz={13} c="dimmed">
          {text(product.features.length === 0 ? 'noFeatures' : 'none')}
        </Text>
      )}
      {fields.map((field, index) => (
        <Grant key={field.fieldKey} at={`entitlements.${index}`} product={product} onRemove={() => remove(index)} />
      ))}
    </Section>
  );
}

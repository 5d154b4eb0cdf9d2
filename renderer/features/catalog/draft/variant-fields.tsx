import { ActionIcon, Button, Group, Select, Stack } from '@mantine/core';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { PriceModel } from '../../../../core/catalog/price-model.ts';
import type { BillingModel, PriceComponent, PriceVariant } from '../../../../core/catalog/types.ts';
import { useCurrencyChoices } from '../../../app/forms.tsx';
import { useDocuments } from '../../../app/hooks.ts';
import { Section } from '../../../ui/facts.tsx';
import { CheckField, SelectField, TextField } from '../../../ui/form/fields.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import classes from '../catalog.module.css';
import { modelKinds, modelOfKind, newComponent } from './draft-values.ts';
import { ModelFields } from './model-fields.tsx';

const units = ['day', 'week', 'month', 'quarter', 'half-year', 'year'] as const;

/** How often something comes: a count and a unit. */
export function IntervalFields({ at, label }: { readonly at: string; readonly label: string }) {
  const text = useTranslations('catalog.draft');
  return (
    <Group gap={8} align="flex-start" grow>
      <NumberField name={`${at}.count`} label={label} digits={0} />
      <SelectField name={`${at}.unit`} label={text('unit')} choices={units.map((value) => ({ value, label: text(`units.${value}`) }))} />
    </Group>
  );
}

/** The amounts that look at a whole period and fit the billing model (BIL-13). */
const amountsOf = (
  billing: BillingModel,
): readonly ('setupFee' | 'minimumCommitment' | 'maximumSpend' | 'chargeThreshold' | 'minimumCharge' | 'instalmentTotal')[] => {
  switch (billing.kind) {
    case 'free':
    case 'one-off':
      return [];
    case 'instalment':
      return ['instalmentTotal', 'setupFee'];
    case 'pay-as-you-go':
      return [...(billing.trigger === 'threshold' ? (['chargeThreshold'] as const) : []), 'minimumCharge', 'maximumSpend', 'setupFee'];
    case 'prepaid':
      return ['setupFee'];
    case 'recurring':
    case 'usage':
    case 'hybrid':
      return ['setupFee', 'minimumCommitment', 'maximumSpend'];
  }
};

function ComponentFields({ at, currency, onRemove }: { readonly at: string; readonly currency: string; readonly onRemove: () => void }) {
  const text = useTranslations('catalog.draft');
  const price = useTranslations('catalog.price');
  const { control, setValue } = useFormContext();
  const component = useWatch({ control, name: at }) as PriceComponent | undefined;
  const metrics = useDocuments('metric').value ?? [];
  if (component === undefined) return null;
  const { quantity, price: model } = component;
  const changeModel = (kind: string | null): void =>
    setValue(`${at}.price`, modelOfKind(kind as PriceModel['kind'], model, text('otherwise')), { shouldDirty: true });
  const changeSource = (kind: string | null): void =>
    setValue(`${at}.quantity`, kind === 'usage' ? { kind, metricId: metrics[0]?.id ?? '' } : { kind }, { shouldDirty: true });
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
        <Select
          label={price('quantity')}
          data={(['one', 'subscription', 'usage'] as const).map((value) => ({ value, label: price(`sources.${value}`) }))}
          value={quantity.kind}
          onChange={changeSource}
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
        <TextField name={`${at}.taxClass`} label={text('taxClass')} description={text('taxClassHint')} maxLength={60} />
      </div>
      <ModelFields key={model.kind} at={`${at}.price`} kind={model.kind} currency={currency} />
    </div>
  );
}

/** BIL-06: what can be bought to fill the credit up. */
function Packs({ at, currency }: { readonly at: string; readonly currency: string }) {
  const text = useTranslations('catalog.draft');
  const { control } = useFormContext();
  const { fields, append, remove } = useFieldArray({ control, name: `${at}.packs`, keyName: 'fieldKey' });
  return (
    <Section title={text('packs')}>
      <Stack gap={8}>
        {fields.map((field, index) => (
          <Group key={field.fieldKey} gap={8} align="flex-end" grow preventGrowOverflow={false}>
            <TextField name={`${at}.packs.${index}.name`} label={text('packName')} />
            <NumberField name={`${at}.packs.${index}.price`} label={text('price')} unit={currency} />
            <NumberField name={`${at}.packs.${index}.credit`} label={text('credit')} />
            <ActionIcon
              variant="subtle"
              color="gray"
              mb={4}
              aria-label={text('removeRow', { row: index + 1 })}
              onClick={() => remove(index)}
              style={{ flexGrow: 0 }}
            >
              <Icon name="cross" />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="subtle"
          size="compact-sm"
          w="fit-content"
          leftSection={<Icon name="plus" size={13} />}
          onClick={() =>
            append({
              id: `pack-${fields.length + 1}`,
              name: text('packNew', { number: fields.length + 1 }),
              price: '0',
              credit: '0',
              expiresAfter: null,
            })
          }
        >
          {text('addPack')}
        </Button>
      </Stack>
    </Section>
  );
}

/** OFR-14 to OFR-16: another price from a period or a day on. */
function RampFields({ at, variant }: { readonly at: string; readonly variant: PriceVariant }) {
  const text = useTranslations('catalog.draft');
  const { control, setValue } = useFormContext();
  const { fields, append, remove } = useFieldArray({ control, name: `${at}.ramp.steps`, keyName: 'fieldKey' });
  const simple = variant.components.filter(({ price }) => price.kind === 'fixed' || price.kind === 'per-unit');
  const { ramp } = variant;
  if (ramp === null) {
    return simple.length === 0 ? null : (
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<Icon name="plus" size={13} />}
        onClick={() =>
          setValue(
            `${at}.ramp`,
            { componentId: simple[0]?.id ?? '', steps: [{ from: { kind: 'period', index: '1' }, price: '0' }] },
            { shouldDirty: true },
          )
        }
      >
        {text('addRamp')}
      </Button>
    );
  }
  const isByDate = ramp.steps[0]?.from.kind === 'date';
  return (
    <Section
      title={text('ramp')}
      action={
        <Button variant="subtle" size="compact-sm" color="gray" onClick={() => setValue(`${at}.ramp`, null, { shouldDirty: true })}>
          {text('removeRamp')}
        </Button>
      }
    >
      <Stack gap={8}>
        <SelectField
          name={`${at}.ramp.componentId`}
          label={text('rampPart')}
          width={240}
          choices={simple.map(({ id, name }) => ({ value: id, label: name }))}
        />
        {fields.map((field, index) => (
          <Group key={field.fieldKey} gap={8} align="flex-end">
            {isByDate ? (
              <TextField name={`${at}.ramp.steps.${index}.from.on`} label={text('rampDay')} maxLength={10} />
            ) : (
              <NumberField name={`${at}.ramp.steps.${index}.from.index`} label={text('rampAfter')} digits={0} />
            )}
            <NumberField name={`${at}.ramp.steps.${index}.price`} label={text('price')} unit={variant.currency} />
            <ActionIcon
              variant="subtle"
              color="gray"
              mb={4}
              aria-label={text('removeRow', { row: index + 1 })}
              onClick={() => remove(index)}
            >
              <Icon name="cross" />
            </ActionIcon>
          </Group>
        ))}
        <Button
          variant="subtle"
          size="compact-sm"
          w="fit-content"
          leftSection={<Icon name="plus" size={13} />}
          onClick={() =>
            append({ from: isByDate ? { kind: 'date', on: '' } : { kind: 'period', index: String(fields.length + 1) }, price: '0' })
          }
        >
          {text('addRampStep')}
        </Button>
      </Stack>
    </Section>
  );
}

/** One price of the draft: who it is for, its parts, and the amounts around them. */
export function VariantFields({
  at,
  variant,
  billing,
}: {
  readonly at: string;
  readonly variant: PriceVariant;
  readonly billing: BillingModel;
}) {
  const text = useTranslations('catalog.draft');
  const price = useTranslations('catalog.price');
  const { control } = useFormContext();
  const { fields, append, remove } = useFieldArray({ control, name: `${at}.components`, keyName: 'fieldKey' });
  const segments = useDocuments('segment').value ?? [];
  const taken = variant.components.map(({ id }) => id);
  return (
    <Stack gap="md">
      <div className={classes['fields']}>
        <SelectField name={`${at}.currency`} label={text('currency')} choices={useCurrencyChoices()} isRequired />
        <SelectField
          name={`${at}.segment`}
          label={text('segment')}
          choices={[{ value: '', label: text('everyone') }, ...segments.map(({ code, name }) => ({ value: code, label: name }))]}
        />
        <TextField name={`${at}.cycle.name`} label={text('cycleName')} maxLength={64} isRequired />
        <IntervalFields at={`${at}.cycle.interval`} label={text('every')} />
        {amountsOf(billing).map((name) => (
          <NumberField key={name} name={`${at}.${name}`} label={price(name)} unit={variant.currency} placeholder={text('none')} />
        ))}
      </div>
      <CheckField name={`${at}.taxInclusive`} label={price('taxInclusive')} />
      {billing.kind !== 'free' && (
        <Section
          title={text('parts')}
          action={
            <Button
              variant="default"
              size="xs"
              leftSection={<Icon name="plus" size={13} />}
              onClick={() => append(newComponent(text('newPart'), taken))}
            >
              {text('addPart')}
            </Button>
          }
        >
          {fields.map((field, index) => (
            <ComponentFields
              key={field.fieldKey}
              at={`${at}.components.${index}`}
              currency={variant.currency}
              onRemove={() => remove(index)}
            />
          ))}
        </Section>
      )}
      {(billing.kind === 'recurring' || billing.kind === 'hybrid' || billing.kind === 'usage') && <RampFields at={at} variant={variant} />}
      {billing.kind === 'prepaid' && <Packs at={at} currency={variant.currency} />}
    </Stack>
  );
}

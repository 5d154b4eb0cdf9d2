import { ActionIcon, Button, Group, Select, Stack } from '@mantine/core';
import { useFieldArray, useFormContext } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { PriceVariant } from '../../../../core/catalog/types.ts';
import { Section } from '../../../ui/facts.tsx';
import { DateField } from '../../../ui/form/date-field.tsx';
import { SelectField } from '../../../ui/form/fields.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';
import { Icon } from '../../../ui/icon.tsx';

type By = 'period' | 'date';

/** A step that begins where nobody has said yet. */
const newStep = (by: By, after: number) => ({
  from: by === 'date' ? { kind: by, on: '' } : { kind: by, index: String(after) },
  price: '0',
});

function Steps({ at, by, currency }: { readonly at: string; readonly by: By; readonly currency: string }) {
  const text = useTranslations('catalog.draft');
  const { control } = useFormContext();
  const { fields, append, remove } = useFieldArray({ control, name: `${at}.ramp.steps`, keyName: 'fieldKey' });
  return (
    <>
      {fields.map((field, index) => (
        <Group key={field.fieldKey} gap={8} align="flex-end">
          {by === 'date' ? (
            <DateField name={`${at}.ramp.steps.${index}.from.on`} label={text('rampDay')} />
          ) : (
            <NumberField name={`${at}.ramp.steps.${index}.from.index`} label={text('rampAfter')} digits={0} />
          )}
          <NumberField name={`${at}.ramp.steps.${index}.price`} label={text('price')} unit={currency} />
          <ActionIcon variant="subtle" color="gray" mb={4} aria-label={text('removeRow', { row: index + 1 })} onClick={() => remove(index)}>
            <Icon name="cross" />
          </ActionIcon>
        </Group>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        w="fit-content"
        leftSection={<Icon name="plus" size={13} />}
        onClick={() => append(newStep(by, fields.length + 1))}
      >
        {text('addRampStep')}
      </Button>
    </>
  );
}

/** OFR-14 to OFR-16: another price from a period or a day on. */
export function RampFields({ at, variant }: { readonly at: string; readonly variant: PriceVariant }) {
  const text = useTranslations('catalog.draft');
  const { setValue } = useFormContext();
  const simple = variant.components.filter(({ price }) => price.kind === 'fixed' || price.kind === 'per-unit');
  const { ramp } = variant;
  const set = (value: unknown): void => setValue(`${at}.ramp`, value, { shouldDirty: true });
  const begin = (by: By): void => set({ componentId: ramp?.componentId ?? simple[0]?.id ?? '', steps: [newStep(by, 1)] });
  if (ramp === null)
    return simple.length === 0 ? null : (
      <Button
        variant="subtle"
        size="compact-sm"
        w="fit-content"
        leftSection={<Icon name="plus" size={13} />}
        onClick={() => begin('period')}
      >
        {text('addRamp')}
      </Button>
    );
  const by = ramp.steps[0]?.from.kind ?? 'period';
  return (
    <Section
      title={text('ramp')}
      action={
        <Button variant="subtle" size="compact-sm" color="gray" onClick={() => set(null)}>
          {text('removeRamp')}
        </Button>
      }
    >
      <Stack gap={8}>
        <Group gap={8} align="flex-start">
          <SelectField
            name={`${at}.ramp.componentId`}
            label={text('rampPart')}
            width={240}
            choices={simple.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Select
            label={text('rampBy')}
            data={(['period', 'date'] as const).map((value) => ({ value, label: text(`rampBys.${value}`) }))}
            value={by}
            allowDeselect={false}
            onChange={(value) => value !== by && begin(value as By)}
          />
        </Group>
        <Steps key={by} at={at} by={by} currency={variant.currency} />
      </Stack>
    </Section>
  );
}

import { ActionIcon, Button, Group, SegmentedControl, Stack } from '@mantine/core';
import { useFieldArray, useFormContext } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { useToday } from '../../../app/hooks.ts';
import { DateField } from '../../../ui/form/date-field.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import type { RampValues } from './ramp-values.ts';

type Values = { ramps: Record<string, RampValues> };

/** OFR-14: from which period or day on a component costs what, for this subscription alone. */
export function RampFields({
  componentId,
  name,
  currency,
}: {
  readonly componentId: string;
  readonly name: string;
  readonly currency: string;
}) {
  const text = useTranslations('subscriptions.ramps');
  const today = useToday();
  const { control, watch, setValue } = useFormContext<Values>();
  const { fields, append, remove } = useFieldArray({ control, name: `ramps.${componentId}.steps` });
  const by = watch(`ramps.${componentId}.by`) ?? 'period';
  const next = { period: String(fields.length + 2), on: today, price: '' };
  return (
    <Stack gap={6} role="group" aria-label={text('of', { name })}>
      {fields.length > 0 && (
        <SegmentedControl
          size="xs"
          aria-label={text('by')}
          value={by}
          onChange={(value) => setValue(`ramps.${componentId}.by`, value, { shouldDirty: true })}
          data={(['period', 'date'] as const).map((value) => ({ value, label: text(`bys.${value}`) }))}
        />
      )}
      {fields.map(({ id }, at) => (
        <Group key={id} gap="xs" align="flex-end" wrap="nowrap">
          {by === 'date' ? (
            <DateField name={`ramps.${componentId}.steps.${at}.on`} label={text('fromDay')} isRequired width={150} />
          ) : (
            <NumberField name={`ramps.${componentId}.steps.${at}.period`} label={text('fromPeriod')} digits={0} isRequired width={150} />
          )}
          <div style={{ flex: 1 }}>
            <NumberField name={`ramps.${componentId}.steps.${at}.price`} label={text('price')} unit={currency} isRequired />
          </div>
          <ActionIcon variant="subtle" color="gray" mb={4} aria-label={text('remove', { number: at + 1, name })} onClick={() => remove(at)}>
            <Icon name="cross" />
          </ActionIcon>
        </Group>
      ))}
      <Group>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          leftSection={<Icon name="plus" size={12} />}
          aria-label={text('addTo', { what: text(fields.length === 0 ? 'begin' : 'add'), name })}
          onClick={() => append(next)}
        >
          {text(fields.length === 0 ? 'begin' : 'add')}
        </Button>
      </Group>
    </Stack>
  );
}

import { ActionIcon, Button, Group, Stack } from '@mantine/core';
import { type Control, useFieldArray } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { CreateDialog, type CreateProps } from '../../app/create-dialog.tsx';
import { useDraftForm } from '../../app/forms.tsx';
import { useCommand } from '../../app/hooks.ts';
import { CheckField, SelectField, TextField } from '../../ui/form/fields.tsx';
import { NumberField } from '../../ui/form/number-field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { emptyMetric, metricBodyOf, type MetricValues } from './metric-values.ts';

const aggregations = ['sum', 'count', 'max', 'last', 'percentile', 'unique', 'time-weighted'] as const;

/** Every named property must have one of the values. */
function FilterFields({ control }: { readonly control: Control<MetricValues> }) {
  const text = useTranslations('usage.metrics');
  const { fields, append, remove } = useFieldArray({ control, name: 'filters' });
  return (
    <Stack gap="xs" role="group" aria-label={text('form.filters')}>
      {fields.map(({ id }, at) => (
        <Group key={id} gap="xs" align="flex-end" wrap="nowrap">
          <TextField name={`filters.${at}.property`} label={text('form.filterProperty')} width={180} isRequired />
          <div style={{ flex: 1 }}>
            <TextField name={`filters.${at}.values`} label={text('form.filterValues')} isRequired />
          </div>
          <ActionIcon variant="subtle" color="gray" mb={4} aria-label={text('form.removeFilter')} onClick={() => remove(at)}>
            <Icon name="cross" />
          </ActionIcon>
        </Group>
      ))}
      <Group>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<Icon name="plus" size={13} />}
          onClick={() => append({ property: '', values: '' })}
        >
          {text('form.addFilter')}
        </Button>
      </Group>
    </Stack>
  );
}

/** USG-07: a metric is created before its events are taken (USG-02). */
export function CreateMetric(props: CreateProps) {
  const text = useTranslations('usage.metrics');
  const kinds = useTranslations('lists.metric.codes.aggregation');
  const form = useDraftForm<MetricValues>('metric', emptyMetric);
  const { run, isRunning, problems } = useCommand('metric.create');
  const values = form.watch();
  const isNameWrong = (value: string): string | null => (/^[a-z0-9][a-z0-9_.-]*$/.test(value) ? null : text('form.codeForm'));
  return (
    <CreateDialog
      {...props}
      kind="metric"
      title={text('new')}
      submitLabel={text('create')}
      form={form}
      create={(typed) => run(metricBodyOf(typed))}
      said={(typed) => text('created', { name: typed.name })}
      problems={problems}
      isBusy={isRunning}
      size={620}
    >
      <Group grow align="flex-start">
        <TextField name="name" label={text('form.name')} maxLength={140} isRequired isFirst />
        <TextField name="code" label={text('form.code')} maxLength={80} isRequired check={isNameWrong} />
      </Group>
      <Group grow align="flex-start">
        <TextField name="eventName" label={text('form.eventName')} maxLength={80} isRequired check={isNameWrong} />
        <TextField name="unit" label={text('form.unit')} maxLength={60} />
      </Group>
      <Group grow align="flex-start">
        <SelectField
          name="aggregation"
          label={text('form.aggregation')}
          choices={aggregations.map((value) => ({ value, label: kinds(value) }))}
        />
        {values.aggregation !== 'count' && <TextField name="property" label={text('form.property')} maxLength={60} isRequired />}
      </Group>
      {values.aggregation === 'percentile' && <NumberField name="percent" label={text('form.percent')} unit="%" width={180} isRequired />}
      {values.aggregation === 'time-weighted' && (
        <SelectField
          name="each"
          label={text('form.each')}
          choices={(['level', 'change'] as const).map((value) => ({ value, label: text(`form.eachs.${value}`) }))}
        />
      )}
      {(values.aggregation === 'last' || values.aggregation === 'time-weighted') && (
        <CheckField name="continuous" label={text('form.continuous')} />
      )}
      <Group grow align="flex-start">
        <SelectField
          name="rounding"
          label={text('form.rounding')}
          choices={(['none', 'up', 'down', 'nearest'] as const).map((value) => ({ value, label: text(`form.roundings.${value}`) }))}
        />
        {values.rounding !== 'none' && <NumberField name="roundingTo" label={text('form.roundingTo')} isRequired />}
      </Group>
      <FilterFields control={form.control} />
    </CreateDialog>
  );
}

import { Group } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { SelectField } from '../../../ui/form/fields.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';

const units = ['day', 'week', 'month', 'quarter', 'half-year', 'year'] as const;

/** How often something comes, or how long it lasts: a count and a unit. */
export function IntervalFields({ at, label }: { readonly at: string; readonly label: string }) {
  const text = useTranslations('catalog.draft');
  return (
    <Group gap={8} align="flex-start" grow>
      <NumberField name={`${at}.count`} label={label} digits={0} />
      <SelectField name={`${at}.unit`} label={text('unit')} choices={units.map((value) => ({ value, label: text(`units.${value}`) }))} />
    </Group>
  );
}

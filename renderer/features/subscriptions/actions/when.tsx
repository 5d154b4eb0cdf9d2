import { Group } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { DateField } from '../../../ui/form/date-field.tsx';
import { SelectField } from '../../../ui/form/fields.tsx';

export type WhenValues = { when: string; on: string | null };
export type When = { readonly kind: 'now' } | { readonly kind: 'period-end' } | { readonly kind: 'on'; readonly date: string };

/** The moment of a change as commands take it; `null` while the day is missing. */
export const whenOf = ({ when, on }: WhenValues): When | null => {
  if (when === 'on') return on === null || on === '' ? null : { kind: 'on', date: on };
  return when === 'now' ? { kind: 'now' } : { kind: 'period-end' };
};

/** Now, with the next period, or on a day. */
export function WhenFields({ choices = ['now', 'period-end', 'on'] }: { readonly choices?: readonly ('now' | 'period-end' | 'on')[] }) {
  const text = useTranslations('subscriptions.actions');
  const { watch } = useFormContext<WhenValues>();
  return (
    <Group grow align="flex-start">
      <SelectField name="when" label={text('when')} choices={choices.map((value) => ({ value, label: text(`whens.${value}`) }))} />
      {watch('when') === 'on' && <DateField name="on" label={text('day')} isRequired />}
    </Group>
  );
}

/** Whether the running period is settled to the day, or left as it was. */
export function ProrationField() {
  const text = useTranslations('subscriptions.actions');
  return (
    <SelectField
      name="proration"
      label={text('proration')}
      choices={(['prorate', 'none'] as const).map((value) => ({ value, label: text(`prorations.${value}`) }))}
    />
  );
}

import { Group } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { TaxRate } from '../../../../core/tax/types.ts';
import { FormDialog, useCountryChoices, useDraftForm } from '../../../app/forms.tsx';
import { useCommand, useToday } from '../../../app/hooks.ts';
import { toast } from '../../../app/toast.tsx';
import { DateField } from '../../../ui/form/date-field.tsx';
import { SelectField, TextField } from '../../../ui/form/fields.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';

type Values = {
  country: string | null;
  region: string;
  taxClass: string;
  customerType: string;
  component: string;
  percent: string;
  from: string | null;
  until: string | null;
};

/** TAX-04: one component of a rate. */
export function AddTaxRate({ onClose }: { readonly onClose: () => void }) {
  const text = useTranslations('settings.tax');
  const today = useToday();
  const form = useDraftForm<Values>('tax-rate', {
    country: null,
    region: '',
    taxClass: 'standard',
    customerType: 'any',
    component: '',
    percent: '',
    from: today,
    until: null,
  });
  const { run, isRunning, problems } = useCommand('tax-rate.add');
  const save = async (values: Values): Promise<void> => {
    const outcome = await run({
      country: values.country ?? '',
      region: values.region.trim().toUpperCase(),
      taxClass: values.taxClass.trim(),
      customerType: values.customerType as TaxRate['customerType'],
      component: values.component.trim(),
      percent: values.percent,
      from: values.from ?? '',
      until: values.until === '' ? null : values.until,
    });
    if (!outcome.ok) return;
    form.forget();
    onClose();
    toast({ message: text('added', { name: values.component.trim(), percent: values.percent }) });
  };
  const types = ['any', 'business', 'individual'] as const;
  return (
    <FormDialog
      title={text('new')}
      form={form}
      onSubmit={save}
      onClose={onClose}
      problems={problems}
      isBusy={isRunning}
      submitLabel={text('add')}
    >
      <Group grow align="flex-start">
        <SelectField name="country" label={text('country')} choices={useCountryChoices()} isRequired isFirst />
        <TextField name="region" label={text('region')} description={text('regionHint')} maxLength={3} />
      </Group>
      <Group grow align="flex-start">
        <TextField name="component" label={text('component')} description={text('componentHint')} maxLength={40} isRequired />
        <NumberField
          name="percent"
          label={text('percent')}
          digits={6}
          unit="%"
          isRequired
          check={(percent) => (Number(percent) <= 100 ? null : text('percentWrong'))}
        />
      </Group>
      <Group grow align="flex-start">
        <TextField name="taxClass" label={text('taxClass')} description={text('taxClassHint')} maxLength={40} isRequired />
        <SelectField
          name="customerType"
          label={text('customerType')}
          choices={types.map((value) => ({ value, label: text(`types.${value}`) }))}
        />
      </Group>
      <Group grow align="flex-start">
        <DateField name="from" label={text('from')} isRequired />
        <DateField name="until" label={text('until')} description={text('untilHint')} isClearable />
      </Group>
    </FormDialog>
  );
}

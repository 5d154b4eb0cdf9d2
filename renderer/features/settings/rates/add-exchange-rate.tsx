import { Group } from '@mantine/core';
import { useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { Currency } from '../../../../core/money/currency.ts';
import type { OperatingEntity } from '../../../../core/organization/types.ts';
import { FormDialog, useCurrencyChoices, useDraftForm } from '../../../app/forms.tsx';
import { useCommand, useDocuments, useToday } from '../../../app/hooks.ts';
import { toast } from '../../../app/toast.tsx';
import { DateField } from '../../../ui/form/date-field.tsx';
import { SelectField, TextField } from '../../../ui/form/fields.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';
import { useChosenEntity } from './use-chosen-entity.ts';

type Values = { entityId: string | null; from: string | null; to: string | null; on: string | null; rate: string; source: string };

function RateField() {
  const text = useTranslations('settings.rates');
  const [from, to] = useWatch<Values, ['from', 'to']>({ name: ['from', 'to'] });
  return (
    <NumberField
      name="rate"
      label={text('rate')}
      description={from === null || to === null ? '' : text('means', { from, to })}
      digits={12}
      unit={to ?? ''}
      isRequired
    />
  );
}

/** CUR-02: a dated rate. Nothing is taken away: a wrong one is corrected by a later entry. */
export function AddExchangeRate({ onClose }: { readonly onClose: () => void }) {
  const chosen = useChosenEntity();
  // The form begins with the entity's currency, so it waits for the entity.
  return chosen === null ? null : <RateForm chosen={chosen} onClose={onClose} />;
}

function RateForm({ chosen, onClose }: { readonly chosen: OperatingEntity; readonly onClose: () => void }) {
  const text = useTranslations('settings.rates');
  const today = useToday();
  const entities = (useDocuments('entity').value ?? []).filter(({ state }) => state === 'active');
  const currencies = useCurrencyChoices();
  const form = useDraftForm<Values>(null, { entityId: chosen.id, from: null, to: chosen.currency, on: today, rate: '', source: '' });
  const { run, isRunning, problems } = useCommand('exchange-rate.add');
  const save = async ({ entityId, from, to, on, rate, source }: Values): Promise<void> => {
    const outcome = await run({
      entityId: entityId ?? '',
      rates: [{ from: from as Currency, to: to as Currency, on: on ?? '', rate, source: source.trim() }],
    });
    if (!outcome.ok) return;
    onClose();
    toast({ message: text('added', { from: from ?? '', to: to ?? '' }) });
  };
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
      <SelectField
        name="entityId"
        label={text('entity')}
        choices={entities.map(({ id, legalName }) => ({ value: id, label: legalName }))}
        isRequired
      />
      <Group grow align="flex-start">
        <SelectField name="from" label={text('from')} choices={currencies} isRequired isFirst />
        <SelectField name="to" label={text('to')} choices={currencies} isRequired />
      </Group>
      <Group grow align="flex-start">
        <RateField />
        <DateField name="on" label={text('on')} isRequired />
      </Group>
      <TextField name="source" label={text('source')} description={text('sourceHint')} maxLength={120} />
    </FormDialog>
  );
}

import { Divider, Group } from '@mantine/core';
import { useEffect } from 'react';
import { useFormContext, useWatch } from 'react-hook-form';
import { useLocale, useTranslations } from 'use-intl';
import { isIban } from '../../../../core/organization/iban.ts';
import type { OperatingEntity } from '../../../../core/organization/types.ts';
import { CreateDialog, type CreateProps } from '../../../app/create-dialog.tsx';
import { editsBetween, FormDialog, useCountryChoices, useCurrencyChoices, useDraftForm, useZoneChoices } from '../../../app/forms.tsx';
import { useCommand, useDocuments } from '../../../app/hooks.ts';
import { toast } from '../../../app/toast.tsx';
import { LongTextField, MultiSelectField, SelectField, SwitchField, TextField } from '../../../ui/form/fields.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';
import { emptyEntity, type EntityValues, fieldsOfEntity, newEntityOf, valuesOfEntity } from './entity-values.ts';
import { suggestedFor } from './place-defaults.ts';

/** Months of the year in the user's language, from 1. */
const useMonthChoices = () => {
  const locale = useLocale();
  const name = new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' });
  return Array.from({ length: 12 }, (_each, month) => ({ value: String(month + 1), label: name.format(Date.UTC(2024, month, 1)) }));
};

/** What a country usually has, put in while nothing else was chosen. */
function PlaceDefaults() {
  const country = useWatch<EntityValues, 'country'>({ name: 'country' });
  const { getValues, setValue } = useFormContext<EntityValues>();
  useEffect(() => {
    if (country === null) return;
    const { currency, zone } = suggestedFor(country);
    if (getValues('currency') === null && currency !== null) setValue('currency', currency);
    if (getValues('zone') === null && zone !== null) setValue('zone', zone);
  }, [country, getValues, setValue]);
  return null;
}

function Identity({ isNew }: { readonly isNew: boolean }) {
  const text = useTranslations('settings.entities.form');
  const countries = useCountryChoices();
  return (
    <>
      <Group grow align="flex-start">
        <TextField name="legalName" label={text('legalName')} maxLength={140} isRequired isFirst />
        <TextField
          name="code"
          label={text('code')}
          description={text('codeHint')}
          maxLength={8}
          isRequired
          check={(code) => (/^[A-Za-z][A-Za-z0-9]{0,7}$/.test(code.trim()) ? null : text('codeWrong'))}
        />
      </Group>
      <LongTextField name="addressLines" label={text('addressLines')} rows={2} />
      <Group grow align="flex-start">
        <TextField name="postalCode" label={text('postalCode')} maxLength={20} />
        <TextField name="city" label={text('city')} maxLength={120} />
        <TextField name="region" label={text('region')} maxLength={3} />
      </Group>
      <Group grow align="flex-start">
        <SelectField name="country" label={text('country')} choices={countries} isRequired />
        <SelectField
          name="currency"
          label={text('currency')}
          description={text('currencyHint')}
          choices={useCurrencyChoices()}
          isRequired
          isDisabled={!isNew}
        />
      </Group>
      <Group grow align="flex-start">
        <SelectField name="zone" label={text('zone')} description={text('zoneHint')} choices={useZoneChoices()} isRequired />
        <SelectField name="fiscalYearStartsIn" label={text('fiscalYear')} choices={useMonthChoices()} />
      </Group>
      <Group grow align="flex-start">
        <TextField name="registrationNumber" label={text('registrationNumber')} maxLength={60} />
        <TextField name="email" label={text('email')} type="email" maxLength={254} />
        <TextField name="website" label={text('website')} maxLength={200} />
      </Group>
      <MultiSelectField name="servesCountries" label={text('serves')} description={text('servesHint')} choices={countries} />
    </>
  );
}

function TaxAndBank() {
  const text = useTranslations('settings.entities.form');
  const currencies = useCurrencyChoices();
  const treatments = ['native', 'self-calculated', 'third-party', 'none'] as const;
  return (
    <>
      <Divider label={text('taxTitle')} labelPosition="left" />
      <SelectField
        name="taxTreatment"
        label={text('taxTreatment')}
        description={text('taxHint')}
        choices={treatments.map((value) => ({ value, label: text(`treatments.${value}`) }))}
      />
      <Divider label={text('bankTitle')} labelPosition="left" />
      <Group grow align="flex-start">
        <TextField name="holder" label={text('holder')} description={text('holderHint')} maxLength={140} />
        <TextField name="bank" label={text('bank')} maxLength={140} />
      </Group>
      <Group grow align="flex-start">
        <TextField name="iban" label={text('iban')} maxLength={42} check={(iban) => (isIban(iban) ? null : text('ibanWrong'))} />
        <TextField
          name="bic"
          label={text('bic')}
          maxLength={11}
          check={(bic) => (/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/i.test(bic.trim()) ? null : text('bicWrong'))}
        />
        <SelectField name="accountCurrency" label={text('accountCurrency')} choices={currencies} isClearable />
      </Group>
      <LongTextField name="accountDetails" label={text('accountDetails')} rows={2} />
    </>
  );
}

/** NUM-02: how many numbers a station takes along, where the entity lends them. */
function BlockSize() {
  const text = useTranslations('settings.entities.form');
  const mode = useWatch<EntityValues, 'mode'>({ name: 'mode' });
  if (mode !== 'leased-block') return null;
  const isSize = (size: string): boolean => /^\d+$/.test(size) && Number(size) >= 1 && Number(size) <= 10_000;
  return (
    <NumberField
      name="blockSize"
      label={text('blockSize')}
      description={text('blockSizeHint')}
      digits={0}
      isRequired
      check={(size) => (isSize(size) ? null : text('blockSizeWrong'))}
    />
  );
}

function Numbers() {
  const text = useTranslations('settings.entities.form');
  const code = useWatch<EntityValues, 'code'>({ name: 'code' });
  const modes = ['station-series', 'central-series', 'leased-block'] as const;
  const fit = (prefix: string): string | null => (/^[A-Z0-9]([A-Z0-9-]{0,10}[A-Z0-9])?$/i.test(prefix.trim()) ? null : text('prefixWrong'));
  return (
    <>
      <Divider label={text('numbersTitle')} labelPosition="left" />
      <Group grow align="flex-start">
        <TextField
          name="invoicePrefix"
          label={text('invoicePrefix')}
          placeholder={code === '' ? 'INV' : `${code.toUpperCase()}-INV`}
          maxLength={12}
          check={fit}
        />
        <TextField
          name="creditPrefix"
          label={text('creditPrefix')}
          placeholder={code === '' ? 'CN' : `${code.toUpperCase()}-CN`}
          maxLength={12}
          check={fit}
        />
        <NumberField
          name="digits"
          label={text('digits')}
          digits={0}
          check={(digits) => (Number(digits) >= 3 && Number(digits) <= 10 ? null : text('digitsWrong'))}
        />
      </Group>
      <SelectField
        name="mode"
        label={text('mode')}
        description={text('modeHint')}
        choices={modes.map((value) => ({ value, label: text(`modes.${value}`) }))}
      />
      <BlockSize />
      <SwitchField name="yearly" label={text('yearly')} />
    </>
  );
}

const Fields = ({ isNew }: { readonly isNew: boolean }) => (
  <>
    {isNew && <PlaceDefaults />}
    <Identity isNew={isNew} />
    <TaxAndBank />
    <Numbers />
  </>
);

/** OPE-01, OPE-04: a legal entity from nothing. */
export function CreateEntity(props: CreateProps) {
  const text = useTranslations('settings.entities');
  const entities = useDocuments('entity').value ?? [];
  const form = useDraftForm<EntityValues>('entity', emptyEntity);
  const { run, isRunning, problems } = useCommand('entity.create');
  const isFirst = !entities.some(({ isFallback, state }) => isFallback && state === 'active');
  return (
    <CreateDialog
      {...props}
      kind="entity"
      title={text('new')}
      submitLabel={text('create')}
      form={form}
      create={(values) => run(newEntityOf(values, isFirst))}
      said={(values) => text('created', { name: values.legalName.trim() })}
      problems={problems}
      isBusy={isRunning}
      size={760}
    >
      <Fields isNew />
    </CreateDialog>
  );
}

/** Only what differs is sent, each field with what it was. */
export function EditEntity({ entity, onClose }: { readonly entity: OperatingEntity; readonly onClose: () => void }) {
  const text = useTranslations('settings.entities');
  const form = useDraftForm<EntityValues>(`entity.${entity.id}.${entity.rev}`, valuesOfEntity(entity));
  const { run, isRunning, problems } = useCommand('entity.edit');
  const save = async (values: EntityValues): Promise<void> => {
    const outcome = await run({ entityId: entity.id, edits: editsBetween(entity, fieldsOfEntity(values, entity.bankAccounts.slice(1))) });
    if (!outcome.ok) return;
    form.forget();
    onClose();
    toast({ message: text('saved') });
  };
  return (
    <FormDialog title={text('edit')} form={form} onSubmit={save} onClose={onClose} problems={problems} isBusy={isRunning} size={760}>
      <Fields isNew={false} />
    </FormDialog>
  );
}

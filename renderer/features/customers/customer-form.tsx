import { Group, Text } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { entityFor } from '../../../core/customers/billing-entity.ts';
import type { Customer } from '../../../core/customers/types.ts';
import type { Currency } from '../../../core/money/currency.ts';
import { checkedTaxNumber } from '../../../core/tax/tax-number.ts';
import { partyOf } from '../../../core/customers/party.ts';
import { editsBetween, FormDialog, useCountryChoices, useCurrencyChoices, useDraftForm, useLocaleChoices } from '../../app/forms.tsx';
import { useCommand, useDocuments, useToday } from '../../app/hooks.ts';
import { useProblemText } from '../../app/problems.tsx';
import { toast } from '../../app/toast.tsx';
import { NumberField } from '../../ui/form/number-field.tsx';
import { Duplicates } from './duplicates.tsx';
import { MultiSelectField, SelectField, TextField, LongTextField } from '../../ui/form/fields.tsx';

/** A customer as the form holds it: every field as text or as its choice. */
type Values = {
  companyName: string;
  personName: string;
  email: string;
  addressLines: string;
  postalCode: string;
  city: string;
  region: string;
  country: string | null;
  taxNumber: string;
  currency: string | null;
  locale: string | null;
  entityId: string | null;
  netTermsDays: string;
  invoicing: string;
  purchaseOrder: string;
  externalId: string;
  segments: string[];
};

const empty: Values = {
  companyName: '',
  personName: '',
  email: '',
  addressLines: '',
  postalCode: '',
  city: '',
  region: '',
  country: null,
  taxNumber: '',
  currency: null,
  locale: null,
  entityId: null,
  netTermsDays: '',
  invoicing: 'consolidated',
  purchaseOrder: '',
  externalId: '',
  segments: [],
};

const valuesOf = (customer: Customer): Values => ({
  ...partyOf(customer),
  email: customer.email,
  addressLines: customer.billingAddress.lines.join('\n'),
  postalCode: customer.billingAddress.postalCode,
  city: customer.billingAddress.city,
  region: customer.billingAddress.region,
  country: customer.billingAddress.country,
  taxNumber: '',
  currency: customer.currency,
  locale: customer.locale,
  entityId: customer.entityId,
  netTermsDays: customer.netTermsDays === null ? '' : String(customer.netTermsDays),
  invoicing: customer.invoicing,
  purchaseOrder: customer.purchaseOrder,
  externalId: customer.externalId,
  segments: [...customer.segments],
});

/** What the commands take of it. */
const fieldsOf = (values: Values) => ({
  companyName: values.companyName.trim(),
  personName: values.personName.trim(),
  email: values.email.trim(),
  billingAddress: {
    lines: values.addressLines
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    postalCode: values.postalCode.trim(),
    city: values.city.trim(),
    region: values.region.trim().toUpperCase(),
    country: values.country ?? '',
  },
  currency: values.currency as Currency | null,
  locale: values.locale,
  entityId: values.entityId,
  netTermsDays: values.netTermsDays === '' ? null : Number(values.netTermsDays),
  invoicing: values.invoicing as Customer['invoicing'],
  purchaseOrder: values.purchaseOrder.trim(),
  externalId: values.externalId.trim(),
  segments: values.segments,
});

/** OPE-05: who will bill this customer, as the form stands. */
function BilledBy() {
  const text = useTranslations('customers.form');
  const words = useProblemText();
  const entities = useDocuments('entity').value;
  const { watch } = useFormContext<Values>();
  const [country, entityId] = watch(['country', 'entityId']);
  if (entities === undefined || country === null) return null;
  const found = entityFor({ entityId, billingAddress: { lines: [], city: '', postalCode: '', region: '', country } }, entities);
  return (
    <Text fz={12.5} c={found.ok ? 'dimmed' : 'var(--cf-tone-bad)'} role="status">
      {found.ok ? text('billedBy', { entity: found.value.legalName }) : found.problems.map(words).join(' ')}
    </Text>
  );
}

function Fields({ isNew, id }: { readonly isNew: boolean; readonly id?: string }) {
  const text = useTranslations('customers.form');
  const words = useProblemText();
  const { watch } = useFormContext<Values>();
  const country = watch('country');
  const wrongNumber = (value: string): string | null => {
    const checked = checkedTaxNumber(country ?? '', value);
    return checked.ok ? null : checked.problems.map(words).join(' ');
  };
  const entities = useDocuments('entity').value ?? [];
  const segments = useDocuments('segment').value ?? [];
  return (
    <>
      <Duplicates {...(id === undefined ? {} : { id })} />
      <Group grow align="flex-start">
        <TextField name="companyName" label={text('companyName')} maxLength={140} isFirst />
        <TextField name="personName" label={text('personName')} description={text('personHint')} maxLength={140} />
      </Group>
      <Group grow align="flex-start">
        <TextField name="email" label={text('email')} type="email" maxLength={254} />
        {isNew && <TextField name="taxNumber" label={text('taxNumber')} maxLength={40} check={wrongNumber} />}
      </Group>
      <LongTextField name="addressLines" label={text('addressLines')} rows={2} />
      <Group grow align="flex-start">
        <TextField name="postalCode" label={text('postalCode')} maxLength={20} />
        <TextField name="city" label={text('city')} maxLength={120} />
        <TextField name="region" label={text('region')} maxLength={3} />
      </Group>
      <SelectField name="country" label={text('country')} choices={useCountryChoices()} isRequired />
      <Group grow align="flex-start">
        <SelectField
          name="currency"
          label={text('currency')}
          description={text('currencyHint')}
          choices={useCurrencyChoices()}
          isClearable
        />
        <SelectField name="locale" label={text('locale')} description={text('localeHint')} choices={useLocaleChoices()} isClearable />
      </Group>
      <Group grow align="flex-start">
        <SelectField
          name="entityId"
          label={text('entity')}
          description={text('entityHint')}
          choices={entities.map((entity) => ({ value: entity.id, label: entity.legalName }))}
          isClearable
        />
        <NumberField name="netTermsDays" label={text('netTermsDays')} description={text('netTermsHint')} digits={0} unit={text('days')} />
      </Group>
      <BilledBy />
      <Group grow align="flex-start">
        <SelectField
          name="invoicing"
          label={text('invoicing')}
          choices={[
            { value: 'consolidated', label: text('consolidated') },
            { value: 'per-subscription', label: text('perSubscription') },
          ]}
        />
        <TextField name="purchaseOrder" label={text('purchaseOrder')} maxLength={60} />
      </Group>
      <Group grow align="flex-start">
        <TextField name="externalId" label={text('externalId')} maxLength={120} />
        <MultiSelectField
          name="segments"
          label={text('segments')}
          choices={segments.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Group>
    </>
  );
}

/** Creates a customer. What was typed outlives a crash. */
export function CreateCustomer({ onClose, onCreated }: { readonly onClose: () => void; readonly onCreated: (id: string) => void }) {
  const text = useTranslations('customers');
  const form = useDraftForm<Values>('customer', empty);
  const today = useToday();
  const { run, isRunning, problems } = useCommand('customer.create');
  const save = async (values: Values): Promise<void> => {
    const taxNumber = values.taxNumber.trim();
    const checked = checkedTaxNumber(values.country ?? '', taxNumber);
    const outcome = await run({
      ...fieldsOf(values),
      taxIds:
        taxNumber === ''
          ? []
          : [
              {
                country: values.country ?? '',
                value: checked.ok ? checked.value.value : taxNumber,
                evidence: { kind: checked.ok ? checked.value.validity : 'unchecked' },
              },
            ],
      contacts: [],
      attributes: {},
      metadata: {},
      signedUpOn: today,
    });
    if (!outcome.ok) return;
    form.forget();
    const created = outcome.value.ids.find(({ kind }) => kind === 'customer');
    toast({ message: text('created', { name: values.companyName || values.personName }) });
    onClose();
    if (created !== undefined) onCreated(created.id);
  };
  const giveUp = (): void => {
    form.forget();
    onClose();
  };
  return (
    <FormDialog
      title={text('new')}
      form={form}
      onSubmit={save}
      onClose={onClose}
      onCancel={giveUp}
      problems={problems}
      isBusy={isRunning}
      submitLabel={text('create')}
      size={640}
    >
      <Fields isNew />
    </FormDialog>
  );
}

/** Edits a customer: only what differs is sent, each field with what it was. */
export function EditCustomer({ customer, onClose }: { readonly customer: Customer; readonly onClose: () => void }) {
  const text = useTranslations('customers');
  const form = useDraftForm<Values>(`customer.${customer.id}.${customer.rev}`, valuesOf(customer));
  const edit = useCommand('customer.edit');
  const back = useCommand('customer.edit');
  const save = async (values: Values): Promise<void> => {
    const before = { ...customer, ...partyOf(customer) };
    const fields = editsBetween(before, fieldsOf(values));
    const outcome = await edit.run({ customerId: customer.id, fields, attributes: {}, metadata: {} });
    if (!outcome.ok) return;
    form.forget();
    onClose();
    const turned = Object.fromEntries(
      Object.entries(fields).map(([key, change]) => [key, { from: change?.to, to: change?.from }]),
    ) as typeof fields;
    toast({
      message: text('saved'),
      undo: { label: text('undo'), run: () => void back.run({ customerId: customer.id, fields: turned, attributes: {}, metadata: {} }) },
    });
  };
  const giveUp = (): void => {
    form.forget();
    onClose();
  };
  return (
    <FormDialog
      title={text('edit')}
      form={form}
      onSubmit={save}
      onClose={onClose}
      onCancel={giveUp}
      problems={edit.problems}
      isBusy={edit.isRunning}
      size={640}
    >
      <Fields isNew={false} id={customer.id} />
    </FormDialog>
  );
}

import { ActionIcon, Button, Group, Stack } from '@mantine/core';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { Offer } from '../../../../core/offers/types.ts';
import { useCatalog } from '../../../app/catalog.ts';
import { editsBetween, FormDialog, useCountryChoices, useCurrencyChoices, useDraftForm } from '../../../app/forms.tsx';
import { useCommand, useDocuments, useRows, useToday } from '../../../app/hooks.ts';
import { nameIn } from '../../../app/list/cells.tsx';
import { toast } from '../../../app/toast.tsx';
import { DateField } from '../../../ui/form/date-field.tsx';
import { CheckField, type Choice, MultiSelectField, SelectField, TextField } from '../../../ui/form/fields.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import classes from '../catalog.module.css';
import { isCounted, offerFields, type OfferValues, offerValues } from './offer-values.ts';
import { useOfferWords } from './offer-words.ts';

function Amounts({ isPrice }: { readonly isPrice: boolean }) {
  const text = useTranslations('catalog.offer');
  const { control } = useFormContext();
  const { fields, append, remove } = useFieldArray({ control, name: 'amounts' });
  const currencies = useCurrencyChoices();
  return (
    <Stack gap={8}>
      {fields.map((field, index) => (
        <Group key={field.id} gap={8} align="flex-end">
          <SelectField name={`amounts.${index}.currency`} label={text('currency')} choices={currencies} width={240} isRequired />
          <NumberField name={`amounts.${index}.amount`} label={text(isPrice ? 'price' : 'amount')} isRequired />
          <ActionIcon
            variant="subtle"
            color="gray"
            mb={4}
            aria-label={text('removeAmount')}
            disabled={fields.length < 2}
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
        onClick={() => append({ currency: null, amount: '' })}
      >
        {text('addAmount')}
      </Button>
    </Stack>
  );
}

/** Customers by name; with thousands, the first that sort. */
const useCustomerChoices = (isWanted: boolean): readonly Choice[] => {
  const on = useToday();
  const { value } = useRows(
    isWanted
      ? { kind: 'customer', filters: [], text: '', sort: [{ column: 'name', descending: false }], from: 0, count: 2000, on, entityId: null }
      : null,
  );
  return (value?.rows ?? []).map((row) => ({ value: row.id, label: nameIn(row) }));
};

function Reach({ values }: { readonly values: OfferValues }) {
  const text = useTranslations('catalog.offer');
  const catalog = useCatalog();
  const segments = useDocuments('segment').value ?? [];
  const countries = useCountryChoices();
  const customers = useCustomerChoices(values.reach === 'negotiated');
  switch (values.reach) {
    case 'code':
      return <TextField name="code" label={text('code')} description={text('codeHint')} maxLength={60} isRequired />;
    case 'negotiated':
      return <SelectField name="customerId" label={text('customer')} choices={customers} isRequired />;
    case 'automatic':
      return null;
    case 'targeted':
      return (
        <>
          <Group grow align="flex-start">
            <MultiSelectField
              name="segments"
              label={text('segments')}
              choices={segments.map(({ code, name }) => ({ value: code, label: name }))}
            />
            <MultiSelectField name="countries" label={text('countries')} choices={countries} />
          </Group>
          <MultiSelectField
            name="targetPlans"
            label={text('targetPlans')}
            choices={catalog.plans.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <Group grow align="flex-start">
            <DateField name="signedUpFrom" label={text('signedUpFrom')} />
            <DateField name="signedUpBefore" label={text('signedUpBefore')} />
          </Group>
        </>
      );
  }
}

function Fields() {
  const text = useTranslations('catalog.offer');
  const lists = useTranslations('lists.offer.codes');
  const catalog = useCatalog();
  const { control } = useFormContext();
  const values = useWatch({ control }) as OfferValues;
  const words = useOfferWords();
  return (
    <>
      <p className={classes['sentence']} aria-live="polite">
        {words.sentence(offerFields(values))}
      </p>
      <TextField name="name" label={text('name')} description={text('nameHint')} maxLength={140} isRequired isFirst />
      <Group grow align="flex-start">
        <SelectField
          name="value"
          label={text('value')}
          choices={(['percentage', 'amount', 'override'] as const).map((value) => ({ value, label: lists(`value.${value}`) }))}
        />
        {values.value === 'percentage' && <NumberField name="percent" label={text('percent')} unit="%" isRequired />}
      </Group>
      {values.value !== 'percentage' && <Amounts isPrice={values.value === 'override'} />}
      <Group grow align="flex-start">
        <SelectField
          name="duration"
          label={text('duration')}
          choices={(['once', 'periods', 'lifetime'] as const).map((value) => ({ value, label: text(`durations.${value}`) }))}
        />
        {values.duration === 'periods' && <NumberField name="count" label={text('count')} digits={0} isRequired />}
      </Group>
      <SelectField
        name="scope"
        label={text('scope')}
        choices={(['any', 'products', 'plans'] as const).map((value) => ({ value, label: text(`scopes.${value}`) }))}
      />
      {values.scope === 'products' && (
        <MultiSelectField
          name="products"
          label={text('products')}
          choices={catalog.products.map(({ id, name }) => ({ value: id, label: name }))}
          isRequired
        />
      )}
      {values.scope === 'plans' && (
        <MultiSelectField
          name="plans"
          label={text('plans')}
          choices={catalog.plans.map(({ id, name }) => ({ value: id, label: name }))}
          isRequired
        />
      )}
      <SelectField
        name="reach"
        label={text('reach')}
        choices={(['code', 'automatic', 'targeted', 'negotiated'] as const).map((value) => ({ value, label: lists(`reach.${value}`) }))}
      />
      <Reach values={values} />
      <Group grow align="flex-start">
        <DateField name="redeemableFrom" label={text('redeemableFrom')} />
        <DateField name="redeemableThrough" label={text('redeemableThrough')} />
      </Group>
      {isCounted(values.reach) && (
        <Group grow align="flex-start">
          <NumberField name="total" label={text('total')} digits={0} placeholder={text('unlimited')} />
          <NumberField name="perCustomer" label={text('perCustomer')} digits={0} placeholder={text('unlimited')} />
        </Group>
      )}
      <CheckField name="firstPurchaseOnly" label={text('firstPurchaseOnly')} />
      <CheckField name="stackable" label={text('stackable')} />
      <CheckField name="appliesToUsage" label={text('appliesToUsage')} />
    </>
  );
}

/** OFR-01 to OFR-12: an offer, new or still in preparation. What can be redeemed keeps its terms. */
export function OfferForm({
  offer,
  onClose,
  onCreated,
}: {
  readonly offer: Offer | null;
  readonly onClose: () => void;
  readonly onCreated: (id: string) => void;
}) {
  const text = useTranslations('catalog.offer');
  const form = useDraftForm<OfferValues>(offer === null ? 'offer' : `offer.${offer.id}.${offer.rev}`, offerValues(offer));
  const create = useCommand('offer.create');
  const edit = useCommand('offer.edit');
  const save = async (values: OfferValues): Promise<void> => {
    const fields = offerFields(values);
    const outcome = offer === null ? await create.run(fields) : await edit.run({ offerId: offer.id, fields: editsBetween(offer, fields) });
    if (!outcome.ok) return;
    form.forget();
    toast({ message: text('saved', { name: values.name }) });
    onClose();
    const made = outcome.value.ids.find(({ kind }) => kind === 'offer');
    if (offer === null && made !== undefined) onCreated(made.id);
  };
  return (
    <FormDialog
      title={text(offer === null ? 'new' : 'edit')}
      {...(offer === null ? { submitLabel: text('create') } : {})}
      form={form}
      onSubmit={save}
      onClose={onClose}
      problems={[...create.problems, ...edit.problems]}
      isBusy={create.isRunning || edit.isRunning}
      size={640}
    >
      <Fields />
    </FormDialog>
  );
}

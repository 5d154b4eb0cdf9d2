import { Group } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { BillingModel, Plan } from '../../../../core/catalog/types.ts';
import type { Currency } from '../../../../core/money/currency.ts';
import { useCatalog } from '../../../app/catalog.ts';
import { CreateDialog, type CreateProps } from '../../../app/create-dialog.tsx';
import { editsBetween, FormDialog, useCountryChoices, useCurrencyChoices, useDraftForm } from '../../../app/forms.tsx';
import { useCommand, useDocuments } from '../../../app/hooks.ts';
import { toast } from '../../../app/toast.tsx';
import { LongTextField, MultiSelectField, SelectField, TextField } from '../../../ui/form/fields.tsx';
import { billingKinds, billingOfKind, firstContent } from '../draft/draft-models.ts';

type Values = {
  productId: string | null;
  name: string;
  code: string;
  description: string;
  visibility: string;
  countries: string[];
  segments: string[];
  upgradePaths: string[];
  billing: string;
  currency: string | null;
};

const valuesOf = (plan: Plan | null, productId: string | null, currency: string | null): Values => ({
  productId: plan?.productId ?? productId,
  name: plan?.name ?? '',
  code: plan?.code ?? '',
  description: plan?.description ?? '',
  visibility: plan?.visibility ?? 'public',
  countries: [...(plan?.restrictions.countries ?? [])],
  segments: [...(plan?.restrictions.segments ?? [])],
  upgradePaths: [...(plan?.upgradePaths ?? [])],
  billing: 'recurring',
  currency,
});

const fieldsOf = (values: Values) => ({
  code: values.code.trim(),
  name: values.name.trim(),
  description: values.description.trim(),
  visibility: values.visibility as Plan['visibility'],
  restrictions: { countries: values.countries, segments: values.segments },
  upgradePaths: values.upgradePaths,
});

function Fields({ plan }: { readonly plan: Plan | null }) {
  const text = useTranslations('catalog.plan');
  const lists = useTranslations('lists.plan.codes.visibility');
  const words = useTranslations('catalog.words.billing');
  const catalog = useCatalog();
  const segments = useDocuments('segment').value ?? [];
  return (
    <>
      {plan === null && (
        <SelectField
          name="productId"
          label={text('product')}
          choices={catalog.products
            .filter(({ state }) => state === 'active' || state === 'draft')
            .map(({ id, name }) => ({ value: id, label: name }))}
          isRequired
        />
      )}
      <Group grow align="flex-start">
        <TextField name="name" label={text('name')} maxLength={200} isRequired isFirst />
        <TextField name="code" label={text('code')} description={text('codeHint')} maxLength={64} isRequired />
      </Group>
      <LongTextField name="description" label={text('description')} maxLength={4000} />
      {plan === null && (
        <Group grow align="flex-start">
          <SelectField
            name="billing"
            label={text('billing')}
            choices={billingKinds.map((value) => ({ value, label: words(value) }))}
            isRequired
          />
          <SelectField
            name="currency"
            label={text('currency')}
            description={text('currencyHint')}
            choices={useCurrencyChoices()}
            isRequired
          />
        </Group>
      )}
      <SelectField
        name="visibility"
        label={text('visibility')}
        choices={(['public', 'private'] as const).map((value) => ({ value, label: lists(value) }))}
      />
      <Group grow align="flex-start">
        <MultiSelectField name="countries" label={text('countries')} description={text('countriesHint')} choices={useCountryChoices()} />
        <MultiSelectField
          name="segments"
          label={text('segments')}
          description={text('segmentsHint')}
          choices={segments.map(({ code, name }) => ({ value: code, label: name }))}
        />
      </Group>
      {plan !== null && (
        <MultiSelectField
          name="upgradePaths"
          label={text('upgradePaths')}
          description={text('upgradePathsHint')}
          choices={catalog.plans
            .filter(({ id, state }) => id !== plan.id && state !== 'archived')
            .map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
    </>
  );
}

/** CAT-11: a plan of a product with its first version in preparation. */
export function CreatePlan({ productId, ...props }: CreateProps & { readonly productId: string | null }) {
  const text = useTranslations('catalog.plan');
  const form = useDraftForm<Values>('plan', valuesOf(null, productId, 'EUR'));
  const { run, isRunning, problems } = useCommand('plan.create');
  const create = (values: Values) => {
    const content = firstContent(
      billingOfKind(values.billing as BillingModel['kind']),
      (values.currency ?? 'EUR') as Currency,
      text('firstPart'),
    );
    return run({ productId: values.productId ?? '', ...fieldsOf(values), content });
  };
  return (
    <CreateDialog
      {...props}
      kind="plan"
      title={text('new')}
      submitLabel={text('create')}
      form={form}
      create={create}
      said={(values) => text('created', { name: values.name })}
      problems={problems}
      isBusy={isRunning}
      size={640}
    >
      <Fields plan={null} />
    </CreateDialog>
  );
}

/** CAT-12, CAT-24, CAT-25: its name and who may buy it. What it costs stands in its versions. */
export function EditPlan({ plan, onClose }: { readonly plan: Plan; readonly onClose: () => void }) {
  const text = useTranslations('catalog.plan');
  const form = useDraftForm<Values>(`plan.${plan.id}.${plan.rev}`, valuesOf(plan, null, null));
  const { run, isRunning, problems } = useCommand('plan.edit');
  const save = async (values: Values): Promise<void> => {
    const outcome = await run({ planId: plan.id, edits: editsBetween(plan, fieldsOf(values)) });
    if (!outcome.ok) return;
    form.forget();
    toast({ message: text('saved', { name: values.name }) });
    onClose();
  };
  return (
    <FormDialog title={text('edit')} form={form} onSubmit={save} onClose={onClose} problems={problems} isBusy={isRunning} size={640}>
      <Fields plan={plan} />
    </FormDialog>
  );
}

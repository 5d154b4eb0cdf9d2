import { Select, Stack, Switch, TagsInput } from '@mantine/core';
import { useController, useFormContext, useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { VersionContent } from '../../../../core/catalog/plan-rules.ts';
import type { BillingModel } from '../../../../core/catalog/types.ts';
import { CheckField, SelectField } from '../../../ui/form/fields.tsx';
import { useFieldProblem } from '../../../ui/form/field-problems.ts';
import { NumberField } from '../../../ui/form/number-field.tsx';
import classes from '../catalog.module.css';
import { billingKinds, billingOfKind, withBilling } from './draft-models.ts';
import { contentOfTyped, typedOf } from './draft-values.ts';
import { IntervalFields } from './interval-fields.tsx';

/** BIL-03: shares of a total in percent, in their order; none for equal ones. */
function PercentagesField({ name, label, description }: { readonly name: string; readonly label: string; readonly description: string }) {
  const { control } = useFormContext();
  const problem = useFieldProblem(name);
  const { field } = useController({ control, name });
  return (
    <TagsInput
      label={label}
      description={description}
      error={problem}
      allowDuplicates
      value={[...((field.value as readonly string[] | undefined) ?? [])]}
      onChange={(typed) => field.onChange(typed.map((each) => each.replace(',', '.').replace('%', '').trim()).filter(isNumber))}
      onBlur={field.onBlur}
    />
  );
}

const isNumber = (text: string): boolean => /^\d+(\.\d+)?$/.test(text);

function BillingFields({ kind }: { readonly kind: BillingModel['kind'] }) {
  const text = useTranslations('catalog.draft');
  const choices = <T extends string>(values: readonly T[]) => values.map((value) => ({ value, label: text(`billings.${value}` as never) }));
  switch (kind) {
    case 'free':
    case 'recurring':
      return null;
    case 'one-off':
      return <SelectField name="billing.trigger" label={text('trigger')} choices={choices(['order', 'date', 'milestone'])} />;
    case 'instalment':
      return (
        <>
          <NumberField name="billing.count" label={text('instalments')} digits={0} />
          <IntervalFields at="billing.interval" label={text('every')} />
          <PercentagesField name="billing.parts" label={text('shares')} description={text('sharesHint')} />
        </>
      );
    case 'usage':
    case 'hybrid':
      return <NumberField name="billing.graceDays" label={text('graceDays')} description={text('graceHint')} digits={0} />;
    case 'pay-as-you-go':
      return (
        <>
          <SelectField name="billing.trigger" label={text('trigger')} choices={choices(['event', 'daily', 'threshold'])} />
          <CheckField name="billing.paymentMethodRequired" label={text('paymentMethod')} />
        </>
      );
    case 'prepaid':
      return (
        <>
          <SelectField name="billing.unit" label={text('creditUnit')} choices={choices(['money', 'units'])} />
          <SelectField name="billing.atZero" label={text('atZero')} choices={choices(['block', 'overage'])} />
        </>
      );
  }
}

/** How long a contract runs. */
function TermFields({ term }: { readonly term: VersionContent['term'] }) {
  const text = useTranslations('catalog.draft');
  const { setValue } = useFormContext<VersionContent>();
  return (
    <>
      <Switch
        label={text('hasTerm')}
        checked={term !== null}
        onChange={({ currentTarget }) =>
          setValue('term', (currentTarget.checked ? { periods: '12', autoRenew: true } : null) as never, { shouldDirty: true })
        }
      />
      {term !== null && (
        <div className={classes['fields']}>
          <NumberField name="term.periods" label={text('termPeriods')} digits={0} isRequired />
          <CheckField name="term.autoRenew" label={text('autoRenew')} />
        </div>
      )}
    </>
  );
}

const firstTrial = { days: '14', paymentMethodRequired: false, entitlements: 'full', atEnd: 'convert', withoutPaymentMethod: 'cancel' };

/** OFR-18: whether it can be tried, and what happens then. */
function TrialFields({ trial }: { readonly trial: VersionContent['trial'] }) {
  const text = useTranslations('catalog.draft');
  const { setValue } = useFormContext<VersionContent>();
  const choices = (values: readonly ('full' | 'restricted' | 'convert' | 'ask' | 'cancel' | 'pause' | 'invoice')[]) =>
    values.map((value) => ({ value, label: text(`trials.${value}`) }));
  return (
    <>
      <Switch
        label={text('hasTrial')}
        checked={trial !== null}
        onChange={({ currentTarget }) => setValue('trial', (currentTarget.checked ? firstTrial : null) as never, { shouldDirty: true })}
      />
      {trial !== null && (
        <>
          <div className={classes['fields']}>
            <NumberField name="trial.days" label={text('trialDays')} digits={0} isRequired />
            <SelectField name="trial.entitlements" label={text('trialGrants')} choices={choices(['full', 'restricted'])} />
            <SelectField name="trial.atEnd" label={text('atEnd')} choices={choices(['convert', 'ask'])} />
            <SelectField
              name="trial.withoutPaymentMethod"
              label={text('withoutMethod')}
              choices={choices(['cancel', 'pause', 'invoice'])}
            />
          </div>
          <CheckField name="trial.paymentMethodRequired" label={text('paymentMethod')} />
        </>
      )}
    </>
  );
}

/** How the version is billed, for how long it is sold, and whether it can be tried. */
export function SettingsFields() {
  const text = useTranslations('catalog.draft');
  const words = useTranslations('catalog.words.billing');
  const { control, getValues, setValue } = useFormContext<VersionContent>();
  const billing = useWatch({ control, name: 'billing' });
  const term = useWatch({ control, name: 'term' });
  const trial = useWatch({ control, name: 'trial' });
  const changeBilling = (kind: string | null): void => {
    const next = typedOf(withBilling(contentOfTyped(getValues()), billingOfKind(kind as BillingModel['kind'])));
    setValue('billing', next.billing as never, { shouldDirty: true });
    setValue('variants', next.variants as never, { shouldDirty: true });
  };
  return (
    <Stack gap="md">
      <div className={classes['fields']}>
        <Select
          label={text('billing')}
          data={billingKinds.map((value) => ({ value, label: words(value) }))}
          value={billing.kind}
          allowDeselect={false}
          onChange={changeBilling}
        />
        <BillingFields key={billing.kind} kind={billing.kind} />
        <NumberField name="quantity.minimum" label={text('minimum')} isRequired />
        <NumberField name="quantity.maximum" label={text('maximum')} placeholder={text('none')} />
      </div>
      <TermFields term={term} />
      <TrialFields trial={trial} />
    </Stack>
  );
}

import { Select, Stack, Switch } from '@mantine/core';
import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { VersionContent } from '../../../../core/catalog/plan-rules.ts';
import type { BillingModel } from '../../../../core/catalog/types.ts';
import { CheckField, SelectField } from '../../../ui/form/fields.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';
import classes from '../catalog.module.css';
import { billingKinds, billingOfKind, typedOf } from './draft-values.ts';
import { IntervalFields } from './variant-fields.tsx';

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

/** How the version is billed, for how long it is sold, and whether it can be tried. */
export function SettingsFields() {
  const text = useTranslations('catalog.draft');
  const words = useTranslations('catalog.words.billing');
  const { control, setValue } = useFormContext();
  const billing = useWatch({ control, name: 'billing' }) as VersionContent['billing'];
  const term = useWatch({ control, name: 'term' }) as VersionContent['term'];
  const trial = useWatch({ control, name: 'trial' }) as VersionContent['trial'];
  const set = (name: string, value: unknown): void => setValue(name, value, { shouldDirty: true });
  return (
    <Stack gap="md">
      <div className={classes['fields']}>
        <Select
          label={text('billing')}
          data={billingKinds.map((value) => ({ value, label: words(value) }))}
          value={billing.kind}
          allowDeselect={false}
          onChange={(kind) => set('billing', typedOf(billingOfKind(kind as BillingModel['kind'])))}
        />
        <BillingFields key={billing.kind} kind={billing.kind} />
        <NumberField name="quantity.minimum" label={text('minimum')} isRequired />
        <NumberField name="quantity.maximum" label={text('maximum')} placeholder={text('none')} />
      </div>
      <Switch
        label={text('hasTerm')}
        checked={term !== null}
        onChange={({ currentTarget }) => set('term', currentTarget.checked ? { periods: '12', autoRenew: true } : null)}
      />
      {term !== null && (
        <div className={classes['fields']}>
          <NumberField name="term.periods" label={text('termPeriods')} digits={0} isRequired />
          <CheckField name="term.autoRenew" label={text('autoRenew')} />
        </div>
      )}
      <Switch
        label={text('hasTrial')}
        checked={trial !== null}
        onChange={({ currentTarget }) =>
          set(
            'trial',
            currentTarget.checked
              ? { days: '14', paymentMethodRequired: false, entitlements: 'full', atEnd: 'convert', withoutPaymentMethod: 'cancel' }
              : null,
          )
        }
      />
      {trial !== null && (
        <>
          <div className={classes['fields']}>
            <NumberField name="trial.days" label={text('trialDays')} digits={0} isRequired />
            <SelectField
              name="trial.entitlements"
              label={text('trialGrants')}
              choices={(['full', 'restricted'] as const).map((value) => ({ value, label: text(`trials.${value}`) }))}
            />
            <SelectField
              name="trial.atEnd"
              label={text('atEnd')}
              choices={(['convert', 'ask'] as const).map((value) => ({ value, label: text(`trials.${value}`) }))}
            />
            <SelectField
              name="trial.withoutPaymentMethod"
              label={text('withoutMethod')}
              choices={(['cancel', 'pause', 'invoice'] as const).map((value) => ({ value, label: text(`trials.${value}`) }))}
            />
          </div>
          <CheckField name="trial.paymentMethodRequired" label={text('paymentMethod')} />
        </>
      )}
    </Stack>
  );
}

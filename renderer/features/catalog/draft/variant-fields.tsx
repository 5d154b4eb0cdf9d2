import { Button, Stack } from '@mantine/core';
import { useFieldArray, useFormContext } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { BillingModel, PriceVariant } from '../../../../core/catalog/types.ts';
import { useCurrencyChoices } from '../../../app/forms.tsx';
import { useDocuments } from '../../../app/hooks.ts';
import { Section } from '../../../ui/facts.tsx';
import { CheckField, SelectField, TextField } from '../../../ui/form/fields.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import classes from '../catalog.module.css';
import { ComponentFields } from './component-fields.tsx';
import { newComponent } from './draft-models.ts';
import { FloorFields } from './floor-fields.tsx';
import { IntervalFields } from './interval-fields.tsx';
import { PackFields } from './pack-fields.tsx';
import { RampFields } from './ramp-fields.tsx';

/** The amounts that look at a whole period and fit the billing model (BIL-13). */
const amountsOf = (
  billing: BillingModel,
): readonly ('setupFee' | 'minimumCommitment' | 'maximumSpend' | 'chargeThreshold' | 'minimumCharge' | 'instalmentTotal')[] => {
  switch (billing.kind) {
    case 'free':
    case 'one-off':
      return [];
    case 'instalment':
      return ['instalmentTotal', 'setupFee'];
    case 'pay-as-you-go':
      return [...(billing.trigger === 'threshold' ? (['chargeThreshold'] as const) : []), 'minimumCharge', 'maximumSpend', 'setupFee'];
    case 'prepaid':
      return ['setupFee'];
    case 'recurring':
    case 'usage':
    case 'hybrid':
      return ['setupFee', 'minimumCommitment', 'maximumSpend'];
  }
};

/** A free plan costs nothing, and instalments split one total: neither has parts. */
const hasParts = ({ kind }: BillingModel): boolean => kind !== 'free' && kind !== 'instalment';

/** One price of the draft: who it is for, its parts, and the amounts around them. */
export function VariantFields({
  at,
  variant,
  billing,
}: {
  readonly at: string;
  readonly variant: PriceVariant;
  readonly billing: BillingModel;
}) {
  const text = useTranslations('catalog.draft');
  const price = useTranslations('catalog.price');
  const { control } = useFormContext();
  const { fields, append, remove } = useFieldArray({ control, name: `${at}.components`, keyName: 'fieldKey' });
  const segments = useDocuments('segment').value ?? [];
  const taken = variant.components.map(({ id }) => id);
  return (
    <Stack gap="md">
      <div className={classes['fields']}>
        <SelectField name={`${at}.currency`} label={text('currency')} choices={useCurrencyChoices()} isRequired />
        <SelectField
          name={`${at}.segment`}
          label={text('segment')}
          choices={[{ value: '', label: text('everyone') }, ...segments.map(({ code, name }) => ({ value: code, label: name }))]}
        />
        <TextField name={`${at}.cycle.name`} label={text('cycleName')} maxLength={64} isRequired />
        <IntervalFields at={`${at}.cycle.interval`} label={text('every')} />
        {amountsOf(billing).map((name) => (
          <NumberField key={name} name={`${at}.${name}`} label={price(name)} unit={variant.currency} placeholder={text('none')} />
        ))}
      </div>
      <CheckField name={`${at}.taxInclusive`} label={price('taxInclusive')} />
      {(hasParts(billing) || fields.length > 0) && (
        <Section
          title={text('parts')}
          action={
            <Button
              variant="default"
              size="xs"
              leftSection={<Icon name="plus" size={13} />}
              onClick={() => append(newComponent(text('newPart'), taken))}
            >
              {text('addPart')}
            </Button>
          }
        >
          {fields.map((field, index) => (
            <ComponentFields
              key={field.fieldKey}
              at={`${at}.components.${index}`}
              currency={variant.currency}
              onRemove={() => remove(index)}
            />
          ))}
        </Section>
      )}
      {(billing.kind === 'recurring' || billing.kind === 'usage' || billing.kind === 'hybrid') && <FloorFields at={at} variant={variant} />}
      {hasParts(billing) && billing.kind !== 'one-off' && <RampFields at={at} variant={variant} />}
      {billing.kind === 'prepaid' && <PackFields at={at} currency={variant.currency} />}
    </Stack>
  );
}

import { Accordion, Group, Stack, Text } from '@mantine/core';
import { useFormContext } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { entityFor } from '../../../core/customers/billing-entity.ts';
import { checkedTaxNumber } from '../../../core/tax/tax-number.ts';
import { useCountryChoices, useCurrencyChoices, useLocaleChoices } from '../../app/forms.tsx';
import { useDocuments } from '../../app/hooks.ts';
import { useProblemText } from '../../app/problems.tsx';
import { LongTextField, MultiSelectField, SelectField, TextField } from '../../ui/form/fields.tsx';
import { NumberField } from '../../ui/form/number-field.tsx';
import { PairsField } from '../../ui/form/pairs-field.tsx';
import { ContactFields } from './contact-fields.tsx';
import type { CustomerValues } from './customer-values.ts';
import { Duplicates } from './duplicates.tsx';

/** OPE-05: who will bill this customer, as the form stands. */
function BilledBy() {
  const text = useTranslations('customers.form');
  const words = useProblemText();
  const entities = useDocuments('entity').value;
  const { watch } = useFormContext<CustomerValues>();
  const [country, entityId] = watch(['country', 'entityId']);
  if (entities === undefined || country === null) return null;
  const found = entityFor({ entityId, billingAddress: { lines: [], city: '', postalCode: '', region: '', country } }, entities);
  return (
    <Text fz={12.5} c={found.ok ? 'dimmed' : 'var(--cf-tone-bad)'} role="status">
      {found.ok ? text('billedBy', { entity: found.value.legalName }) : found.problems.map(words).join(' ')}
    </Text>
  );
}

/** What few customers need: people, and free facts. */
function MoreFields() {
  const text = useTranslations('customers.form');
  return (
    <Accordion chevronPosition="left" styles={{ content: { paddingInline: 0 }, control: { paddingInline: 0 } }}>
      <Accordion.Item value="more">
        <Accordion.Control>{text('more')}</Accordion.Control>
        <Accordion.Panel>
          <Stack gap="md">
            <ContactFields />
            <PairsField name="attributes" label={text('attributes')} description={text('attributesHint')} />
            <PairsField name="metadata" label={text('metadata')} description={text('metadataHint')} />
          </Stack>
        </Accordion.Panel>
      </Accordion.Item>
    </Accordion>
  );
}

/** The fields of a customer: who it is, where, how it is billed; what few need is folded away. */
export function CustomerFields({ isNew, id }: { readonly isNew: boolean; readonly id?: string }) {
  const text = useTranslations('customers.form');
  const words = useProblemText();
  const { watch } = useFormContext<CustomerValues>();
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
      <MoreFields />
    </>
  );
}

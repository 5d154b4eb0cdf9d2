import { Accordion, Group, Stack, Text } from '@mantine/core';
import { useEffect } from 'react';
import { useFormContext } from 'react-hook-form';
import { useLocale, useTranslations } from 'use-intl';
import type { Plan, PlanVersion, PriceVariant } from '../../../core/catalog/types.ts';
import type { Customer } from '../../../core/customers/types.ts';
import type { OperatingEntity } from '../../../core/organization/types.ts';
import type { CatalogNames } from '../../app/catalog.ts';
import { CustomerField } from '../../app/customer-field.tsx';
import { useDocuments } from '../../app/hooks.ts';
import { DateField } from '../../ui/form/date-field.tsx';
import { CheckField, SelectField, TextField } from '../../ui/form/fields.tsx';
import { NumberField } from '../../ui/form/number-field.tsx';
import { PairsField } from '../../ui/form/pairs-field.tsx';
import { agreeable, type CreateValues, cyclesOf } from './create-values.ts';
import { PriceLines } from './price-lines.tsx';
import { RampFields } from './ramps/ramp-fields.tsx';

/** What is known while a subscription is being sold. */
export type Sale = {
  readonly catalog: CatalogNames;
  readonly customer: Customer | null;
  readonly entity: OperatingEntity | null;
  readonly currency: string | null;
  readonly plan: Plan | null;
  readonly version: PlanVersion | null;
  readonly variant: PriceVariant | null;
  readonly offered: readonly Plan[];
};

/** Who buys, and who therefore bills (OPE-05). */
export function BuyerFields({ sale }: { readonly sale: Sale }) {
  const text = useTranslations('subscriptions.create');
  return (
    <Stack gap={4}>
      <CustomerField name="customerId" label={text('customer')} />
      {sale.customer !== null && (
        <Text fz={12.5} c="dimmed">
          {sale.entity === null ? text('noEntity') : text('billedBy', { entity: sale.entity.legalName, currency: sale.currency ?? '' })}
        </Text>
      )}
    </Stack>
  );
}

/** What is bought: plan, cycle, quantity, with the list price in sight. */
export function PlanFields({ sale }: { readonly sale: Sale }) {
  const text = useTranslations('subscriptions.create');
  const { watch, setValue } = useFormContext<CreateValues>();
  const cycle = watch('cycle');
  const { version, currency, variant, catalog } = sale;
  const collator = new Intl.Collator(useLocale());
  const cycles = version === null ? [] : cyclesOf(version, currency);
  const first = cycles[0]?.value ?? null;
  const isOffered = cycles.some(({ value }) => value === cycle);
  useEffect(() => {
    if (version !== null && !isOffered) setValue('cycle', first);
  }, [version, isOffered, first, setValue]);
  const least = version?.quantity.minimum ?? '1';
  const quantity = watch('quantity');
  const isUnder = version !== null && Number(quantity) < Number(least);
  useEffect(() => {
    if (isUnder) setValue('quantity', least);
    // Only another plan moves the quantity: what is typed afterwards is judged by the use case.
  }, [version?.id]);
  const choices = sale.offered
    .map((plan) => ({
      value: plan.id,
      label: catalog.product(plan.productId) === plan.name ? plan.name : `${catalog.product(plan.productId)} · ${plan.name}`,
    }))
    .sort((a, b) => collator.compare(a.label, b.label));
  return (
    <Stack gap="sm">
      <SelectField name="plan" label={text('plan')} choices={choices} isRequired placeholder={text('choosePlan')} />
      <Group grow align="flex-start">
        <SelectField
          name="cycle"
          label={text('cycle')}
          choices={cycles.map(({ value, name }) => ({ value, label: name }))}
          isRequired
          isDisabled={version === null}
        />
        <NumberField
          name="quantity"
          label={least === '1' || least === '0' ? text('quantity') : text('quantityAtLeast', { least })}
          isRequired
        />
      </Group>
      {version !== null && currency !== null && cycles.length === 0 && (
        <Text fz={13} c="var(--cf-tone-bad)">
          {text('notInCurrency', { currency })}
        </Text>
      )}
      {variant !== null && <PriceLines variant={variant} />}
    </Stack>
  );
}

function TrialFields() {
  const text = useTranslations('subscriptions.create');
  const { watch } = useFormContext<CreateValues>();
  return (
    <>
      <SelectField
        name="trial"
        label={text('trial')}
        choices={(['plan', 'none', 'days'] as const).map((value) => ({ value, label: text(`trials.${value}`) }))}
      />
      {watch('trial') === 'days' && (
        <Group grow align="flex-start">
          <NumberField name="trialDays" label={text('trialDays')} digits={0} unit={text('days')} isRequired />
          <SelectField
            name="trialAtEnd"
            label={text('trialAtEnd')}
            choices={(['convert', 'ask'] as const).map((value) => ({ value, label: text(`trialEnds.${value}`) }))}
          />
        </Group>
      )}
    </>
  );
}

function AnchorFields() {
  const text = useTranslations('subscriptions.create');
  const { watch } = useFormContext<CreateValues>();
  const anchor = watch('anchor');
  return (
    <>
      <Group grow align="flex-start">
        <SelectField
          name="anchor"
          label={text('anchor')}
          choices={(['start-day', 'day-of-month', 'date'] as const).map((value) => ({ value, label: text(`anchors.${value}`) }))}
        />
        {anchor === 'day-of-month' && <NumberField name="anchorDay" label={text('anchorDay')} digits={0} isRequired />}
        {anchor === 'date' && <DateField name="anchorDate" label={text('anchorDate')} isRequired />}
      </Group>
      {anchor !== 'start-day' && (
        <SelectField
          name="stub"
          label={text('stub')}
          choices={(['prorated', 'free', 'full'] as const).map((value) => ({ value, label: text(`stubs.${value}`) }))}
        />
      )}
    </>
  );
}

/** What is seldom other than usual: currency, entity, contract, payment. */
function MoreFields({ sale }: { readonly sale: Sale }) {
  const text = useTranslations('subscriptions.create');
  const entities = useDocuments('entity', { state: 'active' }).value ?? [];
  const currencies = [...new Set((sale.version?.variants ?? []).map(({ currency }) => currency))];
  return (
    <Accordion.Item value="more">
      <Accordion.Control>{text('more')}</Accordion.Control>
      <Accordion.Panel>
        <Stack gap="sm">
          <Group grow align="flex-start">
            <SelectField
              name="currency"
              label={text('currency')}
              description={text('currencyHint')}
              choices={currencies.map((value) => ({ value, label: value }))}
              isClearable
            />
            <SelectField
              name="entityId"
              label={text('entity')}
              description={text('entityHint')}
              choices={entities.map(({ id, legalName }) => ({ value: id, label: legalName }))}
              isClearable
            />
          </Group>
          <Group grow align="flex-start">
            <NumberField
              name="contractPeriods"
              label={text('contract')}
              description={text('contractHint')}
              digits={0}
              unit={text('periods')}
            />
            <NumberField name="netTermsDays" label={text('netTerms')} description={text('netTermsHint')} digits={0} unit={text('days')} />
          </Group>
          <CheckField name="autoRenew" label={text('autoRenew')} />
          <SelectField
            name="collection"
            label={text('collection')}
            choices={(['manual', 'gateway', 'gateway-without-method'] as const).map((value) => ({
              value,
              label: text(`collections.${value}`),
            }))}
          />
          <CheckField name="firstPayment" label={text('firstPayment')} />
          <PairsField name="metadata" label={text('metadata')} description={text('metadataHint')} />
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}

/** When it starts and on which terms. What is usual is folded away. */
export function TermsFields({ sale }: { readonly sale: Sale }) {
  const text = useTranslations('subscriptions.create');
  const prices = agreeable(sale.variant);
  return (
    <Stack gap="sm">
      <Group grow align="flex-start">
        <DateField name="startsOn" label={text('startsOn')} isRequired />
        <TextField name="offerCode" label={text('offerCode')} maxLength={60} />
      </Group>
      <TrialFields />
      <AnchorFields />
      <Accordion
        variant="default"
        chevronPosition="left"
        multiple
        styles={{ content: { paddingInline: 0 }, control: { paddingInline: 0 } }}
      >
        {prices.length > 0 && (
          <Accordion.Item value="prices">
            <Accordion.Control>{text('prices')}</Accordion.Control>
            <Accordion.Panel>
              <Stack gap="sm">
                {prices.map(({ id, name }) => (
                  <div key={id}>
                    <NumberField
                      name={`prices.${id}`}
                      label={name}
                      description={text('pricesHint')}
                      unit={sale.currency ?? ''}
                      width={280}
                    />
                    <RampFields componentId={id} name={name} currency={sale.currency ?? ''} />
                  </div>
                ))}
              </Stack>
            </Accordion.Panel>
          </Accordion.Item>
        )}
        <MoreFields sale={sale} />
      </Accordion>
    </Stack>
  );
}

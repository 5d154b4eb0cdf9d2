import { Button, Group, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useWatch } from 'react-hook-form';
import { useLocale, useTranslations } from 'use-intl';
import type { OperatingEntity, TaxRegistration } from '../../../../core/organization/types.ts';
import { hasRateOn } from '../../../../core/views/setup-phases.ts';
import { checkedTaxNumber, hasTaxNumberScheme } from '../../../../core/tax/tax-number.ts';
import { FormDialog, useCountryChoices, useDraftForm } from '../../../app/forms.tsx';
import { useCommand, useDocuments, useToday } from '../../../app/hooks.ts';
import { useProblemText } from '../../../app/problems.tsx';
import { toast } from '../../../app/toast.tsx';
import { DateText } from '../../../ui/date-text.tsx';
import { Section } from '../../../ui/facts.tsx';
import { DateField } from '../../../ui/form/date-field.tsx';
import { SelectField, TextField } from '../../../ui/form/fields.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';

type Values = { country: string | null; region: string; number: string; from: string | null };

function NumberOf() {
  const text = useTranslations('settings.registrations');
  const words = useProblemText();
  const [country, region] = useWatch<Values, ['country', 'region']>({ name: ['country', 'region'] });
  const isChecked = country !== null && region === '' && hasTaxNumberScheme(country);
  const check = (number: string): string | null => {
    if (country === null || region !== '') return null;
    const answer = checkedTaxNumber(country, number);
    return answer.ok ? null : answer.problems.map(words).join(' ');
  };
  return (
    <TextField
      name="number"
      label={text('number')}
      description={text(isChecked ? 'numberChecked' : 'numberAsWritten')}
      maxLength={40}
      check={check}
    />
  );
}

function AddRegistration({ entity, onClose }: { readonly entity: OperatingEntity; readonly onClose: () => void }) {
  const text = useTranslations('settings.registrations');
  const form = useDraftForm<Values>(null, { country: entity.address.country, region: '', number: '', from: useToday() });
  const { run, isRunning, problems } = useCommand('tax-registration.add');
  const save = async ({ country, region, number, from }: Values): Promise<void> => {
    const registration: TaxRegistration = {
      country: country ?? '',
      region: region.trim().toUpperCase(),
      number: number.trim(),
      from: from ?? '',
      until: null,
    };
    const outcome = await run({ entityId: entity.id, registration });
    if (!outcome.ok) return;
    onClose();
    toast({ message: text('added') });
  };
  return (
    <FormDialog
      title={text('new')}
      form={form}
      onSubmit={save}
      onClose={onClose}
      problems={problems}
      isBusy={isRunning}
      submitLabel={text('new')}
    >
      <Group grow align="flex-start">
        <SelectField name="country" label={text('country')} choices={useCountryChoices()} isRequired />
        <TextField name="region" label={text('region')} description={text('regionHint')} maxLength={3} />
      </Group>
      <NumberOf />
      <DateField name="from" label={text('from')} description={text('fromHint')} isRequired />
    </FormDialog>
  );
}

function EndRegistration({
  entity,
  registration,
  onClose,
}: {
  readonly entity: OperatingEntity;
  readonly registration: TaxRegistration;
  readonly onClose: () => void;
}) {
  const text = useTranslations('settings.registrations');
  const form = useDraftForm<{ until: string | null }>(null, { until: useToday() });
  const { run, isRunning, problems } = useCommand('tax-registration.end');
  const save = async ({ until }: { until: string | null }): Promise<void> => {
    const { country, region } = registration;
    const outcome = await run({ entityId: entity.id, country, region, until: until ?? '' });
    if (!outcome.ok) return;
    onClose();
    toast({ message: text('ended') });
  };
  return (
    <FormDialog
      title={text('end')}
      form={form}
      onSubmit={save}
      onClose={onClose}
      problems={problems}
      isBusy={isRunning}
      submitLabel={text('end')}
      size={440}
    >
      <DateField name="until" label={text('until')} description={text('untilHint')} isRequired />
    </FormDialog>
  );
}

type RowProps = {
  readonly registration: TaxRegistration;
  readonly hasRate: boolean | null;
  readonly isEditable: boolean;
  readonly onEnd: () => void;
};

function Row({ registration, hasRate, isEditable, onEnd }: RowProps) {
  const text = useTranslations('settings.registrations');
  const names = new Intl.DisplayNames(useLocale(), { type: 'region' });
  const { country, region, number, from, until } = registration;
  return (
    <Table.Tr>
      <Table.Td>{[names.of(country) ?? country, region].filter(Boolean).join(' · ')}</Table.Td>
      <Table.Td>{number === '' ? '–' : number}</Table.Td>
      <Table.Td>
        <DateText on={from} />
      </Table.Td>
      <Table.Td>
        <DateText on={until} />
      </Table.Td>
      <Table.Td>
        {hasRate !== null && <StatusBadge tone={hasRate ? 'good' : 'warning'}>{text(hasRate ? 'hasRate' : 'noRate')}</StatusBadge>}
      </Table.Td>
      <Table.Td ta="end">
        {isEditable && until === null && (
          <Button variant="subtle" color="gray" size="compact-xs" onClick={onEnd}>
            {text('end')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

/** OPE-03, TAX-04: how tax is worked out, and where the entity is registered for it. */
export function Registrations({ entity }: { readonly entity: OperatingEntity }) {
  const text = useTranslations('settings.registrations');
  const form = useTranslations('settings.entities.form');
  const rates = useDocuments('tax-rate').value;
  const today = useToday();
  const [isNew, setNew] = useState(false);
  const [ending, setEnding] = useState<TaxRegistration | null>(null);
  const isEditable = entity.state === 'active';
  return (
    <>
      <Section title={form('taxTreatment')}>
        <Text fz={13.5}>{form(`treatments.${entity.taxTreatment}`)}</Text>
      </Section>
      <Section
        title={text('title')}
        action={
          isEditable && (
            <Button variant="default" onClick={() => setNew(true)}>
              {text('new')}
            </Button>
          )
        }
      >
        {entity.taxRegistrations.length === 0 ? (
          <Text c="dimmed" fz={13}>
            {text('none')}
          </Text>
        ) : (
          <Table aria-label={text('title')} fz={13}>
            <Table.Thead>
              <Table.Tr>
                {['country', 'number', 'from', 'until', 'rate'].map((key) => (
                  <Table.Th key={key}>{text(key)}</Table.Th>
                ))}
                <Table.Th aria-label={text('actions')} />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {entity.taxRegistrations.map((registration, at) => (
                <Row
                  key={at}
                  registration={registration}
                  hasRate={rates === undefined ? null : hasRateOn(registration, rates, today)}
                  isEditable={isEditable}
                  onEnd={() => setEnding(registration)}
                />
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Section>
      {isNew && <AddRegistration entity={entity} onClose={() => setNew(false)} />}
      {ending !== null && <EndRegistration entity={entity} registration={ending} onClose={() => setEnding(null)} />}
    </>
  );
}

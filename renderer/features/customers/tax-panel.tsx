import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useLocale, useTranslations } from 'use-intl';
import { isOfOtherEntity } from '../../../core/permissions.ts';
import { useAccess } from '../../app/sync/sync-news.ts';
import type { Customer, TaxExemption, TaxId } from '../../../core/customers/types.ts';
import { checkedTaxNumber } from '../../../core/tax/tax-number.ts';
import { FormDialog, useCountryChoices } from '../../app/forms.tsx';
import { useCommand, useToday } from '../../app/hooks.ts';
import { useProblemText } from '../../app/problems.tsx';
import { toast } from '../../app/toast.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { Section } from '../../ui/facts.tsx';
import { DateField } from '../../ui/form/date-field.tsx';
import { SelectField, TextField } from '../../ui/form/fields.tsx';
import classes from './customers.module.css';

type NumberValues = { country: string | null; value: string };

/** TAX-07: a number is kept with what is known of it: form and check digits where there is a rule. */
function AddTaxNumber({ customer, onClose }: { readonly customer: Customer; readonly onClose: () => void }) {
  const text = useTranslations('customers.tax');
  const words = useProblemText();
  const form = useForm<NumberValues>({ defaultValues: { country: customer.billingAddress.country, value: '' }, mode: 'onTouched' });
  const { run, isRunning, problems } = useCommand('customer.add-tax-id');
  const country = form.watch('country') ?? '';
  const wrong = (value: string): string | null => {
    const checked = checkedTaxNumber(country, value);
    return checked.ok ? null : checked.problems.map(words).join(' ');
  };
  const save = async ({ value }: NumberValues): Promise<void> => {
    const checked = checkedTaxNumber(country, value);
    if (!checked.ok) return;
    const outcome = await run({
      customerId: customer.id,
      taxId: { country, value: checked.value.value, evidence: { kind: checked.value.validity } },
    });
    if (!outcome.ok) return;
    toast({ message: text('numberAdded') });
    onClose();
  };
  return (
    <FormDialog
      title={text('addNumber')}
      form={form}
      onSubmit={save}
      onClose={onClose}
      problems={problems}
      isBusy={isRunning}
      submitLabel={text('addNumber')}
      size={480}
    >
      <SelectField name="country" label={text('country')} choices={useCountryChoices()} isRequired />
      <TextField name="value" label={text('number')} maxLength={40} isRequired isFirst check={wrong} />
    </FormDialog>
  );
}

type ExemptionValues = {
  country: string | null;
  region: string;
  reason: string;
  certificate: string;
  from: string | null;
  until: string | null;
};

/** TAX-10: a certificate with its reason, its reach and its time. */
function AddExemption({ customer, onClose }: { readonly customer: Customer; readonly onClose: () => void }) {
  const text = useTranslations('customers.tax');
  const today = useToday();
  const form = useForm<ExemptionValues>({
    defaultValues: {
      country: customer.billingAddress.country,
      region: customer.billingAddress.region,
      reason: '',
      certificate: '',
      from: today,
      until: null,
    },
    mode: 'onTouched',
  });
  const { run, isRunning, problems } = useCommand('customer.add-tax-exemption');
  const save = async (values: ExemptionValues): Promise<void> => {
    const exemption: TaxExemption = {
      country: values.country ?? '',
      region: values.region.trim().toUpperCase(),
      reason: values.reason.trim(),
      certificate: values.certificate.trim(),
      from: values.from ?? today,
      until: values.until === '' ? null : values.until,
    };
    const outcome = await run({ customerId: customer.id, exemption });
    if (!outcome.ok) return;
    toast({ message: text('exemptionAdded') });
    onClose();
  };
  return (
    <FormDialog
      title={text('addExemption')}
      form={form}
      onSubmit={save}
      onClose={onClose}
      problems={problems}
      isBusy={isRunning}
      submitLabel={text('addExemption')}
      size={520}
    >
      <Group grow align="flex-start">
        <SelectField name="country" label={text('country')} choices={useCountryChoices()} isRequired />
        <TextField name="region" label={text('region')} maxLength={3} />
      </Group>
      <TextField name="reason" label={text('reason')} maxLength={200} isRequired isFirst />
      <TextField name="certificate" label={text('certificate')} maxLength={120} />
      <Group grow align="flex-start">
        <DateField name="from" label={text('from')} isRequired />
        <DateField name="until" label={text('until')} description={text('untilHint')} isClearable />
      </Group>
    </FormDialog>
  );
}

type Removing = { readonly kind: 'number'; readonly of: TaxId } | { readonly kind: 'exemption'; readonly of: TaxExemption };

function RemoveDialog({
  customer,
  removing,
  onClose,
}: {
  readonly customer: Customer;
  readonly removing: Removing;
  readonly onClose: () => void;
}) {
  const text = useTranslations('customers.tax');
  const number = useCommand('customer.remove-tax-id');
  const exemption = useCommand('customer.remove-tax-exemption');
  const remove = async (): Promise<void> => {
    const outcome =
      removing.kind === 'number'
        ? await number.run({ customerId: customer.id, country: removing.of.country, value: removing.of.value })
        : await exemption.run({ customerId: customer.id, exemption: removing.of });
    if (outcome.ok) toast({ message: text('removed') });
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      title={text('removeTitle')}
      text={text('removeText', { what: removing.kind === 'number' ? removing.of.value : removing.of.reason })}
      count={1}
      confirmLabel={text('remove')}
      isDanger
      onConfirm={remove}
      onClose={onClose}
    />
  );
}

/** Tax numbers and exemptions: what decides how this customer is taxed. */
export function TaxPanel({ customer }: { readonly customer: Customer }) {
  const text = useTranslations('customers.tax');
  const names = new Intl.DisplayNames(useLocale(), { type: 'region' });
  const [open, setOpen] = useState<'number' | 'exemption' | null>(null);
  const [removing, setRemoving] = useState<Removing | null>(null);
  const isGuest = isOfOtherEntity(useAccess(), customer.entityId);
  const isActive = customer.state === 'active' && !isGuest;
  const add = (what: 'number' | 'exemption') =>
    isActive && (
      <Button variant="default" size="compact-sm" onClick={() => setOpen(what)}>
        {text(what === 'number' ? 'addNumber' : 'addExemption')}
      </Button>
    );
  const removal = (next: Removing) =>
    isActive && (
      <Button variant="subtle" color="gray" size="compact-xs" onClick={() => setRemoving(next)}>
        {text('remove')}
      </Button>
    );
  return (
    <>
      <Section title={text('numbers')} action={add('number')}>
        {customer.taxIds.length === 0 && <p className={classes['quiet']}>{text('noNumbers')}</p>}
        {customer.taxIds.map((taxId) => (
          <div key={`${taxId.country}${taxId.value}`} className={classes['row']}>
            <span>{taxId.value}</span>
            <span className={classes['quiet']}>
              {names.of(taxId.country)} · {text(`validity.${taxId.validity.kind}`)}
            </span>
            {removal({ kind: 'number', of: taxId })}
          </div>
        ))}
      </Section>
      <Section title={text('exemptions')} action={add('exemption')}>
        {customer.taxExemptions.length === 0 && <p className={classes['quiet']}>{text('noExemptions')}</p>}
        {customer.taxExemptions.map((exemption) => (
          <div key={JSON.stringify(exemption)} className={classes['row']}>
            <span>{exemption.reason}</span>
            <span className={classes['quiet']}>
              {[names.of(exemption.country), exemption.region, exemption.certificate]
                .filter((part) => part !== undefined && part !== '')
                .join(' · ')}{' '}
              · <DateText on={exemption.from} /> – {exemption.until === null ? text('open') : <DateText on={exemption.until} />}
            </span>
            {removal({ kind: 'exemption', of: exemption })}
          </div>
        ))}
      </Section>
      {open === 'number' && <AddTaxNumber customer={customer} onClose={() => setOpen(null)} />}
      {open === 'exemption' && <AddExemption customer={customer} onClose={() => setOpen(null)} />}
      {removing !== null && <RemoveDialog customer={customer} removing={removing} onClose={() => setRemoving(null)} />}
    </>
  );
}

import { Button, Group, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Currency } from '../../../../core/money/currency.ts';
import { isIban } from '../../../../core/organization/iban.ts';
import type { BankAccount, OperatingEntity } from '../../../../core/organization/types.ts';
import { FormDialog, useCurrencyChoices, useDraftForm } from '../../../app/forms.tsx';
import { useCommand } from '../../../app/hooks.ts';
import { ErrorSummary } from '../../../app/problems.tsx';
import { toast } from '../../../app/toast.tsx';
import { Facts, Section } from '../../../ui/facts.tsx';
import { LongTextField, SelectField, TextField } from '../../../ui/form/fields.tsx';
import { type AccountValues, accountOf, accountValues } from './entity-values.ts';

/** One account, new or another; `at` is its place among the entity's, `null` for a new one. */
function AccountDialog({
  entity,
  at,
  onClose,
}: {
  readonly entity: OperatingEntity;
  readonly at: number | null;
  readonly onClose: () => void;
}) {
  const text = useTranslations('settings.entities');
  const form = useTranslations('settings.entities.form');
  const before = at === null ? undefined : entity.bankAccounts[at];
  const held = useDraftForm<AccountValues>(null, accountValues(before, entity.currency));
  const { run, isRunning, problems } = useCommand('entity.edit');
  const save = async (values: AccountValues): Promise<void> => {
    const account = accountOf(values, entity.legalName, (values.accountCurrency ?? entity.currency) as Currency);
    if (account === null) return onClose();
    const to = at === null ? [...entity.bankAccounts, account] : entity.bankAccounts.map((each, place) => (place === at ? account : each));
    const outcome = await run({ entityId: entity.id, edits: { bankAccounts: { from: entity.bankAccounts, to } } });
    if (!outcome.ok) return undefined;
    toast({ message: text('saved') });
    return onClose();
  };
  return (
    <FormDialog
      title={text(at === null ? 'newAccount' : 'editAccount')}
      {...(at === null ? { submitLabel: text('newAccount') } : {})}
      form={held}
      onSubmit={save}
      onClose={onClose}
      problems={problems}
      isBusy={isRunning}
    >
      <Group grow align="flex-start">
        <TextField name="holder" label={form('holder')} description={form('holderHint')} maxLength={140} isFirst />
        <TextField name="bank" label={form('bank')} maxLength={140} />
      </Group>
      <Group grow align="flex-start">
        <TextField name="iban" label={form('iban')} maxLength={42} check={(iban) => (isIban(iban) ? null : form('ibanWrong'))} />
        <TextField
          name="bic"
          label={form('bic')}
          maxLength={11}
          check={(bic) => (/^[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?$/i.test(bic.trim()) ? null : form('bicWrong'))}
        />
      </Group>
      <SelectField name="accountCurrency" label={form('accountCurrency')} choices={useCurrencyChoices()} isRequired />
      <LongTextField name="accountDetails" label={form('accountDetails')} rows={2} />
    </FormDialog>
  );
}

function Account({ account, acts }: { readonly account: BankAccount; readonly acts: ReactNode }) {
  const text = useTranslations('settings.entities.form');
  const number = account.iban === '' ? (account.details[0]?.value ?? '') : account.iban;
  return (
    <div role="group" aria-label={`${account.bank} ${number}`.trim()}>
      <Facts
        facts={[
          { label: text('holder'), value: account.holder },
          { label: text('bank'), value: account.bank },
          { label: text('iban'), value: account.iban.replaceAll(' ', '').replaceAll(/(.{4})(?=.)/g, '$1 ') },
          { label: text('bic'), value: account.bic },
          { label: text('accountCurrency'), value: account.currency },
          ...account.details.map(({ label, value }) => ({ label, value })),
        ]}
      />
      {acts}
    </div>
  );
}

/** OPE-04: where customers pay to; invoices name the account in their own currency. */
export function Accounts({ entity }: { readonly entity: OperatingEntity }) {
  const text = useTranslations('settings.entities');
  const form = useTranslations('settings.entities.form');
  const [open, setOpen] = useState<{ readonly at: number | null } | null>(null);
  const { run, isRunning, problems } = useCommand('entity.edit');
  const isActive = entity.state === 'active';
  const remove = (at: number) =>
    run({
      entityId: entity.id,
      edits: { bankAccounts: { from: entity.bankAccounts, to: entity.bankAccounts.filter((_each, place) => place !== at) } },
    });
  return (
    <Section
      title={form('bankTitle')}
      action={
        isActive && (
          <Button variant="default" size="xs" onClick={() => setOpen({ at: null })}>
            {text('newAccount')}
          </Button>
        )
      }
    >
      <ErrorSummary problems={problems} />
      {entity.bankAccounts.length === 0 && <p>{text('noAccount')}</p>}
      <Stack gap="md">
        {entity.bankAccounts.map((account, at) => (
          <Account
            key={`${account.iban}|${account.currency}|${at}`}
            account={account}
            acts={
              isActive && (
                <Group gap="xs" mt={4}>
                  <Button variant="subtle" size="compact-xs" onClick={() => setOpen({ at })}>
                    {text('editAccount')}
                  </Button>
                  <Button variant="subtle" color="gray" size="compact-xs" loading={isRunning} onClick={() => void remove(at)}>
                    {text('removeAccount')}
                  </Button>
                </Group>
              )
            }
          />
        ))}
      </Stack>
      {open !== null && <AccountDialog key={open.at ?? 'new'} entity={entity} at={open.at} onClose={() => setOpen(null)} />}
    </Section>
  );
}

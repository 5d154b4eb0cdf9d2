import { Group, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { dueMinor } from '../../../../core/invoicing/status.ts';
import type { Write } from '../../../../core/kernel/command.ts';
import type { Invoice } from '../../../../core/invoicing/types.ts';
import type { Currency } from '../../../../core/money/currency.ts';
import type { OfflineMethod, Payment } from '../../../../core/payments/types.ts';
import { CustomerSelect } from '../../../app/customer-field.tsx';
import { useToday } from '../../../app/hooks.ts';
import { DayInput } from '../../../ui/form/date-field.tsx';
import { Money } from '../../../ui/money.tsx';
import { useAccount } from '../record/use-account.ts';
import { ActionDrawer } from './action-drawer.tsx';
import { AllocationTable, allocationsOf, type Division, openOf } from './allocation-table.tsx';
import { AmountInput } from './amount-input.tsx';
import { Effects } from './effects.tsx';
import { EntityChoice } from './entity-choice.tsx';
import { ExplainStep } from '../../../ui/explain.tsx';
import { useAct } from './use-act.ts';
import { useParties } from './use-parties.ts';

const methods: readonly OfflineMethod[] = ['bank-transfer', 'cash', 'cheque', 'other'];

export function MethodSelect({ value, onChange }: { readonly value: OfflineMethod; readonly onChange: (method: OfflineMethod) => void }) {
  const text = useTranslations('invoices.fields');
  const codes = useTranslations('lists.payment.codes.method');
  return (
    <Select
      label={text('method')}
      allowDeselect={false}
      value={value}
      onChange={(next) => next !== null && onChange(next)}
      data={methods.map((method) => ({ value: method, label: codes(method) }))}
    />
  );
}

type How = 'oldest' | 'hand' | 'none';

/** A payment while it is entered: whose it is, how much, and what it pays. */
const usePaymentForm = (invoice: Invoice | null, begunFor: string) => {
  const [customerId, setCustomer] = useState(invoice?.customerId ?? begunFor);
  const [entityId, setEntity] = useState(invoice?.entityId ?? '');
  const parties = useParties(customerId, entityId);
  const [ownCurrency, setCurrency] = useState<Currency | null>(invoice?.currency ?? null);
  const currency = ownCurrency ?? parties.currency ?? 'EUR';
  const [amountMinor, setAmount] = useState<number | null>(invoice === null ? null : dueMinor(invoice));
  const [how, setHow] = useState<How>(invoice === null ? 'oldest' : 'hand');
  const [division, setDivision] = useState<Division>(invoice === null ? {} : { [invoice.id]: dueMinor(invoice) });
  const entity = parties.entity?.id ?? '';
  const account = useAccount(customerId === '' || entity === '' ? null : { customerId, entityId: entity });
  const allocations = how === 'oldest' ? null : how === 'none' ? [] : allocationsOf(division);
  const isFilled = customerId !== '' && entity !== '' && amountMinor !== null && amountMinor > 0;
  const choose = (next: string): void => {
    setCustomer(next);
    setEntity('');
    setCurrency(null);
    setDivision({});
  };
  const payWith = (minor: number | null): void => {
    setAmount(minor);
    // Paying one invoice: the amount goes to it as far as it reaches.
    if (invoice !== null && minor !== null) setDivision({ ...division, [invoice.id]: Math.min(minor, dueMinor(invoice)) });
  };
  return {
    customerId,
    choose,
    entities: parties.entities,
    entity: parties.entity,
    setEntity,
    currency,
    currencies: [...new Set([currency, ...(account?.invoices ?? []).map((each) => each.currency)])],
    setCurrency,
    amountMinor,
    payWith,
    how,
    setHow,
    division,
    setDivision,
    account,
    wanted: isFilled ? { customerId, entityId: entity, currency, amountMinor, allocations } : null,
  };
};

type PaymentForm = ReturnType<typeof usePaymentForm>;

/** Who paid, and to whom. A payment of one invoice is that invoice’s customer’s. */
function PayerFields({ form, isFixed }: { readonly form: PaymentForm; readonly isFixed: boolean }) {
  const { customerId, choose, entities, entity, setEntity } = form;
  return (
    <>
      <CustomerSelect value={customerId} disabled={isFixed} onChange={choose} {...(isFixed ? {} : { 'data-autofocus': true })} />
      {!isFixed && entities.length > 1 && customerId !== '' && <EntityChoice entities={entities} entity={entity} onChoose={setEntity} />}
    </>
  );
}

/** What it pays: the oldest due first, by hand, or nothing yet. */
function AllocationFields({ form }: { readonly form: PaymentForm }) {
  const text = useTranslations('invoices.allocate');
  const { how, setHow, account, currency, amountMinor, division, setDivision } = form;
  return (
    <>
      <SegmentedControl
        aria-label={text('how')}
        value={how}
        onChange={(value) => setHow(value)}
        data={(['oldest', 'hand', 'none'] as const).map((value) => ({ value, label: text(value) }))}
      />
      {how === 'hand' && account !== undefined && (
        <AllocationTable
          invoices={openOf(account.invoices, currency)}
          currency={currency}
          leftMinor={amountMinor ?? 0}
          division={division}
          onDivision={setDivision}
        />
      )}
    </>
  );
}

/** INV-25, INV-26: money that came in, and what it pays: the oldest due first, by hand, or nothing yet. */
export function PaymentDrawer({
  invoice,
  customerId = '',
  onClose,
}: {
  readonly invoice: Invoice | null;
  /** Whose it is at first, where it was begun for somebody. */
  readonly customerId?: string;
  readonly onClose: () => void;
}) {
  const text = useTranslations('invoices');
  const today = useToday();
  const form = usePaymentForm(invoice, customerId);
  const [method, setMethod] = useState<OfflineMethod>('bank-transfer');
  const [reference, setReference] = useState(invoice?.number ?? '');
  const [receivedOn, setReceived] = useState(today);
  const { wanted, currency, currencies } = form;
  const body = wanted === null ? null : { ...wanted, method, reference, receivedOn };
  const act = useAct('payment.record', body, text('payment.done'), onClose);
  return (
    <ActionDrawer
      title={text('recordPayment')}
      {...act.drawer}
      submitLabel={text('payment.confirm')}
      currency={currency}
      {...(act.writes !== null && act.isRight && body !== null
        ? { preview: <PaymentPreview writes={act.writes} amountMinor={body.amountMinor} currency={currency} /> }
        : {})}
    >
      <PayerFields form={form} isFixed={invoice !== null} />
      <Group grow align="flex-start">
        <AmountInput
          label={text('fields.amount')}
          required
          minor={form.amountMinor}
          currency={currency}
          onMinor={form.payWith}
          {...(invoice === null ? {} : { 'data-autofocus': true })}
        />
        <DayInput label={text('fields.receivedOn')} maxDate={today} value={receivedOn} onDay={(day) => day !== null && setReceived(day)} />
      </Group>
      {currencies.length > 1 && invoice === null && (
        <Select
          label={text('fields.currency')}
          allowDeselect={false}
          value={currency}
          onChange={(next) => next !== null && form.setCurrency(next)}
          data={currencies}
        />
      )}
      <Group grow align="flex-start">
        <MethodSelect value={method} onChange={setMethod} />
        <TextInput
          label={text('fields.reference')}
          maxLength={140}
          value={reference}
          onChange={({ currentTarget }) => setReference(currentTarget.value)}
        />
      </Group>
      <AllocationFields form={form} />
    </ActionDrawer>
  );
}

function PaymentPreview({
  writes,
  amountMinor,
  currency,
}: {
  readonly writes: readonly Write[];
  readonly amountMinor: number;
  readonly currency: Currency;
}) {
  const text = useTranslations('invoices.allocate');
  const payment = writes.find(({ document }) => document.kind === 'payment')?.document as Payment | undefined;
  const usedMinor = writes.reduce((sum, { document }) => {
    if (document.kind !== 'invoice') return sum;
    return (document as Invoice).settlements.reduce(
      (part, { sourceId, amountMinor: minor }) => (sourceId === payment?.id ? part + minor : part),
      sum,
    );
  }, 0);
  return (
    <>
      <Effects writes={writes} />
      <ExplainStep label={text('becomesBalance')} value={<Money minor={amountMinor - usedMinor} currency={currency} />} />
    </>
  );
}

import { SegmentedControl, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useCommand, useToday } from '../../../app/hooks.ts';
import { toast } from '../../../app/toast.tsx';
import { DayInput } from '../../../ui/form/date-field.tsx';
import { ExplainStep } from '../../../ui/explain.tsx';
import { Money } from '../../../ui/money.tsx';
import { ActionDrawer } from './action-drawer.tsx';
import { AmountInput } from './amount-input.tsx';
import { CustomerSelect } from './customer-select.tsx';
import { TaxClassInput } from './tax-class-input.tsx';
import { useParties } from './use-parties.ts';
import { usePreview } from './use-preview.ts';

/** INV-23: a debit or credit that happens once, billed by the next run that reaches its day. */
export function AdjustmentDrawer({ onClose }: { readonly onClose: () => void }) {
  const text = useTranslations('invoices');
  const today = useToday();
  const command = useCommand('adjustment.create');
  const [customerId, setCustomer] = useState('');
  const { currency } = useParties(customerId, '');
  const [side, setSide] = useState<'debit' | 'credit'>('debit');
  const [amountMinor, setAmount] = useState<number | null>(null);
  const [taxClass, setTaxClass] = useState('standard');
  const [reason, setReason] = useState('');
  const [on, setOn] = useState(today);
  const signedMinor = amountMinor === null ? 0 : side === 'debit' ? amountMinor : -amountMinor;
  const isFilled = customerId !== '' && amountMinor !== null && amountMinor > 0 && reason.trim() !== '';
  const body = isFilled
    ? { customerId, entityId: null, currency: null, amountMinor: signedMinor, taxClass, reason: reason.trim(), on }
    : null;
  const preview = usePreview('adjustment.create', body);
  const submit = async (): Promise<void> => {
    if (body === null) return;
    const outcome = await command.run(body);
    if (!outcome.ok) return;
    toast({ message: text('adjustment.done') });
    onClose();
  };
  return (
    <ActionDrawer
      title={text('newAdjustment')}
      onClose={onClose}
      onSubmit={submit}
      submitLabel={text('adjustment.confirm')}
      isReady={body !== null && preview.problems.length === 0 && !preview.isAsking}
      isRunning={command.isRunning}
      currency={currency ?? 'EUR'}
      problems={command.problems.length > 0 ? command.problems : preview.problems}
      {...(body !== null && currency !== null && preview.problems.length === 0
        ? { preview: <ExplainStep label={text(`adjustment.${side}Preview`)} value={<Money minor={signedMinor} currency={currency} />} /> }
        : {})}
    >
      <CustomerSelect value={customerId} onChange={setCustomer} />
      <SegmentedControl
        aria-label={text('adjustment.side')}
        value={side}
        onChange={(value) => setSide(value)}
        data={(['debit', 'credit'] as const).map((value) => ({ value, label: text(`adjustment.${value}`) }))}
      />
      <AmountInput label={text('fields.amountNet')} required minor={amountMinor} currency={currency ?? 'EUR'} onMinor={setAmount} />
      <DayInput
        label={text('adjustment.on')}
        description={text('adjustment.onHint')}
        value={on}
        onDay={(day) => day !== null && setOn(day)}
      />
      <TaxClassInput value={taxClass} onChange={setTaxClass} />
      <Textarea
        label={text('fields.reason')}
        required
        maxLength={500}
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
      />
    </ActionDrawer>
  );
}

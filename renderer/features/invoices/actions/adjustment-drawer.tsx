import { SegmentedControl, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CustomerSelect } from '../../../app/customer-field.tsx';
import { useToday } from '../../../app/hooks.ts';
import { DayInput } from '../../../ui/form/date-field.tsx';
import { ExplainStep } from '../../../ui/explain.tsx';
import { Money } from '../../../ui/money.tsx';
import { ActionDrawer } from './action-drawer.tsx';
import { AmountInput } from './amount-input.tsx';
import { TaxClassInput } from './tax-class-input.tsx';
import { EntityChoice } from './entity-choice.tsx';
import { useParties } from './use-parties.ts';
import { useAct } from './use-act.ts';

/** INV-23: a debit or credit that happens once, billed by the next run that reaches its day. */
export function AdjustmentDrawer({ onClose }: { readonly onClose: () => void }) {
  const text = useTranslations('invoices');
  const today = useToday();
  const [customerId, setCustomer] = useState('');
  const [entityId, setEntity] = useState('');
  const { entities, entity, currency, namedEntity } = useParties(customerId, entityId);
  const [side, setSide] = useState<'debit' | 'credit'>('debit');
  const [amountMinor, setAmount] = useState<number | null>(null);
  const [taxClass, setTaxClass] = useState('standard');
  const [reason, setReason] = useState('');
  const [on, setOn] = useState(today);
  const signedMinor = amountMinor === null ? 0 : side === 'debit' ? amountMinor : -amountMinor;
  const isFilled = entity !== null && amountMinor !== null && amountMinor > 0 && reason.trim() !== '';
  const body = isFilled
    ? {
        customerId,
        entityId: entityId === '' ? namedEntity : entityId,
        currency: null,
        amountMinor: signedMinor,
        taxClass,
        reason: reason.trim(),
        on,
      }
    : null;
  const act = useAct('adjustment.create', body, text('adjustment.done'), onClose);
  return (
    <ActionDrawer
      title={text('newAdjustment')}
      {...act.drawer}
      submitLabel={text('adjustment.confirm')}
      currency={currency ?? 'EUR'}
      {...(act.isRight && currency !== null
        ? { preview: <ExplainStep label={text(`adjustment.${side}Preview`)} value={<Money minor={signedMinor} currency={currency} />} /> }
        : {})}
    >
      <CustomerSelect value={customerId} onChange={(next) => [setCustomer(next), setEntity('')]} data-autofocus />
      {entities.length > 1 && customerId !== '' && <EntityChoice entities={entities} entity={entity} onChoose={setEntity} />}
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

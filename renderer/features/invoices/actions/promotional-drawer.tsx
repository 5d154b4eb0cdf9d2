import { Group, Select, Textarea } from '@mantine/core';
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
import { useParties } from './use-parties.ts';
import { usePreview } from './use-preview.ts';

/** OFR-25: credit given away, that pays this customer’s invoices after tax until it is used up or expires. It is never paid out. */
export function PromotionalDrawer({ onClose }: { readonly onClose: () => void }) {
  const text = useTranslations('invoices');
  const today = useToday();
  const command = useCommand('promotional-credit.grant');
  const [customerId, setCustomer] = useState('');
  const [entityId, setEntity] = useState('');
  const { entities, entity, currency } = useParties(customerId, entityId);
  const [amountMinor, setAmount] = useState<number | null>(null);
  const [reason, setReason] = useState('');
  const [grantedOn, setGranted] = useState(today);
  const [expiresOn, setExpires] = useState<string | null>(null);
  const isFilled = entity !== null && currency !== null && amountMinor !== null && amountMinor > 0 && reason.trim() !== '';
  const body = isFilled ? { customerId, entityId: entity.id, currency, amountMinor, reason: reason.trim(), grantedOn, expiresOn } : null;
  const preview = usePreview('promotional-credit.grant', body);
  const submit = async (): Promise<void> => {
    if (body === null) return;
    const outcome = await command.run(body);
    if (!outcome.ok) return;
    toast({ message: text('promotional.done') });
    onClose();
  };
  return (
    <ActionDrawer
      title={text('newPromotional')}
      onClose={onClose}
      onSubmit={submit}
      submitLabel={text('promotional.confirm')}
      isReady={body !== null && preview.problems.length === 0 && !preview.isAsking}
      isRunning={command.isRunning}
      currency={currency ?? 'EUR'}
      problems={command.problems.length > 0 ? command.problems : preview.problems}
      {...(body !== null && preview.problems.length === 0
        ? {
            preview: (
              <ExplainStep label={text('promotional.preview')} value={<Money minor={body.amountMinor} currency={body.currency} />} />
            ),
          }
        : {})}
    >
      <CustomerSelect value={customerId} onChange={setCustomer} />
      {entities.length > 1 && customerId !== '' && (
        <Select
          label={text('fields.entity')}
          allowDeselect={false}
          value={entity?.id ?? null}
          onChange={(next) => next !== null && setEntity(next)}
          data={entities.map(({ id, code, legalName }) => ({ value: id, label: `${code} · ${legalName}` }))}
        />
      )}
      <AmountInput label={text('fields.amount')} required minor={amountMinor} currency={currency ?? 'EUR'} onMinor={setAmount} />
      <Group grow align="flex-start">
        <DayInput label={text('promotional.grantedOn')} value={grantedOn} onDay={(day) => day !== null && setGranted(day)} />
        <DayInput
          label={text('promotional.expiresOn')}
          description={text('promotional.expiresHint')}
          value={expiresOn}
          onDay={setExpires}
          clearable
        />
      </Group>
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

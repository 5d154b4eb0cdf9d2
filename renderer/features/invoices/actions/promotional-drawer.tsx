import { Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { CustomerSelect } from '../../../app/customer-field.tsx';
import { useToday } from '../../../app/hooks.ts';
import { DayInput } from '../../../ui/form/date-field.tsx';
import { ExplainStep } from '../../../ui/explain.tsx';
import { Money } from '../../../ui/money.tsx';
import { ActionDrawer } from './action-drawer.tsx';
import { AmountInput } from './amount-input.tsx';
import { EntityChoice } from './entity-choice.tsx';
import { useParties } from './use-parties.ts';
import { useAct } from './use-act.ts';

/** OFR-25: credit given away, that pays this customer’s invoices after tax until it is used up or expires. It is never paid out. */
export function PromotionalDrawer({ onClose }: { readonly onClose: () => void }) {
  const text = useTranslations('invoices');
  const today = useToday();
  const [customerId, setCustomer] = useState('');
  const [entityId, setEntity] = useState('');
  const { entities, entity, currency } = useParties(customerId, entityId);
  const [amountMinor, setAmount] = useState<number | null>(null);
  const [reason, setReason] = useState('');
  const [grantedOn, setGranted] = useState(today);
  const [expiresOn, setExpires] = useState<string | null>(null);
  const isFilled = entity !== null && currency !== null && amountMinor !== null && amountMinor > 0 && reason.trim() !== '';
  const body = isFilled ? { customerId, entityId: entity.id, currency, amountMinor, reason: reason.trim(), grantedOn, expiresOn } : null;
  const act = useAct('promotional-credit.grant', body, text('promotional.done'), onClose);
  return (
    <ActionDrawer
      title={text('newPromotional')}
      {...act.drawer}
      submitLabel={text('promotional.confirm')}
      currency={currency ?? 'EUR'}
      {...(act.isRight && body !== null
        ? {
            preview: (
              <ExplainStep label={text('promotional.preview')} value={<Money minor={body.amountMinor} currency={body.currency} />} />
            ),
          }
        : {})}
    >
      <CustomerSelect value={customerId} onChange={(next) => [setCustomer(next), setEntity('')]} data-autofocus />
      {entities.length > 1 && customerId !== '' && <EntityChoice entities={entities} entity={entity} onChoose={setEntity} />}
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

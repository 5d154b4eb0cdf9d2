import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { majorText } from '../../../../core/money/money.ts';
import { CustomerSelect } from '../../../app/customer-field.tsx';
import { useCommand } from '../../../app/hooks.ts';
import { useGo } from '../../../app/navigation.ts';
import { toast } from '../../../app/toast.tsx';
import { ActionDrawer } from './action-drawer.tsx';
import { AmountInput } from './amount-input.tsx';
import { useCreditTerms } from './credit-terms.tsx';
import { noteOf } from './effects.tsx';
import { NotePreview } from './note-preview.tsx';
import { TaxClassInput } from './tax-class-input.tsx';
import { EntityChoice } from './entity-choice.tsx';
import { useParties } from './use-parties.ts';
import { usePreview } from './use-preview.ts';

/** INV-16: a credit that corrects no invoice, such as goodwill. */
export function StandingCreditDrawer({ onClose }: { readonly onClose: () => void }) {
  const text = useTranslations('invoices');
  const go = useGo();
  const command = useCommand('credit-note.create-standing');
  const [customerId, setCustomer] = useState('');
  const [entityId, setEntity] = useState('');
  const { entities, entity, currency, namedEntity } = useParties(customerId, entityId);
  const [description, setDescription] = useState('');
  const [amountMinor, setAmount] = useState<number | null>(null);
  const [taxClass, setTaxClass] = useState('standard');
  const { terms, fields } = useCreditTerms('goodwill');
  const isFilled = customerId !== '' && currency !== null && amountMinor !== null && amountMinor > 0 && description.trim() !== '';
  const body = isFilled
    ? {
        customerId,
        entityId: entityId === '' ? namedEntity : entityId,
        currency: null,
        lines: [
          {
            description: description.trim(),
            quantity: '1',
            price: { kind: 'agreed' as const, unitPrice: majorText(amountMinor, currency), taxClass, taxInclusive: false, productId: null },
            period: null,
            tax: null,
          },
        ],
        ...terms,
      }
    : null;
  const preview = usePreview('credit-note.create-standing', body);
  const made = noteOf(preview.writes);
  const submit = async (): Promise<void> => {
    if (body === null) return;
    const outcome = await command.run(body);
    if (!outcome.ok) return;
    const id = outcome.value.ids.find(({ kind }) => kind === 'credit-note')?.id;
    toast({ message: text('credit.done', { number: made?.number ?? '' }) });
    onClose();
    if (id !== undefined) go(`/credit-notes/${encodeURIComponent(id)}`);
  };
  return (
    <ActionDrawer
      title={text('newCredit')}
      onClose={onClose}
      onSubmit={submit}
      submitLabel={text('credit.confirm')}
      isReady={body !== null && preview.problems.length === 0 && !preview.isAsking}
      isRunning={command.isRunning}
      currency={currency ?? 'EUR'}
      problems={command.problems.length > 0 ? command.problems : preview.problems}
      {...(made !== null && body !== null && preview.problems.length === 0 ? { preview: <NotePreview note={made} /> } : {})}
    >
      <CustomerSelect value={customerId} onChange={(next) => [setCustomer(next), setEntity('')]} data-autofocus />
      {entities.length > 1 && customerId !== '' && <EntityChoice entities={entities} entity={entity} onChoose={setEntity} />}
      <TextInput
        label={text('fields.description')}
        required
        maxLength={200}
        value={description}
        onChange={({ currentTarget }) => setDescription(currentTarget.value)}
      />
      <AmountInput label={text('fields.amountNet')} required minor={amountMinor} currency={currency ?? 'EUR'} onMinor={setAmount} />
      <TaxClassInput value={taxClass} onChange={setTaxClass} />
      {fields}
    </ActionDrawer>
  );
}

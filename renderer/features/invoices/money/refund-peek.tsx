import { useTranslations } from 'use-intl';
import { useDocument } from '../../../app/hooks.ts';
import { recordPath } from '../../../app/navigation.ts';
import { MoneyPeek } from './money-peek.tsx';
import type { PeekProps } from './peek-facts.tsx';

/** A refund: what was given back, out of which credit note. */
export function RefundPeek({ id, onClose }: PeekProps) {
  const text = useTranslations('invoices');
  const { value: refund } = useDocument('refund', id);
  const { value: note } = useDocument('credit-note', refund?.creditNoteId ?? null);
  if (refund === undefined || refund === null) return null;
  const path = recordPath('credit-note', refund.creditNoteId) ?? '';
  return (
    <MoneyPeek
      money={refund}
      title={text('money.oneRefund')}
      day={{ label: text('fields.paidOn'), on: refund.paidOn }}
      rows={[{ label: text('creditNote'), value: <a href={`#${path}`}>{note?.number ?? text('creditNote')}</a> }]}
      onClose={onClose}
    />
  );
}

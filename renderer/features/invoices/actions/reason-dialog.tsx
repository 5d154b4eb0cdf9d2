import { Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { BodyOf } from '../../../../core/use-cases.ts';
import { useCommand } from '../../../app/hooks.ts';
import { ErrorSummary } from '../../../app/problems.tsx';
import { toast } from '../../../app/toast.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Effects } from './effects.tsx';
import { toldProblems } from './told-problems.ts';
import { usePreview } from './use-preview.ts';

/** Commands that need a document and a reason, and cannot be taken back. */
export type ReasonKind = 'invoice.void' | 'invoice.write-off' | 'credit-note.void' | 'payment.reverse' | 'refund.reverse';

const words = {
  'invoice.void': 'void',
  'invoice.write-off': 'writeOff',
  'credit-note.void': 'voidNote',
  'payment.reverse': 'reverse',
  'refund.reverse': 'reverseRefund',
} as const;

const bodyOf = (kind: ReasonKind, id: string, reason: string): BodyOf<ReasonKind> => {
  switch (kind) {
    case 'invoice.void':
    case 'invoice.write-off':
      return { invoiceId: id, reason };
    case 'credit-note.void':
      return { creditNoteId: id, reason };
    case 'payment.reverse':
      return { paymentId: id, reason };
    case 'refund.reverse':
      return { refundId: id, reason };
  }
};

type Props = {
  readonly kind: ReasonKind;
  readonly id: string;
  readonly sum: { readonly minor: number; readonly currency: string };
  readonly onClose: () => void;
};

/** Asks for the reason, says what it comes to, and shows what it does to invoices before it is done. */
export function ReasonDialog({ kind, id, sum, onClose }: Props) {
  const text = useTranslations('invoices');
  const [reason, setReason] = useState('');
  const command = useCommand(kind);
  const said = reason.trim();
  // Whether it may be done at all shows before anybody has thought of a reason.
  const preview = usePreview(kind, bodyOf(kind, id, said === '' ? '–' : said) as never);
  const problems = command.problems.length > 0 ? command.problems : preview.problems;
  const word = words[kind];
  const confirm = async (): Promise<void> => {
    const outcome = await command.run(bodyOf(kind, id, said));
    if (!outcome.ok) return;
    toast({ message: text(`${word}.done`) });
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      title={text(`${word}.title`)}
      text={text(`${word}.text`)}
      count={1}
      sums={[sum]}
      confirmLabel={text(`${word}.confirm`)}
      isDanger
      isWide
      isBlocked={said === '' || problems.length > 0}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Stack gap="sm">
        <ErrorSummary problems={toldProblems(problems, sum.currency)} />
        <Textarea
          label={text('fields.reason')}
          required
          maxLength={500}
          value={reason}
          onChange={({ currentTarget }) => setReason(currentTarget.value)}
          data-autofocus
        />
        {preview.problems.length === 0 && preview.writes !== null && <Effects writes={preview.writes} />}
      </Stack>
    </ConfirmDialog>
  );
}

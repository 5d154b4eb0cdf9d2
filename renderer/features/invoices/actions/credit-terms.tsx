import { Select, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { CreditNote, CreditReason } from '../../../../core/invoicing/types.ts';

const creditReasons: readonly CreditReason[] = ['billing_error', 'mid_period_change', 'cancellation', 'goodwill', 'duplicate', 'other'];
const dispositions: readonly CreditNote['disposition'][] = ['balance', 'next-invoice', 'refund'];

/** INV-17, INV-19: why a credit is given, what it is used for, and what is printed on it. */
export type CreditTerms = { readonly reason: CreditReason; readonly disposition: CreditNote['disposition']; readonly note: string };

/** The terms as they stand, and their fields. */
export const useCreditTerms = (usual: CreditReason): { readonly terms: CreditTerms; readonly fields: ReactNode } => {
  const [terms, setTerms] = useState<CreditTerms>({ reason: usual, disposition: 'balance', note: '' });
  return { terms, fields: <CreditTermsFields terms={terms} onTerms={setTerms} /> };
};

function CreditTermsFields({ terms, onTerms }: { readonly terms: CreditTerms; readonly onTerms: (terms: CreditTerms) => void }) {
  const text = useTranslations('invoices');
  const codes = useTranslations('lists.credit-note.codes');
  const { reason, disposition, note } = terms;
  return (
    <>
      <Select
        label={text('fields.reason')}
        allowDeselect={false}
        value={reason}
        onChange={(value) => value !== null && onTerms({ ...terms, reason: value })}
        data={creditReasons.map((value) => ({ value, label: codes(`reason.${value}`) }))}
      />
      <Select
        label={text('credit.disposition')}
        description={text(`credit.dispositionHints.${disposition}`)}
        allowDeselect={false}
        value={disposition}
        onChange={(value) => value !== null && onTerms({ ...terms, disposition: value })}
        data={dispositions.map((value) => ({ value, label: codes(`disposition.${value}`) }))}
      />
      <Textarea
        label={text('fields.note')}
        description={text('credit.noteHint')}
        maxLength={2000}
        value={note}
        onChange={({ currentTarget }) => onTerms({ ...terms, note: currentTarget.value })}
      />
    </>
  );
}

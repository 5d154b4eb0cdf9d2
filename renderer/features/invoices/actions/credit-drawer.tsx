import { SegmentedControl, Select, Stack, Text, Textarea } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { creditableLines, creditableMinor, type WantedCredit } from '../../../../core/invoicing/creditable.ts';
import { grossOf } from '../../../../core/invoicing/credited-part.ts';
import { lineBook } from '../../../../core/invoicing/lines.ts';
import type { CreditNote, CreditReason, Invoice } from '../../../../core/invoicing/types.ts';
import { useCommand } from '../../../app/hooks.ts';
import { useGo } from '../../../app/navigation.ts';
import { toast } from '../../../app/toast.tsx';
import { Money } from '../../../ui/money.tsx';
import type { CustomerAccount } from '../record/use-account.ts';
import { ActionDrawer } from './action-drawer.tsx';
import { AmountInput } from './amount-input.tsx';
import { Effects, noteOf } from './effects.tsx';
import { NotePreview } from './note-preview.tsx';
import { usePreview } from './use-preview.ts';

export const creditReasons: readonly CreditReason[] = [
  'billing_error',
  'mid_period_change',
  'cancellation',
  'goodwill',
  'duplicate',
  'other',
];
export const dispositions: readonly CreditNote['disposition'][] = ['balance', 'next-invoice', 'refund'];

type How = WantedCredit['kind'];

/** INV-16, INV-17, INV-19: gives back a part or all of an invoice, with the credit note as it would be issued. */
export function CreditDrawer({
  invoice,
  account,
  onClose,
}: {
  readonly invoice: Invoice;
  readonly account: CustomerAccount;
  readonly onClose: () => void;
}) {
  const text = useTranslations('invoices');
  const codes = useTranslations('lists.credit-note.codes');
  const go = useGo();
  const command = useCommand('credit-note.create');
  const [how, setHow] = useState<How>('whole');
  const [amountMinor, setAmount] = useState<number | null>(null);
  const [parts, setParts] = useState<Readonly<Record<string, number | null>>>({});
  const [reason, setReason] = useState<CreditReason>('billing_error');
  const [disposition, setDisposition] = useState<CreditNote['disposition']>('balance');
  const [note, setNote] = useState('');
  const lines = useMemo(() => creditableLines(invoice, lineBook([...account.invoices, ...account.creditNotes])), [invoice, account]);
  const credit = wantedOf(how, amountMinor, parts);
  const body = credit === null ? null : { invoiceId: invoice.id, credit, reason, disposition, note, on: null };
  const preview = usePreview('credit-note.create', body);
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
  const leftMinor = creditableMinor(lines);
  return (
    <ActionDrawer
      title={text('credit.title', { number: invoice.number ?? '' })}
      onClose={onClose}
      onSubmit={submit}
      submitLabel={text('credit.confirm')}
      isReady={body !== null && preview.problems.length === 0 && !preview.isAsking}
      isRunning={command.isRunning}
      currency={invoice.currency}
      problems={command.problems.length > 0 ? command.problems : preview.problems}
      {...(made !== null && credit !== null && preview.problems.length === 0
        ? { preview: <PreviewOf made={made} writes={preview.writes ?? []} /> }
        : {})}
    >
      <Text fz={13} c="dimmed">
        {text('credit.left')} <Money minor={leftMinor} currency={invoice.currency} />
      </Text>
      <SegmentedControl
        aria-label={text('credit.how')}
        value={how}
        onChange={(value) => setHow(value)}
        data={(['whole', 'amount', 'lines'] as const).map((value) => ({ value, label: text(`credit.${value}`) }))}
      />
      {how === 'amount' && (
        <AmountInput
          label={text('credit.amountGross')}
          description={text('credit.amountHint')}
          minor={amountMinor}
          currency={invoice.currency}
          onMinor={setAmount}
          data-autofocus
        />
      )}
      {how === 'lines' && (
        <Stack gap="xs">
          {lines.map(({ line, left }) => (
            <AmountInput
              key={line.id}
              label={line.title}
              description={
                <>
                  {text('credit.lineLeft')} <Money minor={grossOf(left)} currency={invoice.currency} />
                </>
              }
              minor={parts[line.id] ?? null}
              currency={invoice.currency}
              disabled={grossOf(left) === 0}
              onMinor={(minor) => setParts({ ...parts, [line.id]: minor })}
            />
          ))}
        </Stack>
      )}
      <Select
        label={text('fields.reason')}
        allowDeselect={false}
        value={reason}
        onChange={(value) => value !== null && setReason(value)}
        data={creditReasons.map((value) => ({ value, label: codes(`reason.${value}`) }))}
      />
      <Select
        label={text('credit.disposition')}
        description={text(`credit.dispositionHints.${disposition}`)}
        allowDeselect={false}
        value={disposition}
        onChange={(value) => value !== null && setDisposition(value)}
        data={dispositions.map((value) => ({ value, label: codes(`disposition.${value}`) }))}
      />
      <Textarea
        label={text('fields.note')}
        description={text('credit.noteHint')}
        maxLength={2000}
        value={note}
        onChange={({ currentTarget }) => setNote(currentTarget.value)}
      />
    </ActionDrawer>
  );
}

function PreviewOf({ made, writes }: { readonly made: CreditNote; readonly writes: NonNullable<ReturnType<typeof usePreview>['writes']> }) {
  return (
    <>
      <NotePreview note={made} />
      <Effects writes={writes} />
    </>
  );
}

/** `null` while nothing is wanted yet. */
const wantedOf = (how: How, amountMinor: number | null, parts: Readonly<Record<string, number | null>>): WantedCredit | null => {
  switch (how) {
    case 'whole':
      return { kind: 'whole' };
    case 'amount':
      return amountMinor === null || amountMinor <= 0 ? null : { kind: 'amount', grossMinor: amountMinor };
    case 'lines': {
      const lines = Object.entries(parts).flatMap(([lineId, grossMinor]) =>
        grossMinor === null || grossMinor === 0 ? [] : [{ lineId, grossMinor }],
      );
      return lines.length === 0 ? null : { kind: 'lines', lines };
    }
  }
};

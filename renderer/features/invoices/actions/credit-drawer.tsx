import { SegmentedControl, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { type CreditableLine, creditableLines, creditableMinor, type WantedCredit } from '../../../../core/invoicing/creditable.ts';
import { grossOf } from '../../../../core/invoicing/credited-part.ts';
import { lineBook } from '../../../../core/invoicing/lines.ts';
import type { CreditNote, Invoice } from '../../../../core/invoicing/types.ts';
import type { Currency } from '../../../../core/money/currency.ts';
import { useCommand } from '../../../app/hooks.ts';
import { useGo } from '../../../app/navigation.ts';
import { toast } from '../../../app/toast.tsx';
import { Money } from '../../../ui/money.tsx';
import type { CustomerAccount } from '../record/use-account.ts';
import { ActionDrawer } from './action-drawer.tsx';
import { AmountInput } from './amount-input.tsx';
import { useCreditTerms } from './credit-terms.tsx';
import { Effects, noteOf } from './effects.tsx';
import { NotePreview } from './note-preview.tsx';
import { usePreview } from './use-preview.ts';

type How = WantedCredit['kind'];
/** How much of an invoice is given back, as it is entered: amounts with tax. */
type Share = { readonly how: How; readonly amountMinor: number | null; readonly parts: Readonly<Record<string, number | null>> };

/** All that is left, an amount, or so much of each line. */
function ShareFields({
  share,
  lines,
  currency,
  onShare,
}: {
  readonly share: Share;
  readonly lines: readonly CreditableLine[];
  readonly currency: Currency;
  readonly onShare: (share: Share) => void;
}) {
  const text = useTranslations('invoices.credit');
  const { how, amountMinor, parts } = share;
  return (
    <>
      <SegmentedControl
        aria-label={text('how')}
        value={how}
        onChange={(value) => onShare({ ...share, how: value })}
        data={(['whole', 'amount', 'lines'] as const).map((value) => ({ value, label: text(value) }))}
      />
      {how === 'amount' && (
        <AmountInput
          label={text('amountGross')}
          description={text('amountHint')}
          minor={amountMinor}
          currency={currency}
          onMinor={(minor) => onShare({ ...share, amountMinor: minor })}
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
                  {text('lineLeft')} <Money minor={grossOf(left)} currency={currency} />
                </>
              }
              minor={parts[line.id] ?? null}
              currency={currency}
              disabled={grossOf(left) === 0}
              onMinor={(minor) => onShare({ ...share, parts: { ...parts, [line.id]: minor } })}
            />
          ))}
        </Stack>
      )}
    </>
  );
}

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
  const go = useGo();
  const command = useCommand('credit-note.create');
  const [share, setShare] = useState<Share>({ how: 'whole', amountMinor: null, parts: {} });
  const { terms, fields } = useCreditTerms('billing_error');
  const lines = useMemo(() => creditableLines(invoice, lineBook([...account.invoices, ...account.creditNotes])), [invoice, account]);
  const credit = wantedOf(share);
  const body = credit === null ? null : { invoiceId: invoice.id, credit, ...terms, on: null };
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
      <ShareFields share={share} lines={lines} currency={invoice.currency} onShare={setShare} />
      {fields}
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
const wantedOf = ({ how, amountMinor, parts }: Share): WantedCredit | null => {
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

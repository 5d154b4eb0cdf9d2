import { Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { IssuedDocument } from '../../../../core/invoicing/lines.ts';
import type { BodyOf } from '../../../../core/use-cases.ts';
import { useCommand } from '../../../app/hooks.ts';
import { ErrorSummary } from '../../../app/problems.tsx';
import { toast } from '../../../app/toast.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { useUi } from '../../../ui/settings.tsx';
import { Facts } from '../record/facts.tsx';
import { Effects } from './effects.tsx';
import { toldProblems } from './told-problems.ts';
import { usePreview } from './use-preview.ts';

type Kind = 'invoice.finalise' | 'credit-note.finalise' | 'invoice.post-draft';

const kindFor = (document: IssuedDocument): Kind => {
  if (document.kind === 'credit-note') return 'credit-note.finalise';
  return document.state.kind === 'draft' ? 'invoice.post-draft' : 'invoice.finalise';
};

const bodyFor = (kind: Kind, id: string): BodyOf<Kind> =>
  kind === 'credit-note.finalise' ? { creditNoteId: id } : kind === 'invoice.finalise' ? { invoiceId: id } : { invoiceId: id, on: null };

/** F4: what is issued gets its number and is never edited again. The number and days that it would get are shown first. */
export function FinaliseDialog({ document, onClose }: { readonly document: IssuedDocument; readonly onClose: () => void }) {
  const text = useTranslations('invoices');
  const { day } = useUi();
  const kind = kindFor(document);
  const command = useCommand(kind);
  const body = bodyFor(kind, document.id) as never;
  const preview = usePreview(kind, body);
  const problems = command.problems.length > 0 ? command.problems : preview.problems;
  const after = preview.writes?.find((write) => write.document.id === document.id)?.document as IssuedDocument | undefined;
  const confirm = async (): Promise<void> => {
    const outcome = await command.run(body);
    if (!outcome.ok) return;
    toast({ message: text('finalise.done', { number: after?.number ?? '' }) });
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      isWide
      title={text('finalise.title')}
      text={text(document.kind === 'invoice' ? 'finalise.text' : 'finalise.noteText')}
      count={1}
      sums={[{ minor: after?.totals.grossMinor ?? document.totals.grossMinor, currency: document.currency }]}
      confirmLabel={text('finalise.confirm')}
      isBlocked={problems.length > 0 || preview.writes === null}
      onConfirm={confirm}
      onClose={onClose}
    >
      <Stack gap="sm">
        <ErrorSummary problems={toldProblems(problems, document.currency)} />
        {after !== undefined && (
          <Facts
            title={text('finalise.gets')}
            rows={[
              { label: text('facts.number'), value: after.number ?? text('finalise.numberLater') },
              { label: text('facts.issuedOn'), value: day(after.issuedOn) },
              ...(after.kind === 'invoice' ? [{ label: text('facts.dueOn'), value: day(after.dueOn) }] : []),
            ]}
          />
        )}
        {preview.writes !== null && problems.length === 0 && <Effects writes={preview.writes} />}
      </Stack>
    </ConfirmDialog>
  );
}

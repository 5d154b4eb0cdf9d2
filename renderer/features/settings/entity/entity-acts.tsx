import { useTranslations } from 'use-intl';
import { monthStart } from '../../../../core/time/plain-date.ts';
import type { OperatingEntity } from '../../../../core/organization/types.ts';
import { FormDialog, useDraftForm } from '../../../app/forms.tsx';
import { useCommand, useRows, useToday } from '../../../app/hooks.ts';
import { ErrorSummary } from '../../../app/problems.tsx';
import { toast } from '../../../app/toast.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { DateField } from '../../../ui/form/date-field.tsx';

type Props = { readonly entity: OperatingEntity; readonly onClose: () => void };

/** OPE-05: from now on it bills where no other serves the country. */
export function MakeFallback({ entity, onClose }: Props) {
  const text = useTranslations('settings.entities');
  const { run, problems } = useCommand('entity.make-fallback');
  const confirm = async (): Promise<void> => {
    const outcome = await run({ entityId: entity.id });
    if (!outcome.ok) return;
    onClose();
    toast({ message: text('fallbackMade', { name: entity.legalName }) });
  };
  return (
    <ConfirmDialog
      isOpen
      title={text('makeFallback')}
      text={text('fallbackText', { name: entity.legalName })}
      confirmLabel={text('makeFallback')}
      onConfirm={confirm}
      onClose={onClose}
    >
      {problems.length > 0 && <ErrorSummary problems={problems} />}
    </ConfirmDialog>
  );
}

/** OPE-01: it bills nobody any more; documents and numbers stay. */
export function ArchiveEntity({ entity, onClose }: Props) {
  const text = useTranslations('settings.entities');
  const today = useToday();
  const { run, problems } = useCommand('entity.archive');
  const open = useRows({
    kind: 'subscription',
    filters: [{ column: 'status', op: 'is-not', values: ['cancelled'] }],
    text: '',
    sort: [],
    from: 0,
    count: 0,
    on: today,
    entityId: entity.id,
  });
  const confirm = async (): Promise<void> => {
    const outcome = await run({ entityId: entity.id });
    if (!outcome.ok) return;
    onClose();
    toast({ message: text('archived', { name: entity.legalName }) });
  };
  return (
    <ConfirmDialog
      isOpen
      title={text('archive')}
      text={text('archiveText', { name: entity.legalName, count: open.value?.matching ?? 0 })}
      confirmLabel={text('archive')}
      isDanger
      onConfirm={confirm}
      onClose={onClose}
    >
      {problems.length > 0 && <ErrorSummary problems={problems} />}
    </ConfirmDialog>
  );
}

/** SUB-29: nothing takes effect before a day any more. The lock only moves forward. */
export function LockBooks({ entity, onClose }: Props) {
  const text = useTranslations('settings.entities');
  const today = useToday();
  const form = useDraftForm<{ before: string | null }>(null, { before: monthStart(today) });
  const { run, isRunning, problems } = useCommand('entity.lock-books');
  const save = async ({ before }: { before: string | null }): Promise<void> => {
    const outcome = await run({ entityId: entity.id, before: before ?? '' });
    if (!outcome.ok) return;
    onClose();
    toast({ message: text('booksLocked') });
  };
  return (
    <FormDialog
      title={text('lockBooks')}
      form={form}
      onSubmit={save}
      onClose={onClose}
      problems={problems}
      isBusy={isRunning}
      submitLabel={text('lockAction')}
      size={440}
    >
      <DateField
        name="before"
        label={text('lockBefore')}
        description={text('lockHint')}
        isRequired
        until={today}
        {...(entity.booksLockedBefore === null ? {} : { from: entity.booksLockedBefore })}
      />
    </FormDialog>
  );
}

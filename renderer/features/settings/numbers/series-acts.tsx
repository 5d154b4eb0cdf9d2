import { Checkbox, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { numberText } from '../../../../core/organization/numbering.ts';
import type { NumberSeries } from '../../../../core/organization/types.ts';
import { FormDialog, useDraftForm } from '../../../app/forms.tsx';
import { useCommand } from '../../../app/hooks.ts';
import { ErrorSummary } from '../../../app/problems.tsx';
import { toast } from '../../../app/toast.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Note } from '../../../ui/note.tsx';
import { TextField } from '../../../ui/form/fields.tsx';

/** Takes the next number out of use, with the reason that the ledger then gives for it. */
export function VoidNext({ series, onClose }: { readonly series: NumberSeries; readonly onClose: () => void }) {
  const text = useTranslations('settings.numbers');
  const form = useDraftForm<{ reason: string }>(null, { reason: '' });
  const { run, isRunning, problems } = useCommand('number-series.void-number');
  const number = numberText(series, series.next);
  const save = async ({ reason }: { reason: string }): Promise<void> => {
    const outcome = await run({ seriesId: series.id, number: series.next, reason: reason.trim() });
    if (!outcome.ok) return;
    onClose();
    toast({ message: text('skipped', { number }) });
  };
  return (
    <FormDialog
      title={text('skip')}
      form={form}
      onSubmit={save}
      onClose={onClose}
      problems={problems}
      isBusy={isRunning}
      submitLabel={text('skipAction', { number })}
      size={460}
    >
      <Text fz={13}>{text('skipText', { number })}</Text>
      <TextField name="reason" label={text('reason')} isRequired isFirst maxLength={500} />
    </FormDialog>
  );
}

/** Ends a series for good. `isLost`: it is that of an earlier machine, which gives no numbers any more. */
export function CloseSeries({
  series,
  isLost,
  onClose,
}: {
  readonly series: NumberSeries;
  readonly isLost: boolean;
  readonly onClose: () => void;
}) {
  const text = useTranslations('settings.numbers');
  const [isSure, setSure] = useState(false);
  const { run, problems } = useCommand('number-series.close');
  const station = series.station ?? '';
  const confirm = async (): Promise<void> => {
    const outcome = await run(isLost ? { seriesId: series.id, lostStation: station } : { seriesId: series.id });
    if (!outcome.ok) return;
    onClose();
    toast({ message: text('closed', { prefix: series.prefix }) });
  };
  return (
    <ConfirmDialog
      isOpen
      title={text('close')}
      text={text('closeText', { prefix: series.prefix, count: series.next - 1 })}
      confirmLabel={text('close')}
      isDanger
      isBlocked={!isSure}
      onConfirm={confirm}
      onClose={onClose}
    >
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      {isLost && <Note tone="warning" title={text('lostText', { station, number: numberText(series, series.next) })} />}
      <Checkbox
        label={isLost ? text('lostSure', { station }) : text('closeSure')}
        checked={isSure}
        onChange={(event) => setSure(event.currentTarget.checked)}
      />
    </ConfirmDialog>
  );
}

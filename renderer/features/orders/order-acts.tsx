import { useForm } from 'react-hook-form';
import { Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Order, OrderLine } from '../../../core/orders/types.ts';
import { FormDialog } from '../../app/forms.tsx';
import { useCommand, useToday } from '../../app/hooks.ts';
import { toast } from '../../app/toast.tsx';
import { DateField } from '../../ui/form/date-field.tsx';
import { LongTextField } from '../../ui/form/fields.tsx';

export type OrderAct =
  | { readonly kind: 'cancel' }
  | { readonly kind: 'cancel-line'; readonly line: OrderLine }
  | { readonly kind: 'milestone'; readonly line: OrderLine };

type CancelValues = { on: string | null; reason: string };

/** BIL-01: an order, or one line of it, is sold no longer; what was billed of it is credited by the next run. */
function CancelDialog({ order, line, onClose }: { readonly order: Order; readonly line: OrderLine | null; readonly onClose: () => void }) {
  const text = useTranslations('orders.cancel');
  const today = useToday();
  const form = useForm<CancelValues>({ defaultValues: { on: today, reason: '' }, mode: 'onTouched' });
  const whole = useCommand('order.cancel');
  const single = useCommand('order.cancel-line');
  const save = async ({ on, reason }: CancelValues): Promise<void> => {
    const said = { orderId: order.id, reason: reason.trim(), ...(on === null || on === '' ? {} : { on }) };
    const outcome = line === null ? await whole.run(said) : await single.run({ ...said, lineId: line.id });
    if (!outcome.ok) return;
    toast({ message: text(line === null ? 'done' : 'lineDone') });
    onClose();
  };
  return (
    <FormDialog
      title={text(line === null ? 'title' : 'lineTitle')}
      form={form}
      onSubmit={save}
      onClose={onClose}
      problems={[...whole.problems, ...single.problems]}
      isBusy={whole.isRunning || single.isRunning}
      submitLabel={text(line === null ? 'submit' : 'lineSubmit')}
      size={460}
    >
      <Text fz={13} c="dimmed">
        {text('text')}
      </Text>
      <DateField name="on" label={text('on')} from={order.placedOn} until={today} isRequired width={200} />
      <LongTextField name="reason" label={text('reason')} maxLength={500} isRequired />
    </FormDialog>
  );
}

/** BIL-01: what a line waits for has happened. */
function MilestoneDialog({ order, line, onClose }: { readonly order: Order; readonly line: OrderLine; readonly onClose: () => void }) {
  const text = useTranslations('orders.milestone');
  const today = useToday();
  const form = useForm<{ on: string | null }>({ defaultValues: { on: today }, mode: 'onTouched' });
  const { run, isRunning, problems } = useCommand('order.reach-milestone');
  const save = async ({ on }: { on: string | null }): Promise<void> => {
    const outcome = await run({ orderId: order.id, lineId: line.id, ...(on === null || on === '' ? {} : { on }) });
    if (!outcome.ok) return;
    toast({ message: text('done') });
    onClose();
  };
  return (
    <FormDialog
      title={text('title', { name: line.trigger.kind === 'milestone' ? line.trigger.name : '' })}
      form={form}
      onSubmit={save}
      onClose={onClose}
      problems={problems}
      isBusy={isRunning}
      submitLabel={text('submit')}
      size={440}
    >
      <Text fz={13} c="dimmed">
        {text('text')}
      </Text>
      <DateField name="on" label={text('on')} from={order.placedOn} until={today} isRequired width={200} />
    </FormDialog>
  );
}

/** The dialog of what was chosen. */
export function ActOf({ act, order, onClose }: { readonly act: OrderAct; readonly order: Order; readonly onClose: () => void }) {
  if (act.kind === 'milestone') return <MilestoneDialog order={order} line={act.line} onClose={onClose} />;
  return <CancelDialog order={order} line={act.kind === 'cancel' ? null : act.line} onClose={onClose} />;
}

import { Group, Text } from '@mantine/core';
import { useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { ReportedEvent } from '../../../core/usage/schema.ts';
import type { UsageEvent } from '../../../core/usage/types.ts';
import { baseItem, lastTerm } from '../../../core/subscriptions/timeline.ts';
import { useCatalog } from '../../app/catalog.ts';
import { CustomerField } from '../../app/customer-field.tsx';
import { FormDialog, useDraftForm } from '../../app/forms.tsx';
import { useCommand, useDocuments, useToday } from '../../app/hooks.ts';
import { toast } from '../../app/toast.tsx';
import { DateField } from '../../ui/form/date-field.tsx';
import { SelectField, TextField } from '../../ui/form/fields.tsx';
import { useUi } from '../../ui/settings.tsx';
import { PairsField } from '../../ui/form/pairs-field.tsx';
import { askedProperties, correctionOf, correctionValues, type EventValues, isTime, reportedOf } from './event-values.ts';

/** The subscriptions that a customer's event may be for. */
const useSubscriptionChoices = (customerId: string | null) => {
  const catalog = useCatalog();
  const theirs = useDocuments('subscription', { customerIds: [customerId ?? ''] }).value ?? [];
  return theirs
    .filter(({ state }) => state.kind !== 'cancelled')
    .map((subscription) => ({
      value: subscription.id,
      label: `${catalog.plan(lastTerm(baseItem(subscription)).planId)} · ${subscription.startsOn}`,
    }));
};

/** When it was and what it says; the same for a new event and for a correction. */
function MomentAndProperties({ customerId }: { readonly customerId: string | null }) {
  const text = useTranslations('usage.record');
  const today = useToday();
  const wrongTime = (typed: string): string | null => (isTime(typed) ? null : text('timeForm'));
  return (
    <>
      <SelectField
        name="subscriptionId"
        label={text('subscription')}
        description={text('subscriptionHint')}
        choices={useSubscriptionChoices(customerId)}
        isClearable
      />
      <Group grow align="flex-start">
        <DateField name="on" label={text('on')} until={today} isClearable />
        <TextField name="time" label={text('time')} description={text('timeHint')} maxLength={5} check={wrongTime} />
      </Group>
      <PairsField name="properties" label={text('properties')} description={text('propertiesHint')} />
    </>
  );
}

const useRecording = (done: string, onDone: () => void) => {
  const { run, isRunning, problems } = useCommand('usage.record');
  const record = async (event: ReportedEvent): Promise<void> => {
    const outcome = await run({ events: [event] });
    if (!outcome.ok) return;
    toast({ message: done });
    onDone();
  };
  return { record, isRunning, problems };
};

const empty: EventValues = { customerId: null, name: null, subscriptionId: null, on: null, time: '', key: '', properties: [] };

/** USG-03: one event, entered by hand. */
export function EnterEvent({ onClose }: { readonly onClose: () => void }) {
  const text = useTranslations('usage.record');
  const ui = useUi();
  const metrics = useDocuments('metric').value ?? [];
  const form = useDraftForm<EventValues>('usage-event', empty);
  const { record, isRunning, problems } = useRecording(text('done'), () => {
    form.forget();
    onClose();
  });
  const values = form.watch();
  const names = [...new Set(metrics.filter(({ state }) => state === 'active').map(({ eventName }) => eventName))].sort();
  // What the metrics of an event read is asked for as soon as it is known which event it is.
  const ask = (name: string | null): void => {
    const typed = form.getValues('properties').filter(({ value }) => value !== '');
    if (name === null || typed.length > 0) return;
    form.setValue('properties', askedProperties(metrics, name));
  };
  return (
    <FormDialog
      title={text('title')}
      form={form}
      onSubmit={(typed) => record(reportedOf(typed, ui))}
      onClose={onClose}
      problems={problems}
      isBusy={isRunning}
      submitLabel={text('submit')}
    >
      <Text fz={13} c="dimmed">
        {text('text')}
      </Text>
      <CustomerField name="customerId" label={text('customer')} isFirst />
      <SelectField name="name" label={text('name')} choices={names.map((value) => ({ value, label: value }))} isRequired onChosen={ask} />
      <MomentAndProperties customerId={values.customerId} />
      <TextField name="key" label={text('key')} description={text('keyHint')} maxLength={200} />
    </FormDialog>
  );
}

/** USG-10: another event in its place. */
export function CorrectEvent({ event, onClose }: { readonly event: UsageEvent; readonly onClose: () => void }) {
  const text = useTranslations('usage.correct');
  const ui = useUi();
  const form = useForm<EventValues>({ defaultValues: correctionValues(event, ui), mode: 'onTouched' });
  const { record, isRunning, problems } = useRecording(text('done'), onClose);
  return (
    <FormDialog
      title={text('title')}
      form={form}
      onSubmit={(typed) => record(correctionOf(event, typed, ui))}
      onClose={onClose}
      problems={problems}
      isBusy={isRunning}
      submitLabel={text('submit')}
    >
      <Text fz={13} c="dimmed">
        {text('text')}
      </Text>
      <MomentAndProperties customerId={event.customerId} />
    </FormDialog>
  );
}

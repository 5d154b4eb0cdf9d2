import { Button, Group, Modal, SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { TaxRate } from '../../../../core/tax/types.ts';
import { useDraftForm } from '../../../app/forms.tsx';
import { useCommand, useDocument, useToday } from '../../../app/hooks.ts';
import { ErrorSummary } from '../../../app/problems.tsx';
import { toast } from '../../../app/toast.tsx';
import { DateText } from '../../../ui/date-text.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { DateField } from '../../../ui/form/date-field.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';
import { useUi } from '../../../ui/settings.tsx';

function RateFacts({ rate }: { readonly rate: TaxRate }) {
  const text = useTranslations('settings.tax');
  const { percent } = useUi();
  const names = new Intl.DisplayNames(useLocale(), { type: 'region' });
  return (
    <Facts
      facts={[
        { label: text('country'), value: [names.of(rate.country) ?? rate.country, rate.region].filter(Boolean).join(' · ') },
        { label: text('component'), value: rate.component },
        { label: text('percent'), value: percent(rate.percent) },
        { label: text('taxClass'), value: rate.taxClass },
        { label: text('customerType'), value: text(`types.${rate.customerType}`) },
        { label: text('from'), value: <DateText on={rate.from} /> },
        { label: text('until'), value: <DateText on={rate.until} /> },
      ]}
    />
  );
}

function ChangeRate({ rate, onClose }: { readonly rate: TaxRate; readonly onClose: () => void }) {
  const text = useTranslations('settings.tax');
  const form = useDraftForm<{ percent: string; from: string | null }>(null, { percent: '', from: useToday() });
  const { run, isRunning, problems } = useCommand('tax-rate.change');
  const save = async ({ percent, from }: { percent: string; from: string | null }): Promise<void> => {
    const outcome = await run({ taxRateId: rate.id, percent, from: from ?? '' });
    if (!outcome.ok) return;
    onClose();
    toast({ message: text('changed', { percent }) });
  };
  return (
    <Form
      form={form}
      onSubmit={save}
      onCancel={onClose}
      isBusy={isRunning}
      submitLabel={text('change')}
      problems={problems.length > 0 ? <ErrorSummary problems={problems} /> : null}
    >
      <Group grow align="flex-start">
        <NumberField
          name="percent"
          label={text('newPercent')}
          digits={6}
          unit="%"
          isRequired
          check={(percent) => (Number(percent) <= 100 ? null : text('percentWrong'))}
        />
        <DateField name="from" label={text('changeFrom')} description={text('changeHint')} isRequired />
      </Group>
    </Form>
  );
}

function EndRate({ rate, onClose }: { readonly rate: TaxRate; readonly onClose: () => void }) {
  const text = useTranslations('settings.tax');
  const form = useDraftForm<{ until: string | null }>(null, { until: useToday() });
  const { run, isRunning, problems } = useCommand('tax-rate.end');
  const save = async ({ until }: { until: string | null }): Promise<void> => {
    const outcome = await run({ taxRateId: rate.id, until: until ?? '' });
    if (!outcome.ok) return;
    onClose();
    toast({ message: text('ended') });
  };
  return (
    <Form
      form={form}
      onSubmit={save}
      onCancel={onClose}
      isBusy={isRunning}
      submitLabel={text('end')}
      problems={problems.length > 0 ? <ErrorSummary problems={problems} /> : null}
    >
      <DateField name="until" label={text('endOn')} description={text('endHint')} isRequired />
    </Form>
  );
}

/** TAX-04: one rate. What runs is changed from a day on, or ended; what was billed keeps its rate. */
export function RateDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const text = useTranslations('settings.tax');
  const words = useTranslations('ui.confirm');
  const { value: rate } = useDocument('tax-rate', id);
  const [act, setAct] = useState('change');
  if (rate === undefined || rate === null) return null;
  return (
    <Modal opened onClose={onClose} title={text('one')} size={560} closeButtonProps={{ 'aria-label': words('close') }}>
      <RateFacts rate={rate} />
      {rate.until === null ? (
        <>
          <SegmentedControl
            my="md"
            size="xs"
            fullWidth
            aria-label={text('act')}
            value={act}
            onChange={setAct}
            data={[
              { value: 'change', label: text('change') },
              { value: 'end', label: text('end') },
            ]}
          />
          {act === 'change' ? <ChangeRate rate={rate} onClose={onClose} /> : <EndRate rate={rate} onClose={onClose} />}
        </>
      ) : (
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={onClose}>
            {words('close')}
          </Button>
        </Group>
      )}
    </Modal>
  );
}

import { Group } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { OperatingEntity } from '../../../../core/organization/types.ts';
import { editsBetween, useDraftForm, useLocaleChoices } from '../../../app/forms.tsx';
import { useCommand } from '../../../app/hooks.ts';
import { ErrorSummary } from '../../../app/problems.tsx';
import { toast } from '../../../app/toast.tsx';
import { useWork } from '../../../state/work.ts';
import { SelectField, SwitchField } from '../../../ui/form/fields.tsx';
import { Form } from '../../../ui/form/form.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';

type Values = { netTermsDays: string; graceHours: string; applyBalance: boolean; locale: string | null };

/** INV-11: what new documents are issued with. */
export function InvoiceSettingsForm({ entity }: { readonly entity: OperatingEntity }) {
  const text = useTranslations('settings.invoices');
  const { netTermsDays, graceHours, applyBalance, locale } = entity.invoices;
  const before = { netTermsDays, graceHours, applyBalance, locale };
  const form = useDraftForm<Values>(null, { ...before, netTermsDays: String(netTermsDays), graceHours: String(graceHours) });
  const setUnsaved = useWork((work) => work.setUnsaved);
  const { run, isRunning, problems } = useCommand('entity.edit-invoice-settings');
  const save = async (values: Values): Promise<void> => {
    const after = {
      ...values,
      netTermsDays: Number(values.netTermsDays),
      graceHours: Number(values.graceHours),
      locale: values.locale ?? locale,
    };
    const outcome = await run({ entityId: entity.id, edits: editsBetween(before, after) });
    if (outcome.ok) toast({ message: text('saved') });
  };
  const upTo = (most: number) => (value: string) => (Number(value) <= most ? null : text('atMost', { most }));
  return (
    <div style={{ maxWidth: 560 }}>
      <Form
        form={form}
        onSubmit={save}
        isBusy={isRunning}
        onUnsaved={setUnsaved}
        problems={problems.length > 0 ? <ErrorSummary problems={problems} /> : null}
      >
        <Group grow align="flex-start">
          <NumberField
            name="netTermsDays"
            label={text('netTermsDays')}
            description={text('netTermsHint')}
            digits={0}
            unit={text('days')}
            isRequired
            check={upTo(365)}
          />
          <NumberField
            name="graceHours"
            label={text('graceHours')}
            description={text('graceHint')}
            digits={0}
            unit={text('hours')}
            isRequired
            check={upTo(8760)}
          />
        </Group>
        <SelectField name="locale" label={text('locale')} description={text('localeHint')} choices={useLocaleChoices()} isRequired />
        <SwitchField name="applyBalance" label={text('applyBalance')} description={text('applyHint')} />
      </Form>
    </div>
  );
}

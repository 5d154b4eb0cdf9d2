import { ColorInput, SegmentedControl, Text } from '@mantine/core';
import { useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { Logo, OperatingEntity, TemplateSettings } from '../../../../core/organization/types.ts';
import { editsBetween, useDraftForm } from '../../../app/forms.tsx';
import { useCommand } from '../../../app/hooks.ts';
import { ErrorSummary } from '../../../app/problems.tsx';
import { toast } from '../../../app/toast.tsx';
import { useWork } from '../../../state/work.ts';
import { LongTextField, SwitchField, useField } from '../../../ui/form/fields.tsx';
import { Form } from '../../../ui/form/form.tsx';
import classes from '../settings.module.css';
import { LogoField } from './logo-field.tsx';
import { TemplatePreview } from './template-preview.tsx';

type Values = { -readonly [K in keyof TemplateSettings]: TemplateSettings[K] };

/** Calm colours that white and black both stand out from. */
const swatches = ['#1F3A5F', '#2F54C4', '#0F766E', '#166534', '#7C2D12', '#9F1239', '#6B21A8', '#111827'];

function Choice({
  name,
  label,
  choices,
}: {
  readonly name: 'layout' | 'paper';
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}) {
  const { value, onChange } = useField<string>({ name });
  return (
    <div>
      <Text fz={13} mb={4}>
        {label}
      </Text>
      <SegmentedControl fullWidth size="xs" aria-label={label} data={[...choices]} value={value} onChange={onChange} />
    </div>
  );
}

function Fields() {
  const text = useTranslations('settings.template');
  const accent = useField<string>({ name: 'accent' });
  const logo = useField<Logo | null>({ name: 'logo' });
  return (
    <>
      <Choice
        name="layout"
        label={text('layout')}
        choices={(['classic', 'modern', 'compact'] as const).map((value) => ({ value, label: text(`layouts.${value}`) }))}
      />
      <Choice
        name="paper"
        label={text('paper')}
        choices={[
          { value: 'A4', label: 'A4' },
          { value: 'LETTER', label: 'Letter' },
        ]}
      />
      <ColorInput
        label={text('accent')}
        size="sm"
        format="hex"
        swatches={swatches}
        swatchesPerRow={8}
        eyeDropperButtonProps={{ 'aria-label': text('pickColour') }}
        value={accent.value}
        onChange={(colour) => accent.onChange(colour.toUpperCase())}
        onBlur={accent.onBlur}
        error={accent.error}
      />
      <LogoField logo={logo.value} onChange={logo.onChange} />
      <LongTextField name="footer" label={text('footer')} description={text('footerHint')} rows={2} maxLength={1000} />
      <SwitchField name="showWorking" label={text('showWorking')} description={text('workingHint')} />
    </>
  );
}

/** A half-typed colour draws nothing: the last whole one stands. */
const drawable = (values: Values, before: TemplateSettings): TemplateSettings => ({
  ...values,
  accent: /^#[0-9A-Fa-f]{6}$/.test(values.accent) ? values.accent : before.accent,
});

/** INV-11: how documents look, beside what they look like. */
export function TemplatePanel({ entity }: { readonly entity: OperatingEntity }) {
  const text = useTranslations('settings.template');
  const before = entity.invoices.template;
  const form = useDraftForm<Values>(null, { ...before });
  const setUnsaved = useWork((work) => work.setUnsaved);
  const shown = useWatch({ control: form.control }) as Values;
  const { run, isRunning, problems } = useCommand('entity.edit-template');
  const save = async (values: Values): Promise<void> => {
    const outcome = await run({ entityId: entity.id, edits: editsBetween(before, drawable(values, before)) });
    if (outcome.ok) toast({ message: text('saved') });
  };
  return (
    <div className={classes['beside']}>
      <Form
        form={form}
        onSubmit={save}
        isBusy={isRunning}
        onUnsaved={setUnsaved}
        problems={problems.length > 0 ? <ErrorSummary problems={problems} /> : null}
      >
        <Fields />
      </Form>
      <TemplatePreview entity={entity} template={drawable(shown, before)} />
    </div>
  );
}

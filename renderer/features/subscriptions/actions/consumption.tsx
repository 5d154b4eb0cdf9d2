import { Text } from '@mantine/core';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { EntitlementStanding } from '../../../../core/views/entitlement-standing.ts';
import { FormDialog } from '../../../app/forms.tsx';
import { useCommand } from '../../../app/hooks.ts';
import { toast } from '../../../app/toast.tsx';
import { TextField } from '../../../ui/form/fields.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';
import { useUi } from '../../../ui/settings.tsx';
import type { ActionProps } from './action-drawer.tsx';

type Props = ActionProps & { readonly standing: EntitlementStanding };

/** What a feature's use stands at, over the field that changes it. */
function Standing({ standing: { answer } }: { readonly standing: EntitlementStanding }) {
  const text = useTranslations('subscriptions.actions.use');
  const { number } = useUi();
  return (
    <Text fz={13} c="dimmed">
      {answer.limit === null
        ? text('standsUnlimited', { used: number(answer.currentUsage) })
        : text('stands', { used: number(answer.currentUsage), limit: number(answer.limit) })}
    </Text>
  );
}

/** ENT-06, ENT-24: units that were used, entered by hand. The reference tells one entry from another: the same one again takes nothing. */
export function ConsumeFeature({ standing, subscription, catalog, onClose }: Props) {
  const text = useTranslations('subscriptions.actions.use');
  const feature = catalog.feature(standing.featureId);
  const [key] = useState(() => crypto.randomUUID());
  const form = useForm<{ quantity: string; reference: string }>({ defaultValues: { quantity: '', reference: '' }, mode: 'onTouched' });
  const { run, isRunning, problems } = useCommand('entitlement.consume');
  const save = async ({ quantity, reference }: { quantity: string; reference: string }): Promise<void> => {
    const said = reference.trim();
    const outcome = await run({
      subscriptionId: subscription.id,
      featureId: standing.featureId,
      quantity,
      key: said === '' ? key : said,
    });
    if (!outcome.ok) return;
    toast({ message: text('consumed') });
    onClose();
  };
  return (
    <FormDialog
      title={text('consume', { feature: feature?.name ?? '' })}
      form={form}
      onSubmit={save}
      onClose={onClose}
      problems={problems}
      isBusy={isRunning}
      submitLabel={text('consumeSubmit')}
      size={440}
    >
      <Standing standing={standing} />
      <NumberField
        name="quantity"
        label={text('quantity')}
        isRequired
        {...(feature?.type === 'quantified' ? { unit: feature.unit } : {})}
      />
      <TextField name="reference" label={text('reference')} description={text('referenceHint')} maxLength={200} />
    </FormDialog>
  );
}

/** ENT-18, ENT-22: how many of a limit are taken now, such as seats. */
export function SetInUse({ standing, subscription, catalog, onClose }: Props) {
  const text = useTranslations('subscriptions.actions.use');
  const feature = catalog.feature(standing.featureId);
  const form = useForm<{ inUse: string }>({ defaultValues: { inUse: standing.answer.currentUsage }, mode: 'onTouched' });
  const { run, isRunning, problems } = useCommand('entitlement.set-in-use');
  const save = async ({ inUse }: { inUse: string }): Promise<void> => {
    const outcome = await run({ subscriptionId: subscription.id, featureId: standing.featureId, inUse });
    if (!outcome.ok) return;
    toast({ message: text('set') });
    onClose();
  };
  return (
    <FormDialog
      title={text('inUse', { feature: feature?.name ?? '' })}
      form={form}
      onSubmit={save}
      onClose={onClose}
      problems={problems}
      isBusy={isRunning}
      size={440}
    >
      <Standing standing={standing} />
      <NumberField name="inUse" label={text('inUseNow')} isRequired {...(feature?.type === 'quantified' ? { unit: feature.unit } : {})} />
    </FormDialog>
  );
}

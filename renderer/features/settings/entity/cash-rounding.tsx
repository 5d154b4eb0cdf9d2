import { ActionIcon, Button, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Currency } from '../../../../core/money/currency.ts';
import type { OperatingEntity } from '../../../../core/organization/types.ts';
import { FormDialog, useCurrencyChoices, useDraftForm } from '../../../app/forms.tsx';
import { useCommand } from '../../../app/hooks.ts';
import { ErrorSummary } from '../../../app/problems.tsx';
import { toast } from '../../../app/toast.tsx';
import { Section } from '../../../ui/facts.tsx';
import { SelectField } from '../../../ui/form/fields.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { Money } from '../../../ui/money.tsx';
import classes from '../settings.module.css';

type Values = { currency: string | null; increment: string };

function AddStep({ entity, onClose }: { readonly entity: OperatingEntity; readonly onClose: () => void }) {
  const text = useTranslations('settings.entities');
  const form = useDraftForm<Values>(null, { currency: null, increment: '5' });
  const { run, isRunning, problems } = useCommand('entity.edit');
  const save = async ({ currency, increment }: Values): Promise<void> => {
    const step = { currency: (currency ?? '') as Currency, increment: Number(increment) };
    const to = [...entity.rounding.filter((each) => each.currency !== step.currency), step];
    const outcome = await run({ entityId: entity.id, edits: { rounding: { from: entity.rounding, to } } });
    if (!outcome.ok) return;
    toast({ message: text('saved') });
    onClose();
  };
  return (
    <FormDialog title={text('newStep')} form={form} onSubmit={save} onClose={onClose} problems={problems} isBusy={isRunning} size={440}>
      <SelectField name="currency" label={text('stepCurrency')} choices={useCurrencyChoices()} isRequired isFirst />
      <NumberField
        name="increment"
        label={text('stepUnits')}
        description={text('stepUnitsHint')}
        digits={0}
        isRequired
        check={(typed) => (Number(typed) >= 1 && Number(typed) <= 1000 ? null : text('stepWrong'))}
      />
    </FormDialog>
  );
}

/** Amounts of some currencies come in greater steps than their smallest unit, such as 5 centimes in Switzerland. */
export function CashRounding({ entity }: { readonly entity: OperatingEntity }) {
  const text = useTranslations('settings.entities');
  const [isAdding, setAdding] = useState(false);
  const { run, problems } = useCommand('entity.edit');
  const remove = (currency: string) =>
    run({
      entityId: entity.id,
      edits: { rounding: { from: entity.rounding, to: entity.rounding.filter((each) => each.currency !== currency) } },
    });
  return (
    <Section
      title={text('steps')}
      action={
        entity.state === 'active' && (
          <Button variant="default" size="xs" onClick={() => setAdding(true)}>
            {text('newStep')}
          </Button>
        )
      }
    >
      <ErrorSummary problems={problems} />
      {entity.rounding.length === 0 && (
        <Text fz={13} c="dimmed">
          {text('noSteps')}
        </Text>
      )}
      {entity.rounding.map(({ currency, increment }) => (
        <div key={currency} className={classes['row']}>
          <Money minor={increment} currency={currency} />
          {entity.state === 'active' && (
            <ActionIcon variant="subtle" color="gray" aria-label={text('removeStep', { currency })} onClick={() => void remove(currency)}>
              <Icon name="cross" />
            </ActionIcon>
          )}
        </div>
      ))}
      {isAdding && <AddStep entity={entity} onClose={() => setAdding(false)} />}
    </Section>
  );
}

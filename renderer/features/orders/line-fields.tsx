import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { useFieldArray, useFormContext } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { DateField } from '../../ui/form/date-field.tsx';
import { CheckField, SelectField, TextField } from '../../ui/form/fields.tsx';
import { NumberField } from '../../ui/form/number-field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { emptyLine, lineKinds, type LineValues, type OrderValues, triggerOfPlan } from './order-values.ts';
import classes from './orders.module.css';
import type { Sellable } from './sellable.ts';

type RowProps = { readonly at: number; readonly sellable: Sellable; readonly currency: string };

/** What is sold: a plan, a pack, or a charge in one's own words. */
function ItemFields({ at, line, sellable, currency }: RowProps & { readonly line: LineValues }) {
  const text = useTranslations('orders.form');
  const { setValue } = useFormContext<OrderValues>();
  if (line.kind === 'plan') {
    const version = sellable.versionOf(line.plan);
    const cycles = [
      ...new Set((version?.variants ?? []).filter((variant) => variant.currency === currency).map(({ cycle }) => cycle.name)),
    ];
    // The plan says what its charge waits for.
    const follow = (plan: string | null): void => {
      setValue(`lines.${at}.cycle`, null);
      setValue(`lines.${at}.trigger`, triggerOfPlan(sellable.versionOf(plan)) ?? 'order');
    };
    return (
      <>
        <SelectField
          name={`lines.${at}.plan`}
          label={text('plan')}
          choices={sellable.plans}
          placeholder={text(sellable.plans.length === 0 ? 'noPlans' : 'choosePlan')}
          isRequired
          onChosen={follow}
        />
        {cycles.length > 1 && (
          <SelectField
            name={`lines.${at}.cycle`}
            label={text('price')}
            choices={cycles.map((value) => ({ value, label: value }))}
            isRequired
          />
        )}
      </>
    );
  }
  if (line.kind === 'pack') {
    return (
      <SelectField
        name={`lines.${at}.pack`}
        label={text('pack')}
        choices={sellable.packs}
        placeholder={text(sellable.packs.length === 0 ? 'noPacks' : 'choosePack')}
        isRequired
      />
    );
  }
  return (
    <>
      <TextField name={`lines.${at}.description`} label={text('description')} maxLength={500} isRequired />
      <Group grow align="flex-start">
        <NumberField name={`lines.${at}.unitPrice`} label={text('unitPrice')} unit={currency} isRequired />
        <SelectField name={`lines.${at}.taxClass`} label={text('taxClass')} choices={sellable.taxClasses} isRequired />
      </Group>
      <CheckField name={`lines.${at}.taxInclusive`} label={text('taxInclusive')} />
    </>
  );
}

/** BIL-01: what it waits for before it is billed. */
function TriggerFields({ at, line, sellable }: Omit<RowProps, 'currency'> & { readonly line: LineValues }) {
  const text = useTranslations('orders.form');
  const fixed = line.kind === 'plan' ? triggerOfPlan(sellable.versionOf(line.plan)) : null;
  return (
    <Group grow align="flex-start">
      <NumberField name={`lines.${at}.quantity`} label={text('quantity')} isRequired />
      <SelectField
        name={`lines.${at}.trigger`}
        label={text('trigger')}
        choices={(['order', 'date', 'milestone'] as const).map((value) => ({ value, label: text(`triggers.${value}`) }))}
        isDisabled={fixed !== null}
      />
      {line.trigger === 'date' && <DateField name={`lines.${at}.on`} label={text('on')} isRequired />}
      {line.trigger === 'milestone' && <TextField name={`lines.${at}.milestone`} label={text('milestone')} maxLength={120} isRequired />}
    </Group>
  );
}

/** The lines of an order, one under the other. */
export function LineFields({ sellable, currency }: Omit<RowProps, 'at'>) {
  const text = useTranslations('orders.form');
  const { control, watch } = useFormContext<OrderValues>();
  const { fields, append, remove } = useFieldArray({ control, name: 'lines' });
  const lines = watch('lines');
  return (
    <Stack gap="sm" role="group" aria-label={text('lines')}>
      {fields.map(({ id }, at) => {
        const line = lines[at];
        if (line === undefined) return null;
        return (
          <section key={id} className={classes['line']} aria-label={text('line', { number: at + 1 })}>
            <header className={classes['lineHead']}>
              <Text fz={13} fw={600}>
                {text(`kinds.${line.kind as (typeof lineKinds)[number]}`)}
              </Text>
              <ActionIcon variant="subtle" color="gray" aria-label={text('remove', { number: at + 1 })} onClick={() => remove(at)}>
                <Icon name="cross" />
              </ActionIcon>
            </header>
            <ItemFields at={at} line={line} sellable={sellable} currency={currency} />
            <TriggerFields at={at} line={line} sellable={sellable} />
          </section>
        );
      })}
      <Group gap="xs">
        {lineKinds.map((kind) => (
          <Button
            key={kind}
            variant="default"
            size="compact-sm"
            leftSection={<Icon name="plus" size={13} />}
            onClick={() => append(emptyLine(kind))}
          >
            {text(`add.${kind}`)}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

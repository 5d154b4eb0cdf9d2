import { ActionIcon, Button, Group, Stack, TagsInput } from '@mantine/core';
import { Fragment } from 'react';
import { useController, useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { Condition, PriceModel } from '../../../../core/catalog/price-model.ts';
import { useCountryChoices } from '../../../app/forms.tsx';
import { useDocuments } from '../../../app/hooks.ts';
import { MultiSelectField, SelectField, TextField } from '../../../ui/form/fields.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import classes from '../catalog.module.css';
import { conditionKinds, conditionOfKind, freeId } from './draft-models.ts';

type At = { readonly at: string; readonly currency: string };

/** The rows of bands or steps: where each ends, and what it costs. The last one is open. */
function Rows({
  at,
  currency,
  list,
  prices,
}: At & { readonly list: 'bands' | 'steps'; readonly prices: readonly ('unitPrice' | 'flat' | 'price')[] }) {
  const text = useTranslations('catalog.draft');
  const { control } = useFormContext();
  const { fields, insert, remove } = useFieldArray({ control, name: `${at}.${list}` });
  const add = (): void => insert(Math.max(0, fields.length - 1), { upTo: '', ...Object.fromEntries(prices.map((key) => [key, '0'])) });
  return (
    <Stack gap={6}>
      <div
        className={classes['bands']}
        role="group"
        aria-label={text(list)}
        style={{ gridTemplateColumns: `repeat(${prices.length + 1}, minmax(96px, 1fr)) 28px` }}
      >
        <span aria-hidden="true">{text('upTo')}</span>
        {prices.map((key) => (
          <span key={key} aria-hidden="true">
            {text(key)}
          </span>
        ))}
        <span />
        {fields.map((field, index) => (
          <Fragment key={field.id}>
            <NumberField
              name={`${at}.${list}.${index}.upTo`}
              label={text('upToOf', { row: index + 1 })}
              placeholder={text('open')}
              isLabelHidden
            />
            {prices.map((key) => (
              <NumberField
                key={key}
                name={`${at}.${list}.${index}.${key}`}
                label={text(`${key}Of`, { row: index + 1 })}
                unit={currency}
                isLabelHidden
              />
            ))}
            <ActionIcon
              variant="subtle"
              color="gray"
              mt={4}
              aria-label={text('removeRow', { row: index + 1 })}
              disabled={fields.length < 2}
              onClick={() => remove(index)}
            >
              <Icon name="cross" />
            </ActionIcon>
          </Fragment>
        ))}
      </div>
      <Button variant="subtle" size="compact-sm" w="fit-content" leftSection={<Icon name="plus" size={13} />} onClick={add}>
        {text(list === 'bands' ? 'addBand' : 'addStep')}
      </Button>
    </Stack>
  );
}

/** Any words, one after the other. */
function WordsField({ name, label }: { readonly name: string; readonly label: string }) {
  const { control } = useFormContext();
  const { field } = useController({ control, name });
  return (
    <TagsInput
      label={label}
      value={[...((field.value as readonly string[] | undefined) ?? [])]}
      onChange={field.onChange}
      onBlur={field.onBlur}
    />
  );
}

function ConditionFields({ at, kind }: { readonly at: string; readonly kind: Condition['kind'] }) {
  const text = useTranslations('catalog.draft.condition');
  const countries = useCountryChoices();
  const segments = useDocuments('segment').value ?? [];
  const series = useDocuments('external-series').value ?? [];
  switch (kind) {
    case 'segment':
      return (
        <MultiSelectField
          name={`${at}.oneOf`}
          label={text('oneOf')}
          choices={segments.map(({ code, name }) => ({ value: code, label: name }))}
        />
      );
    case 'country':
      return <MultiSelectField name={`${at}.oneOf`} label={text('oneOf')} choices={countries} />;
    case 'weekday':
      return (
        <MultiSelectField
          name={`${at}.oneOf`}
          label={text('oneOf')}
          choices={(['1', '2', '3', '4', '5', '6', '7'] as const).map((value) => ({ value, label: text(`days.${value}`) }))}
        />
      );
    case 'region':
      return <WordsField name={`${at}.oneOf`} label={text('oneOf')} />;
    case 'attribute':
      return (
        <Group grow align="flex-start">
          <TextField name={`${at}.name`} label={text('attribute')} />
          <WordsField name={`${at}.oneOf`} label={text('oneOf')} />
        </Group>
      );
    case 'hours':
      return (
        <Group grow align="flex-start">
          <TextField name={`${at}.from`} label={text('from')} maxLength={5} />
          <TextField name={`${at}.until`} label={text('until')} maxLength={5} />
        </Group>
      );
    case 'external':
      return (
        <Group grow align="flex-start">
          <SelectField name={`${at}.name`} label={text('series')} choices={series.map(({ name }) => ({ value: name, label: name }))} />
          <SelectField
            name={`${at}.compare`}
            label={text('compare')}
            choices={(['below', 'at-most', 'equal', 'at-least', 'above'] as const).map((value) => ({
              value,
              label: text(`compares.${value}`),
            }))}
          />
          <NumberField name={`${at}.value`} label={text('value')} isSigned />
        </Group>
      );
  }
}

function Conditions({ at }: { readonly at: string }) {
  const text = useTranslations('catalog.draft.condition');
  const { control } = useFormContext();
  const { fields, append, remove } = useFieldArray({ control, name: `${at}.when` });
  const values = useWatch({ control, name: `${at}.when` }) as readonly Condition[] | undefined;
  return (
    <Stack gap={8}>
      {fields.map((field, index) => {
        const kind = values?.[index]?.kind;
        if (kind === undefined) return null;
        return (
          <div key={field.id} role="group" aria-label={text(`kinds.${kind}`)}>
            <div className={classes['cardHead']}>
              {text('holds', { kind: text(`kinds.${kind}`) })}
              <ActionIcon variant="subtle" color="gray" aria-label={text('remove')} onClick={() => remove(index)}>
                <Icon name="cross" />
              </ActionIcon>
            </div>
            <ConditionFields at={`${at}.when.${index}`} kind={kind} />
          </div>
        );
      })}
      <Group gap={4}>
        {conditionKinds.map((kind) => (
          <Button
            key={kind}
            variant="subtle"
            size="compact-xs"
            leftSection={<Icon name="plus" size={11} />}
            onClick={() => append(conditionOfKind(kind))}
          >
            {text(`kinds.${kind}`)}
          </Button>
        ))}
      </Group>
    </Stack>
  );
}

/** PRC-06: ranked rules; the first that holds wins, and one price is for all the rest. */
function Dynamic({ at, currency }: At) {
  const text = useTranslations('catalog.draft');
  const { control, getValues } = useFormContext();
  const { fields, append, remove, swap } = useFieldArray({ control, name: `${at}.rules`, keyName: 'fieldKey' });
  const add = (): void => {
    const taken = ((getValues(`${at}.rules`) as readonly { readonly id: string }[] | undefined) ?? []).map(({ id }) => id);
    append({ id: freeId('rule', taken), version: 1, name: text('newRule'), when: [], price: '0' });
  };
  return (
    <Stack gap={10}>
      <SelectField
        name={`${at}.yields`}
        label={text('yields')}
        width={240}
        choices={(['unit-price', 'total'] as const).map((value) => ({ value, label: text(`yield.${value}`) }))}
      />
      {fields.map((field, index) => (
        <div key={field.fieldKey} className={classes['card']} role="group" aria-label={text('rule', { rank: index + 1 })}>
          <div className={classes['cardHead']}>
            {text('rule', { rank: index + 1 })}
            <Group gap={2}>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={text('earlier', { rank: index + 1 })}
                disabled={index === 0}
                onClick={() => swap(index, index - 1)}
              >
                <Icon name="up" />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                aria-label={text('later', { rank: index + 1 })}
                disabled={index === fields.length - 1}
                onClick={() => swap(index, index + 1)}
              >
                <Icon name="down" />
              </ActionIcon>
              <ActionIcon variant="subtle" color="gray" aria-label={text('removeRule', { rank: index + 1 })} onClick={() => remove(index)}>
                <Icon name="cross" />
              </ActionIcon>
            </Group>
          </div>
          <Group grow align="flex-start">
            <TextField name={`${at}.rules.${index}.name`} label={text('ruleName')} maxLength={200} />
            <NumberField name={`${at}.rules.${index}.price`} label={text('price')} unit={currency} />
          </Group>
          <Conditions at={`${at}.rules.${index}`} />
        </div>
      ))}
      <Button variant="subtle" size="compact-sm" w="fit-content" leftSection={<Icon name="plus" size={13} />} onClick={add}>
        {text('addRule')}
      </Button>
      <Group grow align="flex-start">
        <TextField name={`${at}.fallback.name`} label={text('fallbackName')} maxLength={200} />
        <NumberField name={`${at}.fallback.price`} label={text('fallbackPrice')} unit={currency} />
      </Group>
    </Stack>
  );
}

/** The fields of one pricing model. `at` is where the model stands in the form. */
export function ModelFields({ at, kind, currency }: At & { readonly kind: PriceModel['kind'] }) {
  const text = useTranslations('catalog.draft');
  switch (kind) {
    case 'fixed':
      return <NumberField name={`${at}.amount`} label={text('amount')} unit={currency} width={240} />;
    case 'per-unit':
      return <NumberField name={`${at}.unitPrice`} label={text('unitPrice')} unit={currency} width={240} />;
    case 'volume':
    case 'graduated':
      return <Rows at={at} currency={currency} list="bands" prices={['unitPrice', 'flat']} />;
    case 'stair-step':
      return <Rows at={at} currency={currency} list="steps" prices={['price']} />;
    case 'dynamic':
      return <Dynamic at={at} currency={currency} />;
    case 'package':
      return (
        <Group grow align="flex-start">
          <NumberField name={`${at}.size`} label={text('size')} />
          <NumberField name={`${at}.price`} label={text('packagePrice')} unit={currency} />
        </Group>
      );
    case 'percentage':
      return (
        <div className={classes['fields']}>
          <NumberField name={`${at}.percent`} label={text('percent')} unit="%" />
          <NumberField name={`${at}.perEvent`} label={text('perEvent')} unit={currency} />
          <NumberField name={`${at}.minimumPerEvent`} label={text('minimumPerEvent')} unit={currency} placeholder={text('noBound')} />
          <NumberField name={`${at}.maximumPerEvent`} label={text('maximumPerEvent')} unit={currency} placeholder={text('noBound')} />
        </div>
      );
  }
}

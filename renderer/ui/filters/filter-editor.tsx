import { Button, Checkbox, NativeSelect, ScrollArea, Stack, TextInput } from '@mantine/core';
import { useFocusTrap } from '@mantine/hooks';
import { type SubmitEvent, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import classes from './filters.module.css';
import { type FilterChoice, type FilterField, type FilterOp, opsOf, periods, type UiFilter } from './filter-types.ts';

type Props = { readonly field: FilterField; readonly filter: UiFilter | null; readonly onDone: (filter: UiFilter | null) => void };

const mostChoices = 200;

function Choices({
  field,
  values,
  onChange,
}: {
  readonly field: FilterField;
  readonly values: readonly string[];
  readonly onChange: (values: readonly string[]) => void;
}) {
  const [choices, setChoices] = useState<readonly FilterChoice[]>([]);
  useEffect(() => {
    void field.choices().then(setChoices);
  }, [field]);
  return (
    <ScrollArea.Autosize mah={240} type="auto">
      <Checkbox.Group value={[...values]} onChange={onChange} aria-label={field.label}>
        <Stack gap={6} py={2}>
          {choices.slice(0, mostChoices).map(({ value, label, count }) => (
            <Checkbox
              key={value}
              size="xs"
              value={value}
              label={
                <span className={classes['choice']}>
                  {label}
                  {count !== undefined && <span className={classes['count']}>{count}</span>}
                </span>
              }
            />
          ))}
        </Stack>
      </Checkbox.Group>
    </ScrollArea.Autosize>
  );
}

/** Sets one condition: how it is asked, and for what. */
export function FilterEditor({ field, filter, onDone }: Props) {
  const text = useTranslations('ui.filters');
  const ops = opsOf(field.type);
  // It takes the place of the list of columns, and with that of the choice that had the keyboard.
  const focusHere = useFocusTrap();
  const [op, setOp] = useState<FilterOp>(filter?.op ?? ops[0] ?? 'is');
  const [values, setValues] = useState<readonly string[]>(filter?.values ?? []);
  const isChoice = op === 'is' || op === 'is-not';
  const needsNone = op === 'empty' || op === 'filled';
  const isReady = needsNone || values.some((value) => value !== '');
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (isReady) onDone({ column: field.key, op, values: needsNone ? [] : values });
  };
  const inputType = field.type === 'date' || field.type === 'instant' ? 'date' : 'text';
  return (
    <form ref={focusHere} onSubmit={submit} className={classes['editor']}>
      <NativeSelect
        size="xs"
        aria-label={text('how', { field: field.label })}
        value={op}
        data={ops.map((value) => ({ value, label: text(`ops.${value}`) }))}
        onChange={(event) => {
          setOp(event.currentTarget.value as FilterOp);
          setValues([]);
        }}
      />
      {isChoice && <Choices field={field} values={values} onChange={setValues} />}
      {op === 'period' && (
        <NativeSelect
          size="xs"
          aria-label={text('period')}
          value={values[0] ?? ''}
          data={[{ value: '', label: text('choosePeriod') }, ...periods.map((value) => ({ value, label: text(`periods.${value}`) }))]}
          onChange={(event) => setValues([event.currentTarget.value])}
        />
      )}
      {(op === 'contains' || op === 'from' || op === 'until') && (
        <TextInput
          size="xs"
          type={inputType}
          data-autofocus
          aria-label={field.label}
          value={values[0] ?? ''}
          onChange={(event) => setValues([event.currentTarget.value])}
        />
      )}
      <div className={classes['editorButtons']}>
        <Button type="submit" size="compact-xs" disabled={!isReady}>
          {text('apply')}
        </Button>
        {filter !== null && (
          <Button size="compact-xs" variant="subtle" color="gray" onClick={() => onDone(null)}>
            {text('remove')}
          </Button>
        )}
      </div>
    </form>
  );
}

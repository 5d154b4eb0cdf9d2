import { Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useDocument, useRows, useToday } from './hooks.ts';
import { cellOf } from './list/cells.tsx';
import type { Row } from '../../core/views/rows.ts';
import { type FieldProps, useField } from '../ui/form/fields.tsx';

const nameOf = (row: Row): string => {
  const name = cellOf(row, 'name');
  return typeof name === 'string' ? name : row.id;
};

/** A customer found by typing: the first matches of the list, since there may be a hundred thousand. */
export function CustomerField(props: FieldProps) {
  const text = useTranslations('app.customerField');
  const today = useToday();
  const { ref, name, value, onChange, onBlur, error } = useField<string | null>({ ...props, isRequired: true });
  const [typed, setTyped] = useState('');
  const chosen = useDocument('customer', value ?? null).value ?? null;
  const words = chosen !== null && typed === chosen.name ? '' : typed;
  const found = useRows({
    kind: 'customer',
    filters: [{ column: 'status', op: 'is', values: ['active'] }],
    text: words,
    sort: [{ column: 'name', descending: false }],
    from: 0,
    count: 30,
    on: today,
    entityId: null,
  });
  const [last, setLast] = useState<readonly { readonly value: string; readonly label: string }[]>([]);
  const rows = found.value?.rows.map((row) => ({ value: row.id, label: nameOf(row) })) ?? null;
  if (rows !== null && JSON.stringify(rows) !== JSON.stringify(last)) setLast(rows);
  const choices = rows ?? last;
  const data =
    chosen === null || choices.some((choice) => choice.value === chosen.id)
      ? choices
      : [{ value: chosen.id, label: chosen.name }, ...choices];
  return (
    <Select
      ref={ref}
      name={name}
      label={props.label}
      withAsterisk
      aria-required
      placeholder={text('choose')}
      value={value ?? null}
      onChange={onChange}
      onBlur={onBlur}
      error={error}
      data={[...data]}
      searchable
      allowDeselect={false}
      searchValue={typed}
      onSearchChange={setTyped}
      filter={({ options }) => options}
      nothingFoundMessage={text('none')}
      disabled={props.isDisabled ?? false}
    />
  );
}

import { Select, type SelectProps } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { type FieldProps, useField } from '../ui/form/fields.tsx';
import { useDocument, useRows, useToday } from './hooks.ts';
import { nameIn } from './list/cells.tsx';

type Choice = { readonly value: string; readonly label: string };

/** The first matches of the list, since there may be a hundred thousand, and the one that is chosen. What was found stays until more is. */
const useCustomerChoices = (chosenId: string | null, typed: string): readonly Choice[] => {
  const today = useToday();
  const chosen = useDocument('customer', chosenId).value ?? null;
  const found = useRows({
    kind: 'customer',
    filters: [{ column: 'status', op: 'is', values: ['active'] }],
    text: chosen !== null && typed === chosen.name ? '' : typed,
    sort: [{ column: 'name', descending: false }],
    from: 0,
    count: 30,
    on: today,
    // The list is of everybody, whoever bills them.
    entityId: null,
  });
  const [last, setLast] = useState<readonly Choice[]>([]);
  const rows = found.value?.rows.map((row) => ({ value: row.id, label: nameIn(row) })) ?? null;
  if (rows !== null && JSON.stringify(rows) !== JSON.stringify(last)) setLast(rows);
  const choices = rows ?? last;
  const isThere = chosen === null || choices.some(({ value }) => value === chosen.id);
  return isThere ? choices : [{ value: chosen.id, label: chosen.name }, ...choices];
};

/** Finds a customer by name, e-mail or key among any number of them. In a form there is `CustomerField`. */
export function CustomerSelect({
  value,
  onChange,
  ...rest
}: Omit<SelectProps, 'value' | 'onChange' | 'data'> & { readonly value: string; readonly onChange: (customerId: string) => void }) {
  const text = useTranslations('app.customerField');
  const [typed, setTyped] = useState('');
  const data = useCustomerChoices(value === '' ? null : value, typed);
  return (
    <Select
      label={text('label')}
      withAsterisk
      aria-required
      placeholder={text('choose')}
      searchable
      allowDeselect={false}
      // What is offered is found already; two customers may have one name.
      filter={({ options }) => options}
      nothingFoundMessage={text('none')}
      {...rest}
      data={[...data]}
      value={value === '' ? null : value}
      onChange={(next) => onChange(next ?? '')}
      searchValue={typed}
      onSearchChange={setTyped}
    />
  );
}

/** A customer found by typing, as a field of a form. */
export function CustomerField(props: FieldProps & { readonly isFirst?: boolean }) {
  const { ref, name, value, onChange, onBlur, error } = useField<string | null>({ ...props, isRequired: true });
  return (
    <CustomerSelect
      ref={ref}
      name={name}
      label={props.label}
      value={value ?? ''}
      onChange={(id) => onChange(id === '' ? null : id)}
      onBlur={onBlur}
      error={error}
      disabled={props.isDisabled ?? false}
      {...(props.isFirst === true ? { 'data-autofocus': true } : {})}
    />
  );
}

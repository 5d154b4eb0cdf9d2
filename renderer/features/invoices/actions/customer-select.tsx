import { Select } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useDocument, useToday } from '../../../app/hooks.ts';
import { workstation } from '../../../app/workstation.ts';

type Choice = { readonly value: string; readonly label: string };

/** Finds a customer by name, e-mail or key among any number of them. */
export function CustomerSelect({
  value,
  onChange,
  isFixed = false,
  error,
}: {
  readonly value: string;
  readonly onChange: (customerId: string) => void;
  readonly isFixed?: boolean;
  readonly error?: string;
}) {
  const text = useTranslations('invoices.fields');
  const today = useToday();
  const [typed, setTyped] = useState('');
  const [found, setFound] = useState<readonly Choice[]>([]);
  const { value: chosen } = useDocument('customer', value === '' ? null : value);
  useEffect(() => {
    let isCurrent = true;
    const filters = [{ column: 'status', op: 'is', values: ['active'] }] as const;
    void workstation()
      // The list is of everybody, whoever bills them.
      .rows({
        kind: 'customer',
        filters,
        text: typed === chosen?.name ? '' : typed,
        sort: [{ column: 'name', descending: false }],
        from: 0,
        count: 20,
        on: today,
        entityId: null,
      })
      .then(
        ({ rows }) =>
          isCurrent &&
          setFound(rows.map(({ id, cells }) => ({ value: id, label: typeof cells['name'] === 'string' ? cells['name'] : id }))),
      );
    return () => {
      isCurrent = false;
    };
  }, [typed, today, chosen?.name]);
  const own =
    chosen === undefined || chosen === null || found.some((choice) => choice.value === chosen.id)
      ? []
      : [{ value: chosen.id, label: chosen.name }];
  return (
    <Select
      label={text('customer')}
      required
      searchable
      disabled={isFixed}
      placeholder={text('customerHint')}
      nothingFoundMessage={text('noCustomer')}
      // What is offered is found already; two customers may have one name.
      filter={({ options }) => options}
      data={[...own, ...found]}
      value={value === '' ? null : value}
      onChange={(next) => onChange(next ?? '')}
      onSearchChange={setTyped}
      error={error}
      {...(value === '' ? { 'data-autofocus': true } : {})}
    />
  );
}

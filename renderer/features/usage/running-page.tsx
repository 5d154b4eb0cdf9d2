import { Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useCatalog } from '../../app/catalog.ts';
import { useDocument, useRows, useToday } from '../../app/hooks.ts';
import { cellOf } from '../../app/list/cells.tsx';
import type { Row } from '../../../core/views/rows.ts';
import { useSearchParam } from '../../app/navigation.ts';
import { UsageStandings } from '../../app/usage-standing.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';

const nameOf = (row: Row): string => {
  const name = cellOf(row, 'name');
  return typeof name === 'string' ? name : row.id;
};

/** USG-12: where a customer's running periods stand. */
export function Page() {
  const text = useTranslations('usage.running');
  const today = useToday();
  const catalog = useCatalog();
  const [customerId, setCustomer] = useSearchParam('customer');
  const [typed, setTyped] = useState('');
  const chosen = useDocument('customer', customerId === '' ? null : customerId).value ?? null;
  const found = useRows({
    kind: 'customer',
    filters: [],
    text: chosen !== null && typed === chosen.name ? '' : typed,
    sort: [{ column: 'name', descending: false }],
    from: 0,
    count: 30,
    on: today,
    entityId: null,
  });
  const rows = found.value?.rows.map((row) => ({ value: row.id, label: nameOf(row) })) ?? [];
  const data =
    chosen === null || rows.some(({ value }) => value === chosen.id) ? rows : [{ value: chosen.id, label: chosen.name }, ...rows];
  return (
    <>
      <PageHeader title={text('title')} />
      <PageBody>
        <Stack gap="md">
          <Select
            label={text('customer')}
            placeholder={text('choose')}
            w={360}
            data={data}
            value={customerId === '' ? null : customerId}
            onChange={(id) => setCustomer(id ?? '')}
            searchable
            allowDeselect={false}
            searchValue={typed}
            onSearchChange={setTyped}
            filter={({ options }) => options}
          />
          {customerId === '' ? (
            <EmptyState cause="nothing" title={text('empty.title')} text={text('empty.text')} />
          ) : (
            <UsageStandings customerId={customerId} catalog={catalog} />
          )}
        </Stack>
      </PageBody>
    </>
  );
}

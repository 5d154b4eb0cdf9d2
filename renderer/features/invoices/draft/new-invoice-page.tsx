import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { currencies, type Currency } from '../../../../core/money/currency.ts';
import { useCommand } from '../../../app/hooks.ts';
import { useGo, useSearchParam } from '../../../app/navigation.ts';
import { SectionNeeds } from '../../../app/setup/section-needs.tsx';
import { ErrorSummary } from '../../../app/problems.tsx';
import { PageBody, PageHeader } from '../../../ui/page-header.tsx';
import { CustomerSelect } from '../../../app/customer-field.tsx';
import { EntityChoice } from '../actions/entity-choice.tsx';
import { useParties } from '../actions/use-parties.ts';

/** INV-12: for whom a manual invoice is. From then on it is a draft that saves itself. */
export function Page() {
  const text = useTranslations('invoices');
  const go = useGo();
  const [asked] = useSearchParam('customer');
  const [customerId, setCustomer] = useState(asked);
  const [entityId, setEntity] = useState('');
  const [own, setOwn] = useState<Currency | null>(null);
  const { entities, entity, currency } = useParties(customerId, entityId);
  const command = useCommand('invoice.create-manual');
  const begin = async (): Promise<void> => {
    const outcome = await command.run({ customerId, entityId: entity?.id ?? null, currency: own, netTermsDays: null, note: '', lines: [] });
    const id = outcome.ok ? outcome.value.ids.find(({ kind }) => kind === 'invoice')?.id : undefined;
    if (id !== undefined) go(`/invoices/${encodeURIComponent(id)}`);
  };
  return (
    <>
      <PageHeader title={text('newInvoice')} crumbs={[{ label: text('title'), href: '#/invoices' }]} />
      <SectionNeeds needs={['entity', 'customer']} />
      <PageBody>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            if (customerId !== '') void begin();
          }}
        >
          <Stack gap="md" maw={480}>
            <ErrorSummary problems={command.problems} />
            <CustomerSelect value={customerId} onChange={(next) => [setCustomer(next), setEntity(''), setOwn(null)]} />
            {customerId !== '' && (
              <Group grow align="flex-start">
                <EntityChoice entities={entities} entity={entity} onChoose={setEntity} />
                <Select
                  label={text('fields.currency')}
                  allowDeselect={false}
                  searchable
                  value={own ?? currency}
                  onChange={(next) => next !== null && setOwn(next)}
                  data={[...currencies]}
                />
              </Group>
            )}
            <Group>
              <Button type="submit" disabled={customerId === ''} loading={command.isRunning}>
                {text('draft.begin')}
              </Button>
              <Text fz={13} c="dimmed">
                {text('draft.beginHint')}
              </Text>
            </Group>
          </Stack>
        </form>
      </PageBody>
    </>
  );
}

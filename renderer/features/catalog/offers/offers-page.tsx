import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { ListPage } from '../../../app/list/list-page.tsx';
import { useGo, useSearchParam } from '../../../app/navigation.ts';
import type { QuickFilter } from '../../../ui/filters/filter-types.ts';
import { OfferForm } from './offer-form.tsx';

/** Everything that makes something cheaper. */
export function Page() {
  const text = useTranslations('catalog.offer');
  const lists = useTranslations('lists.offer.codes.status');
  const go = useGo();
  const [isNew, setNew] = useSearchParam('new');
  const create = { label: text('new'), run: () => setNew('1') };
  const quick = useMemo<readonly QuickFilter[]>(
    () =>
      (['active', 'draft', 'archived'] as const).map((state) => ({
        id: state,
        label: lists(state),
        filters: [{ column: 'status', op: 'is', values: [state] }],
      })),
    [lists],
  );
  return (
    <>
      <ListPage
        kind="offer"
        title={text('many')}
        columns={['name', 'value', 'reach', 'code', 'status', 'redeemed', 'redeemableThrough']}
        widths={{ name: 300 }}
        quick={quick}
        actions={<Button onClick={create.run}>{create.label}</Button>}
        empty={{ title: text('empty'), text: text('emptyText'), action: create }}
      />
      {isNew !== '' && <OfferForm offer={null} onClose={() => setNew('')} onCreated={(id) => go(`/catalog/offers/${id}`)} />}
    </>
  );
}

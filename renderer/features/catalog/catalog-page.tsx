import { Button, Tabs } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { List } from '../../app/list/list-page.tsx';
import { recordPath, useGo, useSearchParam } from '../../app/navigation.ts';
import type { QuickFilter } from '../../ui/filters/filter-types.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import classes from './catalog.module.css';
import { CreatePlan } from './plan/plan-form.tsx';
import { CreateProduct } from './product/product-form.tsx';
import { SegmentForm } from './segment-form.tsx';

const tabs = ['plan', 'product', 'segment'] as const;
type Tab = (typeof tabs)[number];
const param: Readonly<Record<Tab, string>> = { plan: '', product: 'products', segment: 'segments' };

const columns: Readonly<Record<Tab, readonly string[]>> = {
  plan: ['name', 'code', 'product', 'status', 'version', 'draft', 'visibility'],
  product: ['name', 'code', 'type', 'group', 'features', 'taxClass', 'status'],
  segment: ['name', 'code', 'status'],
};

/** What is sold: plans, the products that they package, and the segments that prices may be made for. */
export function Page() {
  const text = useTranslations('catalog');
  const lists = useTranslations('lists');
  const go = useGo();
  const [chosen] = useSearchParam('tab');
  const [isNew, setNew] = useSearchParam('new');
  const [segmentId, setSegmentId] = useState<string | null>(null);
  const tab = tabs.find((each) => param[each] === chosen) ?? 'plan';
  const create = { label: text(`${tab}.new`), run: () => setNew('1') };
  const opened = (kind: string) => (id: string) => {
    const path = recordPath(kind, id);
    if (path !== null) go(path);
  };
  const quick = useMemo<readonly QuickFilter[]>(
    () => [
      { id: 'active', label: lists(`${tab}.codes.status.active`), filters: [{ column: 'status', op: 'is', values: ['active'] }] },
      ...(tab === 'plan'
        ? [{ id: 'draft', label: text('quick.draft'), filters: [{ column: 'draft', op: 'filled', values: [] }] } as const]
        : []),
    ],
    [tab, text, lists],
  );
  const close = (): void => setNew('');
  return (
    <>
      <PageHeader title={text('title')} actions={<Button onClick={create.run}>{create.label}</Button>}>
        <Tabs value={tab} onChange={(next) => go(next === 'plan' ? '/catalog' : `/catalog?tab=${param[next as Tab]}`)} mt={4}>
          <Tabs.List>
            {tabs.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {lists(`${each}.many`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      </PageHeader>
      <div className={classes['list']}>
        <List
          key={tab}
          kind={tab}
          title={lists(`${tab}.many`)}
          columns={columns[tab]}
          widths={{ name: 260, product: 220 }}
          quick={quick}
          empty={{ title: text(`${tab}.empty`), text: text(`${tab}.emptyText`), action: create }}
          {...(tab === 'segment' ? { onOpen: (row: { readonly id: string }) => setSegmentId(row.id) } : {})}
        />
      </div>
      {isNew !== '' && tab === 'product' && <CreateProduct onClose={close} onCreated={opened('product')} />}
      {isNew !== '' && tab === 'plan' && (
        <CreatePlan productId={null} onClose={close} onCreated={(id) => go(`/catalog/plans/${id}/draft`)} />
      )}
      {isNew !== '' && tab === 'segment' && <SegmentForm id={null} onClose={close} />}
      {segmentId !== null && <SegmentForm key={segmentId} id={segmentId} onClose={() => setSegmentId(null)} />}
    </>
  );
}

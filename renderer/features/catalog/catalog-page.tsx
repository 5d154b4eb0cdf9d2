import { Tabs } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { List } from '../../app/list/list-page.tsx';
import { useNeeded } from '../../app/setup/use-needs.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { useGo, useSearchParam } from '../../app/navigation.ts';
import type { QuickFilter } from '../../ui/filters/filter-types.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { NewOf, OneOf, type Tab, tabs } from './catalog-dialogs.tsx';
import classes from './catalog.module.css';

const param: Readonly<Record<Tab, string>> = {
  plan: '',
  product: 'products',
  'product-group': 'groups',
  segment: 'segments',
  'external-series': 'series',
};

const columns: Readonly<Record<Tab, readonly string[]>> = {
  plan: ['name', 'code', 'product', 'status', 'version', 'draft', 'visibility'],
  product: ['name', 'code', 'type', 'group', 'features', 'taxClass', 'status'],
  'product-group': ['name', 'status'],
  segment: ['name', 'code', 'status'],
  'external-series': ['name', 'values', 'newest'],
};

/** What was deleted stays on record for the audit log, and is shown nowhere else. */
const notDeleted = [{ column: 'status', op: 'is-not', values: ['deleted'] }] as const;

const useQuick = (tab: Tab): readonly QuickFilter[] => {
  const text = useTranslations('catalog');
  const lists = useTranslations('lists');
  return useMemo<readonly QuickFilter[]>(() => {
    if (tab === 'external-series') return [];
    const active = {
      id: 'active',
      label: lists(`${tab}.codes.status.active`),
      filters: [{ column: 'status', op: 'is', values: ['active'] }],
    } as const;
    return tab === 'plan'
      ? [active, { id: 'draft', label: text('quick.draft'), filters: [{ column: 'draft', op: 'filled', values: [] }] }]
      : [active];
  }, [tab, text, lists]);
};

/** What is sold: plans, the products that they package, and what prices may be made for or look at. */
export function Page() {
  const text = useTranslations('catalog');
  const lists = useTranslations('lists');
  const go = useGo();
  const [chosen] = useSearchParam('tab');
  const [isNew, setNew] = useSearchParam('new');
  const [openId, setOpenId] = useState<string | null>(null);
  const tab = tabs.find((each) => param[each] === chosen) ?? 'plan';
  const quick = useQuick(tab);
  const create = useNeeded({ needs: tab === 'plan' ? ['product'] : [] }, { label: text(`${tab}.new`), run: () => setNew('1') });
  const hasPages = tab === 'plan' || tab === 'product';
  return (
    <>
      <PageHeader title={text('title')} actions={<ActionButton action={create} />}>
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
          {...(tab === 'product' ? { always: notDeleted } : {})}
          {...(hasPages ? {} : { onOpen: (row: { readonly id: string }) => setOpenId(row.id) })}
        />
      </div>
      {isNew !== '' && <NewOf tab={tab} onClose={() => setNew('')} onSeries={setOpenId} />}
      {openId !== null && <OneOf tab={tab} id={openId} onClose={() => setOpenId(null)} />}
    </>
  );
}

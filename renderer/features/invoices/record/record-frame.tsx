import { Tabs } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { useSearchParam } from '../../../app/navigation.ts';
import { PageBody } from '../../../ui/page-header.tsx';

const tabs = ['details', 'pdf', 'timeline'] as const;
type Tab = (typeof tabs)[number];

/** The parts of a document's page, one at a time; which one stands in the address. */
export function RecordTabs({ panels }: { readonly panels: Readonly<Record<Tab, () => ReactNode>> }) {
  const text = useTranslations('invoices.tabs');
  const [asked, setAsked] = useSearchParam('tab');
  const tab = tabs.find((each) => each === asked) ?? 'details';
  return (
    <>
      <Tabs
        value={tab}
        onChange={(value) => setAsked(value === 'details' || value === null ? '' : value)}
        px={24}
        keepMounted={false}
        className="cf-no-print"
      >
        <Tabs.List>
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {text(each)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
      </Tabs>
      <PageBody wide>{panels[tab]()}</PageBody>
    </>
  );
}

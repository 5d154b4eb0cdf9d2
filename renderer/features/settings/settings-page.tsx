import { Button, Tabs } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { List } from '../../app/list/list-page.tsx';
import { recordPath, useGo, useSearchParam } from '../../app/navigation.ts';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { AboutPanel } from './about/about-panel.tsx';
import { CreateEntity } from './entity/entity-form.tsx';
import { NumbersPanel } from './numbers/numbers-panel.tsx';
import { AddExchangeRate } from './rates/add-exchange-rate.tsx';
import { AddTaxRate } from './rates/add-tax-rate.tsx';
import { ExchangeRates } from './rates/exchange-rates.tsx';
import { RateDialog } from './rates/rate-dialog.tsx';
import { SetUpRates } from './rates/set-up-rates.tsx';
import { StationPanel } from './station/station-panel.tsx';

const tabs = ['entities', 'tax', 'rates', 'numbers', 'station', 'about'] as const;
type Tab = (typeof tabs)[number];

/** What a tab's one action is called, and what it opens. */
const actions: Partial<Readonly<Record<Tab, { readonly label: string; readonly opens: string }>>> = {
  entities: { label: 'entities.new', opens: 'entity' },
  tax: { label: 'tax.new', opens: 'rate' },
  rates: { label: 'rates.new', opens: 'exchange' },
};

/** The lists and panels, one for each tab. `onDo` opens what makes something new. */
function Panel({ tab, onDo, onRate }: { readonly tab: Tab; readonly onDo: (what: string) => void; readonly onRate: (id: string) => void }) {
  const text = useTranslations('settings');
  switch (tab) {
    case 'entities':
      return (
        <List
          key="entity"
          kind="entity"
          title={text('tabs.entities')}
          columns={['code', 'legalName', 'country', 'currency', 'taxTreatment', 'status']}
          widths={{ legalName: 260 }}
          empty={{
            title: text('entities.emptyTitle'),
            text: text('entities.emptyText'),
            action: { label: text('entities.new'), run: () => onDo('entity') },
          }}
        />
      );
    case 'tax':
      return (
        <List
          key="tax-rate"
          kind="tax-rate"
          title={text('tabs.tax')}
          columns={['country', 'region', 'component', 'percent', 'taxClass', 'customerType', 'from', 'until']}
          empty={{
            title: text('tax.emptyTitle'),
            text: text('tax.emptyText'),
            action: { label: text('tax.setUp'), run: () => onDo('set-up') },
          }}
          onOpen={(row) => onRate(row.id)}
        />
      );
    case 'rates':
      return (
        <PageBody>
          <ExchangeRates onAdd={() => onDo('exchange')} />
        </PageBody>
      );
    case 'numbers':
      return (
        <PageBody>
          <NumbersPanel />
        </PageBody>
      );
    case 'station':
      return (
        <PageBody>
          <StationPanel />
        </PageBody>
      );
    case 'about':
      return (
        <PageBody>
          <AboutPanel />
        </PageBody>
      );
  }
}

/** Everything that is set once and then works: entities, taxes, rates, numbers, this station. */
export function Page() {
  const text = useTranslations('settings');
  const go = useGo();
  const [chosen, choose] = useSearchParam('tab');
  const [doing, setDoing] = useSearchParam('do');
  const [rateId, setRateId] = useSearchParam('rate');
  const tab = tabs.find((each) => each === chosen) ?? 'entities';
  const action = actions[tab];
  const close = (): void => setDoing('');
  return (
    <>
      <PageHeader
        title={text('title')}
        actions={
          <>
            {tab === 'tax' && (
              <Button variant="default" onClick={() => setDoing('set-up')}>
                {text('tax.setUp')}
              </Button>
            )}
            {action !== undefined && <Button onClick={() => setDoing(action.opens)}>{text(action.label)}</Button>}
          </>
        }
      >
        <Tabs value={tab} onChange={(next) => choose(next === 'entities' ? '' : (next ?? ''))} mt={4}>
          <Tabs.List>
            {tabs.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {text(`tabs.${each}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      </PageHeader>
      <Panel tab={tab} onDo={setDoing} onRate={setRateId} />
      {doing === 'entity' && <CreateEntity onClose={close} onCreated={(id) => go(recordPath('entity', id) ?? '/settings')} />}
      {doing === 'rate' && <AddTaxRate onClose={close} />}
      {doing === 'set-up' && <SetUpRates onClose={close} />}
      {doing === 'exchange' && <AddExchangeRate onClose={close} />}
      {rateId !== '' && <RateDialog id={rateId} onClose={() => setRateId('')} />}
    </>
  );
}

import { Tabs } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { List } from '../../../app/list/list-page.tsx';
import { useSearchParam } from '../../../app/navigation.ts';
import { SectionNeeds } from '../../../app/setup/section-needs.tsx';
import { useNeeded } from '../../../app/setup/use-needs.ts';
import { ActionButton } from '../../../ui/action-button.tsx';
import { PageHeader } from '../../../ui/page-header.tsx';
import { AdjustmentDrawer } from '../actions/adjustment-drawer.tsx';
import { PaymentDrawer } from '../actions/payment-drawer.tsx';
import { PromotionalDrawer } from '../actions/promotional-drawer.tsx';
import { AdjustmentPeek } from './adjustment-peek.tsx';
import { PaymentPeek } from './payment-peek.tsx';
import { PromotionalPeek } from './promotional-peek.tsx';
import { RefundPeek } from './refund-peek.tsx';

const tabs = ['payment', 'refund', 'adjustment', 'promotional-credit'] as const;
const columns = {
  payment: ['receivedOn', 'customer', 'amount', 'method', 'reference', 'status', 'entity'],
  refund: ['paidOn', 'customer', 'amount', 'method', 'reference', 'status', 'entity'],
  adjustment: ['on', 'customer', 'amount', 'reason', 'status', 'entity'],
  'promotional-credit': ['grantedOn', 'customer', 'amount', 'expiresOn', 'reason', 'status', 'entity'],
} as const;

const makes = { payment: 'recordPayment', adjustment: 'newAdjustment', 'promotional-credit': 'newPromotional' } as const;

/** F6: money that came in and went back by hand, and adjustments that the next run bills. */
export function Page() {
  const text = useTranslations('invoices');
  const [asked, setTab] = useSearchParam('tab');
  const [doing, setDoing] = useSearchParam('do');
  const [begunFor] = useSearchParam('customer');
  const [id, setId] = useSearchParam('id');
  const tab = tabs.find((each) => each === asked) ?? 'payment';
  const making = tab === 'adjustment' || tab === 'promotional-credit' ? tab : 'payment';
  // Who was invoiced by hand pays without any run.
  const create = useNeeded({ needs: ['entity', 'customer'] }, { label: text(makes[making]), run: () => setDoing(making) });
  const done = (): void => setDoing('');
  const close = (): void => setId('');
  return (
    <>
      <PageHeader title={text('payments')} actions={<ActionButton action={create} />}>
        <Tabs value={tab} onChange={(value) => setTab(value === null || value === 'payment' ? '' : value)} mt={4}>
          <Tabs.List>
            {tabs.map((each) => (
              <Tabs.Tab key={each} value={each}>
                {text(`money.${each}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
        </Tabs>
      </PageHeader>
      {tab === 'payment' && <SectionNeeds step="payment" />}
      <List
        key={tab}
        kind={tab}
        title={text(`money.${tab}`)}
        columns={columns[tab]}
        widths={{ customer: 240 }}
        onOpen={(row) => setId(row.id)}
        empty={{
          title: text(`money.empty.${tab}.title`),
          text: text(`money.empty.${tab}.text`),
          ...(tab === 'refund' ? {} : { action: create }),
        }}
      />
      {id !== '' && tab === 'payment' && <PaymentPeek id={id} onClose={close} />}
      {id !== '' && tab === 'refund' && <RefundPeek id={id} onClose={close} />}
      {id !== '' && tab === 'adjustment' && <AdjustmentPeek id={id} onClose={close} />}
      {id !== '' && tab === 'promotional-credit' && <PromotionalPeek id={id} onClose={close} />}
      {doing === 'payment' && <PaymentDrawer invoice={null} customerId={begunFor} onClose={done} />}
      {doing === 'adjustment' && <AdjustmentDrawer onClose={done} />}
      {doing === 'promotional-credit' && <PromotionalDrawer onClose={done} />}
    </>
  );
}

import { Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { baseItemId } from '../../../core/subscriptions/timeline.ts';
import { mayDo } from '../../../core/subscriptions/transitions.ts';
import type { Subscription } from '../../../core/subscriptions/types.ts';
import { basePlanOf } from '../../../core/views/subscription-strip.ts';
import { useCatalog } from '../../app/catalog.ts';
import { useDocument } from '../../app/hooks.ts';
import { Status } from '../../app/list/cells.tsx';
import { usePathParam } from '../../app/navigation.ts';
import { RecordPage } from '../../app/record/record-page.tsx';
import { Timeline } from '../../app/record/timeline.tsx';
import { Icon } from '../../ui/icon.tsx';
import { ActionOf, type OpenAction } from './actions/open-action.tsx';
import { Grants } from './record/grants.tsx';
import { History } from './record/history.tsx';
import { Overview } from './record/overview.tsx';

/** What may be done in this state, the likeliest first; what ends it stands apart. */
const offeredIn = (subscription: Subscription): readonly OpenAction['id'][] => {
  const ids = [
    'activate',
    'confirm-trial',
    'resume',
    'reactivate',
    'change-plan',
    'change-quantity',
    'attach-add-on',
    'negotiate-price',
    'redeem-offer',
    'update',
    'pause',
  ] as const;
  return ids.filter((id) => {
    if (id === 'redeem-offer' || id === 'update') return subscription.state.kind !== 'cancelled';
    if (id === 'activate') return subscription.state.kind === 'pending' && subscription.state.awaits === 'payment';
    return mayDo(subscription, id);
  });
};

/** What a state is there to lead to; anything else waits in the menu. */
const primary: ReadonlySet<OpenAction['id']> = new Set(['activate', 'confirm-trial', 'resume', 'reactivate', 'change-plan']);

function Actions({ subscription, onAction }: { readonly subscription: Subscription; readonly onAction: (action: OpenAction) => void }) {
  const text = useTranslations('subscriptions.menu');
  const offered = offeredIn(subscription);
  const first = offered.find((id) => primary.has(id));
  const others = offered.filter((id) => id !== first);
  const open = (id: OpenAction['id']) => () => onAction({ id, about: baseItemId });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<Icon name="down" size={13} />}>
            {text('more')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {others.map((id) => (
            <Menu.Item key={id} onClick={open(id)}>
              {text(id)}
            </Menu.Item>
          ))}
          {mayDo(subscription, 'cancel') && (
            <>
              {others.length > 0 && <Menu.Divider />}
              <Menu.Item color="var(--cf-tone-bad)" onClick={open('cancel')}>
                {text('cancel')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {first !== undefined && <Button onClick={open(first)}>{text(first)}</Button>}
    </>
  );
}

/** One subscription: what it consists of, what it is billed next, what it grants, and everything that can be done about it. */
export function Page() {
  const text = useTranslations('subscriptions');
  const id = usePathParam('id');
  const record = useDocument('subscription', id);
  const catalog = useCatalog();
  const customerName = useDocument('customer', record.value?.customerId ?? null).value?.name ?? '';
  const [action, setAction] = useState<OpenAction | null>(null);
  return (
    <>
      <RecordPage
        kind="subscription"
        record={catalog.isReady ? record : { ...record, value: undefined }}
        title={(subscription) => catalog.plan(basePlanOf(subscription)?.planId ?? '')}
        detail={() => customerName}
        crumbs={[{ label: text('title'), href: '#/subscriptions' }]}
        badge={({ state }) => (
          <Status kind="subscription" code={state.kind === 'active' && state.cancelsOn !== null ? 'ending' : state.kind} />
        )}
        actions={(subscription) => <Actions subscription={subscription} onAction={setAction} />}
        tabs={(subscription) => [
          {
            id: 'overview',
            label: text('tabs.overview'),
            content: () => <Overview subscription={subscription} catalog={catalog} onAction={setAction} />,
          },
          {
            id: 'entitlements',
            label: text('tabs.entitlements'),
            content: () => <Grants subscription={subscription} catalog={catalog} onAction={setAction} />,
          },
          { id: 'history', label: text('tabs.history'), content: () => <History subscription={subscription} catalog={catalog} /> },
          { id: 'timeline', label: text('tabs.timeline'), content: () => <Timeline documentId={subscription.id} /> },
        ]}
      />
      {action !== null && record.value !== undefined && record.value !== null && (
        <ActionOf action={action} subscription={record.value} catalog={catalog} onClose={() => setAction(null)} />
      )}
    </>
  );
}

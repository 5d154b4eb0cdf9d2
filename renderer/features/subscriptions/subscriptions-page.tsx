import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { ListPage } from '../../app/list/list-page.tsx';
import { useGo } from '../../app/navigation.ts';
import { useNeeded } from '../../app/setup/use-needs.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { SectionNeeds } from '../../app/setup/section-needs.tsx';
import type { QuickFilter } from '../../ui/filters/filter-types.ts';
import { SubscriptionPeek } from './record/peek.tsx';

/** Everything that was sold and goes on. */
export function Page() {
  const text = useTranslations('subscriptions');
  const go = useGo();
  const create = useNeeded({ step: 'subscription' }, { label: text('new'), run: () => go('/subscriptions/new') });
  const quick = useMemo<readonly QuickFilter[]>(
    () => [
      { id: 'active', label: text('quick.active'), filters: [{ column: 'status', op: 'is', values: ['active', 'ending'] }] },
      { id: 'trial', label: text('quick.trial'), filters: [{ column: 'status', op: 'is', values: ['trial'] }] },
      { id: 'ending', label: text('quick.ending'), filters: [{ column: 'status', op: 'is', values: ['ending'] }] },
      { id: 'paused', label: text('quick.paused'), filters: [{ column: 'status', op: 'is', values: ['paused'] }] },
      { id: 'soon', label: text('quick.soon'), filters: [{ column: 'nextChange', op: 'period', values: ['next-30'] }] },
    ],
    [text],
  );
  return (
    <ListPage
      kind="subscription"
      title={text('title')}
      columns={['customer', 'plan', 'status', 'quantity', 'addOns', 'startsOn', 'nextChange', 'currency', 'entity']}
      widths={{ customer: 240, plan: 190 }}
      quick={quick}
      peek={(row) => <SubscriptionPeek id={row.id} />}
      notice={<SectionNeeds step="subscription" />}
      actions={
        <>
          <Button variant="default" onClick={() => go('/subscriptions/import')}>
            {text('import.title')}
          </Button>
          <ActionButton action={create} />
        </>
      }
      empty={{ title: text('empty.title'), text: text('empty.text'), action: create }}
    />
  );
}

import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { ListPage } from '../../app/list/list-page.tsx';
import { useGo } from '../../app/navigation.ts';
import { useNeeded } from '../../app/setup/use-needs.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { SectionNeeds } from '../../app/setup/section-needs.tsx';
import type { QuickFilter } from '../../ui/filters/filter-types.ts';

/** BIL-01, BIL-09: what was sold once. */
export function Page() {
  const text = useTranslations('orders');
  const go = useGo();
  const create = useNeeded({ needs: ['entity', 'customer'] }, { label: text('new'), run: () => go('/orders/new') });
  const quick = useMemo<readonly QuickFilter[]>(
    () => [
      { id: 'placed', label: text('quick.placed'), filters: [{ column: 'status', op: 'is', values: ['placed'] }] },
      { id: 'month', label: text('quick.month'), filters: [{ column: 'placedOn', op: 'period', values: ['this-month'] }] },
    ],
    [text],
  );
  return (
    <ListPage
      kind="order"
      title={text('title')}
      columns={['placedOn', 'customer', 'lines', 'note', 'status', 'currency', 'entity']}
      widths={{ customer: 240, note: 280 }}
      quick={quick}
      notice={<SectionNeeds needs={['entity', 'customer']} />}
      actions={<ActionButton action={create} />}
      empty={{ title: text('empty.title'), text: text('empty.text'), action: create }}
    />
  );
}

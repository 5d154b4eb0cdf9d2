import { useTranslations } from 'use-intl';
import { ListPage } from '../../app/list/list-page.tsx';
import { useGo } from '../../app/navigation.ts';
import { useNeeded } from '../../app/setup/use-needs.ts';
import { ActionButton } from '../../ui/action-button.tsx';
import { SectionNeeds } from '../../app/setup/section-needs.tsx';

/** Every billing run, newest first. */
export function Page() {
  const text = useTranslations('billing-run');
  const go = useGo();
  // Orders and drafts are billed without any subscription, too.
  const start = useNeeded({ needs: ['entity', 'customer'] }, { label: text('new'), run: () => go('/runs/new') });
  return (
    <ListPage
      kind="billing-run"
      title={text('title')}
      columns={['periodStart', 'periodEnd', 'status', 'invoices', 'creditNotes', 'exceptions', 'currencies', 'hash']}
      widths={{ hash: 220, currencies: 200 }}
      notice={<SectionNeeds step="run" />}
      actions={<ActionButton action={start} />}
      empty={{ title: text('empty.title'), text: text('empty.text'), action: start }}
    />
  );
}

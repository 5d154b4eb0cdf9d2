import { useTranslations } from 'use-intl';
import { ImportPage } from '../../app/import/import-page.tsx';
import { useGo } from '../../app/navigation.ts';

/** Subscriptions from a file, each with its add-ons: a company that comes from elsewhere brings hundreds. */
export function Page() {
  const text = useTranslations('subscriptions');
  const go = useGo();
  return (
    <ImportPage
      kind="subscriptions"
      title={text('import.title')}
      text={text('import.text')}
      crumbs={[{ label: text('title'), href: '#/subscriptions' }]}
      onDone={() => go('/subscriptions')}
    />
  );
}

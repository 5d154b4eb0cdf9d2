import { useTranslations } from 'use-intl';
import { ImportPage } from '../../app/import/import-page.tsx';
import { useGo } from '../../app/navigation.ts';

/** Customers from a file. */
export function Page() {
  const text = useTranslations('customers');
  const go = useGo();
  return (
    <ImportPage
      kind="customers"
      title={text('import.title')}
      text={text('import.text')}
      crumbs={[{ label: text('title'), href: '#/customers' }]}
      onDone={() => go('/customers')}
    />
  );
}

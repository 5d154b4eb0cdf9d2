import { useTranslations } from 'use-intl';
import { ImportPage } from '../../app/import/import-page.tsx';
import { useGo } from '../../app/navigation.ts';

/** USG-13: events from a file; the same rows again count nothing twice (USG-05). */
export function Page() {
  const text = useTranslations('usage');
  const go = useGo();
  return (
    <ImportPage
      kind="usage"
      title={text('import.title')}
      text={text('import.text')}
      crumbs={[{ label: text('title'), href: '#/usage' }]}
      onDone={() => go('/usage')}
    />
  );
}

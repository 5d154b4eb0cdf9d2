import { useTranslations } from 'use-intl';
import { useSetupCounts } from '../../app/setup/counts.ts';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { SetUpGuide } from './set-up-guide.tsx';

/** The guide by itself, for whoever put it aside and wants it again. */
export function Page() {
  const text = useTranslations('home');
  const counts = useSetupCounts();
  return (
    <>
      <PageHeader title={text('guide.title')} crumbs={[{ label: text('title'), href: '#/' }]} />
      <PageBody>{counts !== undefined && <SetUpGuide counts={counts} />}</PageBody>
    </>
  );
}

import { useTranslations } from 'use-intl';
import { EmptyState } from '../ui/empty-state.tsx';
import { useGo } from './navigation.ts';

/** An address that leads nowhere. */
export function MissingPage() {
  const text = useTranslations('app');
  const go = useGo();
  return (
    <EmptyState
      isPage
      cause="nothing"
      title={text('missing.title')}
      text={text('missing.text')}
      action={{ label: text('missing.action'), run: () => go('/') }}
    />
  );
}

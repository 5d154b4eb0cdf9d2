import { Suspense, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import type { Feature, FeatureRoute } from './feature.ts';

/** A page of a feature, named in the window's title. */
export function PageOf({ feature, route }: { readonly feature: Feature; readonly route: FeatureRoute }) {
  const text = useTranslations(feature.id);
  const title = text(route.title);
  useEffect(() => {
    document.title = `${title} – Counterfoil`;
  }, [title]);
  const Page = route.page;
  return (
    <Suspense fallback={null}>
      <Page />
    </Suspense>
  );
}

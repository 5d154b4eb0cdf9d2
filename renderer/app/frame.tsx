import { useTranslations } from 'use-intl';
import { type ReactNode, useEffect } from 'react';
import { useSession } from '../state/session.ts';
import { AppFrame, type RailSection } from '../ui/app-frame.tsx';
import { clock } from './clock.ts';
import { EntitySwitcher } from './entity-switcher.tsx';
import { sections } from './feature.ts';
import { features } from './features.ts';
import { FirstRun } from './first-run.tsx';
import { useDocuments } from './hooks.ts';
import { usePath } from './navigation.ts';
import { RailFoot } from './rail-foot.tsx';
import { RailTools } from './rail-tools.tsx';

const useRail = (): readonly RailSection[] => {
  const text = useTranslations();
  return sections.flatMap((section) => {
    const entries = features
      .flatMap((feature) => (feature.nav ?? []).map((entry) => ({ ...entry, label: text(`${feature.id}.${entry.label}`) })))
      .filter((entry) => entry.section === section)
      .sort((a, b) => a.order - b.order)
      .map(({ path, label, icon, goKey }) => ({ path, href: `#${path}`, label, icon, hint: goKey === undefined ? undefined : `G ${goKey.toUpperCase()}` }));
    return entries.length === 0 ? [] : [{ id: section, label: text(`app.sections.${section}`), entries }];
  });
};

/** Everything around the pages. Before there is a company, the first run takes their place. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const text = useTranslations('app');
  const rail = useRail();
  const path = usePath();
  const entities = useDocuments('entity');
  const hasBegun = useSession((session) => session.hasBegun);
  const all = entities.value;
  useEffect(() => {
    if (all !== undefined) clock.placed(Object.fromEntries(all.map(({ id, zone }) => [id, zone])));
  }, [all]);
  if (all === undefined) return null;
  if (all.length === 0 && !hasBegun) return <FirstRun />;
  return (
    <AppFrame
      label={text('rail')}
      skipLabel={text('skip')}
      switcher={<EntitySwitcher entities={all} />}
      tools={<RailTools />}
      sections={rail}
      current={path}
      foot={<RailFoot />}
    >
      {children}
    </AppFrame>
  );
}

import { useTranslations } from 'use-intl';
import { type ReactNode, useEffect } from 'react';
import { useSession } from '../state/session.ts';
import { useWork } from '../state/work.ts';
import { AppFrame, type RailSection } from '../ui/app-frame.tsx';
import { clock } from './clock.ts';
import { DemoBadge } from './demo-badge.tsx';
import { EntitySwitcher } from './entity-switcher.tsx';
import { sections } from './feature.ts';
import { features } from './features.ts';
import { demoWork, FirstRun } from './first-run.tsx';
import { useDocuments } from './hooks.ts';
import { useGo, usePath } from './navigation.ts';
import { Palette } from './palette/palette.tsx';
import { RailFoot } from './rail-foot.tsx';
import { RailTools } from './rail-tools.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { useShellLink } from './shell-link.ts';
import { ShortcutSheet } from './shortcut-sheet.tsx';
import { StoreTrouble } from './store-trouble.tsx';
import { Locked } from './sync/locked.tsx';
import { SyncBanner } from './sync/sync-banner.tsx';
import { useAccess, useSync } from './sync/sync-news.ts';
import { useGoKeys, useHotkey } from './shortcuts.ts';
import { undoLast } from './toast.tsx';

const useRail = (): readonly RailSection[] => {
  const text = useTranslations();
  const access = useAccess();
  return sections.flatMap((section) => {
    const entries = features
      .flatMap((feature) => (feature.nav ?? []).map((entry) => ({ ...entry, label: text(`${feature.id}.${entry.label}`) })))
      .filter((entry) => entry.section === section && entry.isFor?.(access) !== false)
      .sort((a, b) => a.order - b.order)
      .map(({ path, label, icon, goKey }) => ({
        path,
        href: `#${path}`,
        label,
        icon,
        hint: goKey === undefined ? undefined : `G ${goKey.toUpperCase()}`,
      }));
    return entries.length === 0 ? [] : [{ id: section, label: text(`app.sections.${section}`), entries }];
  });
};

const goPaths = new Map(
  features.flatMap(({ nav = [] }) => nav.flatMap(({ goKey, path }) => (goKey === undefined ? [] : [[goKey, path] as const]))),
);

/** Keys that work on every page. */
const useFrameKeys = (): void => {
  const go = useGo();
  const { isPrivate, set } = useSession();
  useGoKeys((letter) => {
    const path = goPaths.get(letter);
    if (path !== undefined) go(path);
  });
  useHotkey('mod+z', undoLast);
  useHotkey('mod+shift+p', () => set({ isPrivate: !isPrivate }));
};

/** What opens before there is a company: joining one, and why the organization's sign-in led to nothing. */
const beforeThereIsWork: ReadonlySet<string> = new Set(['/connect', '/sign-in']);

/** Everything around the pages. Before there is a company, the first run takes their place. */
export function Frame({ children }: { readonly children: ReactNode }) {
  const text = useTranslations('app');
  const rail = useRail();
  const path = usePath();
  const entities = useDocuments('entity');
  const hasBegun = useSession((session) => session.hasBegun);
  const isKnown = useSession((session) => session.hasBegun || session.demoAt !== null);
  const isFilling = useWork((work) => work.running.some(({ id }) => id === demoWork));
  const all = entities.value;
  useFrameKeys();
  useShellLink();
  useSync();
  useEffect(() => {
    if (all !== undefined) clock.placed(Object.fromEntries(all.map(({ id, zone }) => [id, zone])));
  }, [all]);
  if (entities.error !== null) return <StoreTrouble />;
  const frame = (switcher: ReactNode, page: ReactNode): ReactNode => (
    <AppFrame
      label={text('rail')}
      skipLabel={text('skip')}
      switcher={switcher}
      tools={
        <>
          <RailTools />
          <DemoBadge />
        </>
      }
      sections={rail}
      current={path}
      foot={<RailFoot />}
      banner={<SyncBanner />}
    >
      {page}
    </AppFrame>
  );
  // A company is known to be here: its frame stands while the store opens, and only the page waits.
  if (all === undefined) return isKnown ? <Locked page={null}>{frame(<EntitySwitcher entities={[]} />, null)}</Locked> : null;
  // The demo company fills up behind the first run; it is shown when it is whole.
  if (isFilling || (all.length === 0 && !hasBegun)) {
    return (
      <>
        {beforeThereIsWork.has(path) ? children : <FirstRun />}
        <RestoreDialog />
      </>
    );
  }
  return (
    <Locked page={children}>
      {frame(
        <EntitySwitcher entities={all} />,
        <>
          {children}
          <Palette />
          <ShortcutSheet />
          <RestoreDialog />
        </>,
      )}
    </Locked>
  );
}

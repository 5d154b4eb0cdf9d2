import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import type { Bridge, MenuCommand } from '../../electron/ipc/contract.ts';
import { useSession } from '../state/session.ts';
import { useWork } from '../state/work.ts';
import { saveFile, shell } from './files.ts';
import { machineLocale } from './messages.ts';
import { useGo } from './navigation.ts';
import { openPalette } from './palette/palette-state.ts';
import { useRestoring } from './restoring.ts';
import { useSyncStatus } from './sync/sync-news.ts';
import { toast } from './toast.tsx';
import { workstation } from './workstation.ts';

/** Where the menu's commands lead. What a feature does not offer (yet) leads to the page that says so. */
const menuPaths: Partial<Readonly<Record<MenuCommand, string>>> = {
  'new-invoice': '/invoices/new',
  'new-customer': '/customers?new=1',
  'new-subscription': '/subscriptions/new',
  'run-billing': '/runs/new',
  import: '/import',
  preferences: '/settings',
  'go-home': '/',
  'go-customers': '/customers',
  'go-subscriptions': '/subscriptions',
  'go-usage': '/usage',
  'go-invoices': '/invoices',
  'go-catalog': '/catalog',
  'go-audit': '/audit',
};

/** Everything in one file, named by the day. */
const exportEverything = async (): Promise<void> => {
  const file = await workstation().exportAll();
  await saveFile('backup', `counterfoil-${workstation().clock.now().slice(0, 10)}.counterfoil`, file);
};

/** What the shell tells beside the menu: a file that was opened with the program, one that could not be read, and that the window broke and was loaded again. */
const hearShell = (bridge: Bridge, text: ReturnType<typeof useTranslations<'app.shell'>>): (() => void) => {
  const stops = [
    bridge.hear['file.offered'](({ name, bytes }) => useRestoring.getState().ask(new File([new Uint8Array(bytes)], name))),
    bridge.hear['file.refused'](({ name, reason }) => toast({ message: text('fileRefused', { name, reason }), tone: 'bad' })),
    bridge.hear['window.recovered'](({ crashes }) => toast({ message: text('recovered', { crashes }), tone: 'bad' })),
    bridge.hear['update.changed']((update) => {
      if (update.kind === 'ready') toast({ message: text('updateReady', { version: update.version }) });
    }),
  ];
  return () => {
    for (const stop of stops) stop();
  };
};

/** What the window has to do with the shell around it: menu commands, the language of menus, and what would be lost if it closed. In a browser, nothing. */
export const useShellLink = (): void => {
  const go = useGo();
  const text = useTranslations('app.shell');
  const { locale, theme } = useSession();
  const { running, unsaved } = useWork();
  useEffect(() => {
    const bridge = shell();
    if (bridge === null) {
      // The browser's own question stands in for the shell's.
      const warn = (event: BeforeUnloadEvent): void => {
        const { running: now, unsaved: changed } = useWork.getState();
        if (now.length > 0 || changed.size > 0) event.preventDefault();
      };
      window.addEventListener('beforeunload', warn);
      return () => window.removeEventListener('beforeunload', warn);
    }
    const stopHearing = hearShell(bridge, text);
    const stop = bridge.hear['menu.chosen'](({ command }) => {
      const path = menuPaths[command];
      if (path !== undefined) go(path);
      else if (command === 'search') openPalette('everything');
      else if (command === 'restore') useRestoring.getState().ask(null);
      else if (command === 'print') void bridge.ask['page.print']({});
      else if (command === 'export-all') void exportEverything();
      else if (command === 'shortcuts') window.dispatchEvent(new KeyboardEvent('keydown', { key: '?', bubbles: true }));
    });
    void bridge.ask['app.ready']({});
    return () => {
      stop();
      stopHearing();
    };
  }, [go, text]);
  useEffect(() => {
    void shell()?.ask['app.appear']({ language: locale ?? machineLocale(), theme });
  }, [locale, theme]);
  const [work] = running;
  const run = work === undefined ? null : { done: work.done, total: work.of };
  const unsent = useSyncStatus()?.pending ?? 0;
  const report = JSON.stringify({ unsaved: unsaved.size, unsent, run });
  useEffect(() => {
    void shell()?.ask['work.report'](
      JSON.parse(report) as { unsaved: number; unsent: number; run: { done: number; total: number } | null },
    );
  }, [report]);
};

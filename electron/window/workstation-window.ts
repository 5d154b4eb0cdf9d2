import type { BrowserWindow, RenderProcessGoneDetails } from 'electron';
import { homeAddress, safePageAddress } from '../app-address.ts';
import type { EventName, Tells, Work } from '../ipc/contract.ts';
import type { Log } from '../log/log.ts';
import { mayNavigateTo } from '../security/navigation.ts';
import { keepState } from './keep-state.ts';
import { openMailbox } from './mailbox.ts';
import { guardClosing, noWork } from './quit-guard.ts';
import { crashRecovery } from './recovery.ts';
import type { WindowState } from './window-state.ts';

export interface WorkstationWindow {
  readonly window: BrowserWindow;
  readonly tell: <K extends EventName>(event: K, told: Tells<K>) => void;
  readonly listening: () => void;
  readonly report: (work: Work) => void;
  readonly work: () => Work;
  readonly mayClose: () => Promise<boolean>;
  readonly front: () => void;
}

export interface WindowHost {
  readonly log: Log;
  readonly writeState: (state: WindowState) => Promise<void>;
  readonly confirmClosing: (window: BrowserWindow, work: Work) => Promise<boolean>;
  /** Asks what to do with a window that does not answer; true to load it again. */
  readonly confirmReload: (window: BrowserWindow) => Promise<boolean>;
  readonly stayed: () => void;
  readonly nowMs: () => number;
}

/** A window of the workstation with what watches over it: its place, its work, its crashes, what it is told. */
export function watchWindow(window: BrowserWindow, host: WindowHost): WorkstationWindow {
  const { webContents } = window;
  let work = noWork;
  const mailbox = openMailbox((event, told) => {
    if (!window.isDestroyed()) webContents.send(event, told);
  });
  const forget = (): void => {
    work = noWork;
    mailbox.gone();
  };
  webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) forget();
  });

  const remedyFor = crashRecovery();
  const load = async (address: string): Promise<void> => {
    await window.loadURL(address).catch((error: unknown) => {
      host.log.error('window.load-failed', error);
    });
  };
  webContents.on('render-process-gone', (_event, details: RenderProcessGoneDetails) => {
    forget();
    host.log.warn('window.process-gone', { reason: details.reason, exitCode: details.exitCode });
    const remedy = remedyFor(details.reason, host.nowMs());
    if (remedy.kind === 'none') return;
    // Not from inside this event: Chromium is still taking the old process down, and a load now ends the whole program.
    setImmediate(() => {
      if (window.isDestroyed()) return;
      if (remedy.kind === 'safe-page') return void load(safePageAddress);
      mailbox.tell('window.recovered', { crashes: remedy.crashes });
      const address = webContents.getURL();
      void load(mayNavigateTo(address) ? address : homeAddress);
    });
  });

  const reloadWhereAsked = async (): Promise<void> => {
    const again = await host.confirmReload(window);
    // A page that does not answer cannot be navigated; its process has to end, and then it is loaded again as after a crash.
    if (again && !window.isDestroyed()) webContents.forcefullyCrashRenderer();
  };
  window.on('unresponsive', () => {
    host.log.warn('window.unresponsive');
    void reloadWhereAsked();
  });

  keepState(window, host.writeState, (error) => {
    host.log.error('window.state-not-kept', error);
  });
  const { mayClose } = guardClosing(
    window,
    () => work,
    async (now) => host.confirmClosing(window, now),
    host.stayed,
  );
  return {
    window,
    tell: mailbox.tell,
    listening: mailbox.listening,
    report: (reported) => {
      work = reported;
    },
    work: () => work,
    mayClose,
    front: () => {
      if (window.isMinimized()) window.restore();
      window.show();
      window.focus();
    },
  };
}

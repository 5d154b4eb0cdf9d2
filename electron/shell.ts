import path from 'node:path';
import { app, type BrowserWindow, ipcMain, Menu, nativeTheme, safeStorage, screen, session, shell } from 'electron';
import { homeAddress, safePageAddress } from './app-address.ts';
import { appProtocol, listBundle } from './app-protocol.ts';
import { confirmClosing, confirmLink, confirmReload, showAbout } from './dialogs.ts';
import { type Grants, openGrants } from './files/grants.ts';
import { readBounded } from './files/read-bounded.ts';
import { aboutFacts, fileHost, pdfOf, printed } from './hosts.ts';
import { type EventName, type Language, largest, type Tells } from './ipc/contract.ts';
import { type FileHost, fileHandlers } from './ipc/handlers/files.ts';
import { type ProgramHost, programHandlers, saveDiagnostics } from './ipc/handlers/program.ts';
import { serverHandlers } from './ipc/handlers/server.ts';
import { serve } from './ipc/serve.ts';
import type { Log } from './log/log.ts';
import { menuTemplate } from './menu.ts';
import { openSecrets } from './secrets.ts';
import { openOrganizationSignIn, type OrganizationSignIn } from './server/organization-sign-in.ts';
import { openServerLink, type ServerLink } from './server/server-link.ts';
import { cutNetwork } from './security/network.ts';
import { openLink } from './security/open-link.ts';
import { guardPermissions } from './security/permissions.ts';
import type { Settings } from './settings.ts';
import { openUpdates, type Updates } from './updates/updates.ts';
import { plainPage } from './plain-page.ts';
import { createWindow } from './window/create-window.ts';
import { noWork } from './window/quit-guard.ts';
import { safePage } from './window/safe-page.ts';
import { placed, readWindowState, writeWindowState } from './window/window-state.ts';
import { watchWindow, type WorkstationWindow } from './window/workstation-window.ts';
import { languageOf, type Words, wordsIn } from './words.ts';

export interface ShellFacts {
  readonly settings: Settings;
  readonly log: Log;
  readonly logFile: string;
  /** The built interface. */
  readonly bundle: string;
  readonly preload: string;
  readonly icon: string | null;
}

export interface Shell {
  readonly open: () => void;
  readonly front: () => void;
  readonly openFile: (file: string) => void;
}

/** What changes while the shell runs. */
interface State {
  language: Language;
  words: Words;
  window: WorkstationWindow | null;
  quitting: boolean;
}

/** The running shell. Electron is ready; the protocol's privileges, the switches and the lock are the caller's. */
export async function startShell(facts: ShellFacts): Promise<Shell> {
  const language = languageOf(app.getLocale());
  const state: State = { language, words: wordsIn(language), window: null, quitting: false };
  const grants = openGrants();
  const files = fileHost(
    () => state.words,
    () => windowOf(state),
  );
  const program = programHost(state, facts, () => {
    setMenu(state, { program, files, grants });
  });

  await secureSession(state, facts);
  const secrets = openSecrets(path.join(app.getPath('userData'), 'secrets'), safeStorage, process.platform);
  const link = openServerLink(path.join(app.getPath('userData'), 'server.json'), secrets);
  serve(
    ipcMain,
    {
      ...fileHandlers(files, grants),
      ...programHandlers(program, files, grants, secrets, updatesFor(state, facts), facts.log),
      ...serverHandlers(link, organizationSignIn(state, link, program), (event, told) => tell(state, event, told)),
    },
    (id) => state.window?.window.webContents.id === id,
    ({ channel, reason, places }, error) => {
      facts.log.error('ipc.refused', error, { channel, reason, places: places.join(' ') });
    },
  );
  app.on('before-quit', () => {
    state.quitting = true;
  });
  setMenu(state, { program, files, grants });

  const open = (): void => {
    openWindow(state, facts);
  };
  return {
    open,
    front: () => {
      if (state.window === null) open();
      else state.window.front();
    },
    openFile: (file) => {
      if (state.window === null) open();
      void offer(state, file);
    },
  };
}

function windowOf({ window }: State): BrowserWindow {
  if (window === null) throw new Error('there is no window');
  return window.window;
}

const tell = <K extends EventName>({ window }: State, event: K, told: Tells<K>): void => window?.tell(event, told);

/** Hands a file that the system was asked to open to the window, which decides what to do with it. */
async function offer(state: State, file: string): Promise<void> {
  const name = path.basename(file);
  const read = await readBounded(file, largest.backup);
  if (read.ok) tell(state, 'file.offered', { name, bytes: read.bytes });
  else tell(state, 'file.refused', { name, reason: read.reason });
}

function openWindow(state: State, { preload, icon, log }: ShellFacts): void {
  const stateFile = path.join(app.getPath('userData'), 'window.json');
  const before = readWindowState(stateFile);
  const areas = screen.getAllDisplays().map((display) => display.workArea);
  const dark = nativeTheme.shouldUseDarkColors;
  const window = createWindow({ preload, icon, devTools: !app.isPackaged, dark, state: before, box: placed(before, areas) });
  state.window = watchWindow(window, {
    log,
    writeState: async (now) => writeWindowState(stateFile, now),
    confirmClosing: async (over, work) => confirmClosing(over, work, state.words),
    confirmReload: async (over) => confirmReload(over, state.words),
    stayed: () => {
      state.quitting = false;
    },
    nowMs: () => performance.now(),
  });
  window.once('closed', () => {
    state.window = null;
    // On a Mac the program outlives its window, unless it was told to quit.
    if (state.quitting || process.platform !== 'darwin') app.quit();
  });
  window.loadURL(homeAddress).catch((error: unknown) => {
    log.error('window.load-failed', error);
  });
}

/** The window's session: our protocol, three permissions, no network. */
async function secureSession(state: State, { bundle, log }: ShellFacts): Promise<void> {
  const { defaultSession } = session;
  const pages = { [new URL(safePageAddress).pathname]: () => safePage(state.words, state.language) };
  guardPermissions(defaultSession, (permission) => {
    log.warn('permission.denied', { code: permission });
  });
  await cutNetwork(defaultSession, !app.isPackaged, (protocol) => {
    log.warn('network.cut', { protocol });
  });
  defaultSession.protocol.handle('app', appProtocol(await listBundle(bundle), pages));
}

function programHost(state: State, { logFile }: ShellFacts, languageChanged: () => void): ProgramHost {
  return {
    about: aboutFacts(),
    packaged: app.isPackaged,
    platform: process.platform,
    language: () => state.language,
    appear: ({ language, theme }) => {
      nativeTheme.themeSource = theme;
      if (language === state.language) return;
      state.language = language;
      state.words = wordsIn(language);
      languageChanged();
    },
    listening: () => state.window?.listening(),
    report: (_windowId, work) => state.window?.report(work),
    print: async () => printed(windowOf(state)),
    pdfOfPage: async (_windowId, landscape) => pdfOf(windowOf(state), landscape),
    links: () => ({
      confirm: async (shown) => confirmLink(windowOf(state), shown, state.words),
      open: async (address) => shell.openExternal(address),
    }),
    logFile,
  };
}

const organizationSignIn = (state: State, link: ServerLink, program: ProgramHost): OrganizationSignIn =>
  openOrganizationSignIn({
    link,
    open: async (address, server) => openLink(address, program.links(windowOf(state).webContents.id), server),
    page: (isSignedIn) => {
      const { words, language } = state;
      const said = isSignedIn ? 'signedIn' : 'notSignedIn';
      return plainPage({ language, product: words('product'), title: words(`${said}.title`), detail: words(`${said}.detail`), link: null });
    },
  });

const updatesFor = (state: State, { settings, log }: ShellFacts): Updates =>
  openUpdates({
    feed: settings.feed,
    version: app.getVersion(),
    updater: async () => (await import('electron-updater')).autoUpdater,
    work: () => state.window?.work() ?? noWork,
    changed: (now) => {
      tell(state, 'update.changed', now);
    },
    failed: (error) => {
      log.error('update.failed', error);
    },
    mayClose: async () => (await state.window?.mayClose()) ?? true,
  });

interface MenuHosts {
  readonly program: ProgramHost;
  readonly files: FileHost;
  readonly grants: Grants;
}

function setMenu(state: State, { program, files, grants }: MenuHosts): void {
  const template = menuTemplate({
    platform: process.platform,
    devTools: !app.isPackaged,
    words: state.words,
    choose: (command) => {
      tell(state, 'menu.chosen', { command });
    },
    saveDiagnostics: () => void saveDiagnostics(program, files, grants, windowOf(state).webContents.id),
    showAbout: () => void showAbout(windowOf(state), program.about, state.words),
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain, Menu, nativeTheme, safeStorage, screen, session, shell } from 'electron';
import { homeAddress, safePageAddress } from './app-address.ts';
import { appProtocol, listBundle } from './app-protocol.ts';
import { confirmClosing, confirmLink, confirmReload, showAbout } from './dialogs.ts';
import { openGrants } from './files/grants.ts';
import { readBounded } from './files/read-bounded.ts';
import { type Answers, type EventName, type Language, largest, type Tells } from './ipc/contract.ts';
import { type FileHost, fileHandlers } from './ipc/handlers/files.ts';
import { type ProgramHost, programHandlers, saveDiagnostics } from './ipc/handlers/program.ts';
import { serve } from './ipc/serve.ts';
import type { Log } from './log/log.ts';
import { menuTemplate } from './menu.ts';
import { openSecrets } from './secrets.ts';
import { cutNetwork } from './security/network.ts';
import { guardPermissions } from './security/permissions.ts';
import type { Settings } from './settings.ts';
import { openUpdates, type Updater } from './updates/updates.ts';
import { createWindow } from './window/create-window.ts';
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

/** The running shell. Electron is ready; the protocol's privileges, the switches and the lock are the caller's. */
export async function startShell(facts: ShellFacts): Promise<Shell> {
  const { log, settings } = facts;
  const devTools = !app.isPackaged;
  const grants = openGrants();
  const secrets = openSecrets(path.join(app.getPath('userData'), 'secrets'), safeStorage, process.platform);
  const stateFile = path.join(app.getPath('userData'), 'window.json');
  let language: Language = languageOf(app.getLocale());
  let words: Words = wordsIn(language);
  let current: WorkstationWindow | null = null;
  let quitting = false;

  const tell = <K extends EventName>(event: K, told: Tells<K>): void => current?.tell(event, told);
  const windowOf = (): BrowserWindow => {
    if (current === null) throw new Error('there is no window');
    return current.window;
  };
  const files = fileHost(() => words, windowOf);
  const program: ProgramHost = {
    about: aboutFacts(),
    packaged: app.isPackaged,
    platform: process.platform,
    language: () => language,
    appear: (appearance) => {
      nativeTheme.themeSource = appearance.theme;
      if (appearance.language === language) return;
      language = appearance.language;
      words = wordsIn(language);
      setMenu();
    },
    listening: () => current?.listening(),
    report: (_windowId, work) => current?.report(work),
    print: async () => await printed(windowOf()),
    pdfOfPage: async (_windowId, landscape) =>
      await windowOf().webContents.printToPDF({ landscape, pageSize: 'A4', printBackground: true }),
    links: () => ({
      confirm: async (shown) => await confirmLink(windowOf(), shown, words),
      open: async (address) => {
        await shell.openExternal(address);
      },
    }),
    logFile: facts.logFile,
  };
  const updates = openUpdates({
    feed: settings.feed,
    version: app.getVersion(),
    updater: async () => (await import('electron-updater')).autoUpdater as unknown as Updater,
    work: () => current?.work() ?? { unsaved: 0, unsent: 0, run: null },
    changed: (state) => {
      tell('update.changed', state);
    },
    failed: (error) => {
      log.error('update.failed', error);
    },
    mayClose: async () => (await current?.mayClose()) ?? true,
  });

  const setMenu = (): void => {
    const template = menuTemplate({
      platform: process.platform,
      devTools,
      words,
      choose: (command) => {
        tell('menu.chosen', { command });
      },
      saveDiagnostics: () => void saveDiagnostics(program, files, grants, windowOf().webContents.id),
      showAbout: () => void showAbout(windowOf(), program.about, words),
    });
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  };

  const open = (): void => {
    const state = readWindowState(stateFile);
    const box = placed(
      state,
      screen.getAllDisplays().map((display) => display.workArea),
    );
    const window = createWindow({ preload: facts.preload, icon: facts.icon, devTools, dark: nativeTheme.shouldUseDarkColors, state, box });
    current = watchWindow(window, {
      log,
      writeState: async (now) => {
        await writeWindowState(stateFile, now);
      },
      confirmClosing: async (over, work) => await confirmClosing(over, work, words),
      confirmReload: async (over) => await confirmReload(over, words),
      stayed: () => {
        quitting = false;
      },
      nowMs: () => performance.now(),
    });
    window.once('closed', () => {
      current = null;
      // On a Mac the program outlives its window, unless it was told to quit.
      if (quitting || process.platform !== 'darwin') app.quit();
    });
    window.loadURL(homeAddress).catch((error: unknown) => {
      log.error('window.load-failed', error);
    });
  };

  const bundle = await listBundle(facts.bundle);
  const pages = { [new URL(safePageAddress).pathname]: () => safePage(words, language) };
  session.defaultSession.protocol.handle('app', appProtocol(bundle, pages));
  guardPermissions(session.defaultSession as unknown as Parameters<typeof guardPermissions>[0], (permission) => {
    log.warn('permission.denied', { code: permission });
  });
  await cutNetwork(session.defaultSession, devTools, (protocol) => {
    log.warn('network.cut', { protocol });
  });
  serve(
    ipcMain as unknown as Parameters<typeof serve>[0],
    { ...fileHandlers(files, grants), ...programHandlers(program, files, grants, secrets, updates, log) },
    (id) => current?.window.webContents.id === id,
    (refusal, error) => {
      log.error('ipc.refused', error, { channel: refusal.channel, reason: refusal.reason, places: refusal.places.join(' ') });
    },
  );
  app.on('before-quit', () => {
    quitting = true;
  });
  setMenu();

  return {
    open,
    front: () => {
      if (current === null) open();
      else current.front();
    },
    openFile: (file) => {
      if (current === null) open();
      const name = path.basename(file);
      void readBounded(file, largest.backup).then((read) => {
        if (read.ok) tell('file.offered', { name, bytes: read.bytes });
        else tell('file.refused', { name, reason: read.reason });
      });
    },
  };
}

function fileHost(words: () => Words, windowOf: () => BrowserWindow): FileHost {
  let passing: string | null = null;
  app.on('quit', () => {
    if (passing !== null) rmSync(passing, { recursive: true, force: true });
  });
  return {
    chooseSave: async (_windowId, options) => {
      const { canceled, filePath } = await dialog.showSaveDialog(windowOf(), options);
      return canceled || filePath === '' ? null : filePath;
    },
    chooseOpen: async (_windowId, options) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(windowOf(), options);
      return canceled ? null : (filePaths[0] ?? null);
    },
    reveal: (place) => {
      shell.showItemInFolder(place);
    },
    openWithSystem: async (file) => (await shell.openPath(file)) === '',
    documents: app.getPath('documents'),
    passing: async () => {
      passing ??= mkdtempSync(path.join(app.getPath('temp'), 'counterfoil-'));
      return await Promise.resolve(mkdtempSync(path.join(passing, `${randomUUID().slice(0, 8)}-`)));
    },
    words,
  };
}

const printed = async (window: BrowserWindow): Promise<boolean> =>
  await new Promise((resolve) => {
    window.webContents.print({ silent: false, printBackground: true }, (success) => {
      resolve(success);
    });
  });

function aboutFacts(): Answers<'app.about'> {
  const { electron = '', chrome = '', node } = process.versions;
  return {
    name: 'Counterfoil',
    version: app.getVersion(),
    electron,
    chromium: chrome,
    node,
    platform: `${process.platform} ${process.arch}`,
    licences: app.isPackaged,
  };
}

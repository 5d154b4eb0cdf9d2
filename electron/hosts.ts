import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import { app, type BrowserWindow, dialog, shell } from 'electron';
import type { Answers } from './ipc/contract.ts';
import type { FileHost } from './ipc/handlers/files.ts';
import type { Words } from './words.ts';

/** The system's dialogs and programs, over the window that there is. */
export function fileHost(words: () => Words, window: () => BrowserWindow): FileHost {
  let passing: string | null = null;
  app.on('quit', () => {
    if (passing !== null) rmSync(passing, { recursive: true, force: true });
  });
  return {
    chooseSave: async (_windowId, options) => {
      const { canceled, filePath } = await dialog.showSaveDialog(window(), options);
      return canceled || filePath === '' ? null : filePath;
    },
    chooseOpen: async (_windowId, options) => {
      const { canceled, filePaths } = await dialog.showOpenDialog(window(), options);
      return canceled ? null : (filePaths[0] ?? null);
    },
    reveal: (place) => {
      shell.showItemInFolder(place);
    },
    openWithSystem: async (file) => (await shell.openPath(file)) === '',
    documents: app.getPath('documents'),
    passing: () => {
      passing ??= mkdtempSync(path.join(app.getPath('temp'), 'counterfoil-'));
      return mkdtempSync(path.join(passing, `${randomUUID().slice(0, 8)}-`));
    },
    words,
  };
}

/** The system's print dialog over the page; false where nothing was printed. */
export const printed = async (window: BrowserWindow): Promise<boolean> => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  window.webContents.print({ silent: false, printBackground: true }, resolve);
  return promise;
};

export const pdfOf = async (window: BrowserWindow, landscape: boolean): Promise<Uint8Array> =>
  window.webContents.printToPDF({ landscape, pageSize: 'A4', printBackground: true });

export function aboutFacts(): Answers<'app.about'> {
  const { electron, chrome, node } = process.versions;
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

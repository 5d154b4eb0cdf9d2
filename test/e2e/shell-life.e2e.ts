import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import { electronFlags, findElectron } from '../../.scripts/find-electron.ts';
import { readWindowState } from '../../electron/window/window-state.ts';
import { expect, test, type Workstation } from './workstation.ts';

const root = path.resolve(import.meta.dirname, '..', '..');

const shellOf = ({ electron }: Workstation): ElectronApplication => {
  if (electron === null) throw new Error('this spec is for the shell');
  return electron;
};

interface TestBridge {
  readonly ask: Record<string, (question: unknown) => Promise<unknown>>;
  readonly hear: Record<string, (listener: (told: unknown) => void) => () => void>;
}

const ask = async (page: Page, channel: string, question: unknown): Promise<unknown> =>
  page.evaluate(
    async ([name, asked]) => {
      const { counterfoil } = globalThis as unknown as { counterfoil: TestBridge };
      return counterfoil.ask[name]?.(asked);
    },
    [channel, question] as const,
  );

/** The page is there and has said of itself what it says at its start: what a test says after it stands. */
const begun = async (page: Page): Promise<void> => {
  await expect(page.getByRole('heading').first()).toBeVisible();
  await page.evaluate(
    async () =>
      new Promise((resolve) => {
        requestAnimationFrame(() => {
          setTimeout(resolve);
        });
      }),
  );
};

/** Notes from now on what the shell tells the window. */
const noteEvents = async (page: Page): Promise<void> => {
  await page.evaluate(async () => {
    const all = globalThis as unknown as { counterfoil: TestBridge; told: unknown[] };
    all.told = [];
    for (const [name, hear] of Object.entries(all.counterfoil.hear)) hear((told) => all.told.push([name, told]));
    await all.counterfoil.ask['app.ready']?.({});
  });
};

const told = async (page: Page): Promise<unknown> => page.evaluate(() => (globalThis as unknown as { told: unknown[] }).told);

/** Puts fixed answers in the place of the system's dialogs, and notes what they would have shown. */
const answerDialogs = async (
  shell: ElectronApplication,
  answers: { readonly response?: number; readonly path?: string },
): Promise<void> => {
  await shell.evaluate(({ dialog }, { response, path: file }) => {
    const noted = globalThis as unknown as { shown: unknown[] };
    noted.shown = [];
    const note = (args: unknown[]): void => {
      noted.shown.push(args.at(-1));
    };
    Object.assign(dialog, {
      showMessageBox: async (...args: unknown[]) => {
        note(args);
        return Promise.resolve({ response, checkboxChecked: false });
      },
      showSaveDialog: async (...args: unknown[]) => {
        note(args);
        return Promise.resolve(file === undefined ? { canceled: true, filePath: '' } : { canceled: false, filePath: file });
      },
      showOpenDialog: async (...args: unknown[]) => {
        note(args);
        return Promise.resolve(file === undefined ? { canceled: true, filePaths: [] } : { canceled: false, filePaths: [file] });
      },
    });
  }, answers);
};

const shown = async (shell: ElectronApplication): Promise<readonly { readonly message: string; readonly detail: string }[]> =>
  shell.evaluate(() => (globalThis as unknown as { shown: { message: string; detail: string }[] }).shown);

test('a second start hands its file to the first one and ends', async ({ workstation }) => {
  const shell = shellOf(workstation);
  await noteEvents(workstation.page);
  const file = path.join(workstation.profile, 'year end.counterfoil');
  writeFileSync(file, 'backup');
  const found = findElectron(false);
  const electron = 'file' in found ? found.file : '';
  const second = spawn(electron, [...electronFlags(), root, `--user-data-dir=${workstation.profile}`, file], { stdio: 'ignore' });
  expect(await once(second, 'exit')).toEqual([0, null]);
  await expect
    .poll(async () => told(workstation.page))
    .toEqual([['file.offered', { name: 'year end.counterfoil', bytes: expect.anything() as unknown }]]);
  expect(await shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
});

test('the window comes back where it was, and onto the display when that is gone', async ({ workstation }) => {
  const box = { x: 40, y: 50, width: 1000, height: 700 };
  const boxOf = async (): Promise<unknown> =>
    shellOf(workstation).evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds());
  await shellOf(workstation).evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(bounds);
  }, box);
  await expect.poll(() => readWindowState(path.join(workstation.profile, 'window.json'))).toMatchObject({ box });
  await workstation.reopen();
  expect(await boxOf()).toEqual(box);
  await workstation.kill();
  writeFileSync(
    path.join(workstation.profile, 'window.json'),
    JSON.stringify({ box: { ...box, x: 30_000 }, maximized: false, fullScreen: false }),
  );
  await workstation.open();
  expect(((await boxOf()) as { x: number }).x).toBeLessThan(2000);
});

test('[A13] closing on unsaved work and on a running billing run asks, and says what it would cost', async ({ workstation }) => {
  const shell = shellOf(workstation);
  await begun(workstation.page);
  await ask(workstation.page, 'work.report', { unsaved: 2, unsent: 0, run: { done: 340, total: 1200 } });
  await answerDialogs(shell, { response: 1 });
  await shell.evaluate(({ app }) => {
    app.quit();
  });
  await expect.poll(async () => (await shown(shell)).length).toBe(1);
  const [question] = await shown(shell);
  expect(question?.message).toBe('Close Counterfoil now?');
  expect(question?.detail).toContain('2 changes are not saved yet and will be lost.');
  expect(question?.detail).toContain('340 of 1,200 customers are done');
  expect(await shell.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await ask(workstation.page, 'app.appear', { language: 'de', theme: 'dark' });
  await ask(workstation.page, 'work.report', { unsaved: 1, unsent: 3, run: null });
  await answerDialogs(shell, { response: 1 });
  await shell.evaluate(({ BrowserWindow }) => {
    BrowserWindow.getAllWindows()[0]?.close();
  });
  await expect.poll(async () => (await shown(shell)).length).toBe(1);
  expect((await shown(shell))[0]?.detail).toBe(
    '1 Änderung ist noch nicht gespeichert und geht verloren.\n\n3 Einträge sind noch nicht an den Server gesendet. Sie bleiben auf diesem Rechner und werden später gesendet.',
  );
  await answerDialogs(shell, { response: 0 });
  await shell.evaluate(({ app }) => {
    app.quit();
  });
  await workstation.ended();
});

test('a crashed window is loaded again; after three crashes a safe page stands in', async ({ workstation }) => {
  const shell = shellOf(workstation);
  const crash = async (): Promise<void> => {
    await shell.evaluate(async ({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      const loaded = new Promise<void>((resolve) => {
        contents?.once('did-finish-load', () => {
          resolve();
        });
      });
      contents?.forcefullyCrashRenderer();
      await loaded;
    });
  };
  const inWindow = async (code: string): Promise<unknown> =>
    shell.evaluate(
      async ({ BrowserWindow }, script) => (await BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script)) as unknown,
      code,
    );
  await crash();
  expect(await inWindow('location.href.split("#")[0]')).toBe('app://billing/index.html');
  await crash();
  expect(await inWindow('location.href.split("#")[0]')).toBe('app://billing/index.html');
  await crash();
  expect(await inWindow('[location.pathname, document.querySelector("h1").textContent]')).toEqual([
    '/shell/safe-page.html',
    'Counterfoil stopped several times in a row',
  ]);
  await inWindow('document.querySelector("a").click()');
  await expect.poll(async () => inWindow('location.pathname')).toBe('/index.html');
  const log = readFileSync(path.join(workstation.profile, 'logs', 'counterfoil.log'), 'utf8');
  expect(log.match(/window\.process-gone exitCode=\d+ reason=|window\.process-gone reason=/g)).toHaveLength(3);
});

test('the menu speaks to the window, in its language', async ({ workstation }) => {
  const shell = shellOf(workstation);
  await begun(workstation.page);
  await noteEvents(workstation.page);
  const choose = async (id: string): Promise<void> => {
    await shell.evaluate(({ Menu }, item) => {
      Menu.getApplicationMenu()?.getMenuItemById(item)?.click();
    }, id);
  };
  await choose('search');
  await choose('new-invoice');
  await choose('preferences');
  await expect
    .poll(async () => told(workstation.page))
    .toEqual([
      ['menu.chosen', { command: 'search' }],
      ['menu.chosen', { command: 'new-invoice' }],
      ['menu.chosen', { command: 'preferences' }],
    ]);
  await ask(workstation.page, 'app.appear', { language: 'de', theme: 'light' });
  expect(await shell.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label.replace('&', '')))).toEqual([
    'Datei',
    'Bearbeiten',
    'Ansicht',
    'Gehe zu',
    'Fenster',
    'Hilfe',
  ]);
});

test('files are saved, opened and written only where the user has pointed', async ({ workstation }) => {
  const shell = shellOf(workstation);
  const { page } = workstation;
  const place = path.join(workstation.profile, 'place');
  mkdirSync(place);
  const save = async (): Promise<unknown> =>
    page.evaluate(async () => {
      const { counterfoil } = globalThis as unknown as { counterfoil: TestBridge };
      return counterfoil.ask['file.save']?.({ kind: 'pdf', name: 'INV-1.pdf', bytes: new Uint8Array([37, 80, 68, 70]) });
    });
  await answerDialogs(shell, {});
  expect(await save()).toEqual({ kind: 'cancelled' });
  await answerDialogs(shell, { path: path.join(place, 'mine.pdf') });
  expect(await save()).toEqual({ kind: 'saved', name: 'mine.pdf', grant: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown });
  expect(readFileSync(path.join(place, 'mine.pdf'), 'utf8')).toBe('%PDF');
  await answerDialogs(shell, { path: path.join(place, 'no', 'such', 'folder', 'a.pdf') });
  expect(await save()).toEqual({ kind: 'failed', reason: 'missing' });
  await answerDialogs(shell, { path: place });
  const chosen = (await ask(page, 'folder.choose', {})) as { grant: string };
  const write = async (name: string, replace: boolean): Promise<unknown> =>
    page.evaluate(
      async ([grant, file, over]) => {
        const { counterfoil } = globalThis as unknown as { counterfoil: TestBridge };
        return counterfoil.ask['folder.write']?.({ grant, name: file, bytes: new Uint8Array([1]), replace: over });
      },
      [chosen.grant, name, replace] as const,
    );
  expect(await write('INV-2.pdf', false)).toEqual({ kind: 'written' });
  expect(await write('INV-2.pdf', false)).toEqual({ kind: 'exists' });
  expect(await write('INV-2.pdf', true)).toEqual({ kind: 'written' });
  expect(readdirSync(place).sort()).toEqual(['INV-2.pdf', 'mine.pdf']);
  await answerDialogs(shell, { path: path.join(place, 'mine.pdf') });
  expect(await ask(page, 'file.open', { kind: 'backup' })).toMatchObject({ kind: 'opened', name: 'mine.pdf' });
  await answerDialogs(shell, { path: place });
  expect(await ask(page, 'file.open', { kind: 'import' })).toEqual({ kind: 'failed', reason: 'not-a-file' });
});

test('the page is saved as a PDF through the system’s dialog', async ({ workstation }) => {
  const file = path.join(workstation.profile, 'page.pdf');
  await answerDialogs(shellOf(workstation), { path: file });
  expect(await ask(workstation.page, 'page.save-pdf', { name: 'home', landscape: false })).toMatchObject({
    kind: 'saved',
    name: 'page.pdf',
  });
  expect(readFileSync(file).subarray(0, 5).toString()).toBe('%PDF-');
});

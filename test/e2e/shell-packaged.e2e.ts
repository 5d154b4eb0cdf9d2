import path from 'node:path';
import { wrongFuses } from '../../.scripts/fuses.ts';
import { expect, test } from './workstation.ts';

const forTests = path.resolve(import.meta.dirname, '..', '..', 'dist', 'packages-for-tests', 'linux-unpacked', 'counterfoil');

test.describe('the packaged program', () => {
  // The variable shows a page of their own to tests of the sources; the packaged program does not know it.
  test.use({ launch: { args: [], executable: forTests, env: { COUNTERFOIL_WINDOW: import.meta.dirname } } });

  test('starts, shows its own interface and has no developer tools', async ({ workstation }) => {
    const { page, electron } = workstation;
    expect(page.url().split('#')[0]).toBe('app://billing/index.html');
    await expect(page).toHaveTitle(/Counterfoil/);
    await expect(page.locator('#root')).not.toBeEmpty();
    const about = await page.evaluate(async () => {
      const { counterfoil } = globalThis as unknown as {
        counterfoil: { ask: Record<string, (question: object) => Promise<{ version: string; packaged: boolean }>> };
      };
      return [await counterfoil.ask['app.about']?.({}), await counterfoil.ask['app.ready']?.({})];
    });
    expect(about).toMatchObject([{ name: 'Counterfoil', version: '0.1.0' }, { packaged: true }]);
    const tools = await electron?.evaluate(async ({ BrowserWindow, Menu, app }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      contents?.openDevTools();
      await new Promise((resolve) => {
        setTimeout(resolve, 500);
      });
      const roles = Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items.map(({ role }) => role) ?? []);
      return {
        packaged: app.isPackaged,
        opened: contents?.isDevToolsOpened(),
        inMenu: roles?.filter((role) => /reload|devtools/i.test(role ?? '')),
      };
    });
    expect(tools).toEqual({ packaged: true, opened: false, inMenu: [] });
  });

  test('has every fuse as it must stand, the inspector open for this test alone', async ({ workstation }) => {
    expect(workstation.host).toBe('electron');
    expect(await wrongFuses(forTests, true)).toEqual([]);
    expect(await wrongFuses(forTests, false)).toEqual(['EnableNodeCliInspectArguments']);
  });
});

import { createServer } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';
import { selfSigned } from '../electron/self-signed.ts';
import { goodPassword, runningServer, type RunningServer } from '../support/running-server.ts';
import { expect, test } from './workstation.ts';

const listening = async (server: ReturnType<typeof createServer>): Promise<number> => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return (server.address() as AddressInfo).port;
};

const chip = (page: Page) => page.getByTestId('sync-chip');

const tryAddress = async (page: Page, address: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Address of the server' }).fill(address);
  await page.getByRole('button', { name: 'Continue' }).click();
};

const signIn = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('textbox', { name: 'Password' }).fill(goodPassword);
  await page.locator('form').getByRole('button', { name: 'Sign in' }).click();
};

const joined = async (page: Page, server: RunningServer): Promise<void> => {
  await page.getByRole('link', { name: 'Connect' }).click();
  await tryAddress(page, `http://127.0.0.1:${server.port}`);
  await signIn(page, 'ada');
  await page.getByRole('button', { name: 'Join' }).waitFor();
  await page.getByRole('textbox', { name: 'Name' }).fill('Front desk');
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(chip(page)).toHaveAttribute('data-state', 'online');
};

const segments = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const { counterfoilWorkstation } = globalThis as unknown as {
      counterfoilWorkstation: () => { list(kind: string): Promise<readonly unknown[]> };
    };
    return (await counterfoilWorkstation().list('segment')).length;
  });

const addSegment = (page: Page, name: string): Promise<void> =>
  page.evaluate(async (wanted) => {
    const { counterfoilWorkstation } = globalThis as unknown as {
      counterfoilWorkstation: () => { execute(kind: string, body: unknown): Promise<{ ok: boolean }> };
    };
    const outcome = await counterfoilWorkstation().execute('segment.create', { name: wanted, code: wanted });
    if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  }, name);

/** Sends what waits. Where the system has no keyring the session ended with the program: then somebody signs in again, at the same station. */
const sent = async (page: Page): Promise<void> => {
  await chip(page).click();
  await page.getByRole('button', { name: 'Sync now' }).click();
  await expect(chip(page)).toHaveAttribute('data-state', /online|blocked/);
  await page.keyboard.press('Escape');
  if ((await chip(page).getAttribute('data-state')) === 'blocked') {
    await page.getByTestId('sync-banner').getByRole('button', { name: 'Sign in' }).click();
    await signIn(page, 'ada');
  }
  await expect(chip(page)).toHaveAttribute('data-state', 'online');
  await expect(chip(page)).toHaveAttribute('data-pending', '0');
};

test('[F1] says in words what is wrong with an address before anything is asked', async ({ workstation }) => {
  const { page } = workstation;
  const secure = createSecureServer(selfSigned, (_request, response) => response.end('{}'));
  const other = createServer((_request, response) => response.end('<h1>It works</h1>'));
  try {
    const [securePort, otherPort] = [await listening(secure), await listening(other)];
    await page.getByRole('link', { name: 'Connect' }).click();
    await tryAddress(page, 'http://books.example');
    await expect(page.getByText('reached over https only')).toBeVisible();
    await tryAddress(page, `https://127.0.0.1:${securePort}`);
    await expect(page.getByText('its certificate is signed by nobody but itself')).toBeVisible();
    await tryAddress(page, `http://127.0.0.1:${otherPort}`);
    await expect(page.getByText('No Counterfoil server answers there.')).toBeVisible();
  } finally {
    secure.close();
    other.close();
  }
});

test('[A8] joins through the main process, works on while the server is away, and sends what waited', async ({ workstation }) => {
  const data = test.info().outputPath('server');
  let server = await runningServer({ at: new Date().toISOString(), data });
  try {
    await server.add('ada', 'administrator');
    await joined(workstation.page, server);
    await addSegment(workstation.page, 'gold');
    await expect(chip(workstation.page)).toHaveAttribute('data-pending', '0');

    const { port } = server;
    await server.stop();
    await expect(chip(workstation.page)).toHaveAttribute('data-state', 'offline', { timeout: 2_000 });
    await addSegment(workstation.page, 'silver');
    await expect(chip(workstation.page)).toHaveAttribute('data-pending', '1');
    await expect(workstation.page.getByTestId('sync-banner')).toContainText('1 change waits');

    // Closing would ask first, since something was not sent (A13); a pulled plug asks nothing.
    await workstation.kill();
    const page = await workstation.open();
    await expect(chip(page)).toHaveAttribute('data-pending', '1');
    expect(await segments(page)).toBe(2);

    server = await runningServer({ at: new Date().toISOString(), data, settings: { 'listen.port': String(port) } });
    await sent(page);
  } finally {
    await server.stop();
  }
});

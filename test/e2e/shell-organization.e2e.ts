import type { Page } from '@playwright/test';
import { type RunningServer, runningServer } from '../support/running-server.ts';
import { signedInAt, startIssuer } from '../support/issuer.ts';
import { expect, test, type Workstation } from './workstation.ts';

/** In place of the system's browser: addresses that the program would open are noted, and its question about them is answered with yes. */
const watchBrowser = async ({ electron }: Workstation): Promise<() => Promise<string>> => {
  if (electron === null) throw new Error('this spec is for the shell');
  await electron.evaluate(({ shell, dialog }) => {
    Object.assign(dialog, { showMessageBox: async () => Promise.resolve({ response: 0, checkboxChecked: false }) });
    Object.assign(globalThis, { openedAddress: '' });
    const openExternal = async (address: string): Promise<void> => {
      Object.assign(globalThis, { openedAddress: address });
      await Promise.resolve();
    };
    Object.assign(shell, { openExternal });
  });
  let last = '';
  return async () => {
    await expect
      .poll(async () => {
        const now = await electron.evaluate(() => (globalThis as unknown as { openedAddress: string }).openedAddress);
        return now !== '' && now !== last && (last = now) !== '';
      })
      .toBe(true);
    return last;
  };
};

/** What a person does in the browser, from the address that the program opened to the page that sends them back to it. */
const walked = async (address: string, server: RunningServer, name: string): Promise<string> => {
  const asked = await fetch(address);
  const issuer = /href="([^"]+)"/.exec(await asked.text())?.[1]?.replaceAll('&#38;', '&') ?? '';
  const cookie = asked.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const back = await signedInAt(issuer, name, `http://127.0.0.1:${server.port}/`);
  const returned = await fetch(back, { redirect: 'manual', headers: { cookie } });
  return (await fetch(returned.headers.get('location') ?? '')).text();
};

const begin = (page: Page): Promise<void> => page.getByRole('button', { name: 'Sign in with your organization' }).click();

test('[D3] signs in with the organization in the system’s browser; refusal and cancel are told, and no token reaches the window', async ({
  workstation,
}) => {
  const { page } = workstation;
  const issuer = await startIssuer(['http://127.0.0.1/people/v1/oidc/return']);
  const settings = { 'oidc.issuer': issuer.address, 'oidc.client': 'counterfoil' };
  const server = await runningServer({ settings, at: new Date().toISOString(), data: test.info().outputPath('server') });
  try {
    await server.add('ada@firm.example', 'administrator');
    const opened = await watchBrowser(workstation);
    await page.getByRole('link', { name: 'Connect' }).click();
    await page.getByRole('textbox', { name: 'Address of the server' }).fill(`http://127.0.0.1:${server.port}`);
    await page.getByRole('button', { name: 'Continue' }).click();

    await begin(page);
    await opened();
    await page.getByText('Waiting for your browser').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).first().click();
    await expect(page.getByText('The sign-in was cancelled')).toBeVisible();

    await begin(page);
    expect(await walked(await opened(), server, 'nobody')).toContain('You are not signed in');
    await expect(page.getByText('sign-in was not accepted here')).toBeVisible();

    await begin(page);
    const address = await opened();
    expect(new URL(address).origin).toBe(`http://127.0.0.1:${server.port}`);
    expect(await walked(address, server, 'ada')).toContain('Go back to Counterfoil');
    await expect(page.getByText('Signed in as Name of ada@firm.example')).toBeVisible();
    await page.getByRole('textbox', { name: 'Name' }).fill('Front desk');
    await page.getByRole('button', { name: 'Join' }).click();
    await expect(page.getByTestId('sync-chip')).toHaveAttribute('data-state', 'online');
    const held = await page.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]));
    expect(held).not.toMatch(/token/i);
  } finally {
    await server.stop();
    issuer.close();
  }
});

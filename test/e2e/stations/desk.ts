// A station as a person sits at it: its window, and the wire that can be cut.

import type { Browser, Page } from '@playwright/test';
import { goTo } from '../door-world.ts';
import { expect } from '../workstation.ts';
import type { HeadOffice } from './head-office.ts';
import type { Line } from './line.ts';

export interface Desk {
  readonly name: string;
  /** The station's, which stands in its numbers. */
  readonly code: string;
  readonly page: Page;
  readonly line: Line;
}

/** A window in a browser of its own: what it keeps, nobody else sees. The interface comes from the server itself. */
export const browserDesk = async (
  browser: Browser,
  office: HeadOffice,
  [name, code]: readonly [string, string],
  watch: (page: Page) => void,
): Promise<Desk> => {
  const line = await office.line();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
  const page = await context.newPage();
  watch(page);
  await page.goto(line.address);
  return { name, code, page, line };
};

const chip = ({ page }: Desk) => page.getByTestId('sync-chip');

/** Everything that was given here is judged, and what the server had is here. */
export const expectInStep = async (desk: Desk): Promise<void> => {
  await expect(chip(desk)).toHaveAttribute('data-pending', '0');
  await expect(chip(desk)).toHaveAttribute('data-state', 'online');
};

export const goOffline = async (desk: Desk): Promise<void> => {
  desk.line.cut();
  await expect(chip(desk)).toHaveAttribute('data-state', 'offline');
};

/** The wire is there again, and a person asks for a sync rather than waiting for the next try. */
export const comeBack = async (desk: Desk): Promise<void> => {
  desk.line.mend();
  await chip(desk).click();
  await desk.page.getByRole('button', { name: 'Sync now' }).click();
  await desk.page.keyboard.press('Escape');
  await expectInStep(desk);
};

/** How many matters lie in the inbox, as the chip says. */
export const expectMatters = async (desk: Desk, count: number): Promise<void> => {
  const said = count === 0 ? /^(?!.*settle)/ : new RegExp(`, ${count} matters? to settle$`);
  await expect(chip(desk)).toHaveAccessibleName(said);
};

const fill = async (page: Page, fields: Readonly<Record<string, string>>): Promise<void> => {
  for (const [name, value] of Object.entries(fields)) await page.getByRole('textbox', { name, exact: true }).fill(value);
};

/** Finds the server: a browser knows where its page came from, the desktop program asks for the address. */
const findServer = async ({ page, line }: Desk): Promise<void> => {
  await page.getByRole('link', { name: 'Connect' }).click();
  const address = page.getByRole('textbox', { name: 'Address of the server' });
  await expect(page.getByRole('button', { name: 'Continue' })).toBeVisible();
  if (await address.isVisible()) await address.fill(line.address);
  await page.getByRole('button', { name: 'Continue' }).click();
};

const signIn = async (page: Page, name: string, password: string): Promise<void> => {
  await fill(page, { Name: name, Password: password });
  await page.locator('form').getByRole('button', { name: 'Sign in' }).click();
};

const join = async (desk: Desk): Promise<void> => {
  await expect(desk.page.getByRole('button', { name: 'Join' })).toBeVisible();
  await desk.page.getByRole('textbox', { name: 'Name' }).fill(desk.name);
  await desk.page.getByRole('textbox', { name: 'Code of this station' }).fill(desk.code);
  await desk.page.getByRole('button', { name: 'Join' }).click();
  await expectInStep(desk);
};

export interface Somebody {
  readonly signInName: string;
  readonly name: string;
  readonly password: string;
}

/** D2: whoever has the code that the server showed is its first administrator, and joins with this machine. */
export const joinAsFirst = async (desk: Desk, office: HeadOffice, { signInName, name, password }: Somebody): Promise<void> => {
  const { page } = desk;
  await findServer(desk);
  await page.getByRole('button', { name: /^No administrator yet/ }).click();
  await fill(page, { 'Code of the server': office.setupCode, 'Name to sign in with': signInName, 'Your name': name, Password: password });
  await page.getByRole('button', { name: 'Create' }).click();
  await signIn(page, signInName, password);
  await join(desk);
};

/** Somebody who was given a password by another sets one of their own, and joins. */
export const joinAsInvited = async (desk: Desk, { signInName, password }: Somebody, given: string): Promise<void> => {
  const { page } = desk;
  await findServer(desk);
  await signIn(page, signInName, given);
  await fill(page, { 'Your password now': given, 'New password': password, 'Once more': password });
  await page.getByRole('button', { name: 'Change' }).click();
  await join(desk);
};

/** Says it at once, and leads to where it is settled. */
export const expectTold = async ({ page }: Desk, news: string): Promise<void> => {
  const told = page.getByRole('alert').filter({ hasText: news });
  await expect(told.getByRole('button', { name: 'Open the inbox' })).toBeVisible({ timeout: 60_000 });
};

/** A10: opens the matter of the inbox that reads so, and ends it. */
export const settle = async ({ page }: Desk, matter: string, end: () => Promise<void>): Promise<void> => {
  await goTo(page, '/sync/inbox');
  await page.getByRole('row').filter({ hasText: matter }).filter({ hasText: 'Open' }).getByRole('link').click();
  await end();
  await expect(page.getByRole('row').filter({ hasText: matter })).not.toContainText('Open');
};

/** NUM-04: what every number of every series became, as the screen tells it. */
export const expectGapReport = async ({ page }: Desk, report: string): Promise<void> => {
  await goTo(page, '/settings?tab=numbers');
  await expect(page.getByRole('status').filter({ hasText: report })).toBeVisible();
};

/** NUM-05: a desk closes the series that it numbers from, and is told whose another one is. */
export const expectWhose = async ({ page, code }: Desk, other: Desk): Promise<void> => {
  const close = page.getByRole('button', { name: 'Close series' });
  await page.getByRole('button', { name: new RegExp(`-${other.code}-`) }).click();
  await expect(page.getByText(`Station ${other.code} gives these numbers`)).toBeVisible();
  await expect(close).toHaveCount(0);
  await page.getByRole('button', { name: new RegExp(`-${code}-`) }).click();
  await expect(close).toBeVisible();
};

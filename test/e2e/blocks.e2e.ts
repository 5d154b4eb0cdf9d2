// Numbers that the server lends to a station in blocks, as a person meets them.

import { chromium, type Page } from '@playwright/test';
import { chromiumPath, findChromium } from '../../.scripts/find-chromium.ts';
import { isBlock, numbersLeft } from '../../core/organization/number-block.ts';
import { invoice, party, seats } from './company-world.ts';
import { goTo } from './door-world.ts';
import { browserDesk, comeBack, expectInStep, goOffline, joinAsFirst } from './stations/desk.ts';
import { headOffice } from './stations/head-office.ts';
import { expect, onlyWith, test, watchPages } from './workstation.ts';

const ada = { signInName: 'ada', name: 'Ada Brandt', password: 'correct horse battery staple' };

const numberOf = (page: Page, id: string): Promise<string | null> =>
  page.evaluate(async (invoiceId) => (await window.counterfoilWorkstation().get('invoice', invoiceId))?.number ?? null, id);

test('[NUM-02, NUM-04, A9] a station numbers from the block that it was lent, is told when none are left, and gives the rest back when it leaves', async () => {
  const found = findChromium();
  onlyWith('missing' in found ? `Chromium: ${found.missing}` : null);
  const watch = watchPages();
  const office = await headOffice('SQLite');
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
  try {
    const desk = await browserDesk(browser, office, ['Nord', 'A1'], watch.page);
    const { page } = desk;
    await joinAsFirst(desk, office, ada);
    const company = await party(page, seats.DE, 'Brandt & Söhne', true);

    // The company numbers in blocks of four.
    await goTo(page, `/settings/entities/${company.entityId}`);
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    const form = page.getByRole('dialog', { name: 'Edit legal entity' });
    await form.getByRole('combobox', { name: 'Numbers come from' }).click();
    await page.getByRole('option', { name: 'The server, lent to stations in blocks' }).click();
    await form.getByRole('textbox', { name: 'Numbers in a block' }).fill('0');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form.getByText('1 to 10,000 numbers.').first()).toBeVisible();
    await form.getByRole('textbox', { name: 'Numbers in a block' }).fill('4');
    await form.getByRole('button', { name: 'Save' }).click();
    await expect(form).toBeHidden();

    // It is lent some by itself, and more when somebody asks.
    await goTo(page, '/settings?tab=numbers');
    const mine = page.getByRole('table', { name: 'What this station has left' });
    await expect(mine.getByRole('row').filter({ hasText: 'DE-INV' })).toContainText('4 numbers left');
    await mine.getByRole('button', { name: /^Lend more numbers of DE-INV/ }).click();
    await expect(mine.getByRole('row').filter({ hasText: 'DE-INV' })).toContainText('8 numbers left');
    await expectInStep(desk);

    // Offline they are given in order, and none is made up where they end.
    await goOffline(desk);
    const made: string[] = [];
    for (let at = 1; at <= 9; at += 1) made.push(await invoice(page, company, 'EUR', String(at * 10), true));
    const running = (number: string | null): number | null => (number === null ? null : Number(number.split('-').at(-1)));
    const numbers: (number | null)[] = [];
    for (const id of made) numbers.push(running(await numberOf(page, id)));
    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, null]);
    await goTo(page, '/settings?tab=numbers');
    await expect(page.getByText('This station has no numbers left')).toBeVisible();
    await expect(mine.getByRole('button', { name: /^Lend more numbers of DE-INV/ })).toBeDisabled();

    // With the server there again the last one is numbered, and there are new ones to take along.
    await comeBack(desk);
    await expect.poll(async () => running(await numberOf(page, made.at(-1) ?? ''))).toBe(9);
    await goTo(page, '/settings?tab=numbers');
    await expect(mine.getByRole('row').filter({ hasText: 'DE-INV' })).toContainText('4 numbers left');
    await expect(page.getByRole('table', { name: 'Blocks lent to stations' })).toContainText('Used up');

    // What it leaves with unused is void, and says why.
    await goTo(page, '/sync');
    await page.getByRole('button', { name: 'Leave the server' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave', exact: true }).click();
    await expect(page.getByText('You have left the server.')).toBeVisible();
    const blocks = (await office.books.list('number-series')).filter(isBlock);
    expect(
      blocks.filter((block) => numbersLeft(block) > 0),
      'nothing is lent to a station that has left',
    ).toEqual([]);
    const givenUp = blocks.flatMap(({ documentType, voided }) =>
      voided.map(({ number, reason }) => `${documentType} ${number}: ${reason}`),
    );
    const unused = [...[10, 11, 12, 13].map((number) => `invoice ${number}`), ...[1, 2, 3, 4].map((number) => `credit-note ${number}`)];
    expect(new Set(givenUp)).toEqual(new Set(unused.map((number) => `${number}: left-server`)));
    expect(watch.takeFaults(), 'the pages keep to their policy and throw nothing').toEqual([]);
  } finally {
    await browser.close();
    await office.close();
  }
});

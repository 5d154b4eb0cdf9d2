import type { Page } from '@playwright/test';
import { invoice, type Party, party, seats } from './company-world.ts';
import { furnish, goTo, openDemo, openEmpty, setClock } from './door-world.ts';
import { Leftovers, namesIn, textsOf } from './languages-world.ts';
import { allAddresses, eachTab, settled, show } from './pages-world.ts';
import { expect, test } from './workstation.ts';

async function toGerman(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Appearance' }).click();
  await page.getByRole('menuitem', { name: 'Deutsch' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
}

interface Company {
  readonly EUR: string;
  readonly JPY: string;
  readonly KWD: string;
}

/** Three invoices at one moment: late in the evening in Berlin and Kuwait, which is the first of April in Tokyo. */
async function threeCurrencies(page: Page): Promise<Company> {
  await setClock(page, '2026-03-31T19:30:00.000Z');
  const [berlin, tokyo, kuwait]: readonly Party[] = [
    await party(page, seats.DE, 'Brandt & Söhne', true),
    await party(page, seats.JP, 'Minato Shoji', false),
    await party(page, seats.KW, 'Bubiyan Trading', false),
  ];
  if (berlin === undefined || tokyo === undefined || kuwait === undefined) throw new Error('three parties');
  return {
    EUR: await invoice(page, berlin, 'EUR', '1234.5', true),
    JPY: await invoice(page, tokyo, 'JPY', '123456', true),
    KWD: await invoice(page, kuwait, 'KWD', '1234.567', true),
  };
}

const figures = {
  en: { EUR: '1,234.50', JPY: '123,456', KWD: '1,234.567', berlin: 'Mar 31, 2026', tokyo: 'Apr 1, 2026' },
  de: { EUR: '1.234,50', JPY: '123.456', KWD: '1.234,567', berlin: '31. März 2026', tokyo: '1. Apr. 2026' },
} as const;

async function expectFigures(page: Page, company: Company, language: 'en' | 'de'): Promise<void> {
  const said = figures[language];
  for (const currency of ['EUR', 'JPY', 'KWD'] as const) {
    await goTo(page, `/invoices/${company[currency]}`);
    const totals = page.getByRole('region', { name: language === 'en' ? 'Totals' : 'Summen' });
    await expect(totals, currency).toContainText(said[currency]);
    // Neither more decimals than the currency has nor fewer.
    await expect(totals, currency).not.toContainText(new RegExp(`${said[currency].replace('.', '\\.')}[.,]?\\d`));
    await expect(
      page.getByText(currency === 'JPY' ? said.tokyo : said.berlin).first(),
      `${currency} is dated by its entity's clock`,
    ).toBeVisible();
  }
  await goTo(page, '/invoices');
  for (const currency of ['EUR', 'JPY', 'KWD'] as const) {
    const cell = page.getByRole('gridcell').filter({ hasText: said[currency] }).first();
    await expect(cell).toContainText(currency);
    const look = await cell.evaluate((element) => {
      const figure =
        [...element.querySelectorAll('*'), element].find(({ childNodes }) => [...childNodes].some(({ nodeType }) => nodeType === 3)) ??
        element;
      const { right } = figure.getBoundingClientRect();
      return { numeric: getComputedStyle(figure).fontVariantNumeric, gapPx: element.getBoundingClientRect().right - right };
    });
    expect(look.numeric, 'figures of one width').toContain('tabular-nums');
    expect(look.gapPx, 'amounts stand at the right').toBeLessThan(60);
  }
}

test('[A17] one company in two languages and three currencies, each day by its entity’s clock', async ({ workstation }) => {
  test.setTimeout(180_000);
  const { page } = workstation;
  await openEmpty(page);
  const company = await threeCurrencies(page);
  await expectFigures(page, company, 'en');
  await toGerman(page);
  await expectFigures(page, company, 'de');

  // What is typed is read as the language writes it.
  await goTo(page, '/invoices/new?customer=');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/Rechnung/);

  // The printed page follows the entity's language, not the window's.
  await goTo(page, `/invoices/${company.EUR}`);
  await page.getByRole('tab', { name: 'PDF' }).click();
  const printed = page.getByRole('region', { name: 'PDF' });
  await expect(printed).toContainText(/Rechnung/, { timeout: 30_000 });
  await expect(printed).toContainText('1.234,50');
  await expect(printed).toContainText('31. März 2026');

  // It is the user's choice, and it is still there the next morning.
  const again = await workstation.reopen();
  await expect(again.locator('html')).toHaveAttribute('lang', 'de');
  await expect(again.getByRole('navigation', { name: 'Hauptmenü' }).or(again.getByRole('navigation').first())).toBeVisible();
});

/** The main lists in a small window: the standard columns fit beside each other, and whom a document is for can be read. */
async function expectListsFit(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const address of ['/invoices', '/credit-notes', '/subscriptions', '/payments', '/orders', '/customers', '/runs']) {
    await show(page, address);
    const grid = page.getByRole('grid');
    await expect(grid, `${address} needs no scrolling to the side`).not.toHaveAttribute('data-wide');
    if (address === '/runs') continue;
    const head = grid.getByRole('columnheader', { name: address === '/customers' ? 'Name' : 'Kunde', exact: true });
    expect((await head.boundingBox())?.width, `${address} names its customers`).toBeGreaterThanOrEqual(150);
  }
}

test('[A5, A17] no page of the demo company shows a key or leaves anything in English when the window is German, and its lists fit a small one', async ({
  workstation,
}) => {
  test.setTimeout(480_000);
  const { page, electron } = workstation;
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (/MISSING_MESSAGE|FORMATTING_ERROR|INVALID_MESSAGE|INSUFFICIENT_PATH/.test(message.text())) complaints.push(message.text());
  });
  await openDemo(page);
  await furnish(page);
  await toGerman(page);
  const leftovers = new Leftovers();
  const names = await namesIn(page);
  const found = new Set<string>();
  const look = async (place: string): Promise<void> => {
    for (const text of leftovers.among(await textsOf(page), names)) found.add(`${place}: ${text}`);
  };
  for (const address of await allAddresses(page)) {
    await show(page, address);
    await look(address);
    if (address.includes('?')) continue;
    await eachTab(page, async (tab) => {
      // What is printed follows the document.
      if (tab !== 'PDF') await look(`${address}, ${tab}`);
    });
  }
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await settled(page);
  await look('the palette');
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await settled(page);
  await look('the sheet of keys');
  await page.keyboard.press('Escape');
  if (electron === null) await expectListsFit(page);
  expect([...found]).toEqual([]);
  expect(complaints).toEqual([]);
});

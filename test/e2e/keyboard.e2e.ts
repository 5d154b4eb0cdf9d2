import { invoice, party, seats } from './company-world.ts';
import { goTo, openDemo, openEmpty } from './door-world.ts';
import { focusOf, roundTrip, tabTo } from './keyboard-world.ts';
import { settled, show } from './pages-world.ts';
import { expect, test } from './workstation.ts';

test('[A4, A15, INV-12, F5, F16] an invoice without a mouse: its customer, its lines, issued, looked at, credited', async ({
  workstation,
}) => {
  test.setTimeout(240_000);
  const { page } = workstation;
  const { keyboard } = page;
  page.setDefaultTimeout(20_000);
  await tabTo(page, page.getByRole('button', { name: 'Start', exact: true }));
  await keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
  await party(page, seats.DE, 'Brandt & Söhne', true);

  // The customer: what is missing is said, and the keyboard is where it is missing.
  await keyboard.press('g');
  await keyboard.press('c');
  await expect(page.getByRole('heading', { level: 1, name: 'Customers' })).toBeVisible();
  await keyboard.press('c');
  await keyboard.type('new cust');
  await expect(page.getByRole('option').first()).toContainText('New customer');
  await keyboard.press('Enter');
  const form = page.getByRole('dialog', { name: 'New customer' });
  await expect(form.getByRole('textbox', { name: 'Company' })).toBeFocused();
  await keyboard.type('Orchard Street Bakery');
  await keyboard.press('Control+Enter');
  const country = form.getByRole('combobox', { name: 'Country' });
  await expect(country).toHaveAttribute('aria-invalid', 'true');
  await expect(country).toHaveAccessibleDescription(/.+/);
  await expect(country).toBeFocused();
  await keyboard.type('Germany');
  await expect(page.getByRole('option', { name: 'Germany', exact: true })).toBeVisible();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(country).toHaveValue('Germany');
  await keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Orchard Street Bakery' })).toBeVisible();

  await keyboard.press('e');
  await expect(page.getByRole('dialog', { name: 'Edit' })).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  // The draft, from the palette.
  await keyboard.press('Control+k');
  await keyboard.type('new inv');
  await expect(page.getByRole('option').first()).toContainText('New invoice');
  await keyboard.press('Enter');
  await tabTo(page, page.getByRole('combobox', { name: 'Customer' }));
  await keyboard.type('Orchard');
  await expect(page.getByRole('option', { name: 'Orchard Street Bakery' })).toBeVisible();
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Begin the draft' }));
  await keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Add line' }));
  await keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Description, line 1' })).toBeFocused();
  await keyboard.type('Workshop');
  await keyboard.press('Tab');
  await keyboard.press('Control+a');
  await keyboard.type('2');
  await keyboard.press('Tab');
  await keyboard.type('450');
  await expect(page.getByRole('region', { name: 'Totals' })).toContainText('900.00');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();

  // Issued: the keyboard stays in the dialog as long as it is open, and comes back to the page.
  await tabTo(page, page.getByRole('button', { name: 'Issue invoice' }), 'Shift+Tab');
  await keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: /Issue/ });
  await expect(dialog.getByRole('button', { name: 'Issue', exact: true })).toBeEnabled();
  for (let step = 0; step < 6; step += 1) {
    await keyboard.press('Tab');
    await expect(dialog.locator(':focus')).toHaveCount(1);
  }
  await keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Issue invoice' })).toBeFocused();
  await keyboard.press('Enter');
  await expect(dialog.getByRole('button', { name: 'Issue', exact: true })).toBeEnabled();
  await tabTo(page, dialog.getByRole('button', { name: 'Issue', exact: true }));
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('DE-INV-');

  // Looked at and credited.
  await tabTo(page, page.getByRole('tab', { name: 'Details' }));
  await keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: 'PDF' })).toBeFocused();
  await expect(page.getByText(/1 page · SHA-256/)).toBeVisible({ timeout: 30_000 });
  await keyboard.press('ArrowLeft');
  await tabTo(page, page.getByRole('button', { name: 'Credit', exact: true }), 'Shift+Tab');
  await keyboard.press('Enter');
  const drawer = page.getByRole('dialog', { name: /^Credit/ });
  await tabTo(page, drawer.getByRole('radio', { name: 'All that is left' }));
  await keyboard.press('ArrowRight');
  await tabTo(page, drawer.getByRole('textbox', { name: 'Amount with tax' }));
  await keyboard.type('90');
  await expect(drawer.getByLabel('Credit note').getByText('90.00').first()).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Credit', exact: true })).toBeFocused();
  await keyboard.press('Enter');
  await tabTo(page, drawer.getByRole('button', { name: 'Issue credit note' }));
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('DE-CN-');
});

test('[A15] the keyboard comes back to what opened a drawer, though it went on before the drawer took it', async ({ workstation }) => {
  const { page } = workstation;
  const { keyboard } = page;
  await openEmpty(page);
  const id = await invoice(page, await party(page, seats.DE, 'Brandt & Söhne', true), 'EUR', '450', true);
  await show(page, `/invoices/${encodeURIComponent(id)}`);
  // On a machine with much else to do, what a dialog does as soon as it stands comes later.
  await page.evaluate(() => {
    const soon = window.setTimeout.bind(window);
    const late = (handler: TimerHandler, timeoutMs?: number, ...rest: unknown[]): number => soon(handler, timeoutMs ?? 500, ...rest);
    window.setTimeout = late as typeof window.setTimeout;
  });
  const credit = page.getByRole('button', { name: 'Credit', exact: true });
  const drawer = page.getByRole('dialog', { name: /^Credit/ });
  await credit.focus();
  await keyboard.press('Enter');
  await expect(drawer).toBeAttached();
  await keyboard.press('Tab');
  await expect(drawer.locator(':focus')).toHaveCount(1);
  await keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  await expect(credit).toBeFocused();
});

test('[A4] the sheet of keys, the search of a list, the way into a record and back', async ({ workstation }) => {
  test.setTimeout(180_000);
  const { page } = workstation;
  const { keyboard } = page;
  await openDemo(page);
  await keyboard.press('g');
  await keyboard.press('i');
  await expect(page.getByRole('heading', { level: 1, name: 'Invoices' })).toBeVisible();
  await settled(page);
  await keyboard.press('?');
  const sheet = page.getByRole('dialog', { name: 'Keyboard' });
  await expect(sheet).toBeVisible();
  await keyboard.type('customers');
  await expect(sheet.getByText('Customers')).toBeVisible();
  await expect(sheet.getByText('Invoices')).toHaveCount(0);
  await keyboard.press('Escape');
  await expect(sheet).toHaveCount(0);

  await keyboard.press('/');
  await expect(
    page
      .getByRole('searchbox')
      .or(page.getByRole('textbox', { name: /search/i }))
      .first(),
  ).toBeFocused();
  await keyboard.type('000007');
  await settled(page);
  await tabTo(page, page.getByRole('grid'));
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('000007');
  await tabTo(page, page.locator('#main').getByRole('link', { name: 'Invoices' }), 'Shift+Tab');
  await keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Invoices' })).toBeVisible();

  // A letter in a field is a letter.
  await keyboard.press('/');
  await keyboard.type('gc?');
  await expect(page.getByRole('heading', { level: 1, name: 'Invoices' })).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('[A4, A15] the keyboard gets everywhere on the main pages, is always to be seen, and is never held', async ({ workstation }) => {
  test.setTimeout(240_000);
  const { page } = workstation;
  await openEmpty(page);
  await party(page, seats.DE, 'Brandt & Söhne', true);
  for (const path of ['/', '/customers', '/invoices', '/runs/new', '/catalog', '/settings', '/audit']) {
    await goTo(page, path);
    await settled(page);
    const met = await roundTrip(page);
    expect(met.join(), path).toContain('Skip to content');
    expect(met.length, `${path}: ${met.join(', ')}`).toBeGreaterThan(20);
  }
  // Past the rail with one key.
  await goTo(page, '/invoices');
  await settled(page);
  await tabTo(page, page.getByRole('link', { name: 'Skip to content' }));
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
  await page.keyboard.press('Tab');
  expect((await focusOf(page))?.name).not.toContain('Home');
});

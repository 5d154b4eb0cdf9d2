import { openByRail, openDemo } from './steps.ts';
import { expect, test, type Workstation } from './workstation.ts';

/**
 * Prints, with the system's dialog put aside, which no test can answer: in the browser its call is caught in the window, in the shell where the main process
 * makes it. Answers how many pages stood ready at that moment, each drawn for paper.
 */
async function printedPages({ page, electron }: Workstation): Promise<number> {
  await page.evaluate(() => {
    window.print = () => {
      const pictures = [...document.querySelectorAll<HTMLImageElement>('body[data-printing] [data-print-sheet] img')];
      document.body.dataset['printed'] = String(pictures.filter(({ naturalWidth }) => naturalWidth > 2000).length);
    };
  });
  await electron?.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined) return;
    const answer = async (done?: (isPrinted: boolean, reason: string) => void): Promise<void> => {
      await contents.executeJavaScript('window.print()');
      done?.(true, '');
    };
    contents.print = (_options, done) => void answer(done);
  });
  await page.getByRole('button', { name: 'Print', exact: true }).click();
  await expect(page.locator('body[data-printed]:not([data-printing])')).toBeVisible();
  return Number(await page.locator('body').getAttribute('data-printed'));
}

test('[INV-12, A19, F5, F16] a manual invoice is drafted, issued, explained, printed, paid and credited', async ({ workstation }) => {
  test.setTimeout(240_000);
  const { page, host } = workstation;
  await openDemo(page);

  await openByRail(page, 'Invoices');
  await page.getByRole('button', { name: 'New invoice' }).click();
  await page.getByRole('combobox', { name: 'Customer' }).fill('Anna S');
  await page
    .getByRole('option', { name: /^Anna S/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Begin the draft' }).click();
  await page.getByRole('button', { name: 'Add line' }).click();
  await page.getByRole('textbox', { name: 'Description, line 1' }).fill('Workshop');
  await page.getByRole('textbox', { name: 'Unit price, line 1' }).fill('100');
  await expect(page.getByRole('region', { name: 'Totals' })).toContainText('119.00');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'Issue invoice' }).click();
  await page.getByRole('button', { name: 'Issue', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('INV-');

  await page.getByRole('button', { name: /^Explain Net of Workshop/ }).click();
  await expect(page.getByText(/Recomputed just now: .*as on the document/)).toBeVisible();
  await page.keyboard.press('Escape');

  await page.getByRole('tab', { name: 'PDF' }).click();
  await expect(page.getByText(/1 page · SHA-256/)).toBeVisible({ timeout: 20_000 });
  if (host === 'chromium') {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save PDF' }).click()]);
    expect(download.suggestedFilename()).toMatch(/INV-.*\.pdf$/);
  }

  expect(await printedPages(workstation)).toBe(1);

  await page.getByRole('tab', { name: 'Details' }).click();
  await page.getByRole('button', { name: 'Record payment' }).click();
  const payment = page.getByRole('dialog', { name: 'Record payment' });
  await payment.getByRole('textbox', { name: 'Amount', exact: true }).fill('19');
  await expect(payment.getByRole('table', { name: 'Effect on invoices' })).toContainText('100.00');
  await payment.getByRole('button', { name: 'Record payment' }).click();
  await expect(page.getByRole('region', { name: 'Paid by' })).toContainText('19.00');

  await page.getByRole('button', { name: 'Credit', exact: true }).click();
  await page.getByText('An amount').click();
  await page.getByRole('textbox', { name: 'Amount with tax' }).fill('59.50');
  await expect(page.getByLabel('Credit note').getByText('50.00')).not.toHaveCount(0);
  await page.getByRole('button', { name: 'Issue credit note' }).click();
  await expect(page.getByRole('region', { name: 'Takes back from' })).toContainText('59.50');
  await page.getByRole('region', { name: 'Takes back from' }).getByRole('link').click();
  await expect(page.getByRole('region', { name: 'Credited by' })).toContainText('59.50');
});

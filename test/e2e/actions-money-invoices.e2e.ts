import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { goTo, openDemo } from './door-world.ts';
import { beginMoney, type MoneyWorld } from './money-world.ts';
import { savedBy } from './saved-files.ts';
import { give, giveCustomer } from './small-company.ts';
import { choose, setClock } from './steps.ts';
import { expect, test } from './workstation.ts';

/** A manual invoice with one line for each amount, issued. */
const issued = async (page: Page, world: Pick<MoneyWorld, 'customerId'>, ...amounts: readonly string[]): Promise<string> => {
  const { invoice = '' } = await give(page, 'invoice.create-manual', {
    customerId: world.customerId,
    entityId: null,
    currency: null,
    lines: amounts.map((unitPrice, at) => ({
      description: `Service ${at + 1}`,
      quantity: '1',
      price: { kind: 'agreed', unitPrice, taxClass: 'standard', taxInclusive: false, productId: null },
      period: null,
      tax: null,
    })),
    note: '',
    netTermsDays: null,
  } as never);
  await give(page, 'invoice.post-draft', { invoiceId: invoice, on: null });
  return invoice;
};

const heading = (page: Page): Locator => page.getByRole('heading', { level: 1 });
const dialogOf = (page: Page): Locator => page.getByRole('dialog');

/** A credit note of ten before tax for Lindner GmbH, issued; its page stands open. */
const creditLindner = async (page: Page): Promise<void> => {
  await goTo(page, '/credit-notes?do=credit');
  const credit = dialogOf(page);
  await choose(credit.getByRole('combobox', { name: 'Customer' }), 'Lindner GmbH');
  await credit.getByRole('textbox', { name: 'Description' }).fill('Goodwill');
  await credit.getByRole('textbox', { name: 'Amount before tax' }).fill('10');
  await credit.getByRole('button', { name: 'Issue credit note' }).click();
};

test('[INV-12, A12, A13] a draft is written, a line taken out and put back, a draft issued, another discarded and written again', async ({
  workstation,
}) => {
  const { page } = workstation;
  await beginMoney(page);
  const begin = async (): Promise<void> => {
    await goTo(page, '/invoices/new');
    await choose(page.getByRole('combobox', { name: 'Customer' }), 'Lindner GmbH');
    await page.getByRole('button', { name: 'Begin the draft' }).click();
  };
  const line = async (number: number, description: string, price: string): Promise<void> => {
    await page.getByRole('button', { name: 'Add line' }).click();
    await page.getByRole('textbox', { name: `Description, line ${number}` }).fill(description);
    await page.getByRole('textbox', { name: `Unit price, line ${number}` }).fill(price);
  };
  await begin();
  await line(1, 'Workshop', '100');
  await line(2, 'Travel', '50.50');
  await expect(page.getByRole('region', { name: 'Totals' })).toContainText('179.10');
  await page.getByRole('button', { name: 'Remove line 2' }).click();
  await expect(page.getByRole('region', { name: 'Totals' })).toContainText('119.00');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('textbox', { name: 'Description, line 2' })).toHaveValue('Travel');
  await expect(page.getByRole('region', { name: 'Totals' })).toContainText('179.10');
  // Taken out again, and put back from another page.
  const draftAt = await page.evaluate(() => location.hash.slice(1));
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Remove line 2' }).click();
  await expect(page.getByRole('region', { name: 'Totals' })).toContainText('119.00');
  await goTo(page, '/customers');
  await expect(page.getByTestId('grid-customer')).toBeVisible();
  await page.keyboard.press('ControlOrMeta+z');
  await goTo(page, draftAt);
  await expect(page.getByRole('textbox', { name: 'Description, line 2' })).toHaveValue('Travel');
  await expect(page.getByRole('region', { name: 'Totals' })).toContainText('179.10');
  await page.getByRole('group', { name: 'Line 1' }).getByRole('button', { name: 'Period, plan price, tax' }).click();
  await page.getByRole('textbox', { name: 'From' }).fill('2026-03-01');
  await page.getByRole('textbox', { name: 'Through' }).fill('2026-03-31');
  await page.getByRole('textbox', { name: 'Note' }).fill('Thank you');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Issue invoice' }).click();
  await page.getByRole('button', { name: 'Issue', exact: true }).click();
  await expect(heading(page)).toContainText('INV-');
  await expect(page.getByRole('main')).toContainText('Thank you');

  await begin();
  await line(1, 'Mistake', '1');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Discard draft' }).click();
  await page.getByRole('button', { name: 'Discard draft' }).last().click();
  await expect(page.getByTestId('grid-invoice')).toBeVisible();
  await expect(page.getByTestId('grid-invoice')).not.toContainText('1.19');
  // Discarded by mistake: it is written again, with everything that was entered.
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByRole('textbox', { name: 'Description, line 1' })).toHaveValue('Mistake');
  await expect(page.getByRole('region', { name: 'Totals' })).toContainText('1.19');
});

test('[INV-16, INV-17, INV-19, INV-22, F16] an invoice is credited by line, paid, the rest refunded, the refund and the payment reversed', async ({
  workstation,
}) => {
  const { page } = workstation;
  const world = await beginMoney(page);
  const invoice = await issued(page, world, '100', '200');
  await goTo(page, `/invoices/${invoice}`);
  await page.getByRole('button', { name: 'Record payment' }).click();
  const payment = page.getByRole('dialog', { name: 'Record payment' });
  await expect(payment.getByRole('textbox', { name: 'Amount', exact: true })).toHaveValue('357.00');
  await payment.getByRole('button', { name: 'Record payment' }).click();
  await expect(page.getByRole('region', { name: 'Paid by' })).toContainText('357.00');

  await page.getByRole('button', { name: 'Credit', exact: true }).click();
  await page.getByText('By line').click();
  await page.getByRole('textbox', { name: 'Service 2' }).fill('119');
  await choose(dialogOf(page).getByRole('combobox', { name: 'Reason' }), 'Goodwill');
  await choose(dialogOf(page).getByRole('combobox', { name: 'Used for' }), /refund|pay back|paid back/i);
  await page.getByRole('button', { name: 'Issue credit note' }).click();
  await expect(page.getByRole('region', { name: 'Takes back from' })).toContainText('119.00');
  await page.getByRole('button', { name: 'Record refund' }).click();
  await dialogOf(page).getByRole('textbox', { name: 'Amount' }).fill('100');
  await dialogOf(page).getByRole('button', { name: 'Record refund' }).click();
  await expect(page.getByRole('region', { name: 'Used for' })).toContainText('100.00');

  await goTo(page, '/payments?tab=refund');
  await page.getByTestId('grid-refund').getByRole('gridcell', { name: 'Lindner GmbH' }).click();
  await dialogOf(page).getByRole('button', { name: 'Reverse' }).click();
  const reverse = page.getByRole('dialog', { name: 'Reverse this refund?' });
  await reverse.getByRole('textbox', { name: 'Reason' }).fill('Wrong account');
  await reverse.getByRole('button', { name: 'Reverse' }).click();
  await expect(reverse).toBeHidden();
  await expect(dialogOf(page)).toContainText('Reversed');
  await page.keyboard.press('Escape');

  await goTo(page, '/payments');
  await page.getByTestId('grid-payment').getByRole('gridcell', { name: 'Lindner GmbH' }).click();
  await dialogOf(page).getByRole('button', { name: 'Reverse' }).click();
  const back = page.getByRole('dialog', { name: 'Reverse this payment?' });
  await back.getByRole('textbox', { name: 'Reason' }).fill('Bounced');
  await expect(back.getByRole('table', { name: 'Effect on invoices' })).toBeVisible();
  await back.getByRole('button', { name: 'Reverse' }).click();
  await expect(back).toBeHidden();
  await expect(dialogOf(page)).toContainText('“Bounced”');
});

test('[INV-15, INV-21, INV-23, INV-26, OFR-25] void with a reason, money kept and allocated, adjustments, credit that corrects nothing, promotional credit', async ({
  workstation,
}) => {
  const { page } = workstation;
  const world = await beginMoney(page);
  const wrong = await issued(page, world, '10');
  await goTo(page, `/invoices/${wrong}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Void' }).click();
  const voiding = dialogOf(page);
  await expect(voiding.getByRole('button', { name: 'Void' })).toBeDisabled();
  await voiding.getByRole('textbox', { name: 'Reason' }).fill('Entered twice');
  await voiding.getByRole('button', { name: 'Void' }).click();
  await expect(page.getByRole('main')).toContainText('Entered twice');
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await expect(page.getByRole('list', { name: 'Timeline' })).toContainText('“Entered twice”');

  const open = await issued(page, world, '100');
  await goTo(page, '/payments?do=payment');
  await choose(dialogOf(page).getByRole('combobox', { name: 'Customer' }), 'Lindner GmbH');
  await dialogOf(page).getByRole('textbox', { name: 'Amount', exact: true }).fill('80');
  await dialogOf(page).getByText('Nothing yet').click();
  await dialogOf(page).getByRole('button', { name: 'Record payment' }).click();
  await expect(dialogOf(page)).toBeHidden();
  await page.getByTestId('grid-payment').getByRole('gridcell', { name: 'Lindner GmbH' }).click();
  await dialogOf(page).getByRole('button', { name: 'Allocate' }).click();
  const allocate = page.getByRole('dialog', { name: 'Allocate payment' });
  await allocate.getByRole('button', { name: 'Apply' }).click();
  await expect(allocate).toBeHidden();
  await page.keyboard.press('Escape');

  await creditLindner(page);
  await page.getByRole('button', { name: 'Apply to invoices' }).click();
  await dialogOf(page).getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('region', { name: 'Used for' })).toContainText('11.90');

  await goTo(page, '/payments?tab=adjustment&do=adjustment');
  const adjust = dialogOf(page);
  await choose(adjust.getByRole('combobox', { name: 'Customer' }), 'Lindner GmbH');
  await adjust.getByRole('textbox', { name: 'Amount before tax' }).fill('5');
  await adjust.getByRole('textbox', { name: 'Reason' }).fill('Postage');
  await adjust.getByRole('button', { name: 'Create adjustment' }).click();
  await page.getByTestId('grid-adjustment').getByRole('gridcell', { name: 'Postage' }).click();
  await dialogOf(page).getByRole('button', { name: 'Withdraw' }).click();
  await page.getByRole('dialog', { name: 'Withdraw this adjustment?' }).getByRole('button', { name: 'Withdraw' }).click();
  await expect(page.getByTestId('grid-adjustment')).toContainText('Withdrawn');
  await page.keyboard.press('Escape');

  await goTo(page, '/payments?tab=promotional-credit&do=promotional-credit');
  const gift = dialogOf(page);
  await choose(gift.getByRole('combobox', { name: 'Customer' }), 'Lindner GmbH');
  await gift.getByRole('textbox', { name: 'Amount', exact: true }).fill('20');
  await gift.getByRole('textbox', { name: 'Reason' }).fill('Welcome');
  await gift.getByRole('button', { name: 'Grant credit' }).click();
  await page.getByTestId('grid-promotional-credit').getByRole('gridcell', { name: 'Welcome' }).click();
  await dialogOf(page).getByRole('button', { name: 'Revoke' }).click();
  const revoke = page.getByRole('dialog', { name: 'Revoke this credit?' });
  await revoke.getByRole('textbox', { name: 'Reason' }).fill('Not a new customer');
  await revoke.getByRole('button', { name: 'Revoke' }).click();
  await expect(revoke).toBeHidden();
  await expect(dialogOf(page)).toContainText('Not a new customer');
  await page.keyboard.press('Escape');

  await goTo(page, `/invoices/${open}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Write off' }).click();
  await dialogOf(page).getByRole('textbox', { name: 'Reason' }).fill('Insolvent');
  await dialogOf(page).getByRole('button', { name: 'Write off' }).click();
  await expect(page.getByRole('main')).toContainText('Insolvent');
});

test('[INV-15, INV-17] a credit note that was voided says so in words of its own, on the screen and on paper', async ({ workstation }) => {
  const { page } = workstation;
  await beginMoney(page);
  await creditLindner(page);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Void' }).click();
  const voiding = page.getByRole('dialog', { name: 'Void this credit note?' });
  await voiding.getByRole('textbox', { name: 'Reason' }).fill('Meant for another customer');
  await voiding.getByRole('button', { name: 'Void' }).click();
  const said = page.getByRole('status').filter({ hasText: 'Meant for another customer' });
  await expect(said).toContainText(/^Voided on .+\. Nothing is credited\./);
  await page.getByRole('tab', { name: 'PDF' }).click();
  const printed = page.getByRole('region', { name: 'PDF' });
  await expect(printed).toContainText('Mit diesem Beleg wird nichts gutgeschrieben.', { timeout: 30_000 });
  await expect(printed).not.toContainText('nichts zu zahlen');
});

test('[A5, F3] after a run its documents stand in the order of their numbers, and the list has the newest number of a day first', async ({
  workstation,
}) => {
  const { page } = workstation;
  const world = await beginMoney(page);
  for (const name of ['Alster AG', 'Weber KG', 'Brandt & Söhne', 'Nordlicht eG', 'Kranich SE']) {
    await give(page, 'subscription.create', { customerId: await giveCustomer(page, name), plan: 'team', cycle: 'monthly' });
  }
  await issued(page, world, '10');
  await goTo(page, '/runs/new');
  await page.getByRole('button', { name: 'Preview' }).click();
  await page.getByRole('button', { name: 'Issue 5 documents' }).click();
  await dialogOf(page).getByRole('button', { name: 'Issue', exact: true }).click();
  await expect(page.getByRole('status').filter({ hasText: '5 documents were issued' })).toBeVisible();
  await page.getByRole('button', { name: 'Open this run' }).click();
  await expect(page.getByRole('main')).toContainText('5 of 5, in the order of their numbers');
  const counts = async (cells: Locator): Promise<readonly number[]> =>
    (await cells.allInnerTexts()).map((number) => Number(number.split('-').at(-1)));
  expect(await counts(page.getByRole('main').getByRole('cell', { name: /^DE-INV-/ }))).toEqual([2, 3, 4, 5, 6]);
  await goTo(page, '/invoices');
  const listed = page.getByTestId('grid-invoice').getByRole('gridcell', { name: /^DE-INV-/ });
  await expect(listed).toHaveCount(6);
  expect(await counts(listed)).toEqual([6, 5, 4, 3, 2, 1]);
});

test('[A5] who looks into a document beside its list reads the same state as in the list, and numbers, not ids', async ({
  workstation,
}) => {
  const { page } = workstation;
  const world = await beginMoney(page);
  const invoice = await issued(page, world, '10');
  await goTo(page, `/invoices/${invoice}`);
  await page.getByRole('button', { name: 'Credit', exact: true }).click();
  await dialogOf(page).getByText('An amount', { exact: true }).click();
  await dialogOf(page)
    .getByRole('textbox', { name: /^Amount/ })
    .fill('1');
  await dialogOf(page).getByRole('button', { name: 'Issue credit note' }).click();
  await expect(dialogOf(page)).toHaveCount(0);
  await setClock(page, '2027-06-01T09:00:00.000Z');
  const lookInto = async (list: string, number: RegExp): Promise<Locator> => {
    await goTo(page, list);
    await page.getByRole('gridcell', { name: number }).waitFor();
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+Enter');
    return dialogOf(page);
  };
  await expect((await lookInto('/invoices', /^DE-INV-/)).getByText('Overdue', { exact: true })).toBeVisible();
  const note = await lookInto('/credit-notes', /^DE-CN-/);
  await expect(note.getByRole('link', { name: /^DE-INV-/ })).toBeVisible();
});

test('[A20] the audit log says whose a record is, and breaks no number', async ({ workstation }) => {
  const { page } = workstation;
  const world = await beginMoney(page);
  const allocations: { readonly invoiceId: string; readonly amountMinor: number }[] = [];
  for (const amount of ['10', '20', '30']) allocations.push({ invoiceId: await issued(page, world, amount), amountMinor: 1190 });
  const { customerId, entityId } = world;
  const money = { currency: 'EUR', amountMinor: 3570, method: 'cash', reference: '', receivedOn: '2026-03-10' } as const;
  await give(page, 'payment.record', { customerId, entityId, ...money, allocations });
  await goTo(page, '/audit');
  const entry = page.getByRole('list', { name: 'Audit' }).getByRole('listitem').first();
  await expect(entry).toContainText(/Payment \(Lindner GmbH\), DE-INV-\S+, DE-INV-\S+ and 1 more/);
  // In a narrow window the line breaks, and each number stands in one piece all the same.
  const pieces = await entry.evaluate(
    async (element, widths) => {
      const found: number[][] = [];
      for (const width of widths) {
        element.style.width = `${width}px`;
        const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
        for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
          for (const { 0: number, index } of (node.textContent ?? '').matchAll(/DE-INV-[\w-]*\d/g)) {
            const range = document.createRange();
            range.setStart(node, index);
            range.setEnd(node, index + number.length);
            found.push([width, range.getClientRects().length]);
          }
        }
      }
      return found;
    },
    [260, 300, 340, 380, 420, 460],
  );
  expect(pieces.map(([, lines]) => lines)).toEqual(Array.from({ length: 12 }, () => 1));
});

test('[A7, A18, A19] many invoices at once: written off with a report of each, exported, printed and saved as PDFs', async ({
  workstation,
}) => {
  const { page } = workstation;
  const world = await beginMoney(page);
  const other = await giveCustomer(page, 'Weber KG');
  for (const amount of ['10', '20']) await issued(page, world, amount);
  const paid = await issued(page, { customerId: other }, '30');
  await give(page, 'payment.record', {
    customerId: other,
    entityId: world.entityId,
    currency: 'EUR',
    amountMinor: 3570,
    method: 'cash',
    reference: '',
    receivedOn: '2026-03-10',
    allocations: [{ invoiceId: paid, amountMinor: 3570 }],
  });
  await goTo(page, '/invoices');
  const grid = page.getByTestId('grid-invoice');
  await grid.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('button', { name: 'Write off' }).click();
  await expect(dialogOf(page)).toContainText('35.70');
  await dialogOf(page).getByRole('button', { name: 'Write off' }).click();
  // Two are written off; the paid one is named with its reason, can be tried again alone, and stands in the report.
  await expect(dialogOf(page)).toContainText('2 done');
  await expect(dialogOf(page).getByRole('listitem').filter({ hasText: 'INV-' })).toHaveCount(1);
  const report = await savedBy(workstation, 'report.csv', () => dialogOf(page).getByRole('button', { name: 'Save the report' }).click());
  expect(readFileSync(report, 'utf8')).toContain('INV-');
  await dialogOf(page).getByRole('button', { name: 'Try the failed one again' }).click();
  await expect(dialogOf(page)).toContainText('1 record');
  await dialogOf(page).getByRole('button', { name: 'Cancel' }).click();
  await expect(grid.getByRole('row', { name: /Lindner/ }).first()).toContainText(/Uncollectible|Written off/);
  await page.getByRole('button', { name: 'Export' }).click();
  const csv = await savedBy(workstation, 'list.csv', () => page.getByRole('menuitem', { name: /CSV/ }).first().click());
  expect(readFileSync(csv, 'utf8')).toContain('Weber KG');
  await grid.getByRole('gridcell', { name: 'Weber KG' }).click();
  await page.getByRole('tab', { name: 'PDF' }).click();
  await expect(page.getByText(/1 page · SHA-256/)).toBeVisible();
  const pdf = await savedBy(workstation, 'invoice.pdf', () => page.getByRole('button', { name: 'Save PDF' }).click());
  expect(readFileSync(pdf, 'latin1')).toMatch(/^%PDF-/);
});

test('[INV-16, INV-23, OPE-05] what is given once goes in the name of the entity that somebody chooses, whoever bills the customer', async ({
  workstation,
}) => {
  const { page } = workstation;
  await openDemo(page);
  const chosenIn = async (drawer: Locator): Promise<void> => {
    await choose(drawer.getByRole('combobox', { name: 'Customer' }), /Hudson Yards Property Co\./, 'Hudson Yards');
    const entity = drawer.getByRole('combobox', { name: 'Legal entity' });
    await expect(entity).toHaveValue(/Northlight Systems, Inc\./);
    await choose(entity, /Northlight Systems Ltd/);
    await drawer.getByRole('textbox', { name: 'Amount before tax' }).fill('5');
  };
  await goTo(page, '/payments?tab=adjustment&do=adjustment');
  const adjust = dialogOf(page);
  await chosenIn(adjust);
  await adjust.getByRole('textbox', { name: 'Reason' }).fill('Visit from London');
  await adjust.getByRole('button', { name: 'Create adjustment' }).click();
  await page.getByTestId('grid-adjustment').getByRole('gridcell', { name: 'Visit from London' }).click();
  // In the money of the entity that was chosen.
  await expect(dialogOf(page)).toContainText('5.00GBP');
  await page.keyboard.press('Escape');

  await goTo(page, '/credit-notes?do=credit');
  const credit = dialogOf(page);
  await chosenIn(credit);
  await credit.getByRole('textbox', { name: 'Description' }).fill('Late visit');
  await credit.getByRole('button', { name: 'Issue credit note' }).click();
  await expect(heading(page)).toContainText('UK-CN');
});

import type { Locator, Page } from '@playwright/test';
import { goTo } from './door-world.ts';
import { beginMoney, moneyDay, putOnSale, sellAndOpen } from './money-world.ts';
import { give, monthly } from './small-company.ts';
import { choose } from './steps.ts';
import { expect, test } from './workstation.ts';

/** Opens an action of the subscription's menu; answers with its drawer. */
const act = async (page: Page, name: string): Promise<Locator> => {
  await expect(page.getByRole('tab', { name: 'Overview' })).toBeVisible();
  const primary = page.getByRole('main').getByRole('button', { name, exact: true });
  if ((await primary.count()) > 0) await primary.first().click();
  else {
    await page.getByRole('button', { name: 'Actions', exact: true }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  }
  return page.getByRole('dialog');
};

const state = (page: Page, text: string): Promise<void> => expect(page.getByRole('main')).toContainText(text);

test('[SUB-02, SUB-14, SUB-17, OFR-14] a subscription is sold with its terms, an agreed price and a ramp, its bills in sight', async ({
  workstation,
}) => {
  const { page } = workstation;
  const world = await beginMoney(page);
  await goTo(page, `/subscriptions/new?customer=${world.customerId}`);
  await choose(page.getByRole('combobox', { name: 'Plan' }), /Team/);
  const preview = page.getByRole('complementary', { name: 'Preview' });
  await expect(preview.getByRole('row', { name: /Total/ }).first()).toContainText('58.31');
  await page.getByRole('button', { name: 'Add an add-on' }).click();
  await choose(page.getByRole('combobox', { name: 'Add-on' }), 'Support');
  await expect(preview.getByRole('row', { name: /^Net/ }).first()).toContainText('64.00');
  await page.getByRole('button', { name: 'Agreed prices' }).click();
  await page.getByRole('textbox', { name: 'Base fee' }).fill('40');
  await page.getByRole('button', { name: 'Let the price change with time: Base fee' }).click();
  await page.getByRole('textbox', { name: 'From period' }).fill('3');
  await page.getByRole('textbox', { name: 'Price', exact: true }).fill('45');
  await expect(preview.getByRole('row', { name: /^Net/ }).first()).toContainText('55.00');
  await page.getByRole('button', { name: 'Currency, contract, payment' }).click();
  await page.getByRole('textbox', { name: 'Contract term' }).fill('12');
  await page.getByRole('button', { name: 'Add to: Free facts' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('channel');
  await page.getByRole('textbox', { name: 'Value' }).fill('partner');
  await page.getByRole('button', { name: 'Create subscription' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Team' })).toBeVisible();
  const items = page.getByRole('table', { name: 'Items' });
  await expect(items).toContainText('40.00 EUR (agreed)');
  await expect(items).toContainText('Ramp from period 3: 45.00 EUR');
  await state(page, 'partner');

  const terms = await act(page, 'Edit terms');
  await terms.getByRole('textbox', { name: 'Payment terms' }).fill('45');
  await terms.getByRole('checkbox', { name: 'The contract renews by itself' }).uncheck();
  await terms.getByRole('textbox', { name: 'Value' }).fill('direct');
  await terms.getByRole('button', { name: 'Save terms' }).click();
  await expect(terms).toBeHidden();
  await state(page, '45 days');
  await state(page, 'ends then');
  await state(page, 'direct');

  const price = await act(page, 'Agree a price');
  await price.getByRole('button', { name: 'Remove step 1 of Base fee' }).click();
  await price.getByRole('textbox', { name: 'Base fee' }).fill('42.50');
  await expect(price.getByRole('region', { name: 'Entitlements' })).toBeVisible();
  await price.getByRole('button', { name: 'Agree', exact: true }).click();
  await expect(page.getByRole('table', { name: 'Planned changes' })).toContainText('Agreed price');
});

test('[SUB-05, SUB-06, SUB-13, CAT-19, CAT-29] plan, quantity and add-ons change; what is planned is withdrawn', async ({
  workstation,
}) => {
  const { page } = workstation;
  const world = await beginMoney(page);
  await sellAndOpen(page, world, 'team');
  const up = await act(page, 'Change plan');
  await choose(up.getByRole('combobox', { name: 'New plan' }), /Business/);
  await choose(up.getByRole('combobox', { name: 'When' }), 'Now');
  await expect(up.getByRole('table', { name: 'Entitlements' })).toContainText('5,000');
  await up.getByRole('button', { name: 'Change plan' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Business' })).toBeVisible();

  const count = await act(page, 'Change quantity');
  await count.getByRole('textbox', { name: 'New quantity' }).fill('3');
  await choose(count.getByRole('combobox', { name: 'When' }), 'When the period ends');
  await count.getByRole('button', { name: 'Change quantity' }).click();
  const planned = page.getByRole('table', { name: 'Planned changes' });
  await expect(planned).toContainText('Quantity change');
  await planned.getByRole('button', { name: 'Withdraw' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click();
  await expect(planned).toBeHidden();

  const add = await act(page, 'Add an add-on');
  await choose(add.getByRole('combobox', { name: 'Add-on' }), 'Support');
  await choose(add.getByRole('combobox', { name: 'Billing cycle' }), /monthly/i);
  await expect(add.getByRole('region', { name: 'Documents' }).or(add.getByRole('article')).first()).toBeVisible();
  await add.getByRole('button', { name: 'Add add-on' }).click();
  await expect(page.getByRole('table', { name: 'Items' })).toContainText('Support');
  await page.getByRole('button', { name: 'Actions for Support' }).click();
  await page.getByRole('menuitem', { name: 'Remove add-on' }).click();
  const remove = page.getByRole('dialog');
  await choose(remove.getByRole('combobox', { name: 'When' }), 'Now');
  await remove.getByRole('button', { name: 'Remove add-on' }).click();
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByRole('table', { name: 'History' })).toContainText('Add-on left');
  await expect(page.getByRole('table', { name: 'History' })).toContainText('Upgraded');
});

test('[SUB-09, SUB-10, SUB-11, SUB-12] it pauses, resumes, is cancelled and lives again, as itself and as a new one', async ({
  workstation,
}) => {
  const { page } = workstation;
  const world = await beginMoney(page);
  await sellAndOpen(page, world, 'team');
  const pause = await act(page, 'Pause');
  await choose(pause.getByRole('combobox', { name: 'When' }), 'Now');
  await expect(pause.getByRole('table', { name: 'Entitlements' })).toBeVisible();
  await pause.getByRole('button', { name: 'Pause' }).click();
  await state(page, 'Paused since');
  const resume = await act(page, 'Resume');
  await resume.getByRole('button', { name: 'Resume' }).click();
  await state(page, 'Active since');

  const cancel = await act(page, 'Cancel subscription');
  await choose(cancel.getByRole('combobox', { name: 'When' }), 'Now');
  await choose(cancel.getByRole('combobox', { name: 'Time that is not served' }), 'Credit nothing');
  await cancel.getByRole('button', { name: 'Cancel subscription' }).click();
  await state(page, 'Customer’s request');
  const back = await act(page, 'Reactivate');
  await back.getByRole('button', { name: 'Reactivate' }).click();
  await state(page, 'Active since');

  const again = await act(page, 'Cancel subscription');
  await choose(again.getByRole('combobox', { name: 'When' }), 'Now');
  await again.getByRole('button', { name: 'Cancel subscription' }).click();
  await state(page, 'Cancelled');
  const anew = await act(page, 'Reactivate');
  await choose(anew.getByRole('combobox', { name: 'How' }), 'A new one that continues it');
  await anew.getByRole('button', { name: 'Reactivate' }).click();
  await state(page, 'Continues');
});

test('[SUB-04, CF-6, OFR-01, BIL-03] trials are confirmed, first payments marked, offers redeemed and ended, instalments called', async ({
  workstation,
}) => {
  const { page } = workstation;
  const world = await beginMoney(page);
  await give(page, 'offer.create', {
    name: 'Spring',
    reach: { kind: 'code', code: 'SPRING' },
    value: { kind: 'percentage', percent: '10' },
    duration: { kind: 'lifetime' },
    scope: { kind: 'any' },
    stackable: false,
    appliesToUsage: false,
    redeemableFrom: null,
    redeemableThrough: null,
    limits: { total: null, perCustomer: null, firstPurchaseOnly: false },
  }).then(({ offer = '' }) => give(page, 'offer.activate', { offerId: offer, on: moneyDay }));
  await sellAndOpen(page, world, 'team', { trial: { kind: 'days', days: 14, atEnd: 'ask' } });
  const trial = await act(page, 'Confirm trial');
  await trial.getByRole('button', { name: 'Confirm' }).click();
  await state(page, 'Active since');
  const offer = await act(page, 'Redeem an offer');
  await offer.getByRole('textbox', { name: 'Code' }).fill('SPRING');
  await offer.getByRole('button', { name: 'Redeem' }).click();
  const offers = page.getByRole('table', { name: 'Offers' });
  await expect(offers).toContainText('10%');
  await offers.getByRole('button', { name: 'End' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End offer' }).click();
  await expect(offers.getByRole('button', { name: 'End' })).toBeHidden();

  await sellAndOpen(page, world, 'business', { firstPayment: 'awaited' });
  const paid = await act(page, 'Mark as paid');
  await paid.getByRole('button', { name: 'Mark as paid' }).click();
  await state(page, 'Active since');

  const interval = { unit: 'month', count: 1 } as const;
  const content = monthly('0', { billing: { kind: 'instalment', count: 12, interval, parts: [] } });
  const variants = content.variants.map((variant) => ({ ...variant, components: [], instalmentTotal: '1200' }));
  await putOnSale(page, world.productId, 'machine', { ...content, variants });
  await sellAndOpen(page, world, 'machine');
  await page.getByRole('button', { name: 'Actions for Machine' }).click();
  await page.getByRole('menuitem', { name: 'Bill all instalments' }).click();
  const all = page.getByRole('dialog');
  await expect(all.getByRole('row', { name: /Total/ }).last()).toContainText('1,');
  await all.getByRole('button', { name: 'Bill all' }).click();
  await page.getByRole('tab', { name: 'History' }).click();
  await expect(page.getByRole('table', { name: 'History' })).toContainText('Instalments all due');
});

import type { Locator, Page } from '@playwright/test';
import { goTo } from './door-world.ts';
import { beginSmall, give, giveCustomer, givePlan, monthly } from './small-company.ts';
import { choose } from './steps.ts';
import { expect, test } from './workstation.ts';

const combo = (within: Locator, name: string | RegExp): Locator =>
  within.getByRole('combobox', typeof name === 'string' ? { name, exact: true } : { name });
const field = (within: Locator, name: string | RegExp): Locator =>
  within.getByRole('textbox', typeof name === 'string' ? { name, exact: true } : { name });
const preview = (page: Page): Locator => page.getByRole('complementary', { name: 'Preview' });

/** A plan that is only a draft yet, opened in the editor. */
const openDraft = async (page: Page, productId: string, changes: Parameters<typeof monthly>[1] = {}): Promise<string> => {
  const { plan = '' } = await give(page, 'plan.create', {
    productId,
    code: 'fresh',
    name: 'Fresh',
    description: '',
    visibility: 'public',
    restrictions: { countries: [], segments: [] },
    upgradePaths: [],
    content: monthly('49', changes),
  });
  await goTo(page, `/catalog/plans/${plan}/draft`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Draft of version 1');
  return plan;
};

test('[PRC-01, PRC-02, PRC-03, PRC-04, PRC-05, PRC-06, PRC-14] every pricing model is typed, and its preview and curve follow', async ({
  workstation,
}) => {
  test.setTimeout(120_000);
  const { page } = workstation;
  const { productId } = await beginSmall(page);
  await openDraft(page, productId);
  const part = page.getByRole('group', { name: 'Base fee', exact: true });
  const total = preview(page).getByText('For a period, before discounts and tax').locator('..');
  await expect(total).toContainText('49.00');

  const model = async (name: string): Promise<void> => choose(combo(part, 'Pricing model'), name);
  await model('Per unit');
  await choose(combo(part, 'Quantity'), 'Subscription’s quantity');
  await field(part, 'Price per unit').fill('12.50');
  await expect(total).toContainText('125.00');
  await field(preview(page), 'Base fee: quantity').fill('8');
  await expect(total).toContainText('100.00');
  await expect(preview(page).getByRole('figure')).toBeVisible();

  await model('Volume');
  await field(part, 'Row 1: up to').fill('10');
  await field(part, 'Row 2: price per unit').fill('9');
  await field(preview(page), 'Base fee: quantity').fill('20');
  await expect(total).toContainText('180.00');
  await preview(page).getByText('As a table').click();
  await expect(preview(page).getByRole('table')).toContainText('above 10');

  await model('Graduated');
  await expect(total).toContainText('215.00');
  await field(part, 'Row 2: flat fee').fill('5');
  await expect(total).toContainText('220.00');
  await part.getByRole('button', { name: 'Add a band' }).click();
  await part.getByRole('button', { name: 'Remove row 2' }).click();

  await model('Stair-step');
  await field(part, 'Row 1: price').fill('30');
  await field(part, 'Row 2: price').fill('55');
  await expect(total).toContainText('55.00');

  await model('Package');
  await field(part, 'Units in a package').fill('15');
  await field(part, 'Price of a package').fill('10');
  await expect(total).toContainText('20.00');

  await model('Percentage');
  await field(part, 'Percent of the amount').fill('2.5');
  await field(part, 'Plus for each event').fill('0.10');
  await field(preview(page), 'Base fee: quantity').fill('1000');
  await expect(total).toContainText('25.');

  await model('Dynamic rules');
  await field(part, 'Price where no rule holds').fill('2');
  await part.getByRole('button', { name: 'Add a rule' }).click();
  const rule = part.getByRole('group', { name: 'Rule 1' });
  await field(rule, 'Name').fill('Weekend');
  await field(rule, 'Price').fill('1');
  await rule.getByRole('button', { name: 'Weekday' }).click();
  await choose(combo(rule, 'One of'), 'Sunday');
  await page.keyboard.press('Escape');
  await rule.getByRole('button', { name: 'Country' }).click();
  await rule.getByRole('button', { name: 'Remove the condition' }).nth(1).click();
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByText('The draft was saved')).toBeVisible();
  await expect(field(part.getByRole('group', { name: 'Rule 1' }), 'Name')).toHaveValue('Weekend');
});

test('[PRC-09, BIL-14, CAT-14, OFR-14, SUB-24] floor, bounds, a ramp by day, another price, term and trial are kept and published', async ({
  workstation,
}) => {
  test.setTimeout(120_000);
  const { page } = workstation;
  const { productId } = await beginSmall(page);
  await openDraft(page, productId);
  const main = page.getByRole('main');
  await page.getByRole('switch', { name: 'Contract term' }).check();
  await field(main, /^Billing periods/).fill('6');
  await page.getByRole('switch', { name: 'Trial' }).check();
  await field(main, /^Days/).fill('30');
  await field(main, 'Set-up fee').fill('25');
  await field(main, 'Minimum each period').fill('60');
  await expect(preview(page)).toContainText('Up to the minimum');
  await page.getByRole('switch', { name: 'Floor for some parts' }).check();
  await field(main, /^At least/).fill('55');
  await expect(preview(page)).toContainText('Up to the floor');
  await page.getByRole('button', { name: 'Add a price ramp' }).click();
  await choose(combo(main, 'Steps begin'), 'On a day');
  const ramp = page.getByRole('region', { name: 'Price ramp' });
  await field(ramp, 'From').fill('2027-01-01');
  await field(ramp, 'Price').fill('45');

  await page.getByRole('button', { name: 'Add a price', exact: true }).click();
  await choose(combo(main, /^Currency/), /^USD/, 'USD');
  await page.getByRole('button', { name: 'Add a price', exact: true }).click();
  await page.getByRole('button', { name: 'Remove this price' }).click();
  await expect(combo(main, 'Price shown')).toHaveValue(/USD/);
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(main.getByRole('status')).toHaveText('Saved, and ready to be published');
  await page.getByRole('button', { name: 'Publish …' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Fresh');
  await expect(main).toContainText('Parts come to at least 55.00');
  await expect(main).toContainText('From Jan 1, 2027: 45.00');
  await expect(main).toContainText('6 periods, renews');
  await expect(main).toContainText('USD · Monthly');
});

test('[BIL-01, BIL-03, BIL-05, BIL-06, BIL-13] another billing model shows its own settings, and nothing of the one before stands in the way', async ({
  workstation,
}) => {
  test.setTimeout(120_000);
  const { page } = workstation;
  const { productId } = await beginSmall(page);
  const { metric = '' } = await give(page, 'metric.create', {
    code: 'calls',
    name: 'API calls',
    eventName: 'api.call',
    property: '',
    aggregation: { kind: 'count' },
    filters: [],
    unit: 'call',
    rounding: null,
  });
  expect(metric).not.toBe('');
  await openDraft(page, productId);
  const main = page.getByRole('main');
  const billing = async (name: string): Promise<void> => choose(combo(main, 'Billing model'), name);
  const ready = async (): Promise<void> => {
    await page.getByRole('button', { name: 'Save draft' }).click();
    await expect(main.getByRole('status')).toHaveText('Saved, and ready to be published');
  };
  await field(main, 'Minimum each period').fill('60');
  await billing('Instalments');
  await expect(field(main, 'Total in instalments')).toHaveValue('49');
  await field(main, 'Number of instalments').fill('3');
  const shares = main.getByRole('combobox', { name: 'Shares in percent' });
  for (const share of ['50', '30', '20']) {
    await shares.fill(share);
    await shares.press('Enter');
  }
  await ready();

  await billing('One-off');
  await choose(combo(main, 'Billed'), 'At a milestone');
  await page.getByRole('button', { name: 'Add a part' }).click();
  await field(main, 'Amount').fill('500');
  await ready();

  await billing('Prepaid credit');
  await page.getByRole('button', { name: 'Remove New part' }).click();
  await page.getByRole('button', { name: 'Add a part' }).click();
  const part = page.getByRole('group', { name: 'New part', exact: true });
  await choose(combo(part, 'Pricing model'), 'Per unit');
  await choose(combo(part, 'Quantity'), 'Usage');
  await field(part, 'Price per unit').fill('0.01');
  await page.getByRole('button', { name: 'Add a pack' }).click();
  const pack = page.getByRole('group', { name: 'Pack 1', exact: true });
  await field(pack, 'Price').fill('90');
  await field(pack, 'Credit').fill('100');
  await choose(combo(pack, 'Credit expires'), 'After a time');
  await ready();

  await billing('Pay as you go');
  await choose(combo(main, 'Billed'), 'At an amount');
  await field(main, 'Charged at').fill('50');
  await ready();
  await billing('Usage in arrears');
  await field(main, /^Days to wait for usage/).fill('3');
  await ready();
  await billing('Free');
  await expect(page.getByRole('button', { name: 'Add a part' })).toHaveCount(0);
  await ready();
});

test('[ENT-06, ENT-07, ENT-11, ENT-13, ENT-22, ENT-23, ENT-26, ENT-27, ENT-29, ENT-30] every facet of a grant can be set, and the plan says it', async ({
  workstation,
}) => {
  test.setTimeout(120_000);
  const { page } = workstation;
  const { productId } = await beginSmall(page);
  await give(page, 'product.add-feature', {
    productId,
    feature: { type: 'quantified', code: 'credits', name: 'Credits', unit: 'credit', metricId: null },
  });
  await give(page, 'product.add-feature', { productId, feature: { type: 'binary', code: 'sso', name: 'Single sign-on' } });
  const planId = await openDraft(page, productId);
  const grantOf = async (name: string): Promise<Locator> => {
    await page.getByRole('button', { name: 'Grant a feature' }).click();
    await page.getByRole('menuitem', { name }).click();
    return page.getByRole('group', { name, exact: true });
  };
  await page.getByRole('switch', { name: 'Trial' }).check();
  await choose(combo(page.getByRole('main'), 'Entitlements on trial'), 'Restricted');
  const credits = await grantOf('Credits');
  await field(credits, 'Quantity').fill('100');
  await choose(combo(credits, 'Counted'), 'Used up');
  await choose(combo(credits, 'Expires'), 'After some days');
  await field(credits, /^Days/).fill('30');
  await choose(combo(credits, 'Counted from'), 'Each renewal');
  await credits.getByRole('checkbox', { name: 'The days stand still while it is suspended' }).check();
  await field(credits, 'Extended by days').fill('7');
  await choose(combo(credits, 'What is left'), 'Is carried over, up to some allowances');
  await field(credits, 'At most, allowances').fill('2');
  await credits.getByRole('checkbox', { name: 'Carried over once only' }).check();
  const alerts = credits.getByRole('combobox', { name: 'Alert at percent' });
  for (const percent of ['100', '80']) {
    await alerts.fill(percent);
    await alerts.press('Enter');
  }
  await field(credits, 'On a restricted trial').fill('10');
  await choose(combo(credits, 'At the limit'), 'Bill what is over');
  await choose(combo(credits, 'On pause'), 'Stays usable');
  await choose(combo(credits, 'On cancellation'), 'Ends some days later');
  await field(credits, /^Days after/).fill('14');
  await choose(combo(credits, 'On downgrade'), 'Reduced with the next period');
  const access = await grantOf('Single sign-on');
  await choose(combo(access, 'Expires'), 'At a moment');
  await access.getByLabel('Expires at').fill('2027-06-30T12:00');
  await choose(combo(access, 'On a restricted trial'), 'Granted');
  await page.getByRole('button', { name: 'Save draft' }).click();
  await expect(page.getByRole('main').getByRole('status')).toHaveText('Saved, and ready to be published');

  await goTo(page, `/catalog/plans/${planId}`);
  await page.getByRole('tab', { name: 'Entitlements' }).click();
  const table = page.getByRole('table', { name: 'Entitlements' });
  for (const said of [
    '30 days after each renewal, extended by 7 days',
    'Carries over up to 2 allowances',
    'Alerts at 80%, 100%',
    'Stays on pause',
    'ends 14 days after cancellation',
    'Jun 30, 2027',
  ])
    await expect(table).toContainText(said);
});

test('[OFR-22, OFR-23, SUB-14] everybody on a plan is moved after a dry run that says who moves, who stays and why', async ({
  workstation,
}) => {
  test.setTimeout(120_000);
  const { page } = workstation;
  const { productId } = await beginSmall(page);
  const from = await givePlan(page, productId, 'old', '49');
  await givePlan(page, productId, 'new', '59');
  for (const name of ['Alster AG', 'Bille GmbH'])
    await give(page, 'subscription.create', { customerId: await giveCustomer(page, name), plan: 'old', cycle: 'monthly', quantity: '1' });
  await give(page, 'subscription.create', {
    customerId: await giveCustomer(page, 'Contract KG'),
    plan: 'old',
    cycle: 'monthly',
    quantity: '1',
    contract: { periods: 12, autoRenew: true },
  });
  await goTo(page, `/catalog/plans/${from}`);
  await page.getByRole('button', { name: 'Actions' }).click();
  await page.getByRole('menuitem', { name: /^Migrate customers/ }).click();
  await choose(combo(page.getByRole('main'), /^To plan/), 'New');
  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(page.getByText('2 subscriptions move, 1 stays')).toBeVisible();
  const moving = page.getByRole('region', { name: 'Those who move' });
  await expect(moving.getByRole('row', { name: /Alster AG/ })).toContainText('59.00');
  await expect(page.getByRole('region', { name: 'Those who stay' })).toContainText('Contract KG');
  await page.getByRole('checkbox', { name: 'Move customers inside a contract too' }).check();
  await page.getByRole('button', { name: 'Dry run' }).click();
  await expect(page.getByText('3 subscriptions move, 0 stay')).toBeVisible();
  await page.getByRole('button', { name: 'Move 3 subscriptions' }).click();
  const ask = page.getByRole('dialog');
  await expect(ask).toContainText('30.00');
  await ask.getByRole('button', { name: 'Move 3 subscriptions' }).click();
  await expect(page.getByText('3 subscriptions were moved')).toBeVisible();
  await moving.getByRole('link', { name: 'Alster AG' }).click();
  await expect(page.getByRole('table', { name: 'Planned changes' })).toBeVisible();
});

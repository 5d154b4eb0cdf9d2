import { goTo } from './door-world.ts';
import { beginSmall, give, giveProduct, givePlan } from './small-company.ts';
import { choose } from './steps.ts';
import { expect, test } from './workstation.ts';

test('[CAT-02, CAT-26, OR-6] groups, segments and outside values are made, renamed, archived and filled', async ({ workstation }) => {
  const { page } = workstation;
  await beginSmall(page);
  await goTo(page, '/catalog?tab=groups');
  await page.getByRole('button', { name: 'New product group' }).first().click();
  const group = page.getByRole('dialog');
  await group.getByRole('textbox', { name: 'Name' }).fill('Platform');
  await group.getByRole('button', { name: 'Create product group' }).click();
  await page.getByRole('gridcell', { name: 'Platform' }).click();
  await group.getByRole('textbox', { name: 'Name' }).fill('Core');
  await group.getByRole('checkbox', { name: 'Archived' }).check();
  await group.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('row', { name: /Core/ })).toContainText('Archived');

  await page.getByRole('tab', { name: 'Segments' }).click();
  await page.getByRole('button', { name: 'New segment' }).first().click();
  const segment = page.getByRole('dialog');
  await segment.getByRole('textbox', { name: 'Name' }).fill('Partner');
  await segment.getByRole('textbox', { name: 'Code' }).fill('partner');
  await segment.getByRole('button', { name: 'Create segment' }).click();
  await page.getByRole('gridcell', { name: 'Partner', exact: true }).click();
  await expect(segment.getByRole('textbox', { name: 'Code' })).toBeDisabled();
  await segment.getByRole('textbox', { name: 'Name' }).fill('Partners');
  await segment.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('gridcell', { name: 'Partners' })).toBeVisible();

  await page.getByRole('tab', { name: 'External values' }).click();
  await page.getByRole('button', { name: 'New external value' }).first().click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('spot-price');
  await page.getByRole('dialog').getByRole('button', { name: 'Create external value' }).click();
  const drawer = page.getByRole('dialog', { name: 'spot-price' });
  await expect(drawer).toContainText('There are no values yet');
  const lines = drawer.getByRole('textbox', { name: 'Add values' });
  await lines.fill('2026-11-01; 12.50\nsoon; 3');
  await drawer.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(drawer).toContainText('No moment with a value in line 2');
  await lines.fill('2026-11-01; 12.50\n2026-11-02 08:30; 14');
  await drawer.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(drawer.getByRole('table', { name: 'Values' }).getByRole('row')).toHaveCount(3);
  await lines.fill('2026-11-01; 99');
  await drawer.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(drawer.getByRole('alert')).toContainText('is known already');
});

test('[CAT-03, CAT-05, CAT-07, A20] a product is made, gets features, is activated, edited, archived, brought back and deleted', async ({
  workstation,
}) => {
  const { page } = workstation;
  await beginSmall(page);
  await goTo(page, '/catalog?tab=products&new=1');
  const form = page.getByRole('dialog', { name: 'New product' });
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Analytics');
  await form.getByRole('textbox', { name: /^SKU/ }).fill('ANA');
  await form.getByRole('textbox', { name: /^Or a new group/ }).fill('Insight');
  const facts = form.getByRole('group', { name: 'Free facts' });
  await facts.getByRole('button').last().click();
  await facts.getByRole('textbox', { name: 'Name' }).fill('erp');
  await facts.getByRole('textbox', { name: 'Value' }).fill('4711');
  await form.getByRole('button', { name: 'Create product' }).click();
  const head = page.getByRole('heading', { level: 1 });
  await expect(head).toHaveText('Analytics');
  await expect(page.getByRole('main')).toContainText('Insight');
  await expect(page.getByRole('main')).toContainText('4711');

  await page.getByRole('button', { name: 'New feature' }).click();
  const feature = page.getByRole('dialog');
  await feature.getByRole('textbox', { name: 'Name' }).fill('Reports');
  await feature.getByRole('textbox', { name: /^Code/ }).fill('reports');
  await choose(feature.getByRole('combobox', { name: 'Type' }), 'Counted');
  await feature.getByRole('textbox', { name: 'Unit' }).fill('report');
  await feature.getByRole('button', { name: 'Create feature' }).click();
  await page.getByRole('button', { name: 'Edit Reports' }).click();
  await feature.getByRole('textbox', { name: 'Name' }).fill('Saved reports');
  await feature.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('table', { name: 'Features' })).toContainText('Saved reports');
  await page.getByRole('button', { name: 'Remove Saved reports' }).click();
  await expect(page.getByRole('main')).toContainText('no features yet');

  const act = async (name: string): Promise<void> => {
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name, exact: true }).click();
  };
  const badge = page.getByRole('main').getByRole('banner').or(page.getByRole('main'));
  await act('Activate');
  await expect(badge.getByText('Active', { exact: true }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Edit product' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name', exact: true }).first().fill('Analytics Pro');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(head).toHaveText('Analytics Pro');
  await act('Archive');
  await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click();
  await expect(badge.getByText('Archived', { exact: true }).first()).toBeVisible();
  await act('Take out of the archive');
  await expect(badge.getByText('Active', { exact: true }).first()).toBeVisible();
  await page.getByRole('tab', { name: 'Timeline' }).click();
  await expect(page.getByRole('list', { name: 'Timeline' })).toContainText('Feature removed');
  await act('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await expect(head).toHaveText('Catalog');
  await expect(page.getByRole('gridcell', { name: 'Analytics Pro' })).toHaveCount(0);
});

test('[CAT-19, CAT-24, CAT-25, CAT-27] a plan is published, changed in a new version, compared, taken off sale, put back, grandfathered and archived', async ({
  workstation,
}) => {
  const { page } = workstation;
  const { productId } = await beginSmall(page);
  const planId = await givePlan(page, productId, 'basic', '49');
  await givePlan(page, productId, 'team', '99');
  const addOns = await giveProduct(page, 'Extra storage', 'add-on');
  await givePlan(page, addOns, 'storage', '9');
  await goTo(page, `/catalog/plans/${planId}`);
  const main = page.getByRole('main');
  const act = async (name: string | RegExp): Promise<void> => {
    await page.getByRole('button', { name: 'Actions' }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  const confirm = async (name: string): Promise<void> => page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

  await act('Edit details');
  const details = page.getByRole('dialog', { name: 'Edit details' });
  await details.getByRole('textbox', { name: 'Name' }).fill('Starter');
  await choose(details.getByRole('combobox', { name: /^Only in these countries/ }), 'Germany', 'Germany');
  await page.keyboard.press('Escape');
  await choose(details.getByRole('combobox', { name: /^May move to/ }), 'Team', 'Team');
  await page.keyboard.press('Escape');
  await details.getByRole('button', { name: 'Save' }).click();
  await expect(main).toContainText('Germany');

  await page.getByRole('button', { name: 'Start a new version' }).click();
  await page.getByRole('textbox', { name: 'Amount' }).fill('59');
  await expect(page.getByRole('complementary', { name: 'Preview' })).toContainText('59.00');
  await page.getByRole('button', { name: 'Publish …' }).click();
  const publish = page.getByRole('dialog');
  await expect(publish.getByRole('table', { name: 'What changed' })).toContainText('49');
  await publish.getByRole('button', { name: 'Publish' }).click();
  await page.getByRole('tab', { name: 'Versions' }).click();
  await expect(page.getByRole('table', { name: 'What changed' })).toContainText('59');

  await page.getByRole('button', { name: 'Start a new version' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Draft of version 3');
  await goTo(page, `/catalog/plans/${planId}`);
  await act('Discard draft');
  await confirm('Discard draft');
  await expect(page.getByRole('button', { name: 'Start a new version' })).toBeVisible();

  await page.getByRole('tab', { name: 'Add-ons' }).click();
  await choose(page.getByRole('combobox', { name: 'Add-on', exact: true }), 'Storage');
  await page.getByRole('button', { name: 'Link add-on' }).click();
  const table = page.getByRole('table', { name: 'Add-ons' });
  await choose(table.getByRole('combobox', { name: 'Invoicing of Storage' }), 'On its own invoice');
  await expect(table.getByRole('combobox', { name: 'Invoicing of Storage' })).toHaveValue('On its own invoice');
  await table.getByRole('button', { name: 'Unlink Storage' }).click();
  await expect(main).toContainText('No add-ons go with this plan');

  const state = (name: string) => main.getByText(name, { exact: true }).first();
  await act('Take off sale');
  await confirm('Take off sale');
  await expect(state('Inactive')).toBeVisible();
  await act('Put back on sale');
  await confirm('Put back on sale');
  await expect(state('Active')).toBeVisible();
  await act('Set successor');
  await choose(page.getByRole('dialog').getByRole('combobox', { name: /^Successor/ }), 'Team');
  await confirm('Set successor');
  await act('Grandfather');
  await confirm('Grandfather');
  await expect(state('Grandfathered')).toBeVisible();
  await act(/^Archive/);
  await confirm('Archive');
  await expect(state('Archived')).toBeVisible();
});

test('[OFR-01, OFR-03, OFR-06, OFR-08] an offer is made, edited, activated with its day and archived; a second currency is added', async ({
  workstation,
}) => {
  const { page } = workstation;
  const { productId } = await beginSmall(page);
  await givePlan(page, productId, 'basic', '49');
  await give(page, 'segment.create', { code: 'partner', name: 'Partner' });
  await goTo(page, '/catalog/offers');
  await page.getByRole('button', { name: 'New offer' }).first().click();
  const form = page.getByRole('dialog');
  await form.getByRole('textbox', { name: /^Name/ }).fill('Spring');
  await form.getByRole('textbox', { name: 'Percent off' }).fill('20');
  await form.getByRole('textbox', { name: /^Code/ }).fill('SPRING');
  await form.getByRole('textbox', { name: 'Times in all' }).fill('100');
  await form.getByRole('button', { name: 'Create offer' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Spring');
  await expect(page.getByRole('main')).toContainText('20% off, for 3 periods, on everything, by the code SPRING.');
  await expect(page.getByRole('main')).toContainText('0 of 100');

  await page.getByRole('button', { name: 'Edit offer' }).click();
  await choose(form.getByRole('combobox', { name: 'Gives' }), 'Amount');
  await form.getByRole('textbox', { name: 'Amount off' }).fill('10');
  await form.getByRole('button', { name: 'Add a currency' }).click();
  await choose(form.getByRole('combobox', { name: 'Currency' }).nth(1), /^USD/, 'USD');
  await form.getByRole('textbox', { name: 'Amount off' }).nth(1).fill('12');
  await choose(form.getByRole('combobox', { name: 'Lasts' }), 'For good');
  await choose(form.getByRole('combobox', { name: 'On' }), 'Some plans');
  await choose(form.getByRole('combobox', { name: 'Plans' }), 'Basic');
  await page.keyboard.press('Escape');
  await choose(form.getByRole('combobox', { name: 'Reaches by' }), 'Target group');
  await choose(form.getByRole('combobox', { name: 'Segments' }), 'Partner');
  await page.keyboard.press('Escape');
  // OFR-09: what applies by itself is not counted.
  await expect(form.getByRole('textbox', { name: 'Times in all' })).toHaveCount(0);
  await form.getByRole('checkbox', { name: 'Goes together with other offers' }).check();
  await form.getByRole('button', { name: 'Save' }).click();

  await expect(page.getByRole('main')).toContainText('12.00 USD');

  await page.getByRole('button', { name: 'Activate' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Activate' }).click();
  await expect(page.getByRole('main').getByText('Active', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Archive' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Archive' }).click();
  await expect(page.getByRole('main').getByText('Archived', { exact: true })).toBeVisible();
});

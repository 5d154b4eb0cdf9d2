// A week in which two people change the same things apart: what the rules join, what they decide, and what a person settles by clicking.

import type { Page } from '@playwright/test';
import type { PlanVersion } from '../../../core/catalog/types.ts';
import type { AnyDocument, DocumentKind } from '../../../core/collections.ts';
import { setClock } from '../door-world.ts';
import { give, givePlan } from '../small-company.ts';
import { expect } from '../workstation.ts';
import { expectOneTruth } from './books.ts';
import { billPeriod } from './load.ts';
import { type Company, type Shared, shared } from './company.ts';
import { comeBack, type Desk, expectGapReport, expectInStep, expectMatters, goOffline, settle } from './desk.ts';
import type { Story } from './story.ts';

/** What both stations have before they part. */
export interface Ground {
  readonly company: Company;
  readonly plans: Readonly<Record<'basic' | 'pro' | 'top', string>>;
  /** The one subscription and the invoice of January of each customer. */
  readonly subscriptions: Readonly<Record<Shared, string>>;
  readonly invoices: Readonly<Record<Shared, string>>;
}

const all = (page: Page, kind: DocumentKind): Promise<readonly AnyDocument[]> =>
  page.evaluate((wanted) => window.counterfoilWorkstation().list(wanted), kind);

const ofCustomers = async (
  page: Page,
  kind: 'subscription' | 'invoice',
  { customers }: Company,
): Promise<Readonly<Record<Shared, string>>> => {
  const documents = await all(page, kind);
  const idOf = (customerId: string): string =>
    documents.find((document) => 'customerId' in document && document.customerId === customerId)?.id ?? '';
  return Object.fromEntries(shared.map((name) => [name, idOf(customers[name])])) as Record<Shared, string>;
};

const price = ({ variants }: PlanVersion): string => {
  const component = variants[0]?.components[0];
  return component?.price.kind === 'fixed' ? component.price.amount : '';
};

/** The one variant of the draft, at another price. */
const editPrice = async (page: Page, planId: string, amount: string): Promise<void> => {
  const drafts = (await all(page, 'plan-version')) as readonly PlanVersion[];
  const draft = drafts.find((version) => version.planId === planId && version.state.kind === 'draft');
  const from = draft?.variants[0];
  if (draft === undefined || from === undefined) throw new Error('the plan has no draft with a variant');
  const components = from.components.map((component) => ({ ...component, price: { kind: 'fixed' as const, amount } }));
  const variants = [{ id: from.id, from, to: { ...from, components } }];
  await give(page, 'plan.edit-draft', { planId, version: draft.version, edits: {}, variants, entitlements: [] });
};

const changePlan = (page: Page, subscriptionId: string, from: string, to: string) =>
  give(page, 'subscription.change-plan', { subscriptionId, plan: { from, to } });

const changeQuantity = (page: Page, subscriptionId: string, to: string) =>
  give(page, 'subscription.change-quantity', { subscriptionId, quantity: { from: '1', to } });

const credit = (
  page: Page,
  invoiceId: string,
  wanted: { readonly kind: 'whole' } | { readonly kind: 'amount'; readonly grossMinor: number },
) => give(page, 'credit-note.create', { invoiceId, credit: wanted, reason: 'goodwill', disposition: 'balance', note: '', on: null });

/** Two more plans on sale, one with a version in preparation; both stations have everything. */
export const groundOf = async ({ ada, ben }: Story, company: Company): Promise<Ground> => {
  const { page } = ada;
  const [product] = await all(page, 'product');
  const pro = await givePlan(page, product?.id ?? '', 'pro', '99');
  const top = await givePlan(page, product?.id ?? '', 'top', '199');
  await give(page, 'plan.start-draft', { planId: top });
  const basic = (await all(page, 'plan')).find((plan) => 'code' in plan && plan.code === 'basic')?.id ?? '';
  for (const desk of [ada, ben]) await comeBack(desk);
  return {
    company,
    plans: { basic, pro, top },
    subscriptions: await ofCustomers(page, 'subscription', company),
    invoices: await ofCustomers(page, 'invoice', company),
  };
};

/** What each of them does to the same records; `first` will be the one that comes back first. */
export const changedApart = async (first: Desk, last: Desk, { company, plans, subscriptions, invoices }: Ground): Promise<void> => {
  for (const desk of [first, last]) {
    await goOffline(desk);
    await setClock(desk.page, '2026-01-20T09:00:00.000Z');
  }
  const [one, other] = [first.page, last.page];
  const { entityId } = company;
  // A quantity of the same subscription, twice.
  await changeQuantity(one, subscriptions['Alster AG'], '2');
  await changeQuantity(other, subscriptions['Alster AG'], '3');
  // Cancelled for the end of the month, and upgraded now: both are meant, and both can be.
  await give(one, 'subscription.cancel', { subscriptionId: subscriptions['Bille KG'], reason: 'customer_request' });
  await changePlan(other, subscriptions['Bille KG'], plans.basic, plans.pro);
  // Cancelled now, and upgraded now: what has ended is not upgraded.
  await give(one, 'subscription.cancel', {
    subscriptionId: subscriptions['Chemnitz OHG'],
    reason: 'customer_request',
    when: { kind: 'now' },
  });
  await changePlan(other, subscriptions['Chemnitz OHG'], plans.basic, plans.pro);
  // Upgraded to one plan, and to another.
  await changePlan(one, subscriptions['Donau GmbH'], plans.basic, plans.pro);
  await changePlan(other, subscriptions['Donau GmbH'], plans.basic, plans.top);
  // The same invoice credited and voided, voided and credited, credited twice over, and twice in part.
  await credit(one, invoices['Elbe AG'], { kind: 'whole' });
  await give(other, 'invoice.void', { invoiceId: invoices['Elbe AG'], reason: 'Sent by mistake' });
  await give(one, 'invoice.void', { invoiceId: invoices['Fulda KG'], reason: 'Sent by mistake' });
  await credit(other, invoices['Fulda KG'], { kind: 'whole' });
  for (const page of [one, other]) await credit(page, invoices['Gera OHG'], { kind: 'whole' });
  await credit(one, invoices['Havel GmbH'], { kind: 'amount', grossMinor: 1190 });
  await credit(other, invoices['Havel GmbH'], { kind: 'amount', grossMinor: 595 });
  // A price in preparation, twice.
  await editPrice(one, plans.top, '209');
  await editPrice(other, plans.top, '219');
  // Settings of the entity: the same term twice, and two that have nothing to do with each other.
  const terms = (page: Page, to: number) =>
    give(page, 'entity.edit-invoice-settings', { entityId, edits: { netTermsDays: { from: 30, to } } });
  await terms(one, 14);
  await terms(other, 60);
  await give(one, 'entity.edit-policies', { entityId, edits: { changeDay: { from: 'new-plan', to: 'old-plan' } } });
  await give(other, 'entity.edit-policies', { entityId, edits: { upgradeCredit: { from: 'unused-part', to: 'none' } } });
};

/** What the rules refused at the one who came later is settled by clicking; what they joined stands without a word. */
export const overlapsSettled = async (last: Desk): Promise<void> => {
  const { page } = last;
  await expectMatters(last, 9);
  const sendMine = () => page.getByRole('button', { name: 'Send mine again' }).click();
  const keepTheirs = () => page.getByRole('button', { name: 'Keep the server’s' }).click();
  const row = (field: string) => page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: field, exact: true }) });
  const refusedSince = (reason: string) => expect(page.getByRole('main').getByRole('listitem').filter({ hasText: reason })).toBeVisible();

  await settle(last, 'Alster AG', async () => {
    await expect(row('Items › base › Quantity').getByRole('cell')).toContainText(['3', '2']);
    await sendMine();
  });
  await settle(last, 'Chemnitz OHG', async () => {
    await refusedSince('That cannot be done in the subscription’s state.');
    await keepTheirs();
  });
  await settle(last, 'Donau GmbH', async () => {
    await expect(row('Items › base › Plan').getByRole('cell')).toContainText(['Top', 'Pro']);
    await sendMine();
  });
  await settle(last, 'Invoice voided', async () => {
    await refusedSince('The invoice was credited already.');
    await expect(row('Status › Kind').getByRole('cell')).toContainText(['void', 'posted']);
    await keepTheirs();
  });
  await settle(last, 'The invoice is void', async () => {
    await expect(row('Status › Kind').getByRole('cell')).toContainText(['posted', 'void']);
    await keepTheirs();
  });
  await settle(last, 'Everything on this invoice', async () => {
    // Sent again it is refused again, here and at once; it stays until somebody says what becomes of it.
    await page.getByRole('button', { name: 'Send again' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Everything on this invoice has been credited already.' })).toBeVisible();
    await keepTheirs();
  });
  await settle(last, 'other contents', async () => {
    // A credit note says by which policies it was made, and the other one has changed them: it is issued anew, under a number of its own.
    await page.getByRole('button', { name: 'Send again' }).click();
  });
  await settle(last, 'Plan draft edited', async () => {
    await expect(row('Variants › eur-monthly › Components › base › Price › Amount').getByRole('cell')).toContainText(['219', '209']);
    await sendMine();
  });
  await settle(last, 'Northwind GmbH', async () => {
    await expect(row('Invoices › Payment term in days').getByRole('cell')).toContainText(['60', '14']);
    await page.getByText('Theirs', { exact: true }).click();
    await expect(page.getByRole('button', { name: 'Send as chosen' })).toBeDisabled();
    await keepTheirs();
  });
  await expectMatters(last, 0);
  await expectInStep(last);
};

/** Everybody says the same, what the rules and the people decided, and what comes of it is billed once. */
export const overlapsStand = async ({ office }: Story, first: Desk, last: Desk, ground: Ground): Promise<void> => {
  const { company, plans, subscriptions, invoices } = ground;
  const { books } = office;
  await comeBack(first);
  await expectMatters(first, 0);
  for (const desk of [first, last]) await expectGapReport(desk, '3 series: 3 numbers without a document, none unexplained.');
  const termOf = async (name: Shared) => (await books.get('subscription', subscriptions[name]))?.items[0]?.terms.at(-1);
  expect(await termOf('Alster AG')).toMatchObject({ quantity: '3' });
  expect(await termOf('Bille KG')).toMatchObject({ planId: plans.pro });
  expect((await books.get('subscription', subscriptions['Bille KG']))?.state).toMatchObject({ kind: 'active', cancelsOn: '2026-02-01' });
  expect(await termOf('Chemnitz OHG')).toMatchObject({ planId: plans.basic });
  expect((await books.get('subscription', subscriptions['Chemnitz OHG']))?.state).toMatchObject({ kind: 'cancelled', on: '2026-01-20' });
  expect(await termOf('Donau GmbH')).toMatchObject({ planId: plans.top });
  const credits = await books.list('credit-note');
  const creditedOf = (name: Shared): readonly number[] =>
    credits.filter(({ invoiceId }) => invoiceId === invoices[name]).map(({ totals }) => totals.grossMinor);
  const stateOf = async (name: Shared) => (await books.get('invoice', invoices[name]))?.state.kind;
  expect([await stateOf('Elbe AG'), creditedOf('Elbe AG')]).toEqual(['posted', [-5831]]);
  expect([await stateOf('Fulda KG'), creditedOf('Fulda KG')]).toEqual(['void', []]);
  expect([await stateOf('Gera OHG'), creditedOf('Gera OHG')]).toEqual(['posted', [-5831]]);
  expect([await stateOf('Havel GmbH'), creditedOf('Havel GmbH').toSorted((a, b) => a - b)]).toEqual(['posted', [-1190, -595]]);
  const draft = (await books.list('plan-version')).find(({ planId, state }) => planId === plans.top && state.kind === 'draft');
  expect(draft === undefined ? '' : price(draft)).toBe('219');
  expect(await books.get('entity', company.entityId)).toMatchObject({
    invoices: { netTermsDays: 14 },
    policies: { changeDay: 'old-plan', upgradeCredit: 'none' },
  });
  for (const desk of [first, last]) await setClock(desk.page, '2026-01-31T09:00:00.000Z');
  await billPeriod(last.page, company.entityId, { start: '2026-01-01', end: '2026-01-31' });
  for (const desk of [last, first]) await comeBack(desk);
  await expectOneTruth(office, [first, last], '2026-01-31');
};

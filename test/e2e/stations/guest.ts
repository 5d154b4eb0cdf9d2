// ROL-06: a customer of another entity, at the station of somebody whose own entity bills them.

import { newEntity } from '../../../core/organization/new-entity.ts';
import { goTo, setClock } from '../door-world.ts';
import { give } from '../small-company.ts';
import { expect } from '../workstation.ts';
import { edit, foundCompany, sellTo } from './company.ts';
import { comeBack, type Desk, joinAsFirst, joinAsInvited, type Somebody } from './desk.ts';
import type { HeadOffice } from './head-office.ts';

const paris = { lines: ['1 rue du Port'], city: 'Paris', postalCode: '75001', region: '', country: 'FR' };

/** Ben has one entity of two: he reads who it bills, and finds nothing to change there. */
export const guestSeen = async (
  office: HeadOffice,
  [ada, ben]: readonly [Desk, Desk],
  people: readonly [Somebody, Somebody],
): Promise<void> => {
  const { page } = ben;
  for (const desk of [ada, ben]) await setClock(desk.page, '2026-01-05T09:00:00.000Z');
  await joinAsFirst(ada, office, people[0]);
  const { entityId } = await foundCompany(ada.page);
  const basics = { code: 'FR', legalName: 'Vent du Nord SARL', address: paris, currency: 'EUR', zone: 'Europe/Paris' } as const;
  const { entity = '' } = await give(ada.page, 'entity.create', newEntity(basics, { isFallback: false, servesCountries: [] }));
  const customerId = await sellTo(ada.page, 'Gast AG', '2026-01-01');
  await edit(ada.page, customerId, { entityId: { from: null, to: entity } });
  await comeBack(ada);
  const { signInName, name } = people[1];
  const said = await office.admin('user', 'create', signInName, '--role', 'finance', '--name', name, '--entities', entityId);
  await joinAsInvited(ben, people[1], /\n {4}(\S+)\n/.exec(said)?.[1] ?? '');
  await goTo(page, `/customers/${customerId}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Gast AG');
  await expect(page.getByRole('status').filter({ hasText: 'This customer is another legal entity’s.' })).toBeVisible();
  await expect(page.getByText('Kai 1')).toBeVisible();
  await expect(page.getByRole('button', { name: /^(Edit|More actions|Add|Sell)/ })).toHaveCount(0);
  await goTo(page, '/customers');
  await page
    .getByRole('row', { name: /Gast AG/ })
    .getByRole('checkbox')
    .check();
  await page.getByRole('toolbar', { name: 'Selected rows' }).getByRole('button', { name: 'Archive' }).click();
  const ask = page.getByRole('dialog');
  await expect(ask).toContainText('1 of them belongs to another legal entity and stays as it is');
  await expect(ask.getByRole('button', { name: 'Archive' })).toBeDisabled();
  await ask.getByRole('button', { name: 'Cancel' }).click();
  await goTo(ada.page, `/customers/${customerId}`);
  await expect(ada.page.getByRole('button', { name: 'Edit', exact: true })).toBeVisible();
};

// What happens between two stations, step by step. Whoever comes back first keeps what both did.

import { bill, owesNothing } from '../month/billing.ts';
import { setTimeout as delay } from 'node:timers/promises';
import type { Role } from '../../../core/permissions.ts';
import { giveCustomer } from '../small-company.ts';
import { chanceOf } from '../../simulation/chance.ts';
import { setClock } from '../door-world.ts';
import { expect } from '../workstation.ts';
import { expectOneTruth } from './books.ts';
import { beginLoad, billPeriod, endLoad } from './load.ts';
import { type Company, type Shared, edit, foundCompany, sellTo, typeEdit } from './company.ts';
import {
  comeBack,
  type Desk,
  expectGapReport,
  expectInStep,
  expectMatters,
  expectTold,
  expectWhose,
  goOffline,
  joinAsFirst,
  joinAsInvited,
  settle,
} from './desk.ts';
import type { HeadOffice } from './head-office.ts';

export interface Story {
  readonly office: HeadOffice;
  readonly ada: Desk;
  readonly ben: Desk;
}

export const ada = { signInName: 'ada', name: 'Ada Lindt', password: 'seven green ladders' };
export const ben = { signInName: 'ben', name: 'Ben Osei', password: 'four paper lanterns' };

const january = { invoices: '8', creditNotes: '0', net: '392.00', tax: '74.48', gross: '466.48' };
const february = { invoices: '9', creditNotes: '0', net: '441.00', tax: '83.79', gross: '524.79' };

const march = { start: '2026-03-01', end: '2026-03-03' };

const setClocks = async ({ ada: one, ben: other }: Story, at: string): Promise<void> => {
  await Promise.all([one, other].map(({ page }) => setClock(page, at)));
};

/** The first administrator joins, founds the company and bills January; a second person joins and has it all. */
export const begun = async (story: Story, role: Role = 'finance'): Promise<Company> => {
  const { office } = story;
  await setClocks(story, '2026-01-05T09:00:00.000Z');
  await joinAsFirst(story.ada, office, ada);
  const company = await foundCompany(story.ada.page);
  await bill(story.ada.page, 8, january);
  const said = await office.admin('user', 'create', ben.signInName, '--role', role, '--name', ben.name);
  const given = /\n {4}(\S+)\n/.exec(said)?.[1] ?? '';
  await joinAsInvited(story.ben, ben, given);
  await expectInStep(story.ada);
  await expectOneTruth(office, [story.ada, story.ben], '2026-01-31');
  return company;
};

/** A week without each other: edits of the same customers, sales of one's own, and the same month billed twice. */
export const apart = async (story: Story, { customers }: Company): Promise<void> => {
  const desks = [story.ada, story.ben];
  for (const desk of desks) await goOffline(desk);
  await setClocks(story, '2026-01-29T09:00:00.000Z');
  await typeEdit(story.ada.page, customers['Alster AG'], 'Purchase order', 'PO 7');
  await typeEdit(story.ben.page, customers['Alster AG'], 'E-mail', 'books@alster.example');
  for (const { page, name } of desks) {
    await edit(page, customers['Bille KG'], { companyName: { from: 'Bille KG', to: `Bille ${name} KG` } });
    await edit(page, customers['Chemnitz OHG'], { purchaseOrder: { from: '', to: `${name} 1` } });
    await edit(page, customers['Donau GmbH'], { purchaseOrder: { from: '', to: `${name} 2` } });
    await sellTo(page, `Customer of ${name}`, '2026-02-01');
  }
  await setClocks(story, '2026-02-02T09:00:00.000Z');
  for (const { page } of desks) await bill(page, 9, february);
  await setClocks(story, '2026-02-05T09:00:00.000Z');
};

/** The documents of both stay once; the later one's numbers of them are void, and its person is told. */
export const reconciled = async (story: Story, first: Desk, last: Desk): Promise<void> => {
  await comeBack(first);
  await expectMatters(first, 0);
  // What is told goes by itself after a while: it is looked out for while the exchange goes on.
  const told = [expectTold(last, 'The server refused 3 changes.'), expectTold(last, '8 numbers that were given here are void.')];
  await Promise.all([comeBack(last), ...told]);
  await expectMatters(last, 4);
  await expectMatters(first, 0);
  await expectOneTruth(story.office, [first, last], '2026-02-28');
  for (const desk of [first, last]) await expectGapReport(desk, '2 series: 8 numbers without a document, none unexplained.');
  await expectWhose(first, last);
};

/** What both had changed is decided by clicking, once with each answer; the void numbers are seen. Both stations then say the same. */
export const settled = async (story: Story, { customers }: Company, first: Desk, last: Desk): Promise<void> => {
  const { page } = last;
  await settle(last, `Bille ${last.name} KG`, async () => {
    await expect(page.getByRole('row').filter({ hasText: 'Company' })).toContainText(`Bille ${first.name} KG`);
    await page.getByRole('button', { name: 'Send mine again' }).click();
  });
  await settle(last, 'Chemnitz OHG', () => page.getByRole('button', { name: 'Keep the server’s' }).click());
  await settle(last, 'Donau GmbH', async () => {
    await page.getByText('Another value', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Value' }).fill('both');
    await page.getByRole('button', { name: 'Send as chosen' }).click();
  });
  await settle(last, 'Billed by a run', async () => {
    const row = page.getByRole('row').filter({ hasText: 'Billed elsewhere under another number' });
    await expect(row).toHaveCount(8);
    await expect(row.first()).toContainText(first.code);
    await page.getByRole('button', { name: 'I have seen it' }).click();
  });
  await expectMatters(last, 0);
  await expectInStep(last);
  await expectOneTruth(story.office, [first, last], '2026-02-28');
  const standing = async (name: Shared) => story.office.books.get('customer', customers[name]);
  expect(await standing('Alster AG')).toMatchObject({ purchaseOrder: 'PO 7', email: 'books@alster.example' });
  expect(await standing('Bille KG')).toMatchObject({ name: `Bille ${last.name} KG` });
  expect(await standing('Chemnitz OHG')).toMatchObject({ purchaseOrder: `${first.name} 1` });
  expect(await standing('Donau GmbH')).toMatchObject({ purchaseOrder: 'both' });
};

/** Work without a pause at both stations; the server dies twenty times in the middle of it, and both bill the same month meanwhile. */
export const killedUnderLoad = async ({ office, ada: one, ben: other }: Story, company: Company): Promise<void> => {
  const desks = [one, other];
  for (const { page } of desks) await setClock(page, '2026-03-02T09:00:00.000Z');
  const owns = await Promise.all(desks.map(({ page, name }) => giveCustomer(page, `Load of ${name}`)));
  // Ended in good order once, it starts faster from then on.
  await office.restart();
  for (const [at, desk] of desks.entries()) await beginLoad(desk, company, owns[at] ?? '', at === 0 ? 'email' : 'externalId');
  const chance = chanceOf('twenty kills');
  for (let kill = 1; kill <= 20; kill += 1) {
    const before = await office.judged();
    await expect.poll(() => office.judged(), { intervals: [20] }).toBeGreaterThan(before);
    if (kill === 10) await Promise.all(desks.map(({ page }) => billPeriod(page, company.entityId, march)));
    await delay(chance.below(250));
    await office.kill();
    await office.start();
  }
  const given = await Promise.all(desks.map((desk) => endLoad(desk)));
  for (const desk of desks) await comeBack(desk);
  // What changed while it was billed was voided, and is owed still.
  await billPeriod(one.page, company.entityId, march);
  await expectInStep(one);
  await expectOneTruth(office, desks, '2026-03-31');
  for (const { issued, refused } of given) {
    expect(refused).toEqual([]);
    const standing = await Promise.all(Object.keys(issued).map(async (id) => [id, (await office.books.get('invoice', id))?.number]));
    expect(Object.fromEntries(standing)).toEqual(issued);
  }
  for (const { page } of desks) await owesNothing(page);
};

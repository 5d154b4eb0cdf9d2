// Two people at two stations and one server, as everybody has it: a week without each other, and a server that is killed again and again.

import { chromium } from '@playwright/test';
import { chromiumPath, findChromium } from '../../.scripts/find-chromium.ts';
import { hasPostgres } from '../support/postgres.ts';
import { browserDesk, comeBack, type Desk, expectMatters } from './stations/desk.ts';
import { type DatabaseName, headOffice } from './stations/head-office.ts';
import { changedApart, groundOf, overlapsSettled, overlapsStand } from './stations/overlaps.ts';
import { guestSeen } from './stations/guest.ts';
import { ada, apart, begun, ben, killedUnderLoad, reconciled, settled, type Story } from './stations/story.ts';
import { expect, onlyWith, test, watchPages } from './workstation.ts';

const missing = (name: DatabaseName): string | null => {
  const found = findChromium();
  if ('missing' in found) return `Chromium: ${found.missing}`;
  return name === 'PostgreSQL' && !hasPostgres ? 'PostgreSQL is not installed' : null;
};

type Telling = (story: Story, first: Desk, last: Desk) => Promise<void>;

/** A server, two people at two stations, and what becomes of them. */
const told = async (name: DatabaseName, comesFirst: 'ada' | 'ben', telling: Telling): Promise<void> => {
  onlyWith(missing(name));
  test.setTimeout(600_000);
  const watch = watchPages();
  const office = await headOffice(name);
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: ['--no-sandbox'] });
  try {
    const one = await browserDesk(browser, office, ['Nord', 'A1'], watch.page);
    const other = await browserDesk(browser, office, ['Süd', 'B2'], watch.page);
    const story: Story = { office, ada: one, ben: other };
    await (comesFirst === 'ada' ? telling(story, one, other) : telling(story, other, one));
    expect(watch.takeFaults(), 'the pages keep to their policy and throw nothing').toEqual([]);
  } finally {
    await browser.close();
    await office.close();
  }
};

/** Both stations run and issue the same month; the one that comes back first keeps what both did. */
const sameMonth: Telling = async (story, first, last) => {
  const company = await test.step('two people join, and January is billed', () => begun(story));
  await test.step('a week without each other', () => apart(story, company));
  await test.step('they come back', () => reconciled(story, first, last));
  await test.step('what both changed is settled', () => settled(story, company, first, last));
  await test.step('the server is killed twenty times under load', () => killedUnderLoad(story, company));
};

/** Both stations change the same subscriptions, invoices, prices and settings. */
const sameThings: Telling = async (story, first, last) => {
  const company = await test.step('two administrators join, and January is billed', () => begun(story, 'administrator'));
  const ground = await test.step('what both will change', () => groundOf(story, company));
  await test.step('both change the same', () => changedApart(first, last, ground));
  await test.step('they come back', async () => {
    await comeBack(first);
    await expectMatters(first, 0);
    await comeBack(last);
  });
  await test.step('what the rules refuse is settled', () => overlapsSettled(last));
  await test.step('everybody says the same', () => overlapsStand(story, first, last, ground));
};

test('[Q6, Q8, A8, A10, A11, NUM-01, NUM-04] two stations bill the same month apart, meet, and outlive twenty kills of the server, on SQLite', () =>
  told('SQLite', 'ada', sameMonth));

test('[Q6, Q8, A8, A10, A11, NUM-01, NUM-04] the same the other way round, on PostgreSQL', () => told('PostgreSQL', 'ben', sameMonth));

test('[A10, A11, SUB-08, SUB-10, CAT-27, INV-13, NUM-04] what both changed of a subscription, an invoice, a price and a setting is joined or settled, on SQLite', () =>
  told('SQLite', 'ada', sameThings));

test('[A10, A11, SUB-08, SUB-10, CAT-27, INV-13, NUM-04] what both changed, the other way round, on PostgreSQL', () =>
  told('PostgreSQL', 'ben', sameThings));

test('[ROL-06] whoever bills a customer of another entity reads who they are, and changes nothing', () =>
  told('SQLite', 'ada', ({ office }, one, other) => guestSeen(office, [one, other], [ada, ben])));

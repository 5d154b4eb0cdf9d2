import { random } from '../../sync/headless/demo-data/random.ts';
import { invoice, party, seats } from './company-world.ts';
import { goTo, openEmpty } from './door-world.ts';
import {
  beginBilling,
  bill,
  contentOf,
  diskOf,
  expectWhole,
  killsIn,
  type Month,
  shutDown,
  storedIn,
  untilHeld,
  untilRead,
} from './plug-world.ts';
import { expect, test } from './workstation.ts';

const months: readonly Month[] = [
  { period: { start: '2025-02-01', end: '2025-03-01' }, at: '2025-03-01T08:00:00.000Z' },
  { period: { start: '2025-03-01', end: '2025-04-01' }, at: '2025-04-01T08:00:00.000Z' },
];

const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, ms);
  });

test('[F3, Q8, NUM-04] billing that is killed at random moments comes out to the same bytes as billing that was left alone', async ({
  workstation,
}) => {
  test.setTimeout(1_200_000);
  const kills = killsIn(workstation.host, 30);
  const chance = random(20_261_120);
  await workstation.page.getByRole('button', { name: 'Open the demo' }).waitFor();
  await workstation.page.evaluate(() => window.counterfoilWorkstation().demo());
  await shutDown(workstation);
  const disk = diskOf(workstation);

  const undisturbed = await workstation.open();
  let slowestMs = 0;
  for (const month of months) {
    const beganMs = Date.now();
    expect(await bill(undisturbed, month)).toMatchObject({ kind: 'finished' });
    slowestMs = Math.max(slowestMs, Date.now() - beganMs);
  }
  const whole = await contentOf(undisturbed);
  const issued = new Map((await storedIn(undisturbed)).documents.map(({ id, digest }) => [id, digest]));
  await shutDown(workstation);
  disk.putBack();

  await workstation.open();
  let at = 0;
  let rounds = 0;
  let halfWay = 0;
  let healed = 0;
  for (let kill = 0; kill < kills; kill += 1) {
    const month = months[at] as Month;
    // Anywhere in a run, every other time where it begins to write, and now and then with some of it written for certain.
    const isHeld = kill % 6 === 5;
    await beginBilling(workstation.page, month, isHeld);
    if (isHeld) await untilHeld(workstation.page);
    else if (kill % 2 === 0) await untilRead(workstation.page, Math.min(1, 0.8 + 0.4 * chance.share()), chance.whole(0, 100));
    else await pause(chance.whole(0, slowestMs));
    await workstation.kill();

    await workstation.open();
    const stored = await storedIn(workstation.page);
    expectWhole(stored);
    const strangers = stored.documents.filter(({ id, digest }) => issued.get(id) !== digest);
    expect(strangers, 'nothing is there that an undisturbed run would not make').toEqual([]);
    healed += stored.healed;
    const run = stored.runs.find(({ period }) => period.start === month.period.start);
    if (run?.state.kind === 'running') {
      halfWay += 1;
      if (halfWay > 1) continue;
      await goTo(workstation.page, '/runs/new');
      await expect(workstation.page.getByRole('alert').filter({ hasText: 'A run was interrupted' })).toBeVisible();
    }
    if (run?.state.kind !== 'finished') continue;
    at += 1;
    if (at < months.length) continue;
    expect(await contentOf(workstation.page), 'every document and every command, to the byte').toEqual(whole);
    await shutDown(workstation);
    disk.putBack();
    await workstation.open();
    at = 0;
    rounds += 1;
  }
  for (const month of months.slice(at)) await bill(workstation.page, month);
  expect(await contentOf(workstation.page), 'every document and every command, to the byte').toEqual(whole);
  const told = `${kills} kills, ${halfWay} in the middle of a run, ${healed} commands finished by the next start, ${rounds + 1} times all months`;
  test.info().annotations.push({ type: 'kills', description: told });
  // However fast the machine is, the runs that were held have met theirs in the middle.
  expect(halfWay, 'some of the kills met a run while it wrote').toBeGreaterThan(0);
});

const words = ['Workshop', 'Travel', 'Migration', 'Training', 'Support on Sunday', 'Hardware', 'Data import', 'Night shift'];

test('[A13, Q8, NUM-04] edits that are killed at random moments: what was typed is back, and no number is missing or doubled', async ({
  workstation,
}) => {
  test.setTimeout(600_000);
  const kills = killsIn(workstation.host, 20);
  const chance = random(1_972);
  await openEmpty(workstation.page);
  const seller = await party(workstation.page, seats.KW, 'Bubiyan Trading', true);
  let id = await invoice(workstation.page, seller, 'KWD', '12.500', false);
  const posted: string[] = [];
  let line = 1;
  let isWhole = true;
  for (let kill = 0; kill < kills; kill += 1) {
    const { page } = workstation;
    await goTo(page, `/invoices/${id}`);
    // What the last kill left without a price is finished first.
    if (!isWhole) await page.getByRole('textbox', { name: `Unit price, line ${line}` }).fill('2');
    line += 1;
    const word = chance.pick(words);
    await page.getByRole('button', { name: 'Add line' }).click();
    await page.getByRole('textbox', { name: `Description, line ${line}` }).pressSequentially(word);
    isWhole = chance.chance(70);
    if (isWhole) await page.getByRole('textbox', { name: `Unit price, line ${line}` }).pressSequentially('1.125');
    const isIssued = isWhole && chance.chance(60);
    if (isIssued) {
      await page.getByRole('button', { name: 'Issue invoice' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Issue', exact: true }).click();
    }
    await pause(chance.whole(isIssued ? 0 : 150, 900));
    await workstation.kill();

    const again = await workstation.open();
    expectWhole(await storedIn(again));
    await goTo(again, `/invoices/${id}`);
    await expect(again.locator('#main h1')).toBeVisible();
    const isDraft = await again.evaluate(async (asked) => {
      const found = await window.counterfoilWorkstation().get('invoice', asked);
      return found?.state.kind === 'draft';
    }, id);
    if (isDraft) {
      await expect(again.getByRole('textbox', { name: `Description, line ${line}` })).toHaveValue(word);
      if (isWhole) await expect(again.getByRole('textbox', { name: `Unit price, line ${line}` })).toHaveValue(/^1\.1/);
    } else {
      await expect(again.getByRole('row', { name: new RegExp(word) }).last()).toBeVisible();
      posted.push(id);
      line = 1;
      id = await invoice(again, seller, 'KWD', '12.500', false);
    }
  }
  const { series, documents } = await storedIn(workstation.page);
  test.info().annotations.push({ type: 'kills', description: `${kills} kills, ${posted.length} of them met an issued invoice` });
  expect(documents.flatMap(({ number }) => number ?? [])).toHaveLength(posted.length);
  expect(series.map(({ next }) => next)).toEqual(posted.length === 0 ? [] : [posted.length + 1]);
  await workstation.kill();
});

test('[A13] what is typed while a line is being saved is back, though the machine stops before the window has heard of it', async ({
  workstation,
}) => {
  const { page } = workstation;
  await openEmpty(page);
  const seller = await party(page, seats.KW, 'Bubiyan Trading', true);
  const id = await invoice(page, seller, 'KWD', '12.500', false);
  await goTo(page, `/invoices/${id}`);
  const descriptions = page.getByRole('textbox', { name: /^Description, line/ });
  await expect(descriptions).toHaveCount(1);
  // From the moment in which the store has the draft nothing more is kept.
  await page.evaluate((asked) => {
    const stop = (): void => {
      const stopped = (): never => {
        throw new Error('the machine has stopped');
      };
      Object.assign(IDBObjectStore.prototype, { put: stopped, delete: stopped });
      document.title = 'stopped';
    };
    window.counterfoilWorkstation().subscribe((changed) => {
      if (changed.some((document) => document.id === asked)) stop();
    });
  }, id);
  const type = async (line: number, word: string, price: string | null): Promise<void> => {
    await page.getByRole('button', { name: 'Add line' }).click();
    await page.getByRole('textbox', { name: `Description, line ${line}` }).fill(word);
    if (price !== null) await page.getByRole('textbox', { name: `Unit price, line ${line}` }).fill(price);
  };
  await type(2, 'Workshop', '1.125');
  await type(3, 'Travel', null);
  await expect(page).toHaveTitle('stopped');
  await workstation.kill();

  const again = await workstation.open();
  await goTo(again, `/invoices/${id}`);
  await expect(again.getByRole('textbox', { name: 'Description, line 3' })).toHaveValue('Travel');
  await expect(again.getByRole('textbox', { name: 'Description, line 2' })).toHaveValue('Workshop');
  await expect(again.getByRole('textbox', { name: 'Unit price, line 2' })).toHaveValue('1.125');
  await expect(again.getByRole('textbox', { name: /^Description, line/ })).toHaveCount(3);
  // The line without a price is unsaved work: whoever closes is asked.
  await workstation.kill();
});

test('[A13] a form that is killed while it is filled in comes back as it was', async ({ workstation }) => {
  test.setTimeout(120_000);
  await openEmpty(workstation.page);
  await party(workstation.page, seats.DE, 'Brandt & Söhne', true);
  await goTo(workstation.page, '/customers?new=1');
  const form = workstation.page.getByRole('dialog', { name: 'New customer' });
  await form.getByRole('textbox', { name: 'Company' }).fill('Orchard Street Bakery');
  await form.getByRole('textbox', { name: 'City' }).pressSequentially('Leeds');
  await pause(100);
  await workstation.kill();

  const again = await workstation.open();
  await goTo(again, '/customers?new=1');
  const back = again.getByRole('dialog', { name: 'New customer' });
  await expect(back.getByRole('textbox', { name: 'Company' })).toHaveValue('Orchard Street Bakery');
  await expect(back.getByRole('textbox', { name: 'City' })).toHaveValue(/^Leed/);
  // Closing would ask what becomes of it.
  await workstation.kill();
});

import type { Page } from '@playwright/test';
import type { Workstation as Door } from '../../renderer/app/workstation.ts';
import type { WorkstationClock } from '../../renderer/app/clock.ts';
import { expect } from './workstation.ts';

declare global {
  interface Window {
    /** The door that screens use; the window offers it to tests. */
    readonly counterfoilWorkstation: () => Door;
    readonly counterfoilClock: WorkstationClock;
  }
}

/** The demo company, opened as a person does; shown when it is whole. */
export async function openDemo(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open the demo' }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible({ timeout: 120_000 });
}

/** An empty company, as the first run begins one. */
export async function openEmpty(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Start', exact: true }).click();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeVisible();
}

/** Goes to a page by its address, as a link would. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `#${path}`);
}

/** Documents of more states than a month of billing leaves behind: drafts, voided, written off, credited, paid. */
export async function furnish(page: Page): Promise<void> {
  const refused = await page.evaluate(async () => {
    const door = window.counterfoilWorkstation();
    const refusals: string[] = [];
    const give: typeof door.execute = async (kind, body) => {
      const outcome = await door.execute(kind, body);
      if (!outcome.ok) refusals.push(`${kind}: ${JSON.stringify(outcome.problems).slice(0, 300)}`);
      return outcome;
    };
    const [plan] = await door.list('plan', { state: 'active' });
    await give('plan.start-draft', { planId: plan?.id ?? '' });
    const posted = (await door.list('invoice', { state: 'posted' })).filter(
      ({ currency, totals }) => currency === 'EUR' && totals.grossMinor > 5000,
    );
    const [credited, voided, lost, paid] = posted;
    if (credited === undefined || voided === undefined || lost === undefined || paid === undefined) return ['no invoices'];
    const { customerId, entityId, currency } = credited;
    const on = '2025-03-01';
    await give('invoice.create-manual', {
      customerId,
      entityId,
      currency,
      netTermsDays: 14,
      note: 'As agreed by telephone',
      lines: [
        {
          description: 'Workshop',
          quantity: '2',
          period: null,
          tax: null,
          price: { kind: 'agreed', unitPrice: '450', taxClass: 'standard', taxInclusive: false, productId: null },
        },
      ],
    });
    await give('credit-note.create', {
      invoiceId: credited.id,
      credit: { kind: 'amount', grossMinor: 1500 },
      reason: 'goodwill',
      disposition: 'balance',
      note: '',
      on,
    });
    await give('invoice.void', { invoiceId: voided.id, reason: 'Sent to the wrong address' });
    await give('invoice.write-off', { invoiceId: lost.id, reason: 'The customer is insolvent' });
    await give('payment.record', {
      customerId: paid.customerId,
      entityId: paid.entityId,
      currency: paid.currency,
      amountMinor: 2000,
      method: 'cash',
      reference: 'P-1',
      receivedOn: on,
      allocations: null,
    });
    await give('adjustment.create', { customerId, entityId, currency, amountMinor: -500, taxClass: 'standard', reason: 'goodwill', on });
    return refusals;
  });
  expect(refused).toEqual([]);
}

/** Stops the window's clock at a moment; a second try at anything then differs in nothing. */
export async function setClock(page: Page, at: string): Promise<void> {
  await page.evaluate((moment) => {
    window.counterfoilClock.set(moment);
  }, at);
}

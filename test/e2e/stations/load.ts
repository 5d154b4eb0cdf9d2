// Work without a pause at both stations, while the server dies again and again.

import type { Page } from '@playwright/test';
import type { Desk } from './desk.ts';
import type { Company } from './company.ts';

interface Given {
  /** What was issued, by its id, under the number that stands on it here. */
  readonly issued: Readonly<Record<string, string>>;
  readonly commands: number;
  readonly refused: readonly string[];
}

interface Load {
  isOn: boolean;
  done: Promise<Given>;
}

declare global {
  interface Window {
    stationLoad: Load;
  }
}

/** Nobody types faster than the server comes back: where so much waits, the station waits too. */
const mostWaiting = 40;

/** Edits a customer that the other station edits too, in a field of its own; makes customers; issues invoices to one of its own. */
export const beginLoad = async ({ page, name }: Desk, { entityId, customers }: Company, own: string, field: 'email' | 'externalId') => {
  await page.evaluate(
    (order) => {
      const door = window.counterfoilWorkstation();
      const issued: Record<string, string> = {};
      const refused: string[] = [];
      let commands = 0;
      const give: typeof door.execute = async (kind, body) => {
        const outcome = await door.execute(kind, body);
        commands += 1;
        if (!outcome.ok) refused.push(`${kind}: ${JSON.stringify(outcome.problems).slice(0, 300)}`);
        return outcome;
      };
      const waiting = (): number => Number(document.querySelector<HTMLElement>('[data-testid="sync-chip"]')?.dataset['pending']);
      const editShared = async (round: number): Promise<void> => {
        const before = await door.get('customer', order.contested);
        const to = order.field === 'email' ? `round-${round}@example.com` : `${order.name} ${round}`;
        const fields = { [order.field]: { from: before?.[order.field] ?? '', to } };
        await give('customer.edit', { customerId: order.contested, fields, attributes: {}, metadata: {} });
      };
      const issue = async (round: number): Promise<void> => {
        const price = { kind: 'agreed' as const, unitPrice: String(round), taxClass: 'standard', taxInclusive: false, productId: null };
        const lines = [{ description: 'Workshop', quantity: '1', period: null, tax: null, price }];
        const draft = { customerId: order.own, entityId: order.entityId, currency: 'EUR' as const, netTermsDays: 14, note: '', lines };
        const made = await give('invoice.create-manual', draft);
        const invoiceId = made.ok ? (made.value.ids.find(({ kind }) => kind === 'invoice')?.id ?? '') : '';
        await give('invoice.post-draft', { invoiceId, on: null });
        issued[invoiceId] = (await door.get('invoice', invoiceId))?.number ?? '';
      };
      const work = async (): Promise<Given> => {
        for (let round = 1; window.stationLoad.isOn; round += 1) {
          await editShared(round);
          await issue(round);
          await door.sync.now();
          do {
            await new Promise((resolve) => {
              setTimeout(resolve, 60);
            });
          } while (waiting() > order.most);
        }
        return { issued, commands, refused };
      };
      window.stationLoad = { isOn: true, done: Promise.resolve({ issued, commands, refused }) };
      window.stationLoad.done = work();
    },
    { name, own, field, entityId, contested: customers['Alster AG'], most: mostWaiting },
  );
};

export const endLoad = ({ page }: Desk): Promise<Given> =>
  page.evaluate(async () => {
    window.stationLoad.isOn = false;
    return window.stationLoad.done;
  });

/** Bills through the door, whatever becomes of the server meanwhile. */
export const billPeriod = (page: Page, entityId: string, period: { readonly start: string; readonly end: string }): Promise<string> =>
  page.evaluate(
    async ([entity, days]) =>
      (await window.counterfoilWorkstation().run.start({ period: days, entityIds: [entity], customerIds: null })).kind,
    [entityId, period] as const,
  );

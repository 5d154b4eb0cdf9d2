import { describe, expect, it } from 'vitest';
import { documentViewOf, type NumberedDocument } from '../../../core/views/document-view-of.ts';
import type { CreditNote, Invoice } from '../../../core/invoicing/types.ts';
import { must } from '../../../core/kernel/invariant.ts';
import {
  bill,
  change,
  component,
  fixedPrice,
  item,
  sampleEntity,
  sampleSubscription,
  seats,
  soldPlan,
  stretch,
  term,
  variantOf,
  worldOf,
} from '../../support/billing-world.ts';

const nobody: NumberedDocument = () => null;

const account = {
  holder: 'Northlight Software Ltd',
  bank: 'Barclays',
  iban: 'GB33BUKB20201555555555',
  bic: 'BUKBGB22',
  details: [],
  currency: 'GBP',
} as const;

const plan = soldPlan('pro', [variantOf([component('platform', fixedPrice('30.00')), seats('12.50')])]);
const april = [stretch('2025-04-01')];

/** A month of the plan, with three seats. */
const monthBilled = (): Invoice => {
  const world = worldOf(
    [plan],
    { subscriptions: [sampleSubscription([item([term('pro', '2025-04-01', { quantity: '3' })], { cadence: april })])] },
    { entity: sampleEntity({ bankAccounts: [account] }) },
  );
  const [document] = bill(world, '2025-04-01', '2025-04-02').documents;
  return must(document, 'something was billed') as Invoice;
};

/** The subscription ends after half of the month that was paid in advance. */
const halfReturned = (): { readonly invoice: Invoice; readonly note: CreditNote } => {
  const started = [term('pro', '2025-04-01', { quantity: '3' })];
  const world = worldOf([plan], { subscriptions: [sampleSubscription([item(started, { cadence: april })])] });
  const [invoice] = bill(world, '2025-04-01', '2025-04-02').documents;
  change(world, (subscription) => ({
    ...subscription,
    items: [item([term('pro', '2025-04-01', { quantity: '3', until: '2025-04-16' })], { cadence: april })],
  }));
  const [note] = bill(world, '2025-04-16', '2025-04-17').documents;
  return { invoice: invoice as Invoice, note: must(note, 'something was credited') as CreditNote };
};

const numbersIn = (value: unknown): readonly number[] => {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersIn) : [];
};

describe('the view of an invoice', () => {
  it('[INV-07] holds everything that the law asks of an invoice, as the document has it', () => {
    const invoice = monthBilled();
    const view = documentViewOf(invoice, nobody);
    expect(view).toMatchObject({
      kind: 'invoice',
      standing: { kind: 'issued' },
      number: invoice.number,
      issuedOn: '2025-04-01',
      supply: { start: '2025-04-01', end: '2025-05-01' },
      currency: 'GBP',
      seller: { name: 'Northlight Software Ltd', taxNumber: 'GB123456789', registrationNumber: '01234567' },
      customer: { name: 'Acme Ltd' },
      totals: { netMinor: 6_750, taxMinor: 1_350, grossMinor: 8_100 },
      dueMinor: 8_100,
      taxes: [{ name: 'VAT', jurisdiction: 'GB', percent: '20', netMinor: 6_750, taxMinor: 1_350 }],
      payment: { reference: invoice.number, account: { iban: account.iban } },
    });
    expect(view.lines.map(({ title, quantity, unitPrice, netMinor, rates }) => ({ title, quantity, unitPrice, netMinor, rates }))).toEqual(
      invoice.lines.map((line) => ({
        title: line.title,
        quantity: line.quantity,
        unitPrice: line.title.includes('platform') ? '30.00' : line.unitPrice,
        netMinor: line.netMinor,
        rates: [{ name: 'VAT', percent: '20' }],
      })),
    );
  });

  it('is plain data: it survives the way to a worker and into a file unchanged', () => {
    const view = documentViewOf(monthBilled(), nobody);
    expect(structuredClone(view)).toEqual(view);
    expect(JSON.parse(JSON.stringify(view))).toEqual(view);
  });

  it('[INV-08] does not change when the invoice is paid or credited later', () => {
    const invoice = monthBilled();
    const paid: Invoice = {
      ...invoice,
      settlements: [
        { id: 's1', kind: 'payment', sourceId: 'pay_1', amountMinor: 5_000, on: invoice.issuedOn },
        { id: 's2', kind: 'credit-note', sourceId: 'cn_1', amountMinor: 100, on: '2025-06-01' },
        { id: 's3', kind: 'write-off', sourceId: 'wo_1', amountMinor: 3_000, on: '2025-07-01' },
      ],
    };
    expect(documentViewOf(paid, nobody)).toEqual(documentViewOf(invoice, nobody));
  });

  it('[INV-21] shows the credits that were used when it was issued, with their numbers, and what is left to pay', () => {
    const invoice = monthBilled();
    const credited: Invoice = {
      ...invoice,
      settlements: [
        { id: 's1', kind: 'promotional-credit', sourceId: 'pc_1', amountMinor: 500, on: invoice.issuedOn },
        { id: 's2', kind: 'credit-note', sourceId: 'cn_1', amountMinor: 1_000, on: invoice.issuedOn },
      ],
    };
    const view = documentViewOf(credited, (id) => (id === 'cn_1' ? { number: 'CN-7', issuedOn: '2025-03-01' } : null));
    expect(view.applied).toEqual([
      { kind: 'promotional-credit', reference: '', on: '2025-04-01', amountMinor: 500 },
      { kind: 'credit-note', reference: 'CN-7', on: '2025-04-01', amountMinor: 1_000 },
    ]);
    expect(view.dueMinor).toBe(6_600);
  });

  it('[NUM-01] [NUM-02] says how it stands: draft, provisional, issued, void', () => {
    const invoice = monthBilled();
    const standing = (changes: Partial<Invoice>): string => documentViewOf({ ...invoice, ...changes }, nobody).standing.kind;
    expect(standing({ number: null, state: { kind: 'draft' } })).toBe('draft');
    expect(standing({ number: null, state: { kind: 'pending', finaliseFrom: '2025-04-02' } })).toBe('draft');
    expect(standing({ number: null })).toBe('provisional');
    expect(standing({})).toBe('issued');
    expect(standing({ state: { kind: 'uncollectible', on: '2025-09-01', reason: 'insolvent' } })).toBe('issued');
    expect(documentViewOf({ ...invoice, state: { kind: 'void', on: '2025-04-03', reason: 'Wrong customer' } }, nobody).standing).toEqual({
      kind: 'void',
      on: '2025-04-03',
      reason: 'Wrong customer',
    });
  });

  it('[INV-13] a void one has its lines and its total, and nothing is due', () => {
    const invoice = monthBilled();
    const issued = documentViewOf(invoice, nobody);
    const voided = documentViewOf({ ...invoice, state: { kind: 'void', on: '2025-04-03', reason: 'Wrong customer' } }, nobody);
    expect([issued.dueMinor, voided.dueMinor]).toEqual([issued.totals.grossMinor, 0]);
    expect(voided.totals).toEqual(issued.totals);
    expect([voided.dueOn, voided.payment]).toEqual([null, null]);
  });
});

describe('the view of a credit note', () => {
  it('[INV-16] gives back positive amounts and names the invoice that it corrects', () => {
    const { invoice, note } = halfReturned();
    expect(note.kind).toBe('credit-note');
    const view = documentViewOf(note, (id) =>
      id === invoice.id ? { number: must(invoice.number, 'it is issued'), issuedOn: invoice.issuedOn } : null,
    );
    expect(view).toMatchObject({
      kind: 'credit-note',
      dueOn: null,
      payment: null,
      corrects: [{ number: invoice.number, issuedOn: '2025-04-01' }],
      reason: note.reason,
      disposition: note.disposition,
      totals: { netMinor: 3_375, taxMinor: 675, grossMinor: 4_050 },
      dueMinor: 4_050,
    });
    expect(view.lines.every((line) => line.netMinor > 0 && line.takesBackFrom === invoice.number)).toBe(true);
    expect(view.lines.every((line) => line.working.fullMinor > 0)).toBe(true);
    expect(view.lines[0]?.part).toEqual({ units: 15, of: 30, unit: 'day' });
  });

  it('[BEY-07] loses nothing by the change of sign: lines sum to totals, and no zero is negative', () => {
    const { note } = halfReturned();
    const view = documentViewOf({ ...note, totals: { ...note.totals, discountMinor: 0 } }, nobody);
    expect(view.lines.reduce((sum, line) => sum + line.netMinor, 0)).toBe(view.totals.netMinor);
    expect(Object.is(view.totals.discountMinor, 0)).toBe(true);
    expect(numbersIn(view).filter((number) => Object.is(number, -0))).toEqual([]);
  });
});

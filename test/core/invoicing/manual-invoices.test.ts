import { describe, expect, it } from 'vitest';
import { discardManualInvoice } from '../../../core/invoicing/discard-manual-invoice.ts';
import { createManualInvoice } from '../../../core/invoicing/create-manual-invoice.ts';
import { editManualInvoice } from '../../../core/invoicing/edit-manual-invoice.ts';
import type { NewLine } from '../../../core/invoicing/manual-facts.ts';
import type { EnteredLine, Invoice } from '../../../core/invoicing/types.ts';
import {
  component,
  fixedPrice,
  perUnit,
  sampleCustomer,
  sampleEntity,
  seats,
  type SoldPlan,
  soldPlan,
  variantOf,
} from '../../support/billing-world.ts';
import { Books, inclusive, line } from './books.ts';

const catalogOf = ({ product, plan, version }: SoldPlan) => [product, plan, version] as const;

const newBody = (lines: readonly NewLine[] = [], changes: object = {}) => ({
  customerId: 'cus_1',
  entityId: null,
  currency: null,
  netTermsDays: null,
  note: '',
  lines,
  ...changes,
});

const shown = (entered: EnteredLine | undefined): NewLine => {
  if (entered === undefined) throw new Error('no such line');
  const { id: _id, commandId: _commandId, ...rest } = entered;
  return rest;
};

const noEdits = (invoice: Invoice) => ({ invoiceId: invoice.id, fields: {}, lines: {}, added: [] });

describe('a draft by hand', () => {
  it('[INV-12] [INV-03] [INV-04] holds what was entered and the lines that it makes, without a number', async () => {
    const books = new Books();
    const draft = await books.draft([line('12.50', { quantity: '3', period: { start: '2026-11-01', end: '2026-12-01' } })], {
      note: 'As agreed',
    });
    expect(draft).toMatchObject({
      state: { kind: 'draft' },
      number: null,
      seriesId: null,
      origin: 'manual',
      issuedOn: '2026-11-20',
      dueOn: '2026-12-20',
      note: 'As agreed',
    });
    expect(draft.lines).toMatchObject([
      {
        title: 'Consulting',
        nature: 'manual',
        source: { kind: 'manual', commandId: 'cmd-1' },
        quantity: '3',
        unitPrice: '12.50',
        period: { start: '2026-11-01', end: '2026-12-01' },
        currency: 'GBP',
        recognition: 'immediate',
        netMinor: 3_750,
        taxMinor: 750,
        grossMinor: 4_500,
        taxes: [{ name: 'VAT', percent: '20', taxMinor: 750 }],
        working: { price: { source: 'manual', exact: '37.5' }, fullMinor: 3_750 },
      },
    ]);
    expect(books.all('number-series')).toEqual([]);
  });

  it('[INV-12] takes entity, currency and terms from the customer, else from the entity, unless they are named', async () => {
    const german = sampleEntity({ id: 'ent_de', code: 'DE', currency: 'EUR', isFallback: false, servesCountries: ['DE'] });
    const books = new Books({}, [german]);
    expect(await books.draft([])).toMatchObject({ entityId: 'ent_uk', currency: 'GBP', dueOn: '2026-12-20', lines: [] });
    books.keep(sampleCustomer({ currency: 'USD', netTermsDays: 7 }));
    expect(await books.draft([])).toMatchObject({ entityId: 'ent_uk', currency: 'USD', dueOn: '2026-11-27' });
    expect(await books.draft([], { entityId: 'ent_de', currency: 'CHF', netTermsDays: 0 })).toMatchObject({
      entityId: 'ent_de',
      currency: 'CHF',
      dueOn: '2026-11-20',
    });
  });

  it('[INV-12] the parties must exist and be active, and the currency in use', async () => {
    const books = new Books();
    expect(await books.refused(createManualInvoice, newBody([], { customerId: 'cus_none' }))).toEqual([
      { code: 'customer.missing', customerId: 'cus_none' },
    ]);
    expect(await books.refused(createManualInvoice, newBody([], { entityId: 'ent_none' }))).toEqual([
      { code: 'entity.missing', entityId: 'ent_none' },
    ]);
    expect(await books.refused(createManualInvoice, newBody([], { currency: 'BGN' }))).toEqual([
      { code: 'currency.not-in-use', currency: 'BGN', on: '2026-11-20' },
    ]);
    books.keep(sampleCustomer({ state: 'archived' }));
    expect(await books.refused(createManualInvoice, newBody())).toEqual([{ code: 'customer.archived', customerId: 'cus_1' }]);
  });

  it("[INV-12] a plan's price makes a line for each of its components, with the plan's tax and working", async () => {
    const sold = soldPlan('support', [
      variantOf([component('setup', fixedPrice('250')), seats('40'), component('days', perUnit('800'))], { taxInclusive: false }),
    ]);
    const books = new Books({}, catalogOf(sold));
    const price = { kind: 'plan', planId: 'support', planVersion: 1, variantId: 'gbp' } as const;
    const draft = await books.draft([{ description: '', quantity: '3', price, period: null, tax: null }]);
    expect(
      draft.lines.map(({ id, title, netMinor, productId, planId, unitPrice }) => [
        id.split('/')[1],
        title,
        netMinor,
        productId,
        planId,
        unitPrice,
      ]),
    ).toEqual([
      ['setup', 'support: setup', 75_000, 'prd_support', 'support', '250'],
      ['seats', 'support: seats', 12_000, 'prd_support', 'support', '40'],
      ['days', 'support: days', 240_000, 'prd_support', 'support', '800'],
    ]);
    expect(draft.lines[1]?.working.price).toMatchObject({ source: 'plan', model: 'per-unit', quantity: '3' });
    const refused = (changes: object) =>
      books.refused(
        createManualInvoice,
        newBody([{ description: '', quantity: '3', price: { ...price, ...changes }, period: null, tax: null }]),
      );
    expect(await refused({ planVersion: 2 })).toEqual([
      { code: 'line.plan-missing', line: 0, planId: 'support', planVersion: 2, variantId: 'gbp' },
    ]);
    expect(await refused({ variantId: 'eur' })).toMatchObject([{ code: 'line.plan-missing' }]);
    expect(
      await books.refused(
        createManualInvoice,
        newBody([{ description: '', quantity: '3', price, period: null, tax: null }], { currency: 'EUR' }),
      ),
    ).toEqual([{ code: 'line.other-currency', line: 0, priceCurrency: 'GBP', currency: 'EUR' }]);
  });

  it('[INV-12] says what is wrong with each line', async () => {
    const steps = soldPlan('steps', [
      variantOf([component('calls', { kind: 'stair-step', steps: [{ upTo: '10', price: '5' }] }, { quantity: { kind: 'subscription' } })]),
    ]);
    const books = new Books({}, catalogOf(steps));
    const price = { kind: 'plan', planId: 'steps', planVersion: 1, variantId: 'gbp' } as const;
    expect(
      await books.refused(
        createManualInvoice,
        newBody([
          line('1'),
          { description: '', quantity: '11', price, period: null, tax: null },
          line('999999999999.99'),
          line('1', { tax: { jurisdiction: 'GB', taxes: [] } }),
        ]),
      ),
    ).toEqual([
      { code: 'line.no-step-for-quantity', line: 1, quantity: '11' },
      { code: 'line.out-of-range', line: 2 },
      { code: 'line.tax-not-entered-here', line: 3 },
    ]);
    expect(await books.refused(createManualInvoice, newBody([line('1', {}, { taxClass: 'unheard-of' })]))).toMatchObject([
      { code: 'tax.rate-missing', taxClass: 'unheard-of' },
    ]);
    const many = Array.from({ length: 20 }, () => line('800000000000'));
    expect(await books.refused(createManualInvoice, newBody(many))).toMatchObject([{ code: 'line.out-of-range' }]);
  });
});

describe('editing a draft', () => {
  it('[INV-12] changes, removes and adds lines, and prices the draft anew', async () => {
    const books = new Books();
    const draft = await books.draft([line('10.00'), line('20.00'), line('30.00')]);
    const [first, second] = draft.entered;
    await books.wrote(editManualInvoice, {
      invoiceId: draft.id,
      fields: { note: { from: '', to: 'Dear customer' }, netTermsDays: { from: 30, to: 14 } },
      lines: {
        [first?.id ?? '']: { from: shown(first), to: { ...shown(first), quantity: '2' } },
        [second?.id ?? '']: { from: shown(second), to: null },
      },
      added: [inclusive('12.00')],
    });
    const edited = books.one('invoice', draft.id);
    expect(edited).toMatchObject({
      note: 'Dear customer',
      dueOn: '2026-12-04',
      totals: { netMinor: 2_000 + 3_000 + 1_000, grossMinor: 7_200 },
    });
    expect(edited.entered.map((entry) => entry.id).slice(0, 2)).toEqual([first?.id, draft.entered[2]?.id]);
    expect(edited.entered[2]?.commandId).toBe('cmd-2');
  });

  it('[INV-12] two stations that edit different things merge; of the same thing the second is told', async () => {
    const books = new Books();
    const draft = await books.draft([line('10.00'), line('20.00')]);
    const [first, second] = draft.entered;
    const change = (entered: EnteredLine | undefined, quantity: string) => ({
      ...noEdits(draft),
      lines: { [entered?.id ?? '']: { from: shown(entered), to: { ...shown(entered), quantity } } },
    });
    await books.wrote(editManualInvoice, change(first, '2'));
    await books.wrote(editManualInvoice, change(second, '3'));
    await books.wrote(editManualInvoice, change(second, '3'));
    await books.wrote(editManualInvoice, { ...noEdits(draft), added: [line('1.00')] });
    expect(books.one('invoice', draft.id).totals.netMinor).toBe(2_000 + 6_000 + 100);
    expect(await books.refused(editManualInvoice, change(first, '5'))).toEqual([
      { code: 'edit.conflict', path: `/entered/${first?.id}`, expected: shown(first), found: { ...shown(first), quantity: '2' } },
    ]);
    const twice = { ...shown(first), quantity: '2' };
    await books.wrote(editManualInvoice, { ...noEdits(draft), lines: { [first?.id ?? '']: { from: twice, to: null } } });
    await books.wrote(editManualInvoice, { ...noEdits(draft), lines: { [first?.id ?? '']: { from: twice, to: null } } });
    expect(await books.refused(editManualInvoice, change(first, '2'))).toMatchObject([{ code: 'edit.conflict', found: null }]);
    expect(await books.refused(editManualInvoice, { ...noEdits(draft), fields: { note: { from: 'else', to: 'mine' } } })).toMatchObject([
      { code: 'edit.conflict', path: '/note' },
    ]);
  });

  it('[INV-12] [INV-08] only drafts; at most 500 lines', async () => {
    const books = new Books();
    const draft = await books.draft(Array.from({ length: 500 }, () => line('1')));
    expect(await books.refused(editManualInvoice, { ...noEdits(draft), added: [line('1')] })).toEqual([
      { code: 'invoice.too-many-lines', lines: 501, most: 500 },
    ]);
    const posted = await books.posted([line('1.00')]);
    expect(await books.refused(editManualInvoice, noEdits(posted))).toEqual([
      { code: 'invoice.not-draft', invoiceId: posted.id, found: 'posted' },
    ]);
    expect(await books.refused(editManualInvoice, { ...noEdits(posted), invoiceId: 'inv_none' })).toEqual([
      { code: 'invoice.missing', invoiceId: 'inv_none' },
    ]);
  });

  it('[INV-12] a discarded draft is void without a number, and stays so', async () => {
    const books = new Books();
    const draft = await books.draft([line('1.00')]);
    await books.wrote(discardManualInvoice, { invoiceId: draft.id });
    expect(books.one('invoice', draft.id)).toMatchObject({ state: { kind: 'void', on: '2026-11-20', reason: '' }, number: null });
    expect(await books.refused(discardManualInvoice, { invoiceId: draft.id })).toEqual([
      { code: 'invoice.not-draft', invoiceId: draft.id, found: 'void' },
    ]);
    expect(await books.refused(discardManualInvoice, { invoiceId: 'inv_none' })).toMatchObject([{ code: 'invoice.missing' }]);
    expect(await books.posted([line('1.00')])).toMatchObject({ number: 'INV-A7-2026-000001' });
  });
});

import { describe, expect, it } from 'vitest';
import { immutabilityProblems } from '../../../core/invoicing/immutability.ts';
import type { CreditNote, CreditNoteState, Invoice, InvoiceState, Settlement } from '../../../core/invoicing/types.ts';
import type { ThirdPartyTax } from '../../../core/tax/third-party.ts';
import { invoiceOf, noteOf, vatLine } from './sample.ts';

const states: Readonly<Record<InvoiceState['kind'], InvoiceState>> = {
  draft: { kind: 'draft' },
  pending: { kind: 'pending', finaliseFrom: '2026-11-02' },
  posted: { kind: 'posted' },
  void: { kind: 'void', on: '2026-11-03', reason: 'x' },
  uncollectible: { kind: 'uncollectible', on: '2026-11-03', reason: 'x' },
};
const kinds = Object.keys(states) as InvoiceState['kind'][];

/** Spec 7.1, with a state that stays what it is; draft to posted is two of its moves at once. */
const table: ReadonlySet<string> = new Set([
  'draft>draft',
  'draft>pending',
  'draft>posted',
  'draft>void',
  'pending>pending',
  'pending>posted',
  'pending>void',
  'posted>posted',
  'posted>void',
  'posted>uncollectible',
  'uncollectible>uncollectible',
  'void>void',
]);

const settlement = (id: string, amountMinor: number): Settlement => ({
  id,
  kind: 'payment',
  sourceId: 'pay_1',
  amountMinor,
  on: '2026-11-10',
});

const invoice = (kind: InvoiceState['kind'], changes: Partial<Invoice> = {}): Invoice =>
  invoiceOf('inv_1', [vatLine('a', 1_000, 200)], { state: states[kind], ...changes });

const paths = (before: Invoice | CreditNote, after: Invoice | CreditNote): readonly string[] =>
  immutabilityProblems(before, after).map((problem) => (problem.code === 'document.immutable' ? problem.path : problem.code));

/** What nobody may change once a document is posted: everything that it says. */
const said = {
  entityId: 'ent_2',
  customerId: 'cus_2',
  currency: 'EUR',
  number: 'INV-9',
  seriesId: 'series_9',
  issuedOn: '2026-11-09',
  supply: { start: '2026-11-01', end: '2026-12-01' },
  seller: { ...invoice('posted').seller, legalName: 'Else' },
  buyer: { ...invoice('posted').buyer, name: 'Else' },
  placeOfSupply: { ...invoice('posted').placeOfSupply, billingCountry: 'FR' },
  lines: [vatLine('a', 1_001, 200)],
  totals: { ...invoice('posted').totals, grossMinor: 1 },
  taxes: [],
  entityCurrencyTax: { currency: 'GBP', rate: '1', rateOn: '2026-11-01', source: '', netMinor: 1, taxMinor: 1, grossMinor: 2 },
  thirdPartyTax: { kind: 'pending' },
  locale: 'fr-FR',
  policies: { ...invoice('posted').policies, taxRounding: 'document' },
  engine: '2',
  runId: 'run_1',
  note: 'Else',
  origin: 'run',
  entered: [
    {
      id: 'a',
      commandId: 'b',
      description: '',
      quantity: '1',
      price: { kind: 'plan', planId: 'p', planVersion: 1, variantId: 'v' },
      period: null,
      tax: null,
    },
  ],
  dueOn: '2027-01-01',
} as const satisfies Partial<Invoice>;

describe('states', () => {
  it.each(kinds.flatMap((from) => kinds.map((to) => [from, to] as const)))(
    '[INV-08] [INV-03] an invoice from %s to %s moves along the table or not at all',
    (from, to) => {
      const expected = table.has(`${from}>${to}`) ? [] : [{ code: 'document.no-such-move', documentId: 'inv_1', from, to }];
      expect(immutabilityProblems(invoice(from), invoice(to))).toEqual(expected);
    },
  );

  it.each(kinds.flatMap((from) => kinds.map((to) => [from, to] as const)).filter(([from]) => from !== 'uncollectible'))(
    '[INV-18] a credit note from %s to %s does the same, and is never uncollectible',
    (from, to) => {
      const note = (kind: InvoiceState['kind']): CreditNote =>
        noteOf('cn_1', [vatLine('a', -1_000, -200)], { state: states[kind] as CreditNoteState });
      const isMove = table.has(`${from}>${to}`) && to !== 'uncollectible';
      expect(immutabilityProblems(note(from), note(to)).length).toBe(isMove ? 0 : 1);
    },
  );

  it('[INV-08] a state that stays keeps its day and reason', () => {
    expect(paths(invoice('void'), invoice('void', { state: { kind: 'void', on: '2026-11-03', reason: 'else' } }))).toEqual(['/state']);
    expect(
      paths(invoice('uncollectible'), invoice('uncollectible', { state: { kind: 'uncollectible', on: '2026-11-04', reason: 'x' } })),
    ).toEqual(['/state']);
    expect(paths(invoice('pending'), invoice('pending', { state: { kind: 'pending', finaliseFrom: '2026-11-09' } }))).toEqual(['/state']);
  });
});

describe('what a document says', () => {
  it.each(Object.keys(said) as (keyof typeof said)[])('[INV-08] after posting, %s never changes, on no move', (field) => {
    for (const [from, to] of [
      ['posted', 'posted'],
      ['posted', 'void'],
      ['posted', 'uncollectible'],
      ['uncollectible', 'uncollectible'],
      ['void', 'void'],
    ] as const) {
      expect(paths(invoice(from), invoice(to, { [field]: said[field] }))).toEqual([`/${field}`]);
    }
  });

  it('[INV-18] nor does anything of a credit note', () => {
    const note = noteOf('cn_1', [vatLine('a', -1_000, -200)]);
    expect(paths(note, { ...note, reason: 'goodwill', disposition: 'refund', invoiceId: 'inv_1', lines: [] })).toEqual([
      '/lines',
      '/invoiceId',
      '/reason',
      '/disposition',
    ]);
  });

  it('[INV-08] a field that appears or goes away is a change', () => {
    const { note: _note, ...without } = invoice('posted');
    expect(paths(invoice('posted'), without as Invoice)).toEqual(['/note']);
    expect(paths(invoice('posted'), { ...invoice('posted'), extra: 1 } as Invoice)).toEqual(['/extra']);
  });

  it('[INV-08] [INV-12] a draft may become another, but not of another customer, entity, currency or origin', () => {
    const { entityId, customerId, currency, origin, runId, number, seriesId, thirdPartyTax, ...free } = said;
    expect(paths(invoice('draft', { number: null, seriesId: null }), invoice('draft', { number: null, seriesId: null, ...free }))).toEqual(
      [],
    );
    expect(
      paths(invoice('draft'), invoice('draft', { entityId, customerId, currency, origin, runId, number, seriesId, thirdPartyTax })),
    ).toEqual(['/entityId', '/customerId', '/currency', '/number', '/seriesId', '/runId', '/origin']);
  });

  it('[INV-08] [NUM-01] finalising gives number, dates and rate, and leaves lines, parties and totals', () => {
    const waiting = invoice('pending', { number: null, seriesId: null });
    const { number, seriesId, issuedOn, dueOn, entityCurrencyTax, lines, totals, seller } = said;
    expect(
      paths(waiting, invoice('posted', { number, seriesId, issuedOn, dueOn, entityCurrencyTax, settlements: [settlement('s1', 100)] })),
    ).toEqual([]);
    expect(paths(waiting, invoice('posted', { lines, totals, seller }))).toEqual(['/seller', '/lines', '/totals']);
    expect(paths(waiting, invoice('pending', { number: null, seriesId: null, lines, totals, taxes: [], seller }))).toEqual(['/seller']);
  });

  it('[INV-08] [NUM-02] a provisional document gets its number once', () => {
    expect(paths(invoice('posted', { number: null }), invoice('posted', { number: 'INV-2026-000001' }))).toEqual([]);
    expect(paths(invoice('posted', { number: 'INV-2026-000001' }), invoice('posted', { number: 'INV-2026-000002' }))).toEqual(['/number']);
    expect(paths(invoice('posted', { number: 'INV-2026-000001' }), invoice('void', { number: null }))).toEqual(['/number']);
  });
});

describe('what goes on after posting', () => {
  const [first, second] = [settlement('s1', 500), settlement('s2', 700)];

  it('[INV-08] settlements only grow, and those that were there stay as they were', () => {
    expect(paths(invoice('posted', { settlements: [first] }), invoice('posted', { settlements: [first, second] }))).toEqual([]);
    expect(paths(invoice('uncollectible', { settlements: [first] }), invoice('uncollectible', { settlements: [first, second] }))).toEqual(
      [],
    );
    expect(paths(invoice('posted', { settlements: [first] }), invoice('void', { settlements: [first, settlement('s3', -500)] }))).toEqual(
      [],
    );
    for (const changed of [[], [second, first], [settlement('s1', 501)], [{ ...first, on: '2026-11-11' }, second]]) {
      expect(paths(invoice('posted', { settlements: [first] }), invoice('posted', { settlements: changed }))).toEqual(['/settlements']);
    }
    expect(paths(invoice('void', { settlements: [first] }), invoice('void', { settlements: [first, second] }))).toEqual(['/settlements']);
    expect(paths(invoice('posted'), invoice('uncollectible', { settlements: [first] }))).toEqual(['/settlements']);
  });

  it("[INV-08] [TAX-05] a tax provider's state only goes on", () => {
    const at = (kind: InvoiceState['kind'], thirdPartyTax: ThirdPartyTax | null): Invoice => invoice(kind, { thirdPartyTax });
    const quoted: ThirdPartyTax = { kind: 'quoted', provider: 'p', digest: 'd', quote: { reference: 'r', lines: [] } };
    const committed: ThirdPartyTax = { kind: 'committed', provider: 'p', reference: 'r', number: 'INV-1' };
    const voided: ThirdPartyTax = { kind: 'voided', provider: 'p', reference: 'r' };
    for (const [before, after] of [
      [at('posted', quoted), at('posted', committed)],
      [at('posted', quoted), at('void', voided)],
      [at('void', committed), at('void', voided)],
      [at('pending', quoted), at('void', voided)],
    ] as const) {
      expect(paths(before, after)).toEqual([]);
    }
    for (const [before, after] of [
      [at('posted', committed), at('posted', quoted)],
      [at('posted', quoted), at('posted', null)],
      [at('posted', null), at('posted', quoted)],
      [at('posted', quoted), at('posted', { ...quoted, digest: 'e' })],
    ] as const) {
      expect(paths(before, after)).toEqual(['/thirdPartyTax']);
    }
  });
});

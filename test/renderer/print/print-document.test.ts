import { describe, expect, it } from 'vitest';
import type { DocumentView } from '../../../core/views/document-view.ts';
import { sheetOf } from '../../../renderer/print/print-document.ts';
import { runningHead } from '../../../renderer/print/page.ts';
import { lineTable } from '../../../renderer/print/line-table.ts';
import { british, fabrikam, invoiceOf, lineOf, templateOf } from './sample-parts.ts';
import { creditNote, dinarInvoice, germanInvoice, longInvoice, reverseCharge, severalTaxes, typical, yenInvoice } from './samples.ts';
import { allPieces, footTexts, textsIn } from './texts.ts';

import { drawn, missingFrom, page, said } from './said.ts';

const layouts = ['classic', 'modern', 'compact'] as const;
describe.each(layouts)('the %s template', (layout) => {
  it('[INV-07] carries the legal content of an invoice', () => {
    const text = page(typical(), { layout });
    expect(
      missingFrom(text, [
        'INV-UK-2026-000123',
        '30 November 2026',
        '30 December 2026',
        'Period of supply',
        'Northwind Metering Ltd',
        '12 Harbour Street',
        'GB123456789',
        '09876543',
        'Fabrikam Widgets plc',
        '1 Long Lane',
        'GB987654321',
        'PO-44871',
        'Platform, Professional plan',
        'Launch offer −10%',
        '499.00',
        '−49.90',
        '449.10',
        '1,284,310',
        '20%',
        '1,044.81',
        '208.96',
        '1,253.77',
      ]),
    ).toEqual([]);
  });

  it('[INV-07] each line has its description, quantity, unit price, discount, tax rate and net, in that order', () => {
    const texts = said(typical(), { layout });
    const at = texts.indexOf('Platform, Professional plan');
    const row = texts.slice(at, at + 8).filter((text) => !/Nov|Launch/.test(text));
    expect(row.slice(0, 6)).toEqual(['Platform, Professional plan', '1', '499.00', '−49.90', '20%', '449.10']);
  });

  it('[INV-21] shows credits that were used, and the amount due as what is left', () => {
    const text = page(typical(), { layout });
    expect(text).toContain('Credit note CN-UK-2026-000017 | −25.00');
    expect(text).toContain('Amount due | £1,228.77');
  });

  it('the amount due is the largest and the only strong figure in the accent', () => {
    const pieces = allPieces(drawn(typical(), { layout, logo: null })).flatMap((piece) => ('text' in piece ? [piece] : []));
    const due = pieces.filter((piece) => piece.text === '£1,228.77');
    expect(due.length).toBeGreaterThanOrEqual(2);
    expect(due.every((piece) => piece.color === '#0b6e99' && piece.bold === true)).toBe(true);
    const others = pieces.filter(
      (piece) => typeof piece.text === 'string' && /^[−£]?[\d,]+\.\d\d$/.test(piece.text) && piece.text !== '£1,228.77',
    );
    const largest = Math.max(...due.map((piece) => piece.fontSize ?? 0));
    expect(others.every((piece) => (piece.fontSize ?? 0) < largest && piece.color !== '#0b6e99')).toBe(true);
  });

  it.each([
    ['A4', { width: 595.28, height: 841.89 }],
    ['LETTER', { width: 612, height: 792 }],
  ] as const)('[OPE-02] fits %s: no table is wider than the room between the margins', (paper, size) => {
    for (const view of [typical(), severalTaxes(), germanInvoice(), longInvoice(12), dinarInvoice()]) {
      const definition = drawn(view, { layout, paper });
      expect(definition.pageSize).toEqual(size);
      const room = size.width - definition.pageMargins[0] - definition.pageMargins[2];
      for (const piece of allPieces(definition)) {
        if (!('table' in piece)) continue;
        const { layout: lines, table } = piece;
        const widths = table.widths.map((width) => (width === '*' ? 0 : width));
        const used = widths.reduce((sum, width, column) => sum + width + lines.paddingLeft(column) + lines.paddingRight(column), 0);
        expect(used).toBeLessThanOrEqual(room + 0.01);
      }
    }
  });

  it('[OPE-02] says page 2 of 3 at the foot, with who stands behind the document', () => {
    const foot = footTexts(drawn(typical(), { layout }), 2, 3);
    expect(foot.at(-1)).toBe('Page 2 of 3');
    expect(foot[0]).toContain('Northwind Metering Ltd  ·  Company no. 09876543');
  });

  it('sets the head of the lines so that it comes again on every page', () => {
    const { table } = lineTable(sheetOf(longInvoice(40), templateOf({ layout })), []);
    expect(table.table.headerRows).toBe(1);
    expect(table.table.dontBreakRows).toBe(true);
    expect(table.table.body).toHaveLength(41);
  });
});

describe('the sum that is carried over', () => {
  const sheet = sheetOf(longInvoice(20), templateOf());
  const { marks } = lineTable(sheet, []);
  /** As the layout leaves them: the first twelve lines on page 1, the rest on page 2, and a page 3 without lines. */
  for (const [index, mark] of marks.entries()) Object.assign(mark, { positions: [{ pageNumber: index < 12 ? 1 : 2 }] });
  const head = (at: number): readonly string[] => textsIn(runningHead(sheet, marks)(at));

  it('[INV-07] is the net of the lines before, and stands only where the lines go on', () => {
    const before = sheet.view.lines.slice(0, 12).reduce((sum, line) => sum + line.netMinor, 0);
    expect(head(1)).toEqual([]);
    expect(head(2)).toEqual([
      'Invoice INV-UK-2026-000123  ·  Northwind Metering Ltd',
      `Carried over  ${sheet.formats.amount(before, 'GBP')}`,
    ]);
    expect(head(3)).toEqual(['Invoice INV-UK-2026-000123  ·  Northwind Metering Ltd']);
  });
});

describe('tax on documents', () => {
  it('[TAX-08] [G-TAX-5] reverse charge: a note in the language of the document, with both numbers, and a sign that leads to it', () => {
    const text = page(reverseCharge());
    expect(text).toContain('0 %¹');
    expect(text).toContain('¹ Autoliquidation : la taxe est due par le preneur. Prestataire GB123456789, preneur FR40303265045.');
  });

  it('[TAX-10] exempt, out of scope and not registered are told apart, each with its reason', () => {
    const text = page(reverseCharge());
    expect(text).toContain('exonéré²');
    expect(text).toContain('² Exonéré de taxe. Motif : EX-2026-117.');
    expect(page(dinarInvoice())).toContain('Outside the scope of the supplier’s tax.'.replace('’', "'"));
    const unregistered = invoiceOf([lineOf('Service', 1_000, { percent: '0', outcome: 'not-registered', rates: [] })]);
    expect(page(unregistered)).toContain('The supplier is not registered for tax');
    const byLaw = invoiceOf([lineOf('Insurance', 1_000, { percent: '0', outcome: 'exempt', rates: [] })]);
    expect(page({ ...byLaw, taxes: byLaw.taxes.map((tax) => ({ ...tax, reason: 'exempt_supply' })) })).toContain('Reason: exempt by law.');
  });

  it('[TAX-04] several components stand on the line together and one by one in the summary, with their jurisdiction', () => {
    const text = page(severalTaxes());
    expect(text).toContain('4% + 4.5% + 0.375%');
    expect(
      missingFrom(text, [
        'State tax 4% (US-NY) | 2,499.99 | 100.00',
        'City tax 4.5% (US-NY) | 2,499.99 | 112.50',
        'MCTD surcharge 0.375% (US-NY) | 2,499.99 | 9.37',
      ]),
    ).toEqual([]);
  });

  it('[INV-07] two rates make a summary of net and tax by rate, one rate needs none', () => {
    expect(page(germanInvoice())).toContain(
      'Steuerübersicht | Netto | Steuer | USt. 19 % (DE) | 1.650,39 | 313,58 | USt. 7 % (DE) | 120,00 | 8,40',
    );
    expect(page(typical())).not.toContain('Tax summary');
  });

  it('[CUR-02] [INV-07] tax also in the seller’s own currency, with the frozen rate, its day and its source', () => {
    const text = page(reverseCharge());
    expect(text).toContain('En livre sterling, 1 EUR = 0,8612 GBP (ECB, 27 nov. 2026)');
    expect(text).toContain('Total HT 601,98 · Taxe 0,00 · Total TTC 601,98'.replaceAll(' · ', '  ·  '));
  });

  it('[TAX-09] a price that holds tax says so, and list amounts that would not lead to the net total are left out', () => {
    const view = invoiceOf([lineOf('Book', 10_000, { unitPrice: '120.00', taxInclusive: true, listMinor: 13_200, discountMinor: 1_200 })]);
    const text = page(view);
    expect(text).toContain('price includes tax');
    expect(text).not.toContain('Subtotal');
  });
});

describe('what a line is called', () => {
  it.each([
    ['setup-fee', 'Scale: Setup fee'],
    ['minimum', 'Scale: Minimum commitment, shortfall'],
    ['cap', 'Scale: Above the maximum, not charged'],
    ['draw-down', 'Scale: Paid from prepaid credit'],
    ['recurring', 'Scale'],
  ] as const)('[INV-04] a charge of the kind %s', (nature, title) => {
    expect(said(invoiceOf([lineOf('Scale', 4_200, { nature })]))).toContain(title);
  });

  it('[INV-07] an amount that no quantity made shows neither quantity nor price', () => {
    const bare = lineOf('Scale', 4_200, { nature: 'minimum', unitPrice: null, quantity: '77' });
    const text = page(invoiceOf([{ ...bare, working: { ...bare.working, price: null } }]));
    expect(text).not.toContain('77');
    expect(text).not.toContain('by band');
  });
});

describe('currencies and languages', () => {
  it('[INV-11] where the words are English for want of others, the days and figures are too', () => {
    const text = page({ ...typical(), locale: 'el-GR' });
    expect(text).toContain('30 November 2026');
    expect(text).not.toContain('Νοεμβρίου');
  });

  it('[CUR-05] yen have no decimals, dinars three', () => {
    expect(page(yenInvoice())).toContain('ご請求金額 | ¥1,471,656');
    expect(page(dinarInvoice())).toContain('KWD 12,345.678');
  });

  it('[INV-11] [OPE-02] words, numbers and days are the document’s: German', () => {
    const text = page(germanInvoice());
    expect(
      missingFrom(text, [
        'Rechnung',
        '30. November 2026',
        '29,394286',
        '2.092,37 €',
        'bis 30. Dezember 2026',
        'Korrektur zu RE-2026-004402',
        '5 von 30 Tagen',
      ]),
    ).toEqual([]);
  });

  it('[INV-07] the country stands under addresses only where seller and customer are in different ones', () => {
    expect(page(typical())).not.toContain('United Kingdom');
    expect(page(reverseCharge())).toContain('France');
    expect(page(reverseCharge())).toContain('Royaume-Uni');
  });
});

describe('credit notes', () => {
  it('[INV-16] [INV-17] name the invoice that they correct, the reason and where the credit goes', () => {
    const text = page(creditNote());
    expect(
      missingFrom(text, [
        'Credit note',
        'CN-UK-2026-000018',
        'INV-UK-2026-000123 of 30 Nov 2026',
        'Change within the period',
        'Amount credited',
        '£449.46',
        'Taken off your next invoice',
      ]),
    ).toEqual([]);
    expect(text).not.toContain('Due date');
    expect(text).not.toContain('Payment');
  });

  it('[INV-17] the day of the corrected invoice is kept on one line, whatever the column', () => {
    const days = { 'en-GB': 'of 30 Nov 2026', 'de-DE': 'vom 30. Nov. 2026', 'fr-FR': 'du 30 nov. 2026' };
    for (const [locale, day] of Object.entries(days))
      expect(said(creditNote({ locale }))).toContain(`INV-UK-2026-000123 ${day.replaceAll(' ', '\u00a0')}`);
  });

  it('[INV-17] the three places that a credit can go to are told apart', () => {
    expect(page(creditNote({ disposition: 'refund' }))).toContain('Refunded to your original means of payment');
    expect(page(creditNote({ disposition: 'balance' }))).toContain('Kept as credit on your account');
  });
});

describe('payment', () => {
  it('[OPE-04] bank, IBAN in groups of four, and the number of the invoice as the reference', () => {
    const text = page(typical());
    expect(text).toContain('IBAN | GB33 BUKB 2020 1555 5555 55');
    expect(text).toContain('Reference | INV-UK-2026-000123');
    expect(text).toContain('Sort code | 20-20-15');
  });

  it('a code to scan stands on invoices in euro and on no other', () => {
    const codes = (view: DocumentView) => allPieces(drawn(view)).filter((piece) => 'qr' in piece);
    expect(codes(germanInvoice())).toHaveLength(1);
    expect(codes(typical())).toHaveLength(0);
  });

  it('[POL-12] a total of zero asks for nothing', () => {
    const text = page(invoiceOf([lineOf('Platform, free plan', 0)]));
    expect(text).toContain('Nothing to pay');
    expect(text).not.toContain('IBAN');
  });
});

describe('how the amounts came about', () => {
  const working = (): readonly string[] => {
    const texts = said(typical(), { showWorking: true });
    return texts.slice(texts.indexOf('How each amount came about'));
  };

  it('[BEY-03] is told on pages of its own, and only when it is asked for', () => {
    expect(page(typical())).not.toContain('How each amount came about');
    const appendix = drawn(typical(), { showWorking: true }).content.at(-1);
    expect(appendix).toMatchObject({ pageBreak: 'before' });
  });

  it('[BEY-03] band by band, the unrounded sum, and its one rounding', () => {
    const text = working().join(' | ');
    expect(text).toContain('Up to 100,000 | 100,000 | 0.0005 | 50.00');
    expect(text).toContain('Above 100,000, up to 1,000,000 | 900,000 | 0.00012 | 108.00');
    expect(text).toContain('Above 1,000,000 | 274,310 | 0.00009192 | 25.2145752');
    expect(text).toContain('Sum, unrounded | 183.2145752 | Rounded (halves away from zero) | 183.21 | Net | 183.21');
    expect(text).toContain('of it free of charge 10,000');
  });

  it('[BEY-03] [POL-02] the part of the period, and what a discount took', () => {
    const text = working().join(' | ');
    expect(text).toContain('42 × 12.50 | 525.00 | Part of the period | × 15 / 30 | Net | 262.50');
    expect(text).toContain('1 × 499.00 | 499.00 | Launch offer 10% | −49.90 | Net | 449.10');
  });

  it('[BEY-03] is there for every line', () => {
    const texts = working();
    for (const [index, line] of typical().lines.entries()) expect(texts).toContain(`${index + 1}.  ${line.title}`);
  });
});

describe('awkward facts', () => {
  it('an endless word and an endless description stay in their column', () => {
    const long = `${'Extraordinarily '.repeat(40)}${'A'.repeat(300)}`;
    for (const layout of layouts) {
      const { table } = lineTable(sheetOf(invoiceOf([lineOf(long, 100_000_000_000)]), templateOf({ layout })), []);
      const [first] = table.table.widths;
      expect(first).toBeGreaterThan(100);
      const cell = table.table.body[1]?.[0];
      const title = cell !== undefined && 'stack' in cell ? cell.stack[0] : cell;
      expect(title).not.toHaveProperty('noWrap');
    }
  });

  it('figures too wide for their columns are set smaller, and descriptions keep their room', () => {
    const wide = lineOf('Compute', 99_999_999_999_999, {
      quantity: '123456789012345.123456789012',
      unitPrice: '0.000000123456789012',
      discountMinor: 9_999_999_999,
    });
    for (const layout of layouts) {
      const { table } = lineTable(sheetOf(invoiceOf([wide]), templateOf({ layout })), []);
      expect(Number(table.table.widths[0])).toBeGreaterThanOrEqual(60);
    }
  });

  it('nothing but the least: no number, no dates beyond the issue, no lines, empty names', () => {
    const bare: DocumentView = {
      ...invoiceOf([], { number: null, standing: { kind: 'draft' } }),
      dueOn: null,
      supply: null,
      payment: null,
      seller: { name: '', address: british, registrationNumber: '', taxNumber: '', email: '', website: '' },
      customer: { ...fabrikam, name: '', taxNumber: '', address: { lines: [], city: '', postalCode: '', region: '', country: '' } },
    };
    for (const layout of layouts) expect(page(bare, { layout, logo: null })).toContain('Description');
  });

  it('a logo that is not safe to draw gives way to the name', () => {
    const view = typical();
    const pieces = allPieces(drawn(view, { logo: { kind: 'svg', svg: '<svg><image href="/etc/passwd"/></svg>' } }));
    expect(pieces.filter((piece) => 'svg' in piece)).toEqual([]);
    expect(said(view, { logo: null })[0]).toBe(view.seller.name);
  });

  it('[INV-11] a short footer stands on every page, a long one once at the end', () => {
    const footer = 'Registered in England and Wales.';
    expect(footTexts(drawn(typical(), { footer }), 1, 1)).toContain(footer);
    const long = 'Late payment bears interest at the statutory rate. '.repeat(5).trim();
    expect(footTexts(drawn(typical(), { footer: long }), 1, 1)).not.toContain(long);
    expect(said(typical(), { footer: long })).toContain(long);
  });
});

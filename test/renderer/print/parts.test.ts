import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { must } from '../../../core/kernel/invariant.ts';
import { addressLines } from '../../../renderer/print/address.ts';
import { epcPayload, isIban, modulesOf, readableIban } from '../../../renderer/print/epc.ts';
import { isPlainSvg, usableLogo } from '../../../renderer/print/logo.ts';
import { coloursFor, readableAccent } from '../../../renderer/print/look.ts';
import { logoSvg } from './sample-parts.ts';
import { germanInvoice, reverseCharge, typical } from './samples.ts';

describe('addresses', () => {
  const place = { lines: ['1 Main Street'], city: 'Springfield', postalCode: '12345', region: 'IL' };

  it.each([
    ['US', ['1 Main Street', 'Springfield, IL 12345']],
    ['GB', ['1 Main Street', 'Springfield', 'IL', '12345']],
    ['DE', ['1 Main Street', '12345 Springfield', 'IL']],
    ['AU', ['1 Main Street', 'Springfield IL 12345']],
    ['JP', ['〒12345', 'ILSpringfield', '1 Main Street']],
  ])('are written as %s writes them', (country, lines) => {
    expect(addressLines({ ...place, country })).toEqual(lines);
  });

  it('leave no gap where something is missing', () => {
    expect(addressLines({ lines: ['', 'Hof 3'], city: 'Dorf', postalCode: '', region: '', country: 'US' })).toEqual(['Hof 3', 'Dorf']);
    expect(addressLines({ lines: [], city: '', postalCode: '', region: '', country: 'JP' })).toEqual([]);
  });

  it('keep what looks like a pattern as it stands', () => {
    expect(addressLines({ lines: [], city: '$& %S', postalCode: '1', region: 'R', country: 'NZ' })).toEqual(['$& %S 1']);
  });
});

describe('the code that a banking app reads', () => {
  it('[INV-07] follows EPC069-12: service tag, version 002, UTF-8, credit transfer, then who, where, how much and what for', () => {
    expect(epcPayload(germanInvoice())).toBe(
      [
        'BCD',
        '002',
        '1',
        'SCT',
        'COBADEFFXXX',
        'Nordwind Abrechnung GmbH',
        'DE89370400440532013000',
        'EUR2092.37',
        '',
        '',
        'RE-2026-004711',
      ].join('\n'),
    );
  });

  it('is drawn only for an issued invoice in euro with something due and a true IBAN', () => {
    const invoice = germanInvoice();
    expect(epcPayload(typical())).toBeNull();
    expect(epcPayload({ ...invoice, dueMinor: 0 })).toBeNull();
    expect(epcPayload({ ...invoice, dueMinor: 100_000_000_000 })).toBeNull();
    expect(epcPayload({ ...invoice, standing: { kind: 'draft' } })).toBeNull();
    expect(epcPayload({ ...invoice, standing: { kind: 'void', on: '2026-12-01', reason: '' } })).toBeNull();
    expect(epcPayload({ ...invoice, kind: 'credit-note' })).toBeNull();
    expect(epcPayload({ ...invoice, payment: null })).toBeNull();
    const payment = must(invoice.payment, 'the sample is paid by transfer');
    expect(epcPayload({ ...invoice, payment: { ...payment, account: { ...payment.account, iban: 'DE89370400440532013001' } } })).toBeNull();
    expect(epcPayload({ ...invoice, payment: { ...payment, account: { ...payment.account, holder: ' ' } } })).toBeNull();
  });

  it('writes cents in full, and cuts what is too long without breaking a line or a character', () => {
    const invoice = reverseCharge({ dueMinor: 5 });
    const holder = `Œuvre\n${'長'.repeat(90)}`;
    const payment = invoice.payment === null ? null : { ...invoice.payment, account: { ...invoice.payment.account, holder } };
    const lines = (epcPayload({ ...invoice, payment }) ?? '').split('\n');
    expect(lines).toHaveLength(11);
    expect(lines[7]).toBe('EUR0.05');
    expect([...(lines[5] ?? '')]).toHaveLength(70);
  });

  it('has the size of the smallest code that holds it', () => {
    expect(modulesOf('x'.repeat(84))).toBe(37);
    expect(modulesOf('x'.repeat(85))).toBe(41);
    expect(modulesOf('é'.repeat(53))).toBe(41);
    expect(modulesOf('é'.repeat(54))).toBe(45);
    expect(modulesOf('x'.repeat(331))).toBe(69);
  });

  it('IBANs are checked by their check digits and read in groups of four', () => {
    expect(isIban('GB33BUKB20201555555555')).toBe(true);
    expect(isIban('GB33BUKB20201555555556')).toBe(false);
    expect(isIban('')).toBe(false);
    expect(readableIban('de89 3704 0044 0532 0130 00')).toBe('DE89 3704 0044 0532 0130 00');
    assert(
      property(integer({ min: 4, max: 20 }), integer({ min: 0, max: 9 }), (at, digit) => {
        const good = 'DE89370400440532013000';
        const other = good.slice(0, at) + String(digit) + good.slice(at + 1);
        expect(isIban(other)).toBe(other === good);
      }),
    );
  });
});

describe('logos', () => {
  it('[INV-11] plain drawings are taken', () => {
    expect(isPlainSvg(logoSvg)).toBe(true);
    expect(
      isPlainSvg(
        '<?xml version="1.0"?><!-- mark --><svg viewBox="0 0 1 1"><defs><linearGradient id="a"/></defs><path fill="url(#a)" d="M0 0"/></svg>',
      ),
    ).toBe(true);
  });

  it.each([
    ['a file', '<svg><image href="/etc/passwd"/></svg>'],
    ['an address', '<svg><image xlink:href="https://example.com/a.png"/></svg>'],
    ['a picture in the text', '<svg><image href="data:image/png;base64,AAAA"/></svg>'],
    ['a script', '<svg><script>1</script></svg>'],
    ['a handler', '<svg onload="x()"><path d=""/></svg>'],
    ['foreign content', '<svg><foreignObject><p/></foreignObject></svg>'],
    ['an outside paint', '<svg><path fill="url(https://example.com#a)"/></svg>'],
    ['a sheet of styles', '<svg><style>@import "x"</style></svg>'],
    ['an entity', '<!DOCTYPE svg [<!ENTITY a "b">]><svg>&a;</svg>'],
    ['a copy of itself', '<svg><use href="#a"/></svg>'],
    ['a link', '<svg><a href="javascript:x()"><path d=""/></a></svg>'],
    ['letters in an unknown face', '<svg><text>Hi</text></svg>'],
    ['no drawing at all', 'hello'],
    ['more than anyone draws by hand', `<svg><path d="${'M0 0'.repeat(60_000)}"/></svg>`],
  ])('what brings %s is not', (_, svg) => {
    expect(isPlainSvg(svg)).toBe(false);
    expect(usableLogo({ kind: 'svg', svg })).toBeNull();
  });

  it('a PNG is one by its first bytes', () => {
    expect(usableLogo({ kind: 'png', base64: 'iVBORw0KGgoAAAANSUhEUg==' })).not.toBeNull();
    expect(usableLogo({ kind: 'png', base64: 'R0lGODlhAQABAAAAACw=' })).toBeNull();
    expect(usableLogo({ kind: 'png', base64: 'iVBORw0KGgo<script>' })).toBeNull();
  });
});

describe('the accent', () => {
  it('[INV-11] is kept where it can be read on paper, and darkened until it can', () => {
    expect(readableAccent('#0B6E99')).toBe('#0b6e99');
    expect(readableAccent('#ffff00')).not.toBe('#ffff00');
    expect(readableAccent('tomato')).toMatch(/^#[\da-f]{6}$/);
    expect(coloursFor('#000000').accent).toBe('#000000');
  });

  it('ends for every colour', () => {
    assert(
      property(integer({ min: 0, max: 0xffffff }), (colour) => {
        expect(readableAccent(`#${colour.toString(16).padStart(6, '0')}`)).toMatch(/^#[\da-f]{6}$/);
      }),
    );
  });
});

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { taxDecision, type TaxQuestion } from '../../../core/tax/decide.ts';
import { taxRateIndex } from '../../../core/tax/rates.ts';
import { decided, exemption, question, rate, registeredIn, taxId, today } from './sample.ts';

const rates = [rate('GB', 'VAT', '20'), rate('DE', 'MwSt.', '19'), rate('FR', 'TVA', '20'), rate('US', 'Sales tax', '7')];

describe('treatments', () => {
  it('[TAX-01] [TAX-02] each entity has its own: native, self-calculated, third-party, none', () => {
    const outcomes = (['native', 'self-calculated', 'third-party', 'none'] as const).map((treatment) => {
      const decision = decided(question({ seller: { treatment } }), rates);
      return typeof decision === 'string' ? decision : [decision.outcome, decision.reason, decision.components.length];
    });
    expect(outcomes).toEqual([
      ['taxed', '', 1],
      ['self-calculated', '', 0],
      ['third-party', 'tax_pending', 0],
      ['not-registered', 'not_registered', 0],
    ]);
  });
});

describe('the place of supply', () => {
  it("[TAX-04] at home it is the seller's country, for businesses and private customers", () => {
    const taxed = { outcome: 'taxed', jurisdiction: 'GB', components: [{ name: 'VAT', percent: '20' }], reason: '' };
    expect(decided(question({}), rates)).toEqual(taxed);
    expect(decided(question({ buyer: { type: 'business', taxIds: [taxId('GB')] } }), rates)).toEqual(taxed);
  });

  it('[TAX-04] of a private customer abroad it is their country, where the seller is registered there', () => {
    const seller = { registrations: [registeredIn('GB'), registeredIn('DE')] };
    expect(decided(question({ seller, buyer: { country: 'DE' } }), rates)).toMatchObject({
      outcome: 'taxed',
      jurisdiction: 'DE',
      components: [{ percent: '19' }],
    });
  });

  it('[TAX-04] a registration counts from its first day until the day before its end', () => {
    const seller = { registrations: [registeredIn('GB'), registeredIn('DE', { from: '2026-03-01', until: '2026-06-01' })] };
    const outcomeOn = (on: string) => {
      const decision = decided(question({ seller, buyer: { country: 'DE' }, on }), rates);
      return typeof decision === 'string' ? decision : decision.outcome;
    };
    expect(['2026-02-28', '2026-03-01', '2026-05-31', '2026-06-01'].map(outcomeOn)).toEqual([
      'not-registered',
      'taxed',
      'taxed',
      'not-registered',
    ]);
  });

  it('[TAX-10] is not taxed, with the reason, where the seller is not registered', () => {
    expect(decided(question({ buyer: { country: 'DE' } }), rates)).toEqual({
      outcome: 'not-registered',
      jurisdiction: 'DE',
      components: [],
      reason: 'not_registered',
    });
    expect(decided(question({ buyer: { country: 'US', region: 'NY' } }), rates)).toMatchObject({
      outcome: 'not-registered',
      jurisdiction: 'US-NY',
    });
    expect(decided(question({ seller: { registrations: [] } }), rates)).toMatchObject({ outcome: 'not-registered', jurisdiction: 'GB' });
  });

  it('[TAX-10] is out of scope where nobody levies such a tax', () => {
    expect(decided(question({ buyer: { country: 'HK' } }), rates)).toEqual({
      outcome: 'out-of-scope',
      jurisdiction: 'HK',
      components: [],
      reason: 'no_tax_there',
    });
  });

  it('[TAX-04] inside the EU a consumer is taxed where the seller is, until the seller registers there', () => {
    const german = { country: 'DE', registrations: [registeredIn('DE')] };
    const french = { country: 'FR', type: 'individual' } as const;
    expect(decided(question({ seller: german, buyer: french }), rates)).toMatchObject({
      outcome: 'taxed',
      jurisdiction: 'DE',
      components: [{ percent: '19' }],
    });
    const both = { country: 'DE', registrations: [registeredIn('DE'), registeredIn('FR')] };
    expect(decided(question({ seller: both, buyer: french }), rates)).toMatchObject({
      outcome: 'taxed',
      jurisdiction: 'FR',
      components: [{ percent: '20' }],
    });
    expect(decided(question({ seller: german, buyer: { country: 'GB' } }), rates)).toMatchObject({
      outcome: 'not-registered',
      jurisdiction: 'GB',
    });
    expect(decided(question({ seller: german, buyer: { country: 'GB' }, on: '2020-12-31' }), rates)).toMatchObject({
      outcome: 'taxed',
      jurisdiction: 'DE',
    });
  });

  it('[TAX-04] Monaco is taxed as France, the Isle of Man as Great Britain', () => {
    const seller = { registrations: [registeredIn('GB'), registeredIn('FR')] };
    expect(decided(question({ seller, buyer: { country: 'MC' } }), rates)).toMatchObject({
      jurisdiction: 'FR',
      components: [{ name: 'TVA' }],
    });
    expect(decided(question({ buyer: { country: 'IM' } }), rates)).toMatchObject({ jurisdiction: 'GB', outcome: 'taxed' });
  });
});

describe('reverse charge', () => {
  const business = (given: Partial<TaxQuestion['buyer']>) =>
    question({ buyer: { type: 'business', country: 'DE', taxIds: [taxId('DE')], ...given } });
  const outcomeOf = (asked: TaxQuestion) => {
    const decision = decided(asked, rates);
    return typeof decision === 'string' ? decision : decision.outcome;
  };

  it('[TAX-08] a business of another country with a checked number owes the tax itself', () => {
    expect(decided(business({}), rates)).toEqual({
      outcome: 'reverse-charge',
      jurisdiction: 'DE',
      components: [],
      reason: 'reverse_charge',
    });
    expect(outcomeOf(business({ taxIds: [taxId('DE', 'confirmed')] }))).toBe('reverse-charge');
    expect(outcomeOf(business({ country: 'AU', taxIds: [taxId('AU')] }))).toBe('reverse-charge');
  });

  it('[TAX-08] also where the seller is registered there', () => {
    const seller = { registrations: [registeredIn('GB'), registeredIn('DE')] };
    expect(outcomeOf({ ...business({}), seller: { ...question({}).seller, ...seller } })).toBe('reverse-charge');
  });

  it('[TAX-07] [TAX-08] needs evidence: no number, an unchecked one, or one of a third country is none', () => {
    const seller = { ...question({}).seller, registrations: [registeredIn('GB'), registeredIn('DE')] };
    const outcomes = [[], [taxId('DE', 'unchecked')], [taxId('FR')]].map((taxIds) => outcomeOf({ ...business({ taxIds }), seller }));
    expect(outcomes).toEqual(['taxed', 'taxed', 'taxed']);
  });

  it('[TAX-08] is not for private customers, nor at home, nor for a sales tax', () => {
    expect(outcomeOf(business({ type: 'individual' }))).toBe('not-registered');
    expect(outcomeOf(business({ country: 'GB', taxIds: [taxId('GB')] }))).toBe('taxed');
    expect(outcomeOf(business({ country: 'US', region: 'CA', taxIds: [taxId('US')] }))).toBe('not-registered');
  });
});

describe('exemptions', () => {
  const exempt = (given: Parameters<typeof exemption>[1], on = today, region = '') =>
    decided(question({ buyer: { exemptions: [exemption('GB', given)], region }, on }), rates);

  it('[TAX-10] a certificate holds in its place and time, and stands as the reason', () => {
    expect(exempt({})).toEqual({ outcome: 'exempt', jurisdiction: 'GB', components: [], reason: 'Charity: C-77' });
    expect(exempt({ certificate: '' })).toMatchObject({ reason: 'Charity' });
    const outcomeOn = (on: string) => {
      const decision = exempt({}, on);
      return typeof decision === 'string' ? decision : decision.outcome;
    };
    expect(['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map(outcomeOn)).toEqual(['taxed', 'exempt', 'exempt', 'taxed']);
    expect(exempt({ country: 'DE' })).toMatchObject({ outcome: 'taxed' });
    expect(exempt({ until: null }, '2099-01-01')).toMatchObject({ outcome: 'exempt' });
  });

  it('[TAX-10] one of a region holds only there', () => {
    expect(exempt({ region: 'NIR' })).toMatchObject({ outcome: 'taxed' });
    expect(exempt({ region: 'NIR' }, today, 'NIR')).toMatchObject({ outcome: 'exempt', jurisdiction: 'GB-NIR' });
  });

  it('[TAX-10] exempt, zero-rated and out of scope are three outcomes', () => {
    const zero = [...rates, rate('GB', 'VAT', '0', { taxClass: 'books' })];
    const decisions = ['books', 'exempt', 'out-of-scope'].map((taxClass) => decided(question({ taxClass }), zero));
    expect(decisions).toEqual([
      { outcome: 'zero-rated', jurisdiction: 'GB', components: [{ name: 'VAT', percent: '0' }], reason: 'zero_rated' },
      { outcome: 'exempt', jurisdiction: 'GB', components: [], reason: 'exempt_supply' },
      { outcome: 'out-of-scope', jurisdiction: 'GB', components: [], reason: 'outside_scope' },
    ]);
    expect(decided(question({ taxClass: 'books' }), [rate('GB', 'VAT', '0.000', { taxClass: 'books' })])).toMatchObject({
      outcome: 'zero-rated',
    });
  });
});

describe('rates', () => {
  const american = (region: string, given: Partial<TaxQuestion['buyer']> = {}) =>
    question({
      seller: { country: 'US', registrations: [registeredIn('US', { region: 'CA' }), registeredIn('US', { region: 'NY' })] },
      buyer: { country: 'US', region, ...given },
    });
  const californian = [
    rate('US', 'State tax', '6', { region: 'CA' }),
    rate('US', 'County tax', '1.25', { region: 'CA' }),
    rate('US', 'State tax', '4', { region: 'NY' }),
  ];

  it('[TAX-04] several components of a place add up: state and county', () => {
    expect(decided(american('CA'), californian)).toEqual({
      outcome: 'taxed',
      jurisdiction: 'US-CA',
      components: [
        { name: 'County tax', percent: '1.25' },
        { name: 'State tax', percent: '6' },
      ],
      reason: '',
    });
    expect(decided(american('NY'), californian)).toMatchObject({ jurisdiction: 'US-NY', components: [{ percent: '4' }] });
    expect(decided(american('TX'), californian)).toMatchObject({ outcome: 'not-registered', jurisdiction: 'US-TX' });
  });

  it('[TAX-04] those of the country and of the region add up', () => {
    const canadian = [rate('CA', 'GST', '5'), rate('CA', 'PST', '7', { region: 'BC' })];
    const asked = (region: string) =>
      question({ seller: { country: 'CA', registrations: [registeredIn('CA')] }, buyer: { country: 'CA', region } });
    expect(decided(asked('BC'), canadian)).toMatchObject({ jurisdiction: 'CA-BC', components: [{ name: 'GST' }, { name: 'PST' }] });
    expect(decided(asked('AB'), canadian)).toMatchObject({ jurisdiction: 'CA', components: [{ name: 'GST' }] });
    expect(decided(asked(''), canadian)).toMatchObject({ jurisdiction: 'CA', components: [{ name: 'GST' }] });
  });

  it('[TAX-04] one for the kind of customer takes the place of the general one of that component', () => {
    const mixed = [...californian, rate('US', 'State tax', '2', { id: 'rate-z', region: 'CA', customerType: 'business' })];
    const percents = (type: 'business' | 'individual') => {
      const decision = decided(american('CA', { type }), mixed);
      return typeof decision === 'string' ? decision : decision.components.map((component) => component.percent);
    };
    expect(percents('business')).toEqual(['1.25', '2']);
    expect(percents('individual')).toEqual(['1.25', '6']);
  });

  it('[TAX-04] half-open over time: the new one begins on the day on which the old one ends', () => {
    const estonian = [rate('EE', 'KM', '22', { from: '2024-01-01', until: '2025-07-01' }), rate('EE', 'KM', '24', { from: '2025-07-01' })];
    const seller = { country: 'EE', registrations: [registeredIn('EE')] };
    expect(decided(question({ seller, buyer: { country: 'EE' }, on: '2025-07-01' }), estonian.slice(0, 1))).toBe('tax.rate-missing');
    const percentOn = (on: string) => {
      const decision = decided(question({ seller, buyer: { country: 'EE' }, on }), estonian);
      return typeof decision === 'string' ? decision : decision.components.map((component) => component.percent);
    };
    expect(['2023-12-31', '2024-01-01', '2025-06-30', '2025-07-01'].map(percentOn)).toEqual(['tax.rate-missing', ['22'], ['22'], ['24']]);
  });

  it('[TAX-06] are looked up by the tax class of the product, and a missing one is told, not guessed', () => {
    const books = [...rates, rate('GB', 'VAT', '5', { taxClass: 'energy' })];
    expect(decided(question({ taxClass: 'energy' }), books)).toMatchObject({ components: [{ percent: '5' }] });
    expect(taxDecision(question({ taxClass: 'books', buyer: { region: 'NIR' } }), books)).toEqual({
      ok: false,
      problems: [{ code: 'tax.rate-missing', country: 'GB', region: 'NIR', taxClass: 'books', customerType: 'individual', on: today }],
    });
  });

  it('[TAX-04] give the same answer whatever their order, alone or from an index', () => {
    const many = [
      ...rates,
      ...californian,
      rate('GB', 'VAT', '17.5', { from: '2019-01-01' }),
      rate('GB', 'VAT', '15', { customerType: 'business' }),
    ];
    const questions = [
      question({}),
      question({ buyer: { type: 'business' } }),
      american('CA'),
      american('NY'),
      question({ buyer: { country: 'DE' } }),
    ];
    const expected = questions.map((asked) => taxDecision(asked, many));
    fc.assert(
      fc.property(fc.shuffledSubarray(many, { minLength: many.length }), (shuffled) => {
        const index = taxRateIndex(shuffled);
        expect(questions.map((asked) => taxDecision(asked, index))).toEqual(expected);
        expect(questions.map((asked) => taxDecision(asked, index))).toEqual(expected);
        expect(questions.map((asked) => taxDecision(asked, shuffled))).toEqual(expected);
      }),
      { numRuns: 300 },
    );
    expect(decided(question({}), many)).toMatchObject({ components: [{ percent: '20' }] });
  });
});

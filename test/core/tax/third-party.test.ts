import { describe, expect, it } from 'vitest';
import { shaped } from '../../../core/kernel/shape.ts';
import { placeOfSupply } from '../../../core/tax/place-of-supply.ts';
import { placeOfSupplySchema, taxDecisionSchema } from '../../../core/tax/schema.ts';
import {
  committed,
  nextStep,
  pendingDecision,
  quotedLines,
  type TaxProvider,
  type TaxQuoteRequest,
  type ThirdPartyTax,
  voided,
  withQuote,
} from '../../../core/tax/third-party.ts';
import { scriptedTaxProvider } from '../../support/scripted-tax-provider.ts';
import { taxId } from './sample.ts';

const address = (country: string, region: string) => ({ lines: ['5 Broadway'], city: 'New York', postalCode: '10004', region, country });
const request: TaxQuoteRequest = {
  documentId: 'inv-1',
  seller: address('US', 'CA'),
  buyer: { type: 'business', address: address('US', 'NY'), taxIds: [] },
  currency: 'USD',
  on: '2026-11-20',
  lines: [
    { id: 'line-1', chargedMinor: 10_000, inclusive: false, taxClass: 'standard' },
    { id: 'line-2', chargedMinor: 999, inclusive: false, taxClass: 'standard' },
  ],
};
const pending: ThirdPartyTax = { kind: 'pending' };

/** What a host does: it asks for what is due, and keeps the answer. */
const step = async (
  state: ThirdPartyTax,
  provider: TaxProvider,
  stage: 'draft' | 'pending' | 'posted' | 'void',
  asked = request,
): Promise<ThirdPartyTax> => {
  switch (nextStep(state, { stage, request: asked })) {
    case 'quote': {
      const quote = await provider.quote(asked);
      const kept = quote.ok ? withQuote(state, provider.name, asked, quote.value) : null;
      return kept?.ok === true ? kept.value : state;
    }
    case 'commit':
      return state.kind === 'quoted' && (await provider.commit(state.quote.reference, 'INV-1', asked.on)).ok
        ? committed(state, 'INV-1')
        : state;
    case 'void':
      return (state.kind === 'quoted' && (await provider.void(state.quote.reference, 'wrong')).ok) ||
        (state.kind === 'committed' && (await provider.void(state.reference, 'wrong')).ok)
        ? voided(state)
        : state;
    case null:
      return state;
  }
};

describe('tax from a third party', () => {
  it("[TAX-05] sends lines, keeps the result of each with the provider's id, commits and voids", async () => {
    const provider = scriptedTaxProvider();
    const quoted = await step(pending, provider, 'pending');
    expect(quoted).toMatchObject({ kind: 'quoted', provider: 'scripted', quote: { reference: 'SCR-inv-1' } });
    const lines = quotedLines(quoted, request);
    expect(lines).toMatchObject({
      ok: true,
      value: [
        { netMinor: 10_000, taxMinor: 888, grossMinor: 10_888, decision: { outcome: 'third-party', jurisdiction: 'US-NY' } },
        { netMinor: 999, taxMinor: 89, grossMinor: 1088 },
      ],
    });
    expect(lines.ok && lines.value[0]?.taxes.map((tax) => [tax.name, tax.taxMinor])).toEqual([
      ['State tax', 400],
      ['City tax', 450],
      ['MCTD', 38],
    ]);
    const issued = await step(quoted, provider, 'posted');
    expect(issued).toEqual({ kind: 'committed', provider: 'scripted', reference: 'SCR-inv-1', number: 'INV-1' });
    expect(provider.committed.get('SCR-inv-1')).toBe('INV-1');
    expect(await step(issued, provider, 'void')).toEqual({ kind: 'voided', provider: 'scripted', reference: 'SCR-inv-1' });
    expect(provider.committed.size).toBe(0);
    expect(provider.calls).toEqual(['quote inv-1', 'commit SCR-inv-1 INV-1', 'void SCR-inv-1']);
  });

  it('[TAX-05] with no network the document waits as tax pending, and may not be issued', async () => {
    const provider = scriptedTaxProvider();
    provider.goOffline();
    const state = await step(pending, provider, 'pending');
    expect(state).toEqual(pending);
    expect(quotedLines(state, request)).toEqual({ ok: false, problems: [{ code: 'tax.pending', documentId: 'inv-1' }] });
    const decision = pendingDecision('US-NY');
    expect(decision).toEqual({ outcome: 'third-party', jurisdiction: 'US-NY', components: [], reason: 'tax_pending' });
    expect(shaped(taxDecisionSchema, decision)).toMatchObject({ ok: true });
    provider.goOnline();
    expect(quotedLines(await step(state, provider, 'pending'), request).ok).toBe(true);
  });

  it('[TAX-05] a commit that fails stays due, and is made once', async () => {
    const provider = scriptedTaxProvider();
    const quoted = await step(pending, provider, 'pending');
    provider.goOffline();
    expect(await step(quoted, provider, 'posted')).toBe(quoted);
    provider.goOnline();
    const issued = await step(quoted, provider, 'posted');
    expect(await step(issued, provider, 'posted')).toBe(issued);
    expect(provider.calls.filter((call) => call.startsWith('commit'))).toHaveLength(1);
  });

  it('[TAX-05] a document that changed is pending again', async () => {
    const provider = scriptedTaxProvider();
    const quoted = await step(pending, provider, 'pending');
    const [first] = request.lines;
    const changed = { ...request, lines: first === undefined ? [] : [{ ...first, chargedMinor: 5000 }] };
    expect(quotedLines(quoted, changed)).toMatchObject({ problems: [{ code: 'tax.pending' }] });
    expect(nextStep(quoted, { stage: 'pending', request: changed })).toBe('quote');
    expect(nextStep(quoted, { stage: 'pending', request })).toBeNull();
    const again = await step(quoted, provider, 'pending', changed);
    expect(quotedLines(again, changed)).toMatchObject({ ok: true, value: [{ taxMinor: 444 }] });
  });

  it('[TAX-05] an answer that lacks a line, has a strange one or one twice is refused', () => {
    const answer = (...ids: readonly string[]) => ({
      reference: 'R',
      lines: ids.map((id) => ({ id, jurisdiction: 'US-NY', taxes: [], reason: '' })),
    });
    const problem = (...ids: readonly string[]) => {
      const outcome = withQuote(pending, 'scripted', request, answer(...ids));
      return outcome.ok ? outcome.value.kind : outcome.problems[0];
    };
    expect(problem('line-1', 'line-2')).toBe('quoted');
    expect(problem('line-1')).toEqual({ code: 'tax.quote-incomplete', documentId: 'inv-1', lineId: 'line-2' });
    expect(problem('line-1', 'line-2', 'line-3')).toMatchObject({ code: 'tax.quote-incomplete', lineId: 'line-3' });
    expect(problem('line-1', 'line-2', 'line-2')).toMatchObject({ code: 'tax.quote-incomplete' });
  });

  it('[TAX-05] an inclusive line keeps its gross; a late quote does not touch an issued document', async () => {
    const provider = scriptedTaxProvider();
    const inclusive = { ...request, lines: request.lines.map((line) => ({ ...line, inclusive: true })) };
    expect(quotedLines(await step(pending, provider, 'pending', inclusive), inclusive)).toMatchObject({
      value: [{ netMinor: 9112, grossMinor: 10_000 }, { grossMinor: 999 }],
    });
    const issued: ThirdPartyTax = { kind: 'committed', provider: 'scripted', reference: 'R', number: 'INV-1' };
    expect(withQuote(issued, 'scripted', request, { reference: 'R2', lines: [] })).toEqual({ ok: true, value: issued });
    expect(voided(pending)).toBe(pending);
    expect(nextStep(pending, { stage: 'void', request })).toBeNull();
  });
});

describe('the place of supply', () => {
  const billingAddress = address('DE', '');

  it('[TAX-12] is kept with billing address, tax number and payment country', () => {
    const kept = placeOfSupply({ billingAddress, taxIds: [taxId('DE', 'confirmed')], paymentCountry: 'AT' });
    expect(kept).toEqual({
      billingCountry: 'DE',
      billingRegion: '',
      taxNumber: 'DE123456789',
      taxNumberValidity: 'confirmed',
      paymentCountry: 'AT',
    });
    expect(shaped(placeOfSupplySchema, kept)).toMatchObject({ ok: true });
  });

  it('[TAX-12] prefers the number of the billing country, then the best proven one', () => {
    const numberOf = (...taxIds: readonly ReturnType<typeof taxId>[]) => {
      const kept = placeOfSupply({ billingAddress, taxIds, paymentCountry: '' });
      return [kept.taxNumber, kept.taxNumberValidity];
    };
    expect(numberOf(taxId('FR', 'confirmed'), taxId('DE', 'unchecked'))).toEqual(['DE123456789', 'unchecked']);
    expect(numberOf(taxId('FR', 'unchecked'), taxId('AT', 'format'))).toEqual(['AT123456789', 'format']);
    expect(numberOf()).toEqual(['', 'none']);
  });
});

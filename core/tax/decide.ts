import type { TaxExemption, TaxId } from '../customers/types.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { isInEuVatTerritory } from '../organization/countries.ts';
import type { TaxRegistration, TaxTreatment } from '../organization/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { taxRateIndex, type TaxRateIndex } from './rates.ts';
import type { TaxDecision, TaxOutcome, TaxRate } from './types.ts';

export type TaxQuestion = {
  readonly seller: { readonly country: string; readonly treatment: TaxTreatment; readonly registrations: readonly TaxRegistration[] };
  readonly buyer: {
    readonly type: 'business' | 'individual';
    readonly country: string;
    readonly region: string;
    readonly taxIds: readonly TaxId[];
    readonly exemptions: readonly TaxExemption[];
  };
  /** A class of the rate table, or one of the two that need no rate: `exempt` and `out-of-scope`. */
  readonly taxClass: string;
  /** The tax point. */
  readonly on: PlainDate;
};

/** The seller is registered in the place, but the rate table says nothing for the class on that day. A guess would be a wrong invoice. */
export type TaxProblem = {
  readonly code: 'tax.rate-missing';
  readonly country: string;
  readonly region: string;
  readonly taxClass: string;
  readonly customerType: 'business' | 'individual';
  readonly on: PlainDate;
};

/** Reasons that stand on documents and in returns (TAX-10). An exemption by certificate carries its own words instead. */
export const taxReasons = {
  reverseCharge: 'reverse_charge',
  zeroRated: 'zero_rated',
  exemptSupply: 'exempt_supply',
  outsideScope: 'outside_scope',
  noTaxThere: 'no_tax_there',
  notRegistered: 'not_registered',
  taxPending: 'tax_pending',
} as const;

/** Tax classes whose supplies are never taxed, so that no rate is looked up: exempt by law, and not a supply at all (deposits, disbursements). */
export const exemptClass = 'exempt';
export const outOfScopeClass = 'out-of-scope';

/** No reverse charge: a sales tax is owed by the seller or nobody, and its tax number (EIN) is no registration for it. */
const withoutReverseCharge: ReadonlySet<string> = new Set(['US']);

/** Places that levy no general tax on consumption, as of November 2026. A registration row there goes before this list. */
const withoutTax: ReadonlySet<string> = new Set(['AI', 'BM', 'FK', 'GG', 'GI', 'HK', 'KW', 'KY', 'LY', 'MO', 'QA', 'TC', 'VG']);

/** Monaco belongs to the French VAT territory, the Isle of Man to the British one (2006/112/EC, article 7). */
const taxTerritories: ReadonlyMap<string, string> = new Map([
  ['MC', 'FR'],
  ['IM', 'GB'],
]);

const taxTerritoryOf = (country: string): string => taxTerritories.get(country) ?? country;

/** Where each state has a tax of its own, a place names the state too: finance watches there where it sells without a registration. */
const jurisdictionOf = (country: string, region: string): string =>
  withoutReverseCharge.has(country) && region !== '' ? `${country}-${region}` : country;

const untaxed = (outcome: TaxOutcome, jurisdiction: string, reason: string): TaxDecision => ({
  outcome,
  jurisdiction,
  components: [],
  reason,
});

const holdsOn = (span: { readonly from: PlainDate; readonly until: PlainDate | null }, on: PlainDate): boolean =>
  span.from <= on && (span.until === null || on < span.until);

const isRegisteredIn = (question: TaxQuestion, country: string, region: string): boolean =>
  question.seller.registrations.some(
    (row) => taxTerritoryOf(row.country) === country && (row.region === '' || row.region === region) && holdsOn(row, question.on),
  );

/** TAX-07: a number counts where its form at least was checked. An unchecked one is no evidence. */
const hasValidNumberOf = (question: TaxQuestion, country: string): boolean =>
  question.buyer.taxIds.some((taxId) => taxTerritoryOf(taxId.country) === country && taxId.validity.kind !== 'unchecked');

const exemptionIn = (question: TaxQuestion, country: string, region: string): TaxExemption | undefined =>
  question.buyer.exemptions.find(
    (row) => taxTerritoryOf(row.country) === country && (row.region === '' || row.region === region) && holdsOn(row, question.on),
  );

const ratedIn = (question: TaxQuestion, country: string, region: string, rates: TaxRateIndex): Outcome<TaxDecision, TaxProblem> => {
  const exemption = exemptionIn(question, country, region);
  if (exemption !== undefined) {
    const certificate = exemption.certificate === '' ? '' : `: ${exemption.certificate}`;
    const jurisdiction = exemption.region === '' ? country : `${country}-${exemption.region}`;
    return done(untaxed('exempt', jurisdiction, `${exemption.reason}${certificate}`));
  }
  const { taxClass, on } = question;
  const customerType = question.buyer.type;
  const components = rates.componentsIn({ country, region, taxClass, customerType, on });
  if (components.length === 0) return refuse({ code: 'tax.rate-missing', country, region, taxClass, customerType, on });
  const isZero = components.every((rate) => !/[1-9]/.test(rate.percent));
  const isRegional = components.some((rate) => rate.region !== '');
  return done({
    outcome: isZero ? 'zero-rated' : 'taxed',
    jurisdiction: isRegional ? `${country}-${region}` : country,
    components: components.map((rate) => ({ name: rate.component, percent: rate.percent })),
    reason: isZero ? taxReasons.zeroRated : '',
  });
};

const nativeDecision = (question: TaxQuestion, rates: TaxRateIndex): Outcome<TaxDecision, TaxProblem> => {
  const { buyer, taxClass, on } = question;
  const home = taxTerritoryOf(question.seller.country);
  const place = taxTerritoryOf(buyer.country);
  const notRegistered = untaxed('not-registered', jurisdictionOf(place, buyer.region), taxReasons.notRegistered);
  if (taxClass === outOfScopeClass) return done(untaxed('out-of-scope', place, taxReasons.outsideScope));
  if (!question.seller.registrations.some((row) => holdsOn(row, on))) return done(notRegistered);
  if (taxClass === exemptClass) return done(untaxed('exempt', place, taxReasons.exemptSupply));
  if (place !== home && buyer.type === 'business' && !withoutReverseCharge.has(place) && hasValidNumberOf(question, place)) {
    return done(untaxed('reverse-charge', place, taxReasons.reverseCharge));
  }
  if (isRegisteredIn(question, place, buyer.region)) return ratedIn(question, place, buyer.region, rates);
  if (withoutTax.has(place)) return done(untaxed('out-of-scope', place, taxReasons.noTaxThere));
  // 2006/112/EC, article 59c: below the threshold (nobody registered for more) a sale to a consumer of another member state is taxed at home.
  const isIntraEu = place !== home && isInEuVatTerritory(home, on) && isInEuVatTerritory(place, on);
  if (isIntraEu && isRegisteredIn(question, home, '')) return ratedIn(question, home, '', rates);
  return done(notRegistered);
};

/**
 * What the tax rules say of one line (TAX-01, TAX-04, TAX-08, TAX-10). The place of supply is the buyer's country, as for services and digital goods.
 * In order: supplies outside the tax; a seller without any registration; reverse charge for a business of another country with a checked number
 * there; the rates of the place, where the seller is registered; and no tax, with the reason, where it is not.
 * Give an index (`taxRateIndex`) where many lines are asked for.
 */
export const taxDecision = (question: TaxQuestion, rates: readonly TaxRate[] | TaxRateIndex): Outcome<TaxDecision, TaxProblem> => {
  const place = taxTerritoryOf(question.buyer.country);
  switch (question.seller.treatment) {
    case 'none':
      return done(untaxed('not-registered', jurisdictionOf(place, question.buyer.region), taxReasons.notRegistered));
    case 'self-calculated':
      return done(untaxed('self-calculated', place, ''));
    case 'third-party':
      return done(untaxed('third-party', place, taxReasons.taxPending));
    case 'native':
      return nativeDecision(question, 'componentsIn' in rates ? rates : taxRateIndex(rates));
  }
};

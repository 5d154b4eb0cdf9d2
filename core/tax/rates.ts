import { byText } from '../kernel/order.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { TaxRate } from './types.ts';

/** Rates made ready for many questions of one run. It holds no more than the rates say: make a new one where they change. */
export type TaxRateIndex = {
  /** The components that hold in a place on a day; empty where none does. */
  readonly componentsIn: (place: RatePlace) => readonly TaxRate[];
};

export type RatePlace = {
  readonly country: string;
  readonly region: string;
  readonly taxClass: string;
  readonly customerType: 'business' | 'individual';
  readonly on: PlainDate;
};

const holdsOn = (rate: TaxRate, on: PlainDate): boolean => rate.from <= on && (rate.until === null || on < rate.until);

/** What a specific rate takes the place of: the same component of the same region. */
const componentKey = (rate: TaxRate): string => `${rate.region}|${rate.component}`;

/** Specific before general, then the newest, then by id: of rates that overlap by mistake, every station picks the same one. */
const byPrecedence = (a: TaxRate, b: TaxRate): number =>
  Number(a.customerType === 'any') - Number(b.customerType === 'any') || byText(b.from, a.from) || byText(a.id, b.id);

/** As printed: the country's components before the region's, by name. */
const byPlaceAndName = (a: TaxRate, b: TaxRate): number =>
  byText(a.region, b.region) || byText(a.component, b.component) || byText(a.id, b.id);

const componentsOf = (candidates: readonly TaxRate[], on: PlainDate): readonly TaxRate[] => {
  const chosen = new Map<string, TaxRate>();
  for (const rate of candidates) {
    const key = componentKey(rate);
    if (holdsOn(rate, on) && !chosen.has(key)) chosen.set(key, rate);
  }
  return [...chosen.values()].sort(byPlaceAndName);
};

/**
 * TAX-04: the components of a place add up: those of the whole country and those of the region. A rate for the buyer's kind of customer takes the
 * place of the general rate of the same component. Time is half-open: `until` is the first day without the rate.
 */
export const taxRateIndex = (rates: readonly TaxRate[]): TaxRateIndex => {
  const byPlace = new Map<string, TaxRate[]>();
  for (const rate of rates) {
    const key = `${rate.country}|${rate.taxClass}|${rate.region}`;
    const group = byPlace.get(key);
    if (group === undefined) byPlace.set(key, [rate]);
    else group.push(rate);
  }
  const candidates = new Map<string, readonly TaxRate[]>();
  const answers = new Map<string, readonly TaxRate[]>();
  const candidatesIn = ({ country, region, taxClass, customerType }: RatePlace): readonly TaxRate[] => {
    const key = `${country}|${taxClass}|${region}|${customerType}`;
    const found = candidates.get(key);
    if (found !== undefined) return found;
    const everywhere = byPlace.get(`${country}|${taxClass}|`) ?? [];
    const regional = region === '' ? [] : (byPlace.get(`${country}|${taxClass}|${region}`) ?? []);
    const fitting = [...everywhere, ...regional]
      .filter((rate) => rate.customerType === 'any' || rate.customerType === customerType)
      .sort(byPrecedence);
    candidates.set(key, fitting);
    return fitting;
  };
  return {
    componentsIn: (place) => {
      const key = `${place.country}|${place.taxClass}|${place.region}|${place.customerType}|${place.on}`;
      const found = answers.get(key);
      if (found !== undefined) return found;
      const components = componentsOf(candidatesIn(place), place.on);
      answers.set(key, components);
      return components;
    },
  };
};

import { cycleIdOf } from '../../../core/catalog/cycle.ts';
import type { PlanVersion, PriceComponent, PriceVariant } from '../../../core/catalog/types.ts';
import type { Currency } from '../../../core/money/currency.ts';
import type { BodyOf } from '../../../core/use-cases.ts';
import { factsOf, type Pair } from '../../ui/form/pairs.ts';
import { rampsOf, type RampValues } from './ramps/ramp-values.ts';

/** An add-on as the form holds it. */
export type AddOnValues = { plan: string | null; cycle: string | null; quantity: string; invoicing: string };

/** A new subscription as the form holds it: every field as text or as its choice. */
export type CreateValues = {
  customerId: string | null;
  plan: string | null;
  cycle: string | null;
  quantity: string;
  addOns: AddOnValues[];
  startsOn: string | null;
  anchor: string;
  anchorDay: string;
  anchorDate: string | null;
  stub: string;
  trial: string;
  trialDays: string;
  trialAtEnd: string;
  currency: string | null;
  entityId: string | null;
  /** Agreed prices by component of the base plan; empty for the list price. */
  prices: Record<string, string | undefined>;
  /** Agreed ramps, the same way. */
  ramps: Record<string, RampValues | undefined>;
  offerCode: string;
  collection: string;
  firstPayment: boolean;
  contractPeriods: string;
  autoRenew: boolean;
  netTermsDays: string;
  metadata: Pair[];
};

export const emptyCreate = (customerId: string | null, today: string): CreateValues => ({
  customerId,
  plan: null,
  cycle: null,
  quantity: '1',
  addOns: [],
  startsOn: today,
  anchor: 'start-day',
  anchorDay: '1',
  anchorDate: null,
  stub: 'prorated',
  trial: 'plan',
  trialDays: '14',
  trialAtEnd: 'convert',
  currency: null,
  entityId: null,
  prices: {},
  ramps: {},
  offerCode: '',
  collection: 'manual',
  firstPayment: false,
  contractPeriods: '',
  autoRenew: true,
  netTermsDays: '',
  metadata: [],
});

/** Components whose price can be agreed for one subscription alone (SUB-17). */
export const agreeable = (variant: PriceVariant | null): readonly PriceComponent[] =>
  (variant?.components ?? []).filter(({ price }) => price.kind === 'fixed' || price.kind === 'per-unit');

export type CycleChoice = { readonly value: string; readonly name: string; readonly variants: readonly PriceVariant[] };

/** The cycles in which a version can be bought in a currency, shortest first. */
export const cyclesOf = (version: PlanVersion, currency: string | null): readonly CycleChoice[] => {
  const offered = version.variants.filter((variant) => currency === null || variant.currency === currency);
  const ids = [...new Set(offered.map(({ cycle }) => cycleIdOf(cycle.interval)))];
  return ids.map((value) => {
    const variants = offered.filter(({ cycle }) => cycleIdOf(cycle.interval) === value);
    return { value, name: variants[0]?.cycle.name ?? value, variants };
  });
};

/** The variant that a customer of these segments buys: one for a segment before the general one (CAT-16). */
export const variantIn = (
  version: PlanVersion,
  cycle: string | null,
  currency: string | null,
  segments: readonly string[],
): PriceVariant | null => {
  const offered = version.variants.filter((variant) => cycleIdOf(variant.cycle.interval) === cycle && variant.currency === currency);
  return (
    offered.find(({ segment }) => segment !== '' && segments.includes(segment)) ?? offered.find(({ segment }) => segment === '') ?? null
  );
};

const anchorOf = ({ anchor, anchorDay, anchorDate }: CreateValues): NonNullable<BodyOf<'subscription.create'>['anchor']> => {
  if (anchor === 'day-of-month') return { kind: 'day-of-month', day: Number(anchorDay) };
  if (anchor === 'date' && anchorDate !== null) return { kind: 'date', on: anchorDate };
  return { kind: 'start-day' };
};

const trialOf = ({ trial, trialDays, trialAtEnd }: CreateValues): NonNullable<BodyOf<'subscription.create'>['trial']> => {
  if (trial === 'none') return { kind: 'none' };
  if (trial === 'days') return { kind: 'days', days: Number(trialDays), atEnd: trialAtEnd === 'ask' ? 'ask' : 'convert' };
  return { kind: 'plan' };
};

const wholeFrom = (text: string, from: number, to: number): boolean => /^\d{1,4}$/.test(text) && Number(text) >= from && Number(text) <= to;

/** Whether everything is there that a preview needs; the use case says what is wrong with it. */
export const isComplete = (values: CreateValues): boolean =>
  values.customerId !== null &&
  values.plan !== null &&
  values.cycle !== null &&
  /^\d+(\.\d+)?$/.test(values.quantity) &&
  values.addOns.every(({ plan, cycle, quantity }) => plan !== null && cycle !== null && /^\d+(\.\d+)?$/.test(quantity)) &&
  rampsOf(values.ramps) !== null &&
  (values.anchor !== 'day-of-month' || wholeFrom(values.anchorDay, 1, 31)) &&
  (values.anchor !== 'date' || values.anchorDate !== null) &&
  (values.trial !== 'days' || wholeFrom(values.trialDays, 1, 3660)) &&
  (values.contractPeriods === '' || wholeFrom(values.contractPeriods, 1, 1200)) &&
  (values.netTermsDays === '' || wholeFrom(values.netTermsDays, 0, 365));

const anyComponent = (): boolean => true;

/**
 * The command's body. What was left as it is usual is not named, so that plan, customer and entity decide. What was agreed for components that the plan
 * chosen last does not have is left out.
 */
export const createBodyOf = (
  values: CreateValues,
  hasComponent: (componentId: string) => boolean = anyComponent,
): BodyOf<'subscription.create'> => {
  const negotiated = Object.entries(values.prices).flatMap(([componentId, price]) =>
    price === undefined || price === '' || !hasComponent(componentId) ? [] : [{ componentId, price }],
  );
  const ramps = (rampsOf(values.ramps) ?? []).filter(({ componentId }) => hasComponent(componentId));
  const metadata = factsOf(values.metadata);
  return {
    customerId: values.customerId ?? '',
    plan: values.plan ?? '',
    cycle: values.cycle ?? '',
    quantity: values.quantity,
    anchor: anchorOf(values),
    stub: values.stub as 'prorated' | 'free' | 'full',
    trial: trialOf(values),
    collection: values.collection as 'manual' | 'gateway',
    ...(negotiated.length === 0 ? {} : { negotiated }),
    ...(ramps.length === 0 ? {} : { ramps }),
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
    ...(values.addOns.length === 0
      ? {}
      : {
          addOns: values.addOns.map(({ plan, cycle, quantity, invoicing }) => ({
            plan: plan ?? '',
            cycle: cycle ?? '',
            quantity,
            ...(invoicing === 'link' ? {} : { invoicing: invoicing as 'consolidated' | 'separate' }),
          })),
        }),
    ...(values.startsOn === null || values.startsOn === '' ? {} : { startsOn: values.startsOn }),
    ...(values.currency === null ? {} : { currency: values.currency as Currency }),
    ...(values.entityId === null ? {} : { entityId: values.entityId }),
    ...(values.firstPayment ? { firstPayment: 'awaited' as const } : {}),
    ...(values.contractPeriods === '' ? {} : { contract: { periods: Number(values.contractPeriods), autoRenew: values.autoRenew } }),
    ...(values.netTermsDays === '' ? {} : { netTermsDays: Number(values.netTermsDays) }),
  };
};

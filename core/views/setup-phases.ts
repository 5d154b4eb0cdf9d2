import type { TaxRegistration } from '../organization/types.ts';
import type { TaxRate } from '../tax/types.ts';
import type { PlainDate } from '../time/plain-date.ts';

/** Whether something is charged on a day where an entity is registered: a rate of the country, or of the state that it is registered in. */
export const hasRateOn = (
  { country, region }: Pick<TaxRegistration, 'country' | 'region'>,
  rates: readonly TaxRate[],
  on: PlainDate,
): boolean =>
  rates.some(
    (rate) =>
      rate.country === country &&
      (region === '' || rate.region === '' || rate.region === region) &&
      rate.from <= on &&
      (rate.until === null || on < rate.until),
  );

/**
 * How many there are of each thing that setting up makes. What is counted is what the step needs to work: rates count for the places in which an entity
 * is registered, plans once they are active.
 */
export type SetupCounts = {
  readonly entities: number;
  /** Entities that need a registration to charge tax, and have none. */
  readonly untaxedEntities: number;
  readonly taxRegistrations: number;
  /** Running registrations whose place has no rate. */
  readonly placesWithoutRate: number;
  readonly taxRates: number;
  readonly bankAccounts: number;
  readonly products: number;
  readonly activePlans: number;
  readonly features: number;
  readonly offers: number;
  readonly customers: number;
  readonly subscriptions: number;
  /** Changes after the start: plan or quantity changed, paused, resumed, cancelled, reactivated. */
  readonly lifecycleEvents: number;
  readonly usageEvents: number;
  readonly invoices: number;
  readonly payments: number;
  readonly creditNotes: number;
  readonly finishedRuns: number;
};

export type SetupStepId =
  | 'entity'
  | 'tax'
  | 'tax-rates'
  | 'bank-account'
  | 'product'
  | 'plan'
  | 'entitlements'
  | 'offers'
  | 'customer'
  | 'subscription'
  | 'lifecycle'
  | 'usage'
  | 'run'
  | 'payment'
  | 'credit-note'
  | 'reconcile';

export type SetupPhaseId = 1 | 2 | 3 | 4 | 5 | 6;

/** `locked` names the steps that have to be done first (PHS-02). An optional step is never asked for by another one. */
export type SetupStep = {
  readonly id: SetupStepId;
  readonly isOptional: boolean;
  readonly state:
    | { readonly kind: 'done' }
    | { readonly kind: 'open' }
    | { readonly kind: 'locked'; readonly missing: readonly SetupStepId[] };
};

export type SetupPhase = {
  readonly id: SetupPhaseId;
  readonly steps: readonly SetupStep[];
  /** Required steps that are done, of all required ones; phases without required steps count their optional ones. */
  readonly done: number;
  readonly of: number;
};

export type SetupGuide = {
  readonly phases: readonly SetupPhase[];
  readonly done: number;
  readonly of: number;
  readonly next: SetupStepId | null;
};

type Rule = {
  readonly id: SetupStepId;
  readonly phase: SetupPhaseId;
  readonly needs: readonly SetupStepId[];
  readonly isOptional?: boolean;
  readonly isDone: (counts: SetupCounts) => boolean;
};

/** Spec 12.5, in the order in which people go through it. PHS-03: a subscription needs a product, a plan and a customer; gateways are none of the workstation's. */
const rules: readonly Rule[] = [
  { id: 'entity', phase: 1, needs: [], isDone: ({ entities }) => entities > 0 },
  { id: 'tax', phase: 1, needs: ['entity'], isDone: ({ entities, untaxedEntities }) => entities > 0 && untaxedEntities === 0 },
  {
    id: 'tax-rates',
    phase: 1,
    needs: ['tax'],
    isDone: ({ entities, untaxedEntities, taxRegistrations, taxRates, placesWithoutRate }) =>
      entities > 0 && untaxedEntities === 0 && placesWithoutRate === 0 && (taxRegistrations === 0 || taxRates > 0),
  },
  { id: 'bank-account', phase: 1, needs: ['entity'], isOptional: true, isDone: ({ bankAccounts }) => bankAccounts > 0 },
  { id: 'product', phase: 2, needs: ['entity'], isDone: ({ products }) => products > 0 },
  { id: 'plan', phase: 2, needs: ['product'], isDone: ({ activePlans }) => activePlans > 0 },
  { id: 'entitlements', phase: 2, needs: ['product'], isOptional: true, isDone: ({ features }) => features > 0 },
  { id: 'offers', phase: 2, needs: ['plan'], isOptional: true, isDone: ({ offers }) => offers > 0 },
  { id: 'customer', phase: 3, needs: ['entity'], isDone: ({ customers }) => customers > 0 },
  { id: 'subscription', phase: 3, needs: ['product', 'plan', 'customer'], isDone: ({ subscriptions }) => subscriptions > 0 },
  { id: 'lifecycle', phase: 4, needs: ['subscription'], isOptional: true, isDone: ({ lifecycleEvents }) => lifecycleEvents > 0 },
  { id: 'usage', phase: 5, needs: ['subscription'], isOptional: true, isDone: ({ usageEvents }) => usageEvents > 0 },
  { id: 'run', phase: 5, needs: ['subscription', 'tax-rates'], isDone: ({ finishedRuns }) => finishedRuns > 0 },
  { id: 'payment', phase: 5, needs: ['run'], isDone: ({ payments }) => payments > 0 },
  { id: 'credit-note', phase: 5, needs: ['run'], isOptional: true, isDone: ({ creditNotes }) => creditNotes > 0 },
  {
    id: 'reconcile',
    phase: 6,
    needs: ['run', 'payment'],
    isDone: ({ invoices, payments, finishedRuns }) => invoices > 0 && payments > 0 && finishedRuns > 1,
  },
];

const phaseIds: readonly SetupPhaseId[] = [1, 2, 3, 4, 5, 6];

const stepOf = ({ id, needs, isOptional = false, isDone }: Rule, counts: SetupCounts, done: ReadonlySet<SetupStepId>): SetupStep => {
  if (isDone(counts)) return { id, isOptional, state: { kind: 'done' } };
  const missing = needs.filter((need) => !done.has(need));
  return { id, isOptional, state: missing.length > 0 ? { kind: 'locked', missing } : { kind: 'open' } };
};

const isDone = ({ state }: SetupStep): boolean => state.kind === 'done';

const phaseOf = (id: SetupPhaseId, steps: readonly SetupStep[]): SetupPhase => {
  const required = steps.filter(({ isOptional }) => !isOptional);
  const counted = required.length > 0 ? required : steps;
  return { id, steps, done: counted.filter(isDone).length, of: counted.length };
};

/** PHS-01, PHS-02: where setting up stands. A step is done when what it makes exists, whoever made it; `next` is the first required one that can be done now. */
export const setupGuide = (counts: SetupCounts): SetupGuide => {
  const done = new Set(rules.filter((rule) => rule.isDone(counts)).map(({ id }) => id));
  const phases = phaseIds.map((phase) =>
    phaseOf(
      phase,
      rules.filter((rule) => rule.phase === phase).map((rule) => stepOf(rule, counts, done)),
    ),
  );
  const required = phases.flatMap(({ steps }) => steps).filter(({ isOptional }) => !isOptional);
  return {
    phases,
    done: required.filter(isDone).length,
    of: required.length,
    next: required.find(({ state }) => state.kind === 'open')?.id ?? null,
  };
};

/** PHS-02: what a step still needs, in order; empty where it can be done. For the head of a section and for its empty page. */
export const missingFor = (step: SetupStepId, counts: SetupCounts): readonly SetupStepId[] =>
  (rules.find(({ id }) => id === step)?.needs ?? []).filter((need) => rules.find(({ id }) => id === need)?.isDone(counts) !== true);

import type { DecimalText } from '../money/exact.ts';
import { isPlainDate, type PlainDate } from '../time/plain-date.ts';
import { numberProblems } from './price-text.ts';
import type { PriceComponent, Ramp } from './types.ts';

export type RampProblem =
  | { readonly code: 'ramp.component-missing'; readonly componentId: string }
  /** Only an amount or a unit price can ramp: bands and rules have no single price. */
  | { readonly code: 'ramp.component-has-no-single-price'; readonly componentId: string; readonly model: string }
  | { readonly code: 'ramp.no-steps'; readonly componentId: string }
  | { readonly code: 'ramp.mixed-offsets'; readonly componentId: string }
  | { readonly code: 'ramp.step-invalid'; readonly componentId: string; readonly step: number; readonly from: number | PlainDate }
  | { readonly code: 'ramp.not-ascending'; readonly componentId: string; readonly step: number }
  | { readonly code: 'ramp.price-invalid'; readonly componentId: string; readonly step: number; readonly price: DecimalText };

const lastPeriod = 1_200;

/**
 * OFR-14, OFR-15: what keeps a ramp from being sold; `step` counts from 0. The last step is the terminal price. Where the first step does not start with
 * the first period, the component's own price is the start price. Prices have at most 12 decimals and are not negative (PRC-12, PRC-13).
 */
export const rampProblems = (ramp: Ramp, components: readonly Pick<PriceComponent, 'id' | 'price'>[]): readonly RampProblem[] => {
  const { componentId, steps } = ramp;
  const problems: RampProblem[] = [];
  const component = components.find(({ id }) => id === componentId);
  if (component === undefined) problems.push({ code: 'ramp.component-missing', componentId });
  else if (component.price.kind !== 'fixed' && component.price.kind !== 'per-unit') {
    problems.push({ code: 'ramp.component-has-no-single-price', componentId, model: component.price.kind });
  }
  if (steps.length === 0) problems.push({ code: 'ramp.no-steps', componentId });
  if (new Set(steps.map(({ from }) => from.kind)).size > 1) problems.push({ code: 'ramp.mixed-offsets', componentId });
  steps.forEach(({ from, price }, step) => {
    const offset = from.kind === 'period' ? from.index : from.on;
    if (!isOffset(offset)) problems.push({ code: 'ramp.step-invalid', componentId, step, from: offset });
    if (!isPrice(price)) problems.push({ code: 'ramp.price-invalid', componentId, step, price });
    if (step > 0 && !follows(steps[step - 1]?.from, from)) problems.push({ code: 'ramp.not-ascending', componentId, step });
  });
  return problems;
};

type Offset = Ramp['steps'][number]['from'];

const isOffset = (offset: number | PlainDate): boolean =>
  typeof offset === 'number' ? Number.isInteger(offset) && offset >= 0 && offset <= lastPeriod : isPlainDate(offset);

const isPrice = (price: DecimalText): boolean => numberProblems(price, '').length === 0;

/** Offsets of different kinds have no order; that they are mixed is said once. */
const follows = (before: Offset | undefined, after: Offset): boolean => {
  if (before?.kind === 'period' && after.kind === 'period') return before.index < after.index;
  if (before?.kind === 'date' && after.kind === 'date') return before.on < after.on;
  return true;
};

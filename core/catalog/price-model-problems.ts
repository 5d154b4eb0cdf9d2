import { unreachable } from '../kernel/invariant.ts';
import { type DecimalText, exact, isDecimalText } from '../money/exact.ts';
import type { Condition, DynamicRule, PriceModel } from './price-model.ts';
import { isLess, type NumberProblem, numberProblems } from './price-text.ts';

/** What keeps a price model from being sold. `path` is a JSON pointer (RFC 6901) to the place. */
export type PriceModelProblem =
  | NumberProblem
  | { readonly code: 'bands.none'; readonly path: string }
  /** A bound at or below the one before it: the bands would overlap. */
  | { readonly code: 'bands.not-ascending'; readonly path: string; readonly before: DecimalText; readonly found: DecimalText }
  | { readonly code: 'bands.open-before-last'; readonly path: string }
  | { readonly code: 'bands.last-not-open'; readonly path: string; readonly upTo: DecimalText }
  | { readonly code: 'package.no-size'; readonly path: string }
  | { readonly code: 'percentage.above-hundred'; readonly path: string; readonly found: DecimalText }
  | {
      readonly code: 'percentage.minimum-above-maximum';
      readonly path: string;
      readonly minimum: DecimalText;
      readonly maximum: DecimalText;
    }
  | { readonly code: 'dynamic.rule-id-taken'; readonly path: string; readonly ruleId: string }
  /** It would always win, and no rule after it would ever be asked. */
  | { readonly code: 'dynamic.rule-without-condition'; readonly path: string; readonly ruleId: string }
  | { readonly code: 'dynamic.fallback-has-conditions'; readonly path: string }
  | { readonly code: 'condition.nothing-to-match'; readonly path: string }
  | { readonly code: 'condition.weekday'; readonly path: string; readonly found: number }
  | { readonly code: 'condition.hours'; readonly path: string; readonly from: string; readonly until: string }
  | { readonly code: 'condition.country'; readonly path: string; readonly found: string };

type Bound = { readonly upTo: DecimalText | null };

/**
 * PRC-12. Bands have one bound each, so gaps cannot be; bounds ascend, only the last may be open, and it must be unless the model allows to sell
 * nothing above it (stair-steps).
 */
const boundProblems = (
  bounds: readonly Bound[],
  path: string,
  options: { readonly closedEnd: boolean; readonly fromZero: boolean },
): readonly PriceModelProblem[] => {
  if (bounds.length === 0) return [{ code: 'bands.none', path }];
  const problems: PriceModelProblem[] = [];
  let before: DecimalText | null = options.fromZero ? null : '0';
  for (const [index, { upTo }] of bounds.entries()) {
    const at = `${path}/${index}/upTo`;
    if (upTo === null) {
      if (index < bounds.length - 1) problems.push({ code: 'bands.open-before-last', path: at });
      continue;
    }
    const wrong = numberProblems(upTo, at);
    problems.push(...wrong);
    if (wrong.length > 0) continue;
    if (before !== null && !isLess(before, upTo)) problems.push({ code: 'bands.not-ascending', path: at, before, found: upTo });
    before = upTo;
  }
  const last = bounds.at(-1)?.upTo ?? null;
  if (last !== null && !options.closedEnd)
    problems.push({ code: 'bands.last-not-open', path: `${path}/${bounds.length - 1}/upTo`, upTo: last });
  return problems;
};

const timeForm = /^([01]\d|2[0-3]):[0-5]\d$/;

const conditionProblems = (condition: Condition, path: string): readonly PriceModelProblem[] => {
  switch (condition.kind) {
    case 'segment':
    case 'region':
      return condition.oneOf.length === 0 ? [{ code: 'condition.nothing-to-match', path }] : [];
    case 'attribute':
      return condition.oneOf.length === 0 || condition.name === '' ? [{ code: 'condition.nothing-to-match', path }] : [];
    case 'country': {
      if (condition.oneOf.length === 0) return [{ code: 'condition.nothing-to-match', path }];
      const wrong = condition.oneOf.filter((code) => !/^[A-Z]{2}$/.test(code));
      return wrong.map((found) => ({ code: 'condition.country', path, found }));
    }
    case 'weekday': {
      if (condition.oneOf.length === 0) return [{ code: 'condition.nothing-to-match', path }];
      const wrong = condition.oneOf.filter((day) => !Number.isInteger(day) || day < 1 || day > 7);
      return wrong.map((found) => ({ code: 'condition.weekday', path, found }));
    }
    case 'hours': {
      const { from, until } = condition;
      const holds = timeForm.test(from) && (timeForm.test(until) || until === '24:00') && from !== until;
      return holds ? [] : [{ code: 'condition.hours', path, from, until }];
    }
    case 'external':
      if (condition.name === '') return [{ code: 'condition.nothing-to-match', path }];
      // Market values may be negative, and have more decimals than a price.
      return isDecimalText(condition.value)
        ? []
        : [{ code: 'number.not-decimal', path: `${path}/value`, found: String(condition.value).slice(0, 60) }];
    default:
      return unreachable(condition);
  }
};

const ruleProblems = (rule: DynamicRule, path: string): readonly PriceModelProblem[] => [
  ...numberProblems(rule.price, `${path}/price`),
  ...rule.when.flatMap((condition, index) => conditionProblems(condition, `${path}/when/${index}`)),
];

const dynamicProblems = (model: Extract<PriceModel, { kind: 'dynamic' }>, path: string): readonly PriceModelProblem[] => {
  const problems: PriceModelProblem[] = [];
  const seen = new Set<string>();
  for (const [index, rule] of model.rules.entries()) {
    const at = `${path}/rules/${index}`;
    if (seen.has(rule.id)) problems.push({ code: 'dynamic.rule-id-taken', path: at, ruleId: rule.id });
    seen.add(rule.id);
    if (rule.when.length === 0) problems.push({ code: 'dynamic.rule-without-condition', path: at, ruleId: rule.id });
    problems.push(...ruleProblems(rule, at));
  }
  const at = `${path}/fallback`;
  if (seen.has(model.fallback.id)) problems.push({ code: 'dynamic.rule-id-taken', path: at, ruleId: model.fallback.id });
  if (model.fallback.when.length > 0) problems.push({ code: 'dynamic.fallback-has-conditions', path: at });
  return [...problems, ...ruleProblems(model.fallback, at)];
};

const percentageProblems = (model: Extract<PriceModel, { kind: 'percentage' }>, path: string): readonly PriceModelProblem[] => {
  const { percent, minimumPerEvent: minimum, maximumPerEvent: maximum } = model;
  return [
    ...numberProblems(percent, `${path}/percent`),
    ...(isDecimalText(percent) && exact(percent).greaterThan(100)
      ? [{ code: 'percentage.above-hundred', path: `${path}/percent`, found: percent } as const]
      : []),
    ...numberProblems(model.perEvent, `${path}/perEvent`),
    ...numberProblems(minimum, `${path}/minimumPerEvent`),
    ...numberProblems(maximum, `${path}/maximumPerEvent`),
    ...(minimum !== null && maximum !== null && isLess(maximum, minimum)
      ? [{ code: 'percentage.minimum-above-maximum', path, minimum, maximum } as const]
      : []),
  ];
};

/** PRC-12, PRC-13, PRC-16: everything that keeps the model from being published; empty for a sound one. */
export const priceModelProblems = (model: PriceModel, path: string): readonly PriceModelProblem[] => {
  switch (model.kind) {
    case 'fixed':
      return numberProblems(model.amount, `${path}/amount`);
    case 'per-unit':
      return numberProblems(model.unitPrice, `${path}/unitPrice`);
    case 'volume':
    case 'graduated':
      return [
        ...boundProblems(model.bands, `${path}/bands`, { closedEnd: false, fromZero: false }),
        ...model.bands.flatMap((band, index) => [
          ...numberProblems(band.unitPrice, `${path}/bands/${index}/unitPrice`),
          ...numberProblems(band.flat, `${path}/bands/${index}/flat`),
        ]),
      ];
    case 'stair-step':
      return [
        ...boundProblems(model.steps, `${path}/steps`, { closedEnd: true, fromZero: true }),
        ...model.steps.flatMap((step, index) => numberProblems(step.price, `${path}/steps/${index}/price`)),
      ];
    case 'dynamic':
      return dynamicProblems(model, path);
    case 'package':
      return [...numberProblems(model.size, `${path}/size`, 'above-zero'), ...numberProblems(model.price, `${path}/price`)];
    case 'percentage':
      return percentageProblems(model, path);
    default:
      return unreachable(model);
  }
};

import type { Condition, DynamicRule, PriceModel } from '../catalog/price-model.ts';
import type { DecimalText } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';
import type { WallClock } from '../time/zone.ts';
import { answer, type Circumstances, clocksOf, externalValue } from './conditions.ts';
import { compared, type Figure, figure, figureOfCount, figureText, isNegative, isZero, product, sum, zero } from './figure.ts';
import type { BillablePart } from './parts.ts';
import { type Rated, type ShareFacts, severalShares } from './share.ts';

type DynamicModel = Extract<PriceModel, { kind: 'dynamic' }>;
type Range = { low: DecimalText; high: DecimalText };

/** What one rule priced: `rank` counts from 0, the fallback's is the number of rules. */
type Priced = {
  readonly rule: DynamicRule;
  readonly rank: number;
  readonly missing: string;
  units: Figure;
  events: number;
  firstAt: Instant;
  lastAt: Instant;
  readonly external: Map<string, Range>;
};

type Choice = { readonly rule: DynamicRule; readonly rank: number; readonly missing: string };

/** Cheap and lasting conditions first: an outside value is asked for only where all else holds, so that one that is missing matters. */
const externalLast = (when: readonly Condition[]): readonly Condition[] => [
  ...when.filter((condition) => condition.kind !== 'external'),
  ...when.filter((condition) => condition.kind === 'external'),
];

/** PRC-16: the first rule whose conditions all hold. OR-6: a missing outside value that would decide leads to the fallback, with a warning. */
const chosen = (
  model: DynamicModel,
  ordered: readonly (readonly Condition[])[],
  about: Circumstances,
  at: Instant,
  clocks: (at: Instant) => WallClock,
): Choice => {
  for (const [rank, rule] of model.rules.entries()) {
    let matches = true;
    for (const condition of ordered[rank] ?? []) {
      const found = answer(condition, about, at, clocks);
      if (found.kind === 'missing') return { rule: model.fallback, rank: model.rules.length, missing: found.name };
      if (found.kind === 'holds') continue;
      matches = false;
      break;
    }
    if (matches) return { rule, rank, missing: '' };
  }
  return { rule: model.fallback, rank: model.rules.length, missing: '' };
};

const lookedAt = (model: DynamicModel, rank: number): readonly Condition[] => model.rules.slice(0, rank + 1).flatMap((rule) => rule.when);

/** The outside values that the ranked rules up to this one ask for, at the moment of an event. */
const noteExternal = (priced: Priced, asked: readonly Condition[], about: Circumstances, at: Instant): void => {
  for (const condition of asked) {
    if (condition.kind !== 'external') continue;
    const value = externalValue(about.external, condition.name, at);
    if (value === null) continue;
    const range = priced.external.get(condition.name);
    if (range === undefined) priced.external.set(condition.name, { low: value, high: value });
    else if (compared(figure(value), figure(range.low)) < 0) range.low = value;
    else if (compared(figure(value), figure(range.high)) > 0) range.high = value;
  }
};

/** An attribute named like one of Object's own (`constructor`) is none that the customer has. */
const ownAttribute = (attributes: Circumstances['attributes'], name: string): string =>
  Object.hasOwn(attributes, name) ? (attributes[name] ?? '') : '';

/** PRC-16: what the rules looked at, so that the price can be replayed. Outside values that moved stand as `lowest..highest`. */
const inputsOf = (priced: Priced, asked: readonly Condition[], about: Circumstances, at: Instant): Readonly<Record<string, string>> => {
  const inputs: Record<string, string> = {};
  for (const condition of asked) {
    if (condition.kind === 'segment') inputs['segments'] = about.segments.toSorted().join(',');
    if (condition.kind === 'attribute') inputs[`attribute:${condition.name}`] = ownAttribute(about.attributes, condition.name);
    if (condition.kind === 'country') inputs['country'] = about.country;
    if (condition.kind === 'region') inputs['region'] = about.region;
    if (condition.kind === 'weekday' || condition.kind === 'hours') inputs['zone'] = about.zone;
  }
  for (const [name, { low, high }] of priced.external) inputs[`external:${name}`] = low === high ? low : `${low}..${high}`;
  if (priced.events === 0) return { ...inputs, at };
  return { ...inputs, events: String(priced.events), firstAt: priced.firstAt, lastAt: priced.lastAt };
};

/**
 * PRC-06, PRC-16, OR-6. Single events are priced by the rule that holds at their own time, and those of one rule merge into one share, in the order of
 * first appearance. Without single events the whole quantity is priced at the moment of the question (period start for recurring charges).
 * `yields: 'total'` gives the rule's price once for each event, or once for the whole quantity where there are no single events; nothing bought costs
 * nothing.
 */
export const dynamic = (
  model: DynamicModel,
  billable: Figure,
  parts: readonly BillablePart[],
  about: Circumstances & { readonly at: Instant },
): Rated => {
  const clocks = clocksOf(about.zone);
  const ordered = model.rules.map((rule) => externalLast(rule.when));
  const asksOutside = ordered.some((when) => when.at(-1)?.kind === 'external');
  const found = new Map<string, Priced>();
  const take = (at: Instant, units: Figure, events: number): void => {
    const choice = chosen(model, ordered, about, at, clocks);
    const key = choice.missing === '' ? String(choice.rank) : `${choice.rank} ${choice.missing}`;
    let priced = found.get(key);
    if (priced === undefined) {
      priced = { ...choice, units: zero, events: 0, firstAt: at, lastAt: at, external: new Map() };
      found.set(key, priced);
    }
    priced.units = sum(priced.units, units);
    priced.events += events;
    priced.lastAt = at;
    if (asksOutside) noteExternal(priced, lookedAt(model, choice.rank), about, at);
  };
  for (const part of parts) {
    if (model.yields === 'total' || !isZero(part.units)) take(part.at, part.units, isNegative(part.units) ? -1 : 1);
  }
  if (parts.length === 0 && !isZero(billable)) take(about.at, billable, 0);

  const shares = [...found.values()].map((priced): ShareFacts => {
    const times = parts.length === 0 ? 1 : priced.events;
    return {
      from: '0',
      upTo: null,
      units: priced.units,
      unitPrice: model.yields === 'total' ? '0' : priced.rule.price,
      flat: model.yields === 'total' ? figureText(product(figure(priced.rule.price), figureOfCount(times))) : '0',
      rule: {
        id: priced.rule.id,
        version: priced.rule.version,
        name: priced.rule.name,
        inputs: inputsOf(priced, lookedAt(model, priced.rank), about, about.at),
        warning: priced.missing === '' ? '' : `external-value-missing:${priced.missing}`,
      },
    };
  });
  return severalShares(shares);
};

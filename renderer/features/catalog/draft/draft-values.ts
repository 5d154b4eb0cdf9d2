import type { VersionContent } from '../../../../core/catalog/plan-rules.ts';
import type { DynamicRule } from '../../../../core/catalog/price-model.ts';
import type { PriceComponent } from '../../../../core/catalog/types.ts';
import { sameData } from '../../../../core/kernel/edit.ts';
import type { BodyOf } from '../../../../core/use-cases.ts';

/** Decimal texts that may be left empty: a field shows nothing, the document holds `null`. */
const optional: ReadonlySet<string> = new Set([
  'upTo',
  'minimumPerEvent',
  'maximumPerEvent',
  'minimumCommitment',
  'maximumSpend',
  'setupFee',
  'chargeThreshold',
  'minimumCharge',
  'instalmentTotal',
  'maximum',
  'trialQuantity',
]);
/** Whole numbers, which fields hold as text. */
const whole: ReadonlySet<string> = new Set(['count', 'graceDays', 'days', 'periods', 'index', 'autoExtendDays']);

/** Shares of instalments are stored in parts per million and typed as percentages. */
const perPercent = 10_000;

const mapped = (data: unknown, leaf: (key: string, value: unknown) => unknown): unknown => {
  if (Array.isArray(data)) return data.map((each) => mapped(each, leaf));
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, leaf(key, mapped(value, leaf))]));
};

/** A version's content as its form holds it: what is left empty is empty text, whole numbers and weekdays are text. */
export const typedOf = <T>(content: T): T =>
  mapped(content, (key, value) => {
    if (value === null && optional.has(key)) return '';
    if (typeof value === 'number' && whole.has(key)) return String(value);
    if (key === 'parts' && Array.isArray(value)) return value.map((part) => String(Number(part) / perPercent));
    return (key === 'oneOf' || key === 'alertsAt') && Array.isArray(value) ? value.map(String) : value;
  }) as T;

const weekdays = (data: unknown): unknown => {
  if (Array.isArray(data)) return data.map(weekdays);
  if (typeof data !== 'object' || data === null) return data;
  const entries = Object.entries(data).map(([key, value]): readonly [string, unknown] => [key, weekdays(value)]);
  const members = Object.fromEntries(entries) as Readonly<Record<string, unknown>>;
  const { oneOf } = members;
  return members['kind'] === 'weekday' && Array.isArray(oneOf) ? { ...members, oneOf: oneOf.map(Number) } : members;
};

/** Percentages at which somebody is told, each once and ascending; what is none is left for the engine to refuse. */
const alertsOf = (typed: readonly unknown[]): readonly unknown[] =>
  [...new Set(typed.map((each) => (typeof each === 'string' && /^\d+$/.test(each) ? Number(each) : each)))].sort(
    (a, b) => Number(a) - Number(b),
  );

/** The same, back as the document holds it. What is no whole number is left as it was typed, for the engine to refuse. */
export const contentOfTyped = <T>(typed: T): T =>
  weekdays(
    mapped(typed, (key, value) => {
      if (value === '' && optional.has(key)) return null;
      if (key === 'alertsAt' && Array.isArray(value)) return alertsOf(value);
      if (key === 'parts' && Array.isArray(value)) return value.map((part) => Math.round(Number(part) * perPercent));
      return typeof value === 'string' && whole.has(key) && /^-?\d+$/.test(value) ? Number(value) : value;
    }),
  ) as T;

const rulesOf = (content: VersionContent): ReadonlyMap<string, DynamicRule> =>
  new Map(
    content.variants.flatMap((variant) =>
      variant.components.flatMap(({ id, price }) =>
        price.kind === 'dynamic' ? [...price.rules, price.fallback].map((rule) => [`${variant.id}/${id}/${rule.id}`, rule] as const) : [],
      ),
    ),
  );

/** PRC-16: a rule that reads differently is another version of itself, so that a rated line names exactly what priced it. */
const withRuleVersions = (before: VersionContent, after: VersionContent): VersionContent => {
  const known = rulesOf(before);
  const counted = (at: string, rule: DynamicRule): DynamicRule => {
    const was = known.get(`${at}/${rule.id}`);
    if (was === undefined) return { ...rule, version: 1 };
    const same = sameData({ ...was, version: 0 }, { ...rule, version: 0 });
    return { ...rule, version: same ? was.version : was.version + 1 };
  };
  const component = (variantId: string, each: PriceComponent): PriceComponent => {
    const { price } = each;
    if (price.kind !== 'dynamic') return each;
    const at = `${variantId}/${each.id}`;
    return { ...each, price: { ...price, rules: price.rules.map((rule) => counted(at, rule)), fallback: counted(at, price.fallback) } };
  };
  return {
    ...after,
    variants: after.variants.map((variant) => ({ ...variant, components: variant.components.map((each) => component(variant.id, each)) })),
  };
};

const entries = <T extends { readonly id: string }>(before: readonly T[], after: readonly T[]) => {
  const was = new Map(before.map((each) => [each.id, each]));
  const is = new Map(after.map((each) => [each.id, each]));
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((id) => {
    const [from, to] = [was.get(id) ?? null, is.get(id) ?? null];
    return sameData(from, to) ? [] : [{ id, from, to }];
  });
};

type DraftEdits = Pick<BodyOf<'plan.edit-draft'>, 'edits' | 'variants' | 'entitlements'>;

/** What the command that saves a draft names: only what differs, each with what it was. `null` where nothing does. */
export const draftEdits = (before: VersionContent, typed: VersionContent): DraftEdits | null => {
  const after = withRuleVersions(before, contentOfTyped(typed));
  const settings = (['billing', 'trial', 'quantity', 'term'] as const).filter((key) => !sameData(before[key], after[key]));
  const edits: DraftEdits = {
    edits: Object.fromEntries(settings.map((key) => [key, { from: before[key], to: after[key] }])) as DraftEdits['edits'],
    variants: entries(before.variants, after.variants),
    entitlements: entries(before.entitlements, after.entitlements),
  };
  return settings.length + edits.variants.length + edits.entitlements.length === 0 ? null : edits;
};

/** The place of a problem (a JSON pointer into the version) as the name of its field. */
export const fieldOf = (path: string): string => path.replace(/^\//, '').replaceAll('/', '.');

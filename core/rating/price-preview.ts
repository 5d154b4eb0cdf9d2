import { type PriceModelProblem, priceModelProblems } from '../catalog/price-model-problems.ts';
import { type NumberProblem, numberProblems } from '../catalog/price-text.ts';
import type { PriceComponent, PriceVariant } from '../catalog/types.ts';
import type { DecimalText } from '../money/exact.ts';
import { doneUnless, type Outcome } from '../kernel/outcome.ts';
import { digitsOf } from '../money/currency.ts';
import type { Rounding } from '../money/rounding.ts';
import type { Policies } from '../organization/policies.ts';
import { aboveCapMinor, topUpMinor } from './combination.ts';
import { figure } from './figure.ts';
import { amountOf, type PriceProblem, type PricingContext, priced } from './priced.ts';
import { roundedMinor } from './rounded.ts';
import type { PriceWorking } from './types.ts';

export type PreviewQuestion = {
  /** By component id. What is not named counts as 1 where the subscription gives the quantity, and as 0 where usage does. */
  readonly quantities: Readonly<Record<string, DecimalText>>;
  readonly policies: Pick<Policies, 'zeroUsage' | 'graduatedFlat'>;
  readonly rounding: Rounding;
  readonly context: PricingContext;
};

export type PreviewLine = {
  readonly componentId: string;
  readonly name: string;
  readonly working: PriceWorking;
  readonly amountMinor: number;
};

/** One whole period before discounts and tax, in minor units. `totalMinor` is lines + floor + minimum - cap; the set-up fee comes once, on top. */
export type PricePreview = {
  readonly lines: readonly PreviewLine[];
  readonly floorMinor: number;
  readonly minimumMinor: number;
  readonly capMinor: number;
  readonly totalMinor: number;
  readonly setupFeeMinor: number;
};

/** `componentId` is empty for amounts of the variant itself. Paths are JSON pointers (RFC 6901) into the variant. */
export type PreviewProblem = (PriceProblem | PriceModelProblem | NumberProblem) & { readonly componentId: string };

const quantityOf = (component: PriceComponent, quantities: PreviewQuestion['quantities']): DecimalText => {
  if (component.quantity.kind === 'one') return '1';
  const given = Object.hasOwn(quantities, component.id) ? quantities[component.id] : undefined;
  return given ?? (component.quantity.kind === 'subscription' ? '1' : '0');
};

const amountNames = ['minimumCommitment', 'maximumSpend', 'setupFee'] as const;

/** A price that is still being typed may be anything: it is looked at before it is computed with. */
const unsound = (variant: PriceVariant, question: PreviewQuestion): readonly PreviewProblem[] => [
  ...variant.components.flatMap((component, index) =>
    [
      ...priceModelProblems(component.price, `/components/${index}/price`),
      ...numberProblems(component.included, `/components/${index}/included`),
      ...numberProblems(quantityOf(component, question.quantities), `/components/${index}/quantity`),
    ].map((problem) => ({ ...problem, componentId: component.id })),
  ),
  ...[
    ...amountNames.flatMap((name) => numberProblems(variant[name], `/${name}`)),
    ...(variant.combination.kind === 'floor' ? numberProblems(variant.combination.amount, '/combination/amount') : []),
  ].map((problem) => ({ ...problem, componentId: '' })),
];

/**
 * PRC-14: what a variant costs for a period at these quantities, with the working of every component, before anything is saved. A variant that could not
 * be published is refused with what is wrong with it.
 */
export const pricePreview = (variant: PriceVariant, question: PreviewQuestion): Outcome<PricePreview, PreviewProblem> => {
  const wrong = unsound(variant, question);
  if (wrong.length > 0) return { ok: false, problems: wrong };
  const { policies, rounding, context } = question;
  const lines: PreviewLine[] = [];
  const problems: PreviewProblem[] = [];
  for (const component of variant.components) {
    const outcome = priced({
      model: component.price,
      quantity: quantityOf(component, question.quantities),
      included: component.included,
      policies,
      source: 'plan',
      parts: [],
      context,
    });
    if (!outcome.ok) problems.push(...outcome.problems.map((problem) => ({ ...problem, componentId: component.id })));
    else {
      const amountMinor = amountOf(outcome.value, variant.currency, rounding);
      lines.push({ componentId: component.id, name: component.name, working: outcome.value, amountMinor });
    }
  }
  return doneUnless(problems, () => combined(variant, lines, rounding));
};

const combined = (variant: PriceVariant, lines: readonly PreviewLine[], rounding: Rounding): PricePreview => {
  const { combination, minimumCommitment, maximumSpend, setupFee } = variant;
  const minorOf = (text: DecimalText): number => roundedMinor(figure(text), digitsOf(variant.currency), rounding);
  const amounts = lines.map((line) => line.amountMinor);
  const floored = combination.kind === 'floor' ? lines.filter((line) => combination.componentIds.includes(line.componentId)) : [];
  const floorMinor =
    combination.kind === 'floor'
      ? topUpMinor(
          minorOf(combination.amount),
          floored.map((line) => line.amountMinor),
        )
      : 0;
  const minimumMinor = minimumCommitment === null ? 0 : topUpMinor(minorOf(minimumCommitment), [...amounts, floorMinor]);
  const capMinor = maximumSpend === null ? 0 : aboveCapMinor(minorOf(maximumSpend), [...amounts, floorMinor, minimumMinor]);
  return {
    lines,
    floorMinor,
    minimumMinor,
    capMinor,
    totalMinor: amounts.reduce((a, b) => a + b, 0) + floorMinor + minimumMinor - capMinor,
    setupFeeMinor: setupFee === null ? 0 : minorOf(setupFee),
  };
};

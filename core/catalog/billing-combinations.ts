import { unreachable } from '../kernel/invariant.ts';
import type { BillingModel, PriceComponent, PriceVariant } from './types.ts';

/** BIL-13: which prices go with which billing model. `path` is a JSON pointer into the version. */
export type CombinationProblem =
  /** This component can never stand in a plan of this billing model. */
  | {
      readonly code: 'billing.price-not-allowed';
      readonly path: string;
      readonly billing: BillingModel['kind'];
      readonly price: string;
      readonly quantity: string;
    }
  /** A setting of another billing model. */
  | { readonly code: 'billing.setting-not-allowed'; readonly path: string; readonly billing: BillingModel['kind'] }
  /** Something that the billing model cannot do without. */
  | {
      readonly code: 'billing.part-missing';
      readonly path: string;
      readonly billing: BillingModel['kind'];
      readonly part: 'usage' | 'recurring' | 'price' | 'pack' | 'charge-threshold';
    };

/** PRC-07: priced by what was used. A fixed amount is no usage price, whatever its quantity is. */
export const isUsagePriced = (component: PriceComponent): boolean =>
  component.quantity.kind === 'usage' && component.price.kind !== 'fixed';

const isSimple = (component: PriceComponent): boolean =>
  component.quantity.kind !== 'usage' && (component.price.kind === 'fixed' || component.price.kind === 'per-unit');

/** A fixed amount asks for no quantity: on usage it would be a price that nobody can understand (PRC-01). */
const fits = (billing: BillingModel['kind'], component: PriceComponent): boolean => {
  if (component.quantity.kind === 'usage' && component.price.kind === 'fixed') return false;
  switch (billing) {
    case 'free':
      return false;
    case 'one-off':
    case 'instalment':
      return isSimple(component);
    case 'usage':
    case 'pay-as-you-go':
      return isUsagePriced(component);
    case 'recurring':
    case 'prepaid':
    case 'hybrid':
      return true;
  }
};

type SettingName = 'minimumCommitment' | 'maximumSpend' | 'setupFee' | 'ramp' | 'chargeThreshold' | 'minimumCharge' | 'instalmentTotal';

/** Amounts that look at a whole period belong to models that bill periods. */
const periodSettings: readonly SettingName[] = ['minimumCommitment', 'maximumSpend', 'setupFee', 'ramp'];

const settingsOf = (billing: BillingModel): readonly SettingName[] => {
  switch (billing.kind) {
    case 'free':
    case 'one-off':
      return [];
    case 'instalment':
      return ['instalmentTotal', 'setupFee'];
    case 'pay-as-you-go':
      return [
        ...(billing.trigger === 'threshold' ? (['chargeThreshold'] as const) : []),
        'minimumCharge',
        'maximumSpend',
        'setupFee',
        'ramp',
      ];
    case 'prepaid':
      return ['setupFee', 'ramp'];
    case 'usage':
    case 'recurring':
    case 'hybrid':
      return periodSettings;
  }
};

const settingNames: readonly SettingName[] = [...periodSettings, 'chargeThreshold', 'minimumCharge', 'instalmentTotal'];

const mayHaveFloor = (billing: BillingModel): boolean =>
  billing.kind === 'recurring' || billing.kind === 'usage' || billing.kind === 'hybrid';

/** BIL-13: pairs that are refused whenever a plan is saved. */
export const wrongPairs = (billing: BillingModel, variants: readonly PriceVariant[]): readonly CombinationProblem[] =>
  variants.flatMap((variant, index): readonly CombinationProblem[] => {
    const path = `/variants/${index}`;
    const allowed = settingsOf(billing);
    return [
      ...variant.components.flatMap((component, at): readonly CombinationProblem[] =>
        fits(billing.kind, component)
          ? []
          : [
              {
                code: 'billing.price-not-allowed',
                path: `${path}/components/${at}`,
                billing: billing.kind,
                price: component.price.kind,
                quantity: component.quantity.kind,
              },
            ],
      ),
      ...settingNames
        .filter((name) => variant[name] !== null && !allowed.includes(name))
        .map((name) => ({ code: 'billing.setting-not-allowed', path: `${path}/${name}`, billing: billing.kind }) as const),
      ...(variant.packs.length > 0 && billing.kind !== 'prepaid'
        ? [{ code: 'billing.setting-not-allowed', path: `${path}/packs`, billing: billing.kind } as const]
        : []),
      ...(variant.combination.kind === 'floor' && !mayHaveFloor(billing)
        ? [{ code: 'billing.setting-not-allowed', path: `${path}/combination`, billing: billing.kind } as const]
        : []),
      // A total and component prices beside it would be two answers to one question.
      ...(billing.kind === 'instalment' && variant.instalmentTotal !== null && variant.components.length > 0
        ? [{ code: 'billing.setting-not-allowed', path: `${path}/instalmentTotal`, billing: billing.kind } as const]
        : []),
    ];
  });

/** What is still missing before a variant can be sold; asked for when the version is published. */
export const missingParts = (billing: BillingModel, variants: readonly PriceVariant[]): readonly CombinationProblem[] =>
  variants.flatMap((variant, index): readonly CombinationProblem[] => {
    const path = `/variants/${index}`;
    const missing = (part: Extract<CombinationProblem, { code: 'billing.part-missing' }>['part']): CombinationProblem => ({
      code: 'billing.part-missing',
      path,
      billing: billing.kind,
      part,
    });
    const used = variant.components.some(isUsagePriced);
    const other = variant.components.some((component) => !isUsagePriced(component));
    switch (billing.kind) {
      case 'free':
        return [];
      case 'one-off':
      case 'recurring':
        return variant.components.length === 0 ? [missing('price')] : [];
      case 'instalment':
        // Billing splits the total and nothing else: a plan without one would never be billed.
        return variant.instalmentTotal === null ? [missing('price')] : [];
      case 'usage':
        return used ? [] : [missing('usage')];
      case 'pay-as-you-go':
        return [
          ...(used ? [] : [missing('usage')]),
          ...(billing.trigger === 'threshold' && variant.chargeThreshold === null ? [missing('charge-threshold')] : []),
        ];
      case 'prepaid':
        return [...(variant.packs.length > 0 ? [] : [missing('pack')]), ...(used ? [] : [missing('usage')])];
      case 'hybrid':
        return [...(used ? [] : [missing('usage')]), ...(other ? [] : [missing('recurring')])];
      default:
        return unreachable(billing);
    }
  });

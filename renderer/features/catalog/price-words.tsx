import { useTranslations } from 'use-intl';
import type { Band, PriceModel } from '../../../core/catalog/price-model.ts';
import type { BillingModel, PriceVariant } from '../../../core/catalog/types.ts';
import type { Currency } from '../../../core/money/currency.ts';
import type { Interval } from '../../../core/time/cadence.ts';
import { useUi } from '../../ui/settings.tsx';
import classes from './catalog.module.css';

const isZero = (text: string): boolean => /^0*\.?0*$/.test(text);

/** Prices with all their decimals, and how often they come, in the user's language. */
export const usePriceWords = () => {
  const text = useTranslations('catalog.words');
  const { number, price: figure } = useUi();
  const price = (value: string, currency: Currency): string => (/^\d+(\.\d+)?$/.test(value) ? figure(value, currency) : '–');
  const every = ({ unit, count }: Interval): string => text(`every.${unit}`, { count });
  const length = ({ unit, count }: Interval): string => text(`length.${unit}`, { count });
  const range = (from: string, upTo: string | null): string =>
    upTo === null
      ? isZero(from)
        ? text('all')
        : text('over', { from: number(from) })
      : isZero(from)
        ? text('upTo', { upTo: number(upTo) })
        : text('range', { from: number(from), upTo: number(upTo) });
  const bandPrice = ({ unitPrice, flat }: Band, currency: Currency): string =>
    isZero(flat)
      ? text('perUnit', { price: price(unitPrice, currency) })
      : text('perUnitAndFlat', { price: price(unitPrice, currency), flat: price(flat, currency) });
  /** One entry for each band, step or rule: what it is for, and what it costs. */
  const lines = (model: PriceModel, currency: Currency): readonly { readonly for: string; readonly price: string }[] => {
    switch (model.kind) {
      case 'fixed':
        return [{ for: '', price: price(model.amount, currency) }];
      case 'per-unit':
        return [{ for: '', price: text('perUnit', { price: price(model.unitPrice, currency) }) }];
      case 'volume':
      case 'graduated':
        return model.bands.map((band, at) => ({
          for: range(model.bands[at - 1]?.upTo ?? '0', band.upTo),
          price: bandPrice(band, currency),
        }));
      case 'stair-step':
        return model.steps.map((step, at) => ({
          for: range(model.steps[at - 1]?.upTo ?? '0', step.upTo),
          price: price(step.price, currency),
        }));
      case 'dynamic': {
        const words = (value: string): string =>
          model.yields === 'total' ? price(value, currency) : text('perUnit', { price: price(value, currency) });
        return [
          ...model.rules.map((rule) => ({ for: rule.name, price: words(rule.price) })),
          { for: text('otherwise'), price: words(model.fallback.price) },
        ];
      }
      case 'package':
        return [{ for: '', price: text('package', { price: price(model.price, currency), size: number(model.size) }) }];
      case 'percentage':
        return [
          {
            for: '',
            price: [
              text('percentage', { percent: number(model.percent) }),
              ...(isZero(model.perEvent) ? [] : [text('perEvent', { price: price(model.perEvent, currency) })]),
              ...(model.minimumPerEvent === null ? [] : [text('atLeast', { price: price(model.minimumPerEvent, currency) })]),
              ...(model.maximumPerEvent === null ? [] : [text('atMost', { price: price(model.maximumPerEvent, currency) })]),
            ].join(', '),
          },
        ];
    }
  };
  const variant = ({ currency, cycle, segment }: Pick<PriceVariant, 'currency' | 'cycle' | 'segment'>): string =>
    [currency, every(cycle.interval), segment].filter((part) => part !== '').join(' · ');
  const billing = (model: BillingModel): string => text(`billing.${model.kind}`);
  return { price, every, length, range, lines, variant, billing };
};

/** A price in as many lines as it has bands. */
export function PriceWords({ model, currency }: { readonly model: PriceModel; readonly currency: Currency }) {
  const words = usePriceWords();
  return (
    <>
      {words.lines(model, currency).map((line) => (
        <div key={`${line.for}|${line.price}`} className="cf-figures">
          {line.for !== '' && <span className={classes['quiet']}>{line.for}: </span>}
          {line.price}
        </div>
      ))}
    </>
  );
}

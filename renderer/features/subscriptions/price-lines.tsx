import { useTranslations } from 'use-intl';
import type { PriceModel } from '../../../core/catalog/price-model.ts';
import type { PriceVariant } from '../../../core/catalog/types.ts';
import type { Currency } from '../../../core/money/currency.ts';
import { DateText } from '../../ui/date-text.tsx';
import { useUi } from '../../ui/settings.tsx';
import classes from './subscriptions.module.css';

/** A component's price in a few words: with all their decimals. */
export const usePriceText = (): ((price: PriceModel, currency: Currency) => string) => {
  const text = useTranslations('subscriptions.price');
  const { number, price: figure } = useUi();
  return (price, currency) => {
    const money = (value: string): string => `${figure(value, currency)} ${currency}`;
    switch (price.kind) {
      case 'fixed':
        return money(price.amount);
      case 'per-unit':
        return text('perUnit', { price: money(price.unitPrice) });
      case 'volume':
      case 'graduated':
        return text(price.kind, { price: money(price.bands[0]?.unitPrice ?? '0'), bands: price.bands.length });
      case 'stair-step':
        return text('stairStep', { price: money(price.steps[0]?.price ?? '0'), steps: price.steps.length });
      case 'dynamic':
        return text('dynamic', { price: money(price.fallback.price) });
      case 'package':
        return text('package', { price: money(price.price), size: number(price.size) });
      case 'percentage':
        return text('percentage', { percent: number(price.percent) });
    }
  };
};

/** What a variant costs, component by component, with its fee and its ramp: shown before anything is bought (OFR-14). */
export function PriceLines({ variant }: { readonly variant: PriceVariant }) {
  const text = useTranslations('subscriptions.price');
  const words = usePriceText();
  const { number, price } = useUi();
  const { components, currency, setupFee, minimumCommitment, ramp, taxInclusive } = variant;
  return (
    <dl className={classes['prices']} aria-label={text('title')}>
      {components.map((component) => (
        <div key={component.id}>
          <dt>
            {component.name}
            {component.included !== '0' && ` · ${text('included', { units: number(component.included) })}`}
          </dt>
          <dd>{words(component.price, currency)}</dd>
        </div>
      ))}
      {setupFee !== null && (
        <div>
          <dt>{text('setupFee')}</dt>
          <dd>
            {price(setupFee, currency)} {currency}
          </dd>
        </div>
      )}
      {minimumCommitment !== null && (
        <div>
          <dt>{text('minimum')}</dt>
          <dd>
            {price(minimumCommitment, currency)} {currency}
          </dd>
        </div>
      )}
      {ramp?.steps.map((step) => (
        <div key={JSON.stringify(step.from)}>
          <dt>
            {step.from.kind === 'period' ? (
              text('rampPeriod', { period: step.from.index + 1 })
            ) : (
              <>
                {text('rampDate')} <DateText on={step.from.on} />
              </>
            )}
          </dt>
          <dd>
            {price(step.price, currency)} {currency}
          </dd>
        </div>
      ))}
      {taxInclusive && (
        <div>
          <dt>{text('tax')}</dt>
          <dd>{text('inclusive')}</dd>
        </div>
      )}
    </dl>
  );
}

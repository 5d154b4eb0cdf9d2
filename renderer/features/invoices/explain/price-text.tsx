import { useLocale } from 'use-intl';
import type { Currency } from '../../../../core/money/currency.ts';
import type { DecimalText } from '../../../../core/money/exact.ts';
import { formatsOf } from '../../../print/formats.ts';
import { useUi } from '../../../ui/settings.tsx';

/** A price or an exact amount in major units with all its decimals; covered where amounts are. */
export function PriceText({ price, currency }: { readonly price: DecimalText; readonly currency: Currency }) {
  const { isPrivate } = useUi();
  const formats = formatsOf(useLocale());
  return <span className="cf-figures">{isPrivate ? '•••••' : formats.price(price, currency)}</span>;
}

/** How this language writes periods, countries and prices. */
export const useFormats = () => formatsOf(useLocale());

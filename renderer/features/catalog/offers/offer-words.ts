import { useTranslations } from 'use-intl';
import type { Offer } from '../../../../core/offers/types.ts';
import { useCatalog } from '../../../app/catalog.ts';
import { useUi } from '../../../ui/settings.tsx';
import { usePriceWords } from '../price-words.tsx';

type Terms = Pick<Offer, 'reach' | 'value' | 'duration' | 'scope' | 'stackable' | 'appliesToUsage'>;

/** What an offer gives, for how long, on what and to whom, in the user's language. */
export const useOfferWords = () => {
  const text = useTranslations('catalog.offer');
  const words = usePriceWords();
  const catalog = useCatalog();
  const { number } = useUi();
  const gives = ({ value }: Pick<Terms, 'value'>): string => {
    switch (value.kind) {
      case 'percentage':
        return text('gives.percentage', { percent: value.percent === '' ? '–' : number(value.percent) });
      case 'amount':
        return text('gives.amount', {
          amounts: value.amounts.map(({ currency, amount }) => `${words.price(amount, currency)} ${currency}`).join(', '),
        });
      case 'override':
        return text('gives.override', {
          prices: value.prices.map(({ currency, price }) => `${words.price(price, currency)} ${currency}`).join(', '),
        });
    }
  };
  const lasts = ({ duration }: Pick<Terms, 'duration'>): string =>
    duration.kind === 'periods' ? text('lasts.periods', { count: duration.count }) : text(`lasts.${duration.kind}`);
  const on = ({ scope }: Pick<Terms, 'scope'>): string => {
    if (scope.kind === 'any') return text('on.any');
    return (scope.kind === 'products' ? scope.productIds.map(catalog.product) : scope.planIds.map(catalog.plan)).join(', ') || '–';
  };
  const reaches = ({ reach }: Pick<Terms, 'reach'>): string =>
    reach.kind === 'code' ? text('reaches.code', { code: reach.code === '' ? '–' : reach.code }) : text(`reaches.${reach.kind}`);
  const sentence = (terms: Terms): string =>
    text('sentence', { gives: gives(terms), lasts: lasts(terms), on: on(terms), reaches: reaches(terms) });
  return { gives, lasts, on, reaches, sentence };
};

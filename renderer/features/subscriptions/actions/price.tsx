import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { PriceComponent } from '../../../../core/catalog/types.ts';
import { itemById, lastTerm } from '../../../../core/subscriptions/timeline.ts';
import type { Term } from '../../../../core/subscriptions/types.ts';
import { useDocument } from '../../../app/hooks.ts';
import { NumberField } from '../../../ui/form/number-field.tsx';
import { agreeable } from '../create-values.ts';
import { usePriceText } from '../price-lines.tsx';
import { RampFields } from '../ramps/ramp-fields.tsx';
import { rampsOf, type RampValues, rampValuesOf } from '../ramps/ramp-values.ts';
import { ActionDrawer, type ActionProps } from './action-drawer.tsx';
import { ProrationField, WhenFields, whenOf } from './when.tsx';

type Values = { prices: Record<string, string>; ramps: Record<string, RampValues>; when: string; on: string | null; proration: string };

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** What the form changes of prices and ramps; `null` while it changes nothing or is not complete. */
const changedTerms = (term: Term, components: readonly PriceComponent[], values: Values) => {
  const entries = Object.entries(values.prices);
  const ramps = rampsOf(values.ramps);
  if (ramps === null || entries.some(([, price]) => price !== '' && !/^\d+(\.\d+)?$/.test(price))) return null;
  const isOther = ({ componentId }: { readonly componentId: string }): boolean => !components.some(({ id }) => id === componentId);
  const prices = [
    ...term.negotiated.filter(isOther),
    ...entries.flatMap(([componentId, price]) => (price === '' ? [] : [{ componentId, price }])),
  ];
  const allRamps = [...term.ramps.filter(isOther), ...ramps];
  const hasPrices = !same(prices, term.negotiated);
  const hasRamps = !same(allRamps, term.ramps);
  if (!hasPrices && !hasRamps) return null;
  return {
    ...(hasPrices ? { prices: { from: term.negotiated, to: prices } } : {}),
    ...(hasRamps ? { ramps: { from: term.ramps, to: allRamps } } : {}),
  };
};

/** SUB-17, OFR-14: prices and ramps agreed for this subscription alone; an empty field pays the list price. */
export function NegotiatePrice({ itemId, ...props }: ActionProps & { readonly itemId: string }) {
  const text = useTranslations('subscriptions.actions');
  const words = usePriceText();
  const { subscription, catalog } = props;
  const item = itemById(subscription, itemId);
  const [term] = useState(() => (item === null ? null : lastTerm(item)));
  const { value: version } = useDocument('plan-version', term === null ? null : `${term.planId}@${term.planVersion}`);
  const variant = version?.variants.find(({ id }) => id === term?.variantId);
  if (term === null || variant === undefined) return null;
  const components = agreeable(variant);
  const agreed = Object.fromEntries(
    components.map(({ id }) => [id, term.negotiated.find(({ componentId }) => componentId === id)?.price ?? '']),
  );
  return (
    <ActionDrawer<'subscription.negotiate-price', Values>
      {...props}
      kind="subscription.negotiate-price"
      title={text('price.title', { plan: catalog.plan(term.planId) })}
      text={text('price.text')}
      submit={text('price.submit')}
      done={text('price.done')}
      defaults={{
        prices: agreed,
        ramps: rampValuesOf(
          term.ramps,
          components.map(({ id }) => id),
        ),
        when: subscription.state.kind === 'trial' ? 'now' : 'period-end',
        on: null,
        proration: 'prorate',
      }}
      bodyOf={(values) => {
        const when = whenOf(values);
        const changed = changedTerms(term, components, values);
        if (when === null || changed === null) return null;
        return { subscriptionId: subscription.id, itemId, ...changed, when, proration: values.proration as 'prorate' | 'none' };
      }}
    >
      {(values) => (
        <>
          {components.length === 0 && (
            <Text fz={13} c="var(--cf-tone-warning)">
              {text('price.none')}
            </Text>
          )}
          {components.map(({ id, name, price }) => (
            <div key={id}>
              <NumberField
                name={`prices.${id}`}
                label={name}
                description={text('price.list', { price: words(price, subscription.currency) })}
                unit={subscription.currency}
                width={300}
              />
              <RampFields componentId={id} name={name} currency={subscription.currency} />
            </div>
          ))}
          <WhenFields />
          {values.when !== 'period-end' && <ProrationField />}
        </>
      )}
    </ActionDrawer>
  );
}

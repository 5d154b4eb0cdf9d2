import { Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { itemById, lastTerm } from '../../../../core/subscriptions/timeline.ts';
import { useDocument } from '../../../app/hooks.ts';
import { NumberField } from '../../../ui/form/number-field.tsx';
import { usePriceText } from '../price-lines.tsx';
import { ActionDrawer, type ActionProps } from './action-drawer.tsx';
import { ProrationField, WhenFields, whenOf } from './when.tsx';

type Values = { prices: Record<string, string>; when: string; on: string | null; proration: string };

/** SUB-17: prices agreed for this subscription alone; an empty field pays the list price. */
export function NegotiatePrice({ itemId, ...props }: ActionProps & { readonly itemId: string }) {
  const text = useTranslations('subscriptions.actions');
  const words = usePriceText();
  const { subscription, catalog } = props;
  const item = itemById(subscription, itemId);
  const [term] = useState(() => (item === null ? null : lastTerm(item)));
  const { value: version } = useDocument('plan-version', term === null ? null : `${term.planId}@${term.planVersion}`);
  const variant = version?.variants.find(({ id }) => id === term?.variantId);
  if (term === null || variant === undefined) return null;
  const components = variant.components.filter(({ price }) => price.kind === 'fixed' || price.kind === 'per-unit');
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
      defaults={{ prices: agreed, when: subscription.state.kind === 'trial' ? 'now' : 'period-end', on: null, proration: 'prorate' }}
      bodyOf={(values) => {
        const when = whenOf(values);
        const entries = Object.entries(values.prices);
        if (when === null || entries.some(([, price]) => price !== '' && !/^\d+(\.\d+)?$/.test(price))) return null;
        const others = term.negotiated.filter(({ componentId }) => !components.some(({ id }) => id === componentId));
        const to = [...others, ...entries.flatMap(([componentId, price]) => (price === '' ? [] : [{ componentId, price }]))];
        if (JSON.stringify(to) === JSON.stringify(term.negotiated)) return null;
        return {
          subscriptionId: subscription.id,
          itemId,
          prices: { from: term.negotiated, to },
          when,
          proration: values.proration as 'prorate' | 'none',
        };
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
            <NumberField
              key={id}
              name={`prices.${id}`}
              label={name}
              description={text('price.list', { price: words(price, subscription.currency) })}
              unit={subscription.currency}
              width={300}
            />
          ))}
          <WhenFields />
          {values.when !== 'period-end' && <ProrationField />}
        </>
      )}
    </ActionDrawer>
  );
}

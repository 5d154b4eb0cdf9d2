import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { itemById, lastTerm } from '../../../../core/subscriptions/timeline.ts';
import { NumberField } from '../../../ui/form/number-field.tsx';
import { ActionDrawer, type ActionProps } from './action-drawer.tsx';
import { ProrationField, WhenFields, whenOf } from './when.tsx';

type Values = { quantity: string; when: string; on: string | null; proration: string };

/** SUB-08, SUB-18: more or fewer units of an item. */
export function ChangeQuantity({ itemId, ...props }: ActionProps & { readonly itemId: string }) {
  const text = useTranslations('subscriptions.actions');
  const { subscription, catalog } = props;
  const item = itemById(subscription, itemId);
  const [term] = useState(() => (item === null ? null : lastTerm(item)));
  if (term === null) return null;
  return (
    <ActionDrawer<'subscription.change-quantity', Values>
      {...props}
      kind="subscription.change-quantity"
      title={text('changeQuantity.title', { plan: catalog.plan(term.planId) })}
      text={text('changeQuantity.text', { quantity: term.quantity })}
      submit={text('changeQuantity.submit')}
      done={text('changeQuantity.done')}
      defaults={{ quantity: term.quantity, when: 'now', on: null, proration: 'prorate' }}
      bodyOf={(values) => {
        const when = whenOf(values);
        if (when === null || !/^\d+(\.\d+)?$/.test(values.quantity) || values.quantity === term.quantity) return null;
        return {
          subscriptionId: subscription.id,
          itemId,
          quantity: { from: term.quantity, to: values.quantity },
          when,
          proration: values.proration as 'prorate' | 'none',
        };
      }}
    >
      {(values) => (
        <>
          <NumberField name="quantity" label={text('changeQuantity.quantity')} isRequired width={200} />
          <WhenFields />
          {values.when !== 'period-end' && <ProrationField />}
        </>
      )}
    </ActionDrawer>
  );
}

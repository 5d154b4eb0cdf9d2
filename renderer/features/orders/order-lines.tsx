import { Button, Group } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { PlanVersion } from '../../../core/catalog/types.ts';
import type { Order, OrderItem, OrderLine } from '../../../core/orders/types.ts';
import type { CatalogNames } from '../../app/catalog.ts';
import { useDocument } from '../../app/hooks.ts';
import { recordPath } from '../../app/navigation.ts';
import { DateText } from '../../ui/date-text.tsx';
import { useUi } from '../../ui/settings.tsx';
import type { OrderAct } from './order-acts.tsx';
import classes from './orders.module.css';

type Props = { readonly order: Order; readonly catalog: CatalogNames; readonly onAct: (act: OrderAct) => void };

/** What one of it costs, as decimal text, where that is a single figure. */
const unitPrice = (item: OrderItem, version: PlanVersion | null | undefined): string | null => {
  if (item.kind === 'manual') return item.unitPrice;
  const variant = version?.variants.find(({ id }) => id === item.variantId);
  if (item.kind === 'pack') return variant?.packs.find(({ id }) => id === item.packId)?.price ?? null;
  const [only, ...others] = variant?.components ?? [];
  if (only === undefined || others.length > 0) return null;
  return only.price.kind === 'fixed' ? only.price.amount : only.price.kind === 'per-unit' ? only.price.unitPrice : null;
};

function ItemName({
  item,
  catalog,
  version,
}: {
  readonly item: OrderItem;
  readonly catalog: CatalogNames;
  readonly version: PlanVersion | null | undefined;
}) {
  const text = useTranslations('orders.lines');
  if (item.kind === 'manual') return <>{item.description}</>;
  if (item.kind === 'plan') return <>{catalog.plan(item.planId)}</>;
  const pack = version?.variants.find(({ id }) => id === item.variantId)?.packs.find(({ id }) => id === item.packId);
  return (
    <>
      {pack?.name ?? item.packId}{' '}
      <a href={`#${recordPath('subscription', item.subscriptionId) ?? ''}`} className={classes['quiet']}>
        {text('for', { plan: catalog.plan(item.planId) })}
      </a>
    </>
  );
}

/** When it is billed: at once, on a day, when the milestone is reached; or that it is sold no longer. */
function Due({ line, order }: { readonly line: OrderLine; readonly order: Order }) {
  const text = useTranslations('orders.lines');
  const { trigger, cancelled } = line;
  if (cancelled !== null) {
    return (
      <>
        {text('cancelled')} <DateText on={cancelled.on} />
        <div className={classes['quiet']}>{cancelled.reason}</div>
      </>
    );
  }
  if (trigger.kind === 'order') return <DateText on={order.placedOn} />;
  if (trigger.kind === 'date') return <DateText on={trigger.on} />;
  return trigger.reachedOn === null ? (
    <>{text('awaits', { name: trigger.name })}</>
  ) : (
    <>
      {trigger.name} <DateText on={trigger.reachedOn} />
    </>
  );
}

function Row({ line, order, catalog, onAct }: Props & { readonly line: OrderLine }) {
  const text = useTranslations('orders.lines');
  const { number, price: figure } = useUi();
  const { item, quantity, trigger, cancelled } = line;
  const { value: version } = useDocument('plan-version', item.kind === 'manual' ? null : `${item.planId}@${item.planVersion}`);
  const price = unitPrice(item, version);
  const isOpen = cancelled === null && order.state.kind === 'placed';
  return (
    <tr data-cancelled={cancelled !== null || undefined}>
      <th scope="row">
        <ItemName item={item} catalog={catalog} version={version} />
      </th>
      <td className={classes['end']}>{number(quantity)}</td>
      <td className={classes['end']}>{price === null ? '–' : `${figure(price, order.currency)} ${order.currency}`}</td>
      <td>
        <Due line={line} order={order} />
      </td>
      <td className={classes['end']}>
        {isOpen && (
          <Group gap={6} justify="flex-end" wrap="nowrap">
            {trigger.kind === 'milestone' && trigger.reachedOn === null && (
              <Button variant="default" size="compact-xs" onClick={() => onAct({ kind: 'milestone', line })}>
                {text('reach')}
              </Button>
            )}
            <Button variant="subtle" color="gray" size="compact-xs" onClick={() => onAct({ kind: 'cancel-line', line })}>
              {text('cancel')}
            </Button>
          </Group>
        )}
      </td>
    </tr>
  );
}

/** What was ordered, line by line, each with when it is billed and what can be done about it. */
export function OrderLines(props: Props) {
  const text = useTranslations('orders.lines');
  return (
    <table className={classes['table']} aria-label={text('title')}>
      <thead>
        <tr>
          <th scope="col">{text('what')}</th>
          <th scope="col" className={classes['end']}>
            {text('quantity')}
          </th>
          <th scope="col" className={classes['end']}>
            {text('unitPrice')}
          </th>
          <th scope="col">{text('due')}</th>
          <th scope="col">
            <span className="cf-visually-hidden">{text('actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {props.order.lines.map((line) => (
          <Row key={line.id} {...props} line={line} />
        ))}
      </tbody>
    </table>
  );
}

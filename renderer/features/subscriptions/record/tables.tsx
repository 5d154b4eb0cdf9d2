import { ActionIcon, Button, Menu } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { openTerm, lastTerm } from '../../../../core/subscriptions/timeline.ts';
import { mayDo } from '../../../../core/subscriptions/transitions.ts';
import type { Subscription, SubscriptionItem } from '../../../../core/subscriptions/types.ts';
import type { CatalogNames } from '../../../app/catalog.ts';
import { useDocument } from '../../../app/hooks.ts';
import { DateText, MomentText } from '../../../ui/date-text.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { useUi } from '../../../ui/settings.tsx';
import type { OpenAction } from '../actions/open-action.tsx';
import { usePriceText } from '../price-lines.tsx';
import classes from '../subscriptions.module.css';

type Props = { readonly subscription: Subscription; readonly catalog: CatalogNames; readonly onAction: (action: OpenAction) => void };

function ItemMenu({ subscription, item, name, onAction }: Props & { readonly item: SubscriptionItem; readonly name: string }) {
  const text = useTranslations('subscriptions.menu');
  const offered = (['change-plan', 'change-quantity', 'negotiate-price', 'accelerate'] as const).filter((id) => mayDo(subscription, id));
  const mayLeave = item.type === 'add-on' && mayDo(subscription, 'detach-add-on');
  if (openTerm(item) === null || (offered.length === 0 && !mayLeave)) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={text('ofItem', { name })}>
          <Icon name="dots" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {offered.map((id) => (
          <Menu.Item key={id} onClick={() => onAction({ id, about: item.id })}>
            {text(id)}
          </Menu.Item>
        ))}
        {mayLeave && (
          <Menu.Item color="var(--cf-tone-bad)" onClick={() => onAction({ id: 'detach-add-on', about: item.id })}>
            {text('detach-add-on')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function ItemRow({ item, ...props }: Props & { readonly item: SubscriptionItem }) {
  const text = useTranslations('subscriptions.items');
  const steps = useTranslations('subscriptions.price');
  const words = usePriceText();
  const { number, price } = useUi();
  const { subscription, catalog } = props;
  const term = lastTerm(item);
  const { value: version } = useDocument('plan-version', `${term.planId}@${term.planVersion}`);
  const variant = version?.variants.find(({ id }) => id === term.variantId);
  const name = catalog.plan(term.planId);
  const prices = (variant?.components ?? []).map((component) => {
    const agreed = term.negotiated.find(({ componentId }) => componentId === component.id);
    return `${component.name}: ${agreed === undefined ? words(component.price, subscription.currency) : `${price(agreed.price, subscription.currency)} ${subscription.currency} (${text('agreed')})`}`;
  });
  return (
    <tr>
      <th scope="row">
        {name}
        <div className={classes['quiet']}>
          {text(item.type)} · {text('version', { version: term.planVersion })}
        </div>
      </th>
      <td>{variant?.cycle.name ?? ''}</td>
      <td className={classes['end']}>{number(term.quantity)}</td>
      <td>
        {prices.map((line) => (
          <div key={line}>{line}</div>
        ))}
        {term.ramps
          .flatMap((ramp) => ramp.steps)
          .map((step) => (
            <div key={JSON.stringify(step.from)} className={classes['quiet']}>
              {step.from.kind === 'period' ? (
                steps('rampPeriod', { period: step.from.index + 1 })
              ) : (
                <>
                  {steps('rampDate')} <DateText on={step.from.on} />
                </>
              )}
              : {price(step.price, subscription.currency)} {subscription.currency}
            </div>
          ))}
      </td>
      <td>
        <DateText on={term.from} />
        {term.until !== null && (
          <>
            {' – '}
            <DateText on={term.until} />
          </>
        )}
      </td>
      <td className={classes['end']}>
        <ItemMenu {...props} item={item} name={name} />
      </td>
    </tr>
  );
}

/** What the subscription consists of, each with what can be done about it. */
export function ItemsTable(props: Props) {
  const text = useTranslations('subscriptions.items');
  return (
    <table className={classes['table']} aria-label={text('title')}>
      <thead>
        <tr>
          <th scope="col">{text('plan')}</th>
          <th scope="col">{text('cycle')}</th>
          <th scope="col" className={classes['end']}>
            {text('quantity')}
          </th>
          <th scope="col">{text('price')}</th>
          <th scope="col">{text('since')}</th>
          <th scope="col">
            <span className="cf-visually-hidden">{text('actions')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {props.subscription.items.map((item) => (
          <ItemRow key={item.id} {...props} item={item} />
        ))}
      </tbody>
    </table>
  );
}

/** SUB-13: what waits for its day, and the way to take it back. */
export function PlannedTable({ subscription, catalog, onAction }: Props) {
  const text = useTranslations('subscriptions.planned');
  const changes = useTranslations('subscriptions.changes');
  const detailOf = ({ change }: Subscription['planned'][number]): string => {
    if (change.kind === 'plan' || change.kind === 'add-on-attach') return catalog.plan(change.term.planId);
    return change.kind === 'quantity' ? change.quantity : '';
  };
  return (
    <table className={classes['table']} aria-label={text('title')}>
      <thead>
        <tr>
          <th scope="col">{text('on')}</th>
          <th scope="col">{text('what')}</th>
          <th scope="col">{text('asked')}</th>
          <th scope="col" />
        </tr>
      </thead>
      <tbody>
        {subscription.planned.map((planned) => (
          <tr key={planned.id}>
            <th scope="row">
              <DateText on={planned.on} />
            </th>
            <td>
              {changes(planned.change.kind)} {detailOf(planned)}
            </td>
            <td>
              <MomentText at={planned.requestedAt} />
            </td>
            <td className={classes['end']}>
              {mayDo(subscription, 'withdraw-change') && (
                <Button variant="default" size="compact-xs" onClick={() => onAction({ id: 'withdraw-change', about: planned.id })}>
                  {text('withdraw')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** OFR-01: the offers that run, ran, or will run. */
export function OffersTable({ subscription, onAction }: Omit<Props, 'catalog'>) {
  const text = useTranslations('subscriptions.offers');
  const { percent, price: figure } = useUi();
  const valueOf = ({ value }: Subscription['redemptions'][number]): string => {
    if (value.kind === 'percentage') return percent(value.percent);
    if (value.kind === 'amount')
      return value.amounts
        .filter(({ currency }) => currency === subscription.currency)
        .map(({ amount, currency }) => `${figure(amount, currency)} ${currency}`)
        .join('');
    return value.prices
      .filter(({ currency }) => currency === subscription.currency)
      .map(({ price, currency }) => text('own', { price: `${figure(price, currency)} ${currency}` }))
      .join('');
  };
  return (
    <table className={classes['table']} aria-label={text('title')}>
      <thead>
        <tr>
          <th scope="col">{text('name')}</th>
          <th scope="col">{text('gives')}</th>
          <th scope="col">{text('lasts')}</th>
          <th scope="col">{text('from')}</th>
          <th scope="col">{text('until')}</th>
          <th scope="col" />
        </tr>
      </thead>
      <tbody>
        {subscription.redemptions.map((redemption) => (
          <tr key={redemption.id}>
            <th scope="row">
              {redemption.name} {redemption.code !== '' && <span className={classes['quiet']}>{redemption.code}</span>}
            </th>
            <td>{valueOf(redemption)}</td>
            <td>
              {text(`durations.${redemption.duration.kind}`, {
                count: redemption.duration.kind === 'periods' ? redemption.duration.count : 1,
              })}
            </td>
            <td>
              <DateText on={redemption.startsOn} />
            </td>
            <td>
              <DateText on={redemption.endsOn} />
            </td>
            <td className={classes['end']}>
              {redemption.endsOn === null && subscription.state.kind !== 'cancelled' && (
                <Button variant="default" size="compact-xs" onClick={() => onAction({ id: 'end-offer', about: redemption.id })}>
                  {text('end')}
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

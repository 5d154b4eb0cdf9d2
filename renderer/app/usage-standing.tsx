import { Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { daysAfter } from '../../core/time/plain-date.ts';
import type { UsageStanding } from '../../core/views/usage-standing.ts';
import { Chart } from '../ui/chart/chart.tsx';
import { DateText } from '../ui/date-text.tsx';
import { Money } from '../ui/money.tsx';
import { useUi } from '../ui/settings.tsx';
import type { CatalogNames } from './catalog.ts';
import { useAsked, useToday } from './hooks.ts';
import classes from './usage-standing.module.css';
import { workstation } from './workstation.ts';

/** From here on an edge is near: a reason to talk about the next band. */
const nearPercent = 80;

/** PRC-17: the place in the band, and what any more would cost. */
function Band({ standing }: { readonly standing: UsageStanding }) {
  const text = useTranslations('usage.standing');
  const { number, price } = useUi();
  const { threshold, unit, currency } = standing;
  if (threshold === null) return null;
  const used = Number(threshold.usedPercent);
  return (
    <div className={classes['band']}>
      <div className={classes['bar']} role="meter" aria-valuemin={0} aria-valuemax={100} aria-valuenow={used} aria-label={text('band')}>
        <div className={classes['fill']} data-near={used >= nearPercent || undefined} style={{ width: `${used}%` }} />
      </div>
      <span className={classes['quiet']}>
        {text('bandText', {
          from: number(threshold.from),
          at: number(threshold.at),
          left: number(threshold.distance),
          unit,
          percent: number(threshold.usedPercent),
        })}
        {threshold.priceAbove !== null && ` ${text('above', { price: `${price(threshold.priceAbove, currency)} ${currency}` })}`}
      </span>
    </div>
  );
}

function Standing({ standing, catalog }: { readonly standing: UsageStanding; readonly catalog: CatalogNames }) {
  const text = useTranslations('usage.standing');
  const { number, day } = useUi();
  const {
    metricName,
    componentName,
    planId,
    period,
    quantity,
    forecast,
    unit,
    included,
    amountMinor,
    forecastMinor,
    currency,
    points,
    events,
    unreadable,
  } = standing;
  return (
    <article className={classes['card']} aria-label={metricName}>
      <header className={classes['head']}>
        <h3>{metricName}</h3>
        <span className={classes['quiet']}>
          {catalog.plan(planId)} · {componentName} · <DateText on={period.start} /> – <DateText on={daysAfter(period.end, -1)} />
        </span>
      </header>
      <dl className={classes['figures']}>
        <div>
          <dt>{text('soFar')}</dt>
          <dd>
            {number(quantity)} <span className={classes['quiet']}>{unit}</span>
          </dd>
        </div>
        <div>
          <dt>{text('forecast')}</dt>
          <dd>{forecast === null ? '–' : number(forecast)}</dd>
        </div>
        {included !== '0' && (
          <div>
            <dt>{text('included')}</dt>
            <dd>{number(included)}</dd>
          </div>
        )}
        {amountMinor !== null && (
          <div>
            <dt>{text('costs')}</dt>
            <dd>
              <Money minor={amountMinor} currency={currency} />
            </dd>
          </div>
        )}
        {forecastMinor !== null && (
          <div>
            <dt>{text('willCost')}</dt>
            <dd>
              <Money minor={forecastMinor} currency={currency} />
            </dd>
          </div>
        )}
        <div>
          <dt>{text('events')}</dt>
          <dd>{number(events)}</dd>
        </div>
      </dl>
      {unreadable > 0 && <p className={classes['warning']}>{text('unreadable', { count: unreadable })}</p>}
      <Band standing={standing} />
      {points.length > 1 && (
        <Chart
          title={text('course')}
          categoryLabel={text('day')}
          categories={points.map(({ on }) => day(on))}
          series={[{ name: metricName, kind: 'line', values: points.map((point) => Number(point.quantity)) }]}
          format={(value) => number(value)}
          height={150}
        />
      )}
    </article>
  );
}

/** USG-12: how a customer's use stands in the running periods, metric by metric, with its forecast and its place in the band. */
export function UsageStandings({ customerId, catalog }: { readonly customerId: string; readonly catalog: CatalogNames }) {
  const text = useTranslations('usage.standing');
  const today = useToday();
  const { value } = useAsked(
    `usage|${customerId}|${today}`,
    () => workstation().usageStanding(customerId),
    (changed) => changed.some(({ kind }) => kind === 'usage-event' || kind === 'subscription' || kind === 'metric'),
  );
  if (value === undefined) return null;
  if (value.length === 0) return <p className={classes['quiet']}>{text('nothing')}</p>;
  return (
    <Stack gap="md">
      <p className={classes['quiet']} style={{ margin: 0 }}>
        {text('list')}
      </p>
      {value.map((standing) => (
        <Standing key={`${standing.subscriptionId}${standing.itemId}${standing.componentId}`} standing={standing} catalog={catalog} />
      ))}
    </Stack>
  );
}

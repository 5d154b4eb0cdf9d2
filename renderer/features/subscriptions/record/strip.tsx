import { useLocale, useTranslations } from 'use-intl';
import type { Subscription } from '../../../../core/subscriptions/types.ts';
import { subscriptionStrip } from '../../../../core/views/subscription-strip.ts';
import type { CatalogNames } from '../../../app/catalog.ts';
import { useUi } from '../../../ui/settings.tsx';
import classes from '../subscriptions.module.css';

const percent = (part: number): string => `${(part * 100).toFixed(2)}%`;

/** A subscription as a strip of time: what it consisted of, its pauses, and what is planned. The tables beneath say the same in words. */
export function Strip({
  subscription,
  today,
  catalog,
}: {
  readonly subscription: Subscription;
  readonly today: string;
  readonly catalog: CatalogNames;
}) {
  const text = useTranslations('subscriptions.strip');
  const changes = useTranslations('subscriptions.changes');
  const { day } = useUi();
  const months = new Intl.DateTimeFormat(useLocale(), { month: 'short', year: 'numeric', timeZone: 'UTC' });
  const strip = subscriptionStrip(subscription, today);
  return (
    <div className={classes['strip']} role="img" aria-label={text('label', { from: day(strip.from), until: day(strip.until) })}>
      {strip.lanes.map((lane, index) => (
        <div key={lane.itemId} className={classes['lane']}>
          <span className={classes['laneName']} title={catalog.product(lane.productId)}>
            {catalog.product(lane.productId)}
          </span>
          <div className={classes['track']}>
            {lane.terms.map((term) => {
              const name = catalog.plan(term.planId);
              const said = term.quantity === '1' ? name : `${name} × ${term.quantity}`;
              const until = term.until === null ? text('open') : day(term.until);
              return (
                <span
                  key={`${term.from}${term.planId}${term.quantity}`}
                  className={classes['term']}
                  data-past={(term.until !== null && term.until <= today) || undefined}
                  data-open={term.until === null || undefined}
                  style={{ insetInlineStart: percent(term.start), width: percent(term.end - term.start) }}
                  title={`${said}, ${day(term.from)} – ${until}${term.hasOwnPrices ? `, ${text('ownPrices')}` : ''}`}
                >
                  {said}
                  {term.hasOwnPrices && ' *'}
                </span>
              );
            })}
            {strip.pauses.map((pause) => (
              <span
                key={pause.from}
                className={classes['pause']}
                style={{ insetInlineStart: percent(pause.start), width: percent(pause.end - pause.start) }}
                title={`${text('pause')}, ${day(pause.from)}`}
              />
            ))}
            {index === 0 && strip.trial !== null && (
              <span
                className={classes['trial']}
                style={{ insetInlineStart: percent(strip.trial.start), width: percent(strip.trial.end - strip.trial.start) }}
                title={text('trial')}
              />
            )}
            <span className={classes['today']} style={{ insetInlineStart: percent(strip.today) }} />
            {index === 0 &&
              strip.marks.map((mark) => (
                <span
                  key={mark.id}
                  className={classes['mark']}
                  style={{ insetInlineStart: percent(mark.at) }}
                  title={`${changes(mark.change)}, ${day(mark.on)}`}
                />
              ))}
          </div>
        </div>
      ))}
      <div className={classes['scale']}>
        {strip.ticks.map(({ on, at }) => (
          <span key={on} className={classes['tick']} style={{ insetInlineStart: percent(at) }}>
            {months.format(new Date(`${on}T00:00:00Z`))}
          </span>
        ))}
      </div>
    </div>
  );
}

import { Anchor, Button, Stack } from '@mantine/core';
import { useLocale, useTranslations } from 'use-intl';
import { baseItem, lastTerm } from '../../../../core/subscriptions/timeline.ts';
import type { CreditPack } from '../../../../core/catalog/types.ts';
import type { Subscription } from '../../../../core/subscriptions/types.ts';
import type { CatalogNames } from '../../../app/catalog.ts';
import { useDocument, useToday } from '../../../app/hooks.ts';
import { recordPath } from '../../../app/navigation.ts';
import { DateText } from '../../../ui/date-text.tsx';
import { Facts, Section } from '../../../ui/facts.tsx';
import { MoneyList } from '../../../ui/money.tsx';
import { useUi } from '../../../ui/settings.tsx';
import type { OpenAction } from '../actions/open-action.tsx';
import classes from '../subscriptions.module.css';
import { NextBillDocuments, useNextBill } from './next-bill.tsx';
import { Strip } from './strip.tsx';
import { ItemsTable, OffersTable, PlannedTable } from './tables.tsx';

type Props = { readonly subscription: Subscription; readonly catalog: CatalogNames; readonly onAction: (action: OpenAction) => void };

/** What the state knows beside its name: since when, until when, why. */
function StateText({ subscription }: { readonly subscription: Subscription }) {
  const text = useTranslations('subscriptions.states');
  const reasons = useTranslations('subscriptions.reasons');
  const { state } = subscription;
  switch (state.kind) {
    case 'pending':
      return (
        <>
          {text(state.awaits === 'payment' ? 'awaitsPayment' : 'startsOn')} <DateText on={state.startsOn} />
        </>
      );
    case 'trial':
      return (
        <>
          {text('trialUntil')} <DateText on={state.endsOn} />
        </>
      );
    case 'active':
      return state.cancelsOn === null ? (
        <>
          {text('activeSince')} <DateText on={state.since} />
        </>
      ) : (
        <>
          {text('endsOn')} <DateText on={state.cancelsOn} />
        </>
      );
    case 'paused':
      return state.resumesOn === null ? (
        <>
          {text('pausedSince')} <DateText on={state.since} />
        </>
      ) : (
        <>
          {text('pausedUntil')} <DateText on={state.resumesOn} />
        </>
      );
    case 'cancelled':
      return (
        <>
          {text('cancelledOn')} <DateText on={state.on} /> · {reasons(state.reason)}
        </>
      );
  }
}

function Figures({ subscription, bill }: { readonly subscription: Subscription; readonly bill: ReturnType<typeof useNextBill> }) {
  const text = useTranslations('subscriptions.figures');
  const { value: customer } = useDocument('customer', subscription.customerId);
  return (
    <dl className={classes['figures']}>
      <div>
        <dt>{text('customer')}</dt>
        <dd>
          <Anchor href={`#${recordPath('customer', subscription.customerId) ?? ''}`} fz="inherit" fw="inherit">
            {customer?.name ?? '…'}
          </Anchor>
        </dd>
      </div>
      <div>
        <dt>{text('state')}</dt>
        <dd>
          <StateText subscription={subscription} />
        </dd>
      </div>
      <div>
        <dt>{text('nextBill')}</dt>
        <dd>{bill === undefined ? '…' : <DateText on={bill.on} />}</dd>
      </div>
      <div>
        <dt>{text('nextAmount')}</dt>
        <dd>{bill === undefined ? '…' : bill.sums.length === 0 ? '–' : <MoneyList amounts={bill.sums} />}</dd>
      </div>
    </dl>
  );
}

/** BIL-06: the pack that is bought by itself when the balance runs low. */
const useTopUpPack = (subscription: Subscription): CreditPack | null => {
  const term = lastTerm(baseItem(subscription));
  const { value: version } = useDocument('plan-version', subscription.topUp === null ? null : `${term.planId}@${term.planVersion}`);
  const packs = version?.variants.find(({ id }) => id === term.variantId)?.packs ?? [];
  return packs.find(({ id }) => id === subscription.topUp?.packId) ?? null;
};

/** Terms that change no period: payment, contract, where it came from. */
function Terms({ subscription }: { readonly subscription: Subscription }) {
  const text = useTranslations('subscriptions.terms');
  const { value: entity } = useDocument('entity', subscription.entityId);
  const { number } = useUi();
  const countries = new Intl.DisplayNames(useLocale(), { type: 'region' });
  const { contract, continues, netTermsDays, topUp, metadata } = subscription;
  const pack = useTopUpPack(subscription);
  return (
    <Facts
      facts={[
        { label: text('entity'), value: entity?.legalName ?? '' },
        { label: text('currency'), value: subscription.currency },
        { label: text('country'), value: countries.of(subscription.country) ?? subscription.country },
        { label: text('startsOn'), value: <DateText on={subscription.startsOn} /> },
        { label: text('netTerms'), value: netTermsDays === null ? text('ofCustomer') : text('days', { count: netTermsDays }) },
        {
          label: text('contract'),
          value:
            contract === null ? (
              text('open')
            ) : (
              <>
                <DateText on={contract.endsOn} /> · {text(contract.autoRenew ? 'renews' : 'ends')}
              </>
            ),
        },
        ...(topUp === null
          ? []
          : [
              {
                label: text('topUp'),
                value: text('topUpOf', { pack: pack?.name ?? topUp.packId, below: number(topUp.below), cap: topUp.monthlyCap }),
              },
            ]),
        ...Object.entries(metadata).map(([label, value]) => ({ label, value })),
        ...(continues === null
          ? []
          : [
              {
                label: text('continues'),
                value: <Anchor href={`#${recordPath('subscription', continues) ?? ''}`}>{text('before')}</Anchor>,
              },
            ]),
      ]}
    />
  );
}

/** Everything that matters of a subscription at a glance. */
export function Overview({ subscription, catalog, onAction }: Props) {
  const text = useTranslations('subscriptions');
  const today = useToday();
  const bill = useNextBill(subscription);
  return (
    <Stack gap="xs">
      <Figures subscription={subscription} bill={bill} />
      <Strip subscription={subscription} today={today} catalog={catalog} />
      <div className={classes['space']} />
      <Section title={text('items.title')}>
        <ItemsTable subscription={subscription} catalog={catalog} onAction={onAction} />
      </Section>
      {subscription.planned.length > 0 && (
        <Section title={text('planned.title')}>
          <PlannedTable subscription={subscription} catalog={catalog} onAction={onAction} />
        </Section>
      )}
      {subscription.redemptions.length > 0 && (
        <Section title={text('offers.title')}>
          <OffersTable subscription={subscription} onAction={onAction} />
        </Section>
      )}
      <div className={classes['columns']}>
        <Section title={text('bill.title')}>{bill !== undefined && <NextBillDocuments bill={bill} />}</Section>
        <Section
          title={text('terms.title')}
          action={
            subscription.state.kind !== 'cancelled' && (
              <Button variant="default" size="compact-sm" onClick={() => onAction({ id: 'update', about: '' })}>
                {text('menu.update')}
              </Button>
            )
          }
        >
          <Terms subscription={subscription} />
        </Section>
      </div>
    </Stack>
  );
}

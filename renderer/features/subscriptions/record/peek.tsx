import { Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { entitlementStandings } from '../../../../core/views/entitlement-standing.ts';
import { EntitlementTable } from '../../../app/ahead/entitlements.tsx';
import { useCatalog } from '../../../app/catalog.ts';
import { clock } from '../../../app/clock.ts';
import { useDocument, useToday } from '../../../app/hooks.ts';
import { Section } from '../../../ui/facts.tsx';
import { NextBillDocuments, useNextBill } from './next-bill.tsx';
import { Strip } from './strip.tsx';
import type { Subscription } from '../../../../core/subscriptions/types.ts';

function Inside({ subscription }: { readonly subscription: Subscription }) {
  const text = useTranslations('subscriptions');
  const catalog = useCatalog();
  const today = useToday();
  const bill = useNextBill(subscription);
  return (
    <Stack gap="lg">
      <Strip subscription={subscription} today={today} catalog={catalog} />
      <Section title={text('bill.title')}>{bill !== undefined && <NextBillDocuments bill={bill} />}</Section>
      <Section title={text('tabs.entitlements')}>
        <EntitlementTable standings={entitlementStandings([subscription], clock.now())} catalog={catalog} empty={text('noGrants')} />
      </Section>
    </Stack>
  );
}

/** A subscription seen from the list. */
export function SubscriptionPeek({ id }: { readonly id: string }) {
  const { value } = useDocument('subscription', id);
  return value === undefined || value === null ? null : <Inside subscription={value} />;
}

import { Anchor, Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useDocument } from '../../app/hooks.ts';
import { recordPath } from '../../app/navigation.ts';
import { MomentText } from '../../ui/date-text.tsx';
import { Facts, Section } from '../../ui/facts.tsx';

/** USG-15: one raw event, as it was reported. */
export function EventFacts({ id }: { readonly id: string }) {
  const text = useTranslations('usage.facts');
  const lists = useTranslations('lists.usage-event.columns');
  const { value: event } = useDocument('usage-event', id);
  const { value: customer } = useDocument('customer', event?.customerId ?? null);
  if (event === undefined || event === null) return null;
  return (
    <Stack gap="lg">
      <Facts
        facts={[
          {
            label: lists('customer'),
            value: <Anchor href={`#${recordPath('customer', event.customerId) ?? ''}`}>{customer?.name ?? event.customerId}</Anchor>,
          },
          { label: lists('name'), value: event.name },
          { label: lists('at'), value: <MomentText at={event.at} /> },
          { label: lists('receivedAt'), value: <MomentText at={event.receivedAt} /> },
          { label: lists('key'), value: event.idempotencyKey },
          ...(event.subscriptionId === ''
            ? []
            : [
                {
                  label: text('subscription'),
                  value: <Anchor href={`#${recordPath('subscription', event.subscriptionId) ?? ''}`}>{event.subscriptionId}</Anchor>,
                },
              ]),
          ...(event.supersedes === null ? [] : [{ label: text('corrects'), value: event.supersedes }]),
        ]}
      />
      <Section title={lists('properties')}>
        <Facts facts={Object.entries(event.properties).map(([label, value]) => ({ label, value }))} />
      </Section>
    </Stack>
  );
}

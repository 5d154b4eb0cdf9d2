import { Anchor, Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { derivedId } from '../../../core/kernel/ids.ts';
import { baseItem, lastTerm } from '../../../core/subscriptions/timeline.ts';
import type { UsageEvent } from '../../../core/usage/types.ts';
import { useCatalog } from '../../app/catalog.ts';
import { useCommand, useDocument } from '../../app/hooks.ts';
import { recordPath } from '../../app/navigation.ts';
import { ErrorSummary } from '../../app/problems.tsx';
import { toast } from '../../app/toast.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { MomentText } from '../../ui/date-text.tsx';
import { type Fact, Facts, Section } from '../../ui/facts.tsx';
import { CorrectEvent } from './event-form.tsx';
import { withdrawalOf } from './event-values.ts';

/** USG-10: it counts for nothing any more. */
function VoidEvent({ event, onClose }: { readonly event: UsageEvent; readonly onClose: () => void }) {
  const text = useTranslations('usage.void');
  const { run, problems } = useCommand('usage.record');
  const confirm = async (): Promise<void> => {
    const outcome = await run({ events: [withdrawalOf(event)] });
    if (!outcome.ok) return;
    toast({ message: text('done') });
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      title={text('title')}
      text={text('text')}
      count={1}
      confirmLabel={text('confirm')}
      isDanger
      onConfirm={confirm}
      onClose={onClose}
    >
      {problems.length > 0 && <ErrorSummary problems={problems} />}
    </ConfirmDialog>
  );
}

/** Whether it counts, and what took its place or whose place it took. An event that was corrected is corrected by its correction. */
const useStanding = (event: UsageEvent, onOpen: (id: string) => void): { readonly facts: readonly Fact[]; readonly mayChange: boolean } => {
  const text = useTranslations('usage.facts');
  const { value: later } = useDocument('usage-event', derivedId('use', 'supersedes', event.id));
  const isWithdrawal = event.supersedes !== null && Object.keys(event.properties).length === 0;
  const link = (id: string) => (
    <Anchor component="button" type="button" fz="inherit" onClick={() => onOpen(id)}>
      {text('open')}
    </Anchor>
  );
  const isOver = later !== undefined && later !== null;
  const by = isOver && Object.keys(later.properties).length === 0 ? 'voidedBy' : 'correctedBy';
  return {
    mayChange: later === null && !isWithdrawal,
    facts: [
      { label: text('state'), value: text(isWithdrawal ? 'countsNever' : isOver ? 'countsNot' : 'counts') },
      ...(isOver ? [{ label: text(by), value: link(later.id) }] : []),
      ...(event.supersedes === null ? [] : [{ label: text('corrects'), value: link(event.supersedes) }]),
    ],
  };
};

function SubscriptionName({ id }: { readonly id: string }) {
  const catalog = useCatalog();
  const { value } = useDocument('subscription', id);
  return (
    <Anchor href={`#${recordPath('subscription', id) ?? ''}`} fz="inherit">
      {value === undefined || value === null ? id : catalog.plan(lastTerm(baseItem(value)).planId)}
    </Anchor>
  );
}

function Inside({ event, onOpen }: { readonly event: UsageEvent; readonly onOpen: (id: string) => void }) {
  const text = useTranslations('usage');
  const lists = useTranslations('lists.usage-event.columns');
  const { value: customer } = useDocument('customer', event.customerId);
  const [doing, setDoing] = useState<'correct' | 'void' | null>(null);
  const { facts, mayChange } = useStanding(event, onOpen);
  const close = (): void => setDoing(null);
  return (
    <Stack gap="lg">
      {mayChange && (
        <Group gap="xs">
          <Button variant="default" onClick={() => setDoing('correct')}>
            {text('correct.action')}
          </Button>
          <Button variant="default" onClick={() => setDoing('void')}>
            {text('void.action')}
          </Button>
        </Group>
      )}
      <Facts
        facts={[
          {
            label: lists('customer'),
            value: (
              <Anchor href={`#${recordPath('customer', event.customerId) ?? ''}`} fz="inherit">
                {customer?.name ?? event.customerId}
              </Anchor>
            ),
          },
          { label: lists('name'), value: event.name },
          { label: lists('at'), value: <MomentText at={event.at} /> },
          { label: lists('receivedAt'), value: <MomentText at={event.receivedAt} /> },
          { label: lists('key'), value: event.idempotencyKey },
          ...(event.subscriptionId === ''
            ? []
            : [{ label: text('facts.subscription'), value: <SubscriptionName id={event.subscriptionId} /> }]),
          ...facts,
        ]}
      />
      <Section title={lists('properties')}>
        <Facts facts={Object.entries(event.properties).map(([label, value]) => ({ label, value }))} />
      </Section>
      {doing === 'correct' && <CorrectEvent event={event} onClose={close} />}
      {doing === 'void' && <VoidEvent event={event} onClose={close} />}
    </Stack>
  );
}

/** USG-15: one raw event, as it was reported, and what became of it. */
export function EventFacts({ id }: { readonly id: string }) {
  const [shown, setShown] = useState(id);
  const { value: event } = useDocument('usage-event', shown);
  return event === undefined || event === null ? null : <Inside key={event.id} event={event} onOpen={setShown} />;
}

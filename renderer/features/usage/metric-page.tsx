import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Metric } from '../../../core/usage/types.ts';
import { useCommand, useDocument } from '../../app/hooks.ts';
import { Status } from '../../app/list/cells.tsx';
import { List } from '../../app/list/list-page.tsx';
import { usePathParam } from '../../app/navigation.ts';
import { ErrorSummary } from '../../app/problems.tsx';
import { RecordPage } from '../../app/record/record-page.tsx';
import { Timeline } from '../../app/record/timeline.tsx';
import { toast } from '../../app/toast.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Facts } from '../../ui/facts.tsx';
import { useUi } from '../../ui/settings.tsx';

function MetricFacts({ metric }: { readonly metric: Metric }) {
  const text = useTranslations('usage.metrics');
  const lists = useTranslations('lists.metric');
  const { percent } = useUi();
  const { aggregation, filters, rounding } = metric;
  return (
    <Facts
      facts={[
        { label: lists('columns.code'), value: metric.code },
        { label: lists('columns.eventName'), value: metric.eventName },
        {
          label: lists('columns.aggregation'),
          value: `${lists(`codes.aggregation.${aggregation.kind}`)}${aggregation.kind === 'percentile' ? ` ${percent(aggregation.percent)}` : ''}`,
        },
        { label: lists('columns.property'), value: metric.property },
        { label: lists('columns.unit'), value: metric.unit },
        {
          label: text('form.rounding'),
          value: rounding === null ? text('form.roundings.none') : `${text(`form.roundings.${rounding.direction}`)} ${rounding.to}`,
        },
        { label: text('form.filters'), value: filters.map(({ property, values }) => `${property}: ${values.join(', ')}`).join('; ') },
      ]}
    />
  );
}

/** One metric: how it counts, and the events that it may count. */
export function Page() {
  const text = useTranslations('usage.metrics');
  const id = usePathParam('id');
  const record = useDocument('metric', id);
  const [isAsking, setAsking] = useState(false);
  const { run, problems, clear } = useCommand('metric.archive');
  const eventName = record.value?.eventName ?? '';
  const theirs = useMemo(() => [{ column: 'name', op: 'is', values: [eventName] } as const], [eventName]);
  const archive = async (): Promise<void> => {
    const outcome = await run({ metricId: id });
    if (!outcome.ok) return;
    setAsking(false);
    toast({ message: text('archived') });
  };
  return (
    <>
      <RecordPage
        kind="metric"
        record={record}
        title={({ name }) => name}
        detail={({ code }) => code}
        crumbs={[{ label: text('title'), href: '#/usage/metrics' }]}
        badge={({ state }) => <Status kind="metric" code={state} />}
        actions={({ state }) =>
          state === 'active' && (
            <Button
              variant="default"
              onClick={() => {
                clear();
                setAsking(true);
              }}
            >
              {text('archive')}
            </Button>
          )
        }
        tabs={(metric) => [
          { id: 'facts', label: text('tabs.facts'), content: () => <MetricFacts metric={metric} /> },
          {
            id: 'events',
            label: text('tabs.events'),
            isList: true,
            content: () => (
              <List
                kind="usage-event"
                title={text('tabs.events')}
                always={theirs}
                columns={['at', 'customer', 'properties', 'corrects']}
                empty={{ title: text('noEvents.title'), text: text('noEvents.text') }}
              />
            ),
          },
          { id: 'timeline', label: text('tabs.timeline'), content: () => <Timeline documentId={metric.id} /> },
        ]}
      />
      <ConfirmDialog
        isOpen={isAsking}
        title={text('archiveTitle')}
        text={text('archiveText')}
        count={1}
        confirmLabel={text('archive')}
        isDanger
        onConfirm={archive}
        onClose={() => setAsking(false)}
      >
        {problems.length > 0 && <ErrorSummary problems={problems} />}
      </ConfirmDialog>
    </>
  );
}

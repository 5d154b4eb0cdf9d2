import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { BulkAction } from '../../app/list/bulk.tsx';
import { ListPage } from '../../app/list/list-page.tsx';
import { recordPath, useGo, useSearchParam } from '../../app/navigation.ts';
import { workstation } from '../../app/workstation.ts';
import { CreateMetric } from './metric-form.tsx';

/** USG-07: what is measured. */
export function Page() {
  const text = useTranslations('usage.metrics');
  const go = useGo();
  const [isNew, setNew] = useSearchParam('new');
  const create = { label: text('new'), run: () => setNew('1') };
  const bulk = useMemo<readonly BulkAction[]>(
    () => [
      {
        id: 'archive',
        label: text('archive'),
        confirm: { title: text('archiveTitle'), text: text('archiveText') },
        gives: 'metric.archive',
        run: (metricId) => workstation().execute('metric.archive', { metricId }),
      },
    ],
    [text],
  );
  return (
    <>
      <ListPage
        kind="metric"
        title={text('title')}
        columns={['name', 'code', 'eventName', 'aggregation', 'property', 'unit', 'status']}
        bulk={bulk}
        actions={<Button onClick={create.run}>{create.label}</Button>}
        empty={{ title: text('empty.title'), text: text('empty.text'), action: create }}
      />
      {isNew === '1' && <CreateMetric onClose={() => setNew('')} onCreated={(id) => go(recordPath('metric', id) ?? '/usage/metrics')} />}
    </>
  );
}

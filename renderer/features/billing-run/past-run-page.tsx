import { Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { sortedBy } from '../../../core/kernel/order.ts';
import { daysAfter } from '../../../core/time/plain-date.ts';
import { useDocument, useDocuments } from '../../app/hooks.ts';
import { Status } from '../../app/list/cells.tsx';
import { usePathParam } from '../../app/navigation.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { useUi } from '../../ui/settings.tsx';
import { DocumentsTable } from './documents-table.tsx';
import { ExceptionsTable } from './exceptions-table.tsx';
import { Section } from './preview-panel.tsx';
import { TotalsTable } from './totals-table.tsx';

/** Documents of a run in sight; all of them are in the lists. */
const mostShown = 500;

/** One past run: what it came to, by which engine, and its documents. */
export function Page() {
  const text = useTranslations('billing-run');
  const { day, number } = useUi();
  const id = usePathParam('id');
  const { value: run } = useDocument('billing-run', id);
  const entities = useDocuments('entity').value ?? [];
  const invoices =
    useDocuments(
      'invoice',
      run === undefined || run === null ? { ids: [] } : { onFrom: run.period.start, onBefore: daysAfter(run.period.end, 31) },
    ).value ?? [];
  const notes =
    useDocuments(
      'credit-note',
      run === undefined || run === null ? { ids: [] } : { onFrom: run.period.start, onBefore: daysAfter(run.period.end, 31) },
    ).value ?? [];
  if (run === undefined) return null;
  const crumbs = [{ label: text('title'), href: '#/runs' }];
  if (run === null) {
    return (
      <>
        <PageHeader title={text('record')} crumbs={crumbs} />
        <EmptyState cause="nothing" title={text('missing.title')} text={text('missing.text')} />
      </>
    );
  }
  const documents = sortedBy(
    [...invoices, ...notes].filter((document) => document.runId === run.id),
    (document) => document.number ?? document.id,
  );
  const shown = documents.slice(0, mostShown);
  const nameOf = (entityId: string): string => entities.find((entity) => entity.id === entityId)?.legalName ?? entityId;
  return (
    <>
      <PageHeader
        title={text('span', { from: day(run.period.start), through: day(daysAfter(run.period.end, -1)) })}
        crumbs={crumbs}
        badge={<Status kind="billing-run" code={run.state.kind} />}
      />
      <PageBody wide>
        <Stack gap="xl">
          <Section title={text('preview.title')} hint={text('parts', run.parts)}>
            <TotalsTable totals={run.totals} nameOf={nameOf} />
            <Text fz={12} c="dimmed" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
              {text('preview.hash', { hash: run.hash === '' ? '–' : run.hash })} · {text('engine', { version: run.engine })}
            </Text>
          </Section>
          {run.exceptions.length > 0 && (
            <Section title={text('exceptions.title')} hint={text('exceptions.hint', { count: run.exceptions.length })}>
              <ExceptionsTable exceptions={run.exceptions} />
            </Section>
          )}
          <Section
            title={text('documents.title')}
            hint={text('documents.hint', { shown: number(shown.length), of: number(documents.length) })}
          >
            <DocumentsTable documents={shown} />
          </Section>
        </Stack>
      </PageBody>
    </>
  );
}

import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { MigrationRow } from '../../../../core/subscriptions/migration.ts';
import { useCatalog } from '../../../app/catalog.ts';
import { useDocument } from '../../../app/hooks.ts';
import { useGo, usePathParam } from '../../../app/navigation.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { Section } from '../../../ui/facts.tsx';
import { PageBody, PageHeader } from '../../../ui/page-header.tsx';
import { MigrationRows } from './migration-rows.tsx';
import { type Choices, MigrationTerms, noChoices, termsOf } from './migration-terms.tsx';
import { type MigrationState, useMigration } from './use-migration.ts';

/** What the move changes in the sums of a period, by currency. */
export const sumsOf = (rows: readonly MigrationRow[]): readonly { readonly minor: number; readonly currency: string }[] => {
  const sums = new Map<string, number>();
  for (const row of rows)
    if (row.outcome === 'moves') sums.set(row.currency, (sums.get(row.currency) ?? 0) + row.afterMinor - row.beforeMinor);
  return [...sums].map(([currency, minor]) => ({ currency, minor }));
};

/** What the dry run found, or what was done; read out when it changes. */
function Result({ state, moves, stays }: { readonly state: MigrationState; readonly moves: number; readonly stays: number }) {
  const text = useTranslations('catalog.migration');
  return (
    <div role="status">
      {(state.phase === 'looked' || state.phase === 'applied') && (
        <Text fz={14} fw={600}>
          {state.phase === 'looked' ? text('result', { moves, stays }) : text('applied', { count: state.done })}
        </Text>
      )}
    </div>
  );
}

function MissingPlan() {
  const home = useTranslations('catalog');
  const text = useTranslations('app.record.missing');
  const go = useGo();
  return (
    <EmptyState
      isPage
      cause="nothing"
      title={text('title')}
      text={text('text')}
      action={{ label: text('action', { page: home('title') }), run: () => go('/catalog') }}
    />
  );
}

/** OFR-22, OFR-23: moves everybody who is on a plan to another one, after a dry run that says who moves and who stays, and why. */
export function Page() {
  const text = useTranslations('catalog.migration');
  const home = useTranslations('catalog');
  const id = usePathParam('id');
  const catalog = useCatalog();
  const { value: plan } = useDocument('plan', id);
  const { state, look, apply, reset } = useMigration();
  const [migrationId] = useState(() => `mig_${crypto.randomUUID().replaceAll('-', '')}`);
  const [chosen, setChosen] = useState<Choices>(noChoices);
  const [isAsking, setAsking] = useState(false);
  const successor = plan?.successorPlanId ?? null;
  const choices = useMemo(() => ({ ...chosen, to: chosen.to ?? successor }), [chosen, successor]);
  const terms = useMemo(() => termsOf(migrationId, id, choices), [migrationId, id, choices]);
  if (plan === undefined) return null;
  if (plan === null) return <MissingPlan />;
  const moving = state.rows.filter(({ outcome }) => outcome === 'moves');
  const staying = state.rows.filter(({ outcome }) => outcome !== 'moves');
  const isBusy = state.phase === 'dry-run' || state.phase === 'applying';
  /** Another choice: what was looked at no longer holds. */
  const change = (next: Choices): void => {
    setChosen(next);
    reset();
  };
  return (
    <>
      <PageHeader
        title={text('title', { name: plan.name })}
        crumbs={[
          { label: home('title'), href: '#/catalog' },
          { label: plan.name, href: `#/catalog/plans/${id}` },
        ]}
      />
      <PageBody>
        <Stack gap="lg">
          <Text fz={14} c="dimmed">
            {text('intro')}
          </Text>
          <MigrationTerms from={id} choices={choices} isBusy={isBusy} onChange={change} />
          <Group gap="xs">
            <Button
              variant={state.phase === 'looked' ? 'default' : 'filled'}
              disabled={terms === null || isBusy}
              loading={state.phase === 'dry-run'}
              onClick={() => terms !== null && void look(terms)}
            >
              {text('look')}
            </Button>
            {state.phase === 'looked' && moving.length > 0 && (
              <Button onClick={() => setAsking(true)}>{text('apply', { count: moving.length })}</Button>
            )}
          </Group>
          {isBusy && <Progress value={state.of === 0 ? 0 : (state.done / state.of) * 100} aria-label={text('progress')} />}
          <Result state={state} moves={moving.length} stays={staying.length} />
          {[
            { title: text('moving'), rows: moving },
            { title: text('staying'), rows: staying },
          ].map(({ title, rows }) =>
            rows.length === 0 ? null : (
              <Section key={title} title={title}>
                <MigrationRows rows={rows} />
              </Section>
            ),
          )}
        </Stack>
      </PageBody>
      <ConfirmDialog
        isOpen={isAsking}
        title={text('askTitle', { name: choices.to === null ? '' : catalog.plan(choices.to) })}
        text={text('askText')}
        count={moving.length}
        sums={sumsOf(moving)}
        confirmLabel={text('apply', { count: moving.length })}
        onConfirm={async () => {
          if (terms !== null) await apply(terms);
          setAsking(false);
        }}
        onClose={() => setAsking(false)}
      />
    </>
  );
}

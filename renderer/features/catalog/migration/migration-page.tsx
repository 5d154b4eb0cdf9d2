import { Button, Checkbox, Group, Progress, Select, Stack, Text, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { MigrationRow } from '../../../../core/subscriptions/migration.ts';
import { useCatalog } from '../../../app/catalog.ts';
import { useDocument, useDocuments, useRows, useToday } from '../../../app/hooks.ts';
import { nameIn } from '../../../app/list/cells.tsx';
import { usePathParam } from '../../../app/navigation.ts';
import { useProblemText } from '../../../app/problems.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { DateText } from '../../../ui/date-text.tsx';
import { Section } from '../../../ui/facts.tsx';
import { Money } from '../../../ui/money.tsx';
import { PageBody, PageHeader } from '../../../ui/page-header.tsx';
import classes from '../catalog.module.css';
import { type Terms, useMigration } from './use-migration.ts';

const shown = 200;

/** What the move changes in the sums of a period, by currency. */
export const sumsOf = (rows: readonly MigrationRow[]): readonly { readonly minor: number; readonly currency: string }[] => {
  const sums = new Map<string, number>();
  for (const row of rows)
    if (row.outcome === 'moves') sums.set(row.currency, (sums.get(row.currency) ?? 0) + row.afterMinor - row.beforeMinor);
  return [...sums].map(([currency, minor]) => ({ currency, minor }));
};

function Rows({ rows }: { readonly rows: readonly MigrationRow[] }) {
  const text = useTranslations('catalog.migration');
  const sentence = useProblemText();
  const on = useToday();
  const first = rows.slice(0, shown);
  const ids = [...new Set(first.map(({ customerId }) => customerId))];
  const { value: customers } = useRows(
    ids.length === 0
      ? null
      : {
          kind: 'customer',
          filters: [{ column: 'id', op: 'is', values: ids }],
          text: '',
          sort: [],
          from: 0,
          count: shown,
          on,
          entityId: null,
        },
  );
  const names = new Map((customers?.rows ?? []).map((row) => [row.id, nameIn(row)]));
  return (
    <div className={classes['scroll']}>
      <table className={classes['table']} aria-label={text('rows')}>
        <thead>
          <tr>
            <th scope="col">{text('customer')}</th>
            <th scope="col">{text('happens')}</th>
            <th scope="col">{text('on')}</th>
            <th scope="col" className={classes['end']}>
              {text('before')}
            </th>
            <th scope="col" className={classes['end']}>
              {text('after')}
            </th>
          </tr>
        </thead>
        <tbody>
          {first.map((row) => (
            <tr key={row.subscriptionId}>
              <th scope="row">
                <a href={`#/subscriptions/${row.subscriptionId}`}>{names.get(row.customerId) ?? row.customerId}</a>
              </th>
              <td>
                {row.outcome === 'moves'
                  ? text(`directions.${row.direction}`)
                  : row.outcome === 'moved-before'
                    ? text('movedBefore')
                    : row.why.map((why) => sentence(why)).join(' ')}
              </td>
              <td>{row.outcome === 'moves' && <DateText on={row.on} />}</td>
              <td className={classes['end']}>{row.outcome === 'moves' && <Money minor={row.beforeMinor} currency={row.currency} />}</td>
              <td className={classes['end']}>{row.outcome === 'moves' && <Money minor={row.afterMinor} currency={row.currency} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > shown && (
        <Text fz={12} c="dimmed" mt={8}>
          {text('more', { count: rows.length - shown })}
        </Text>
      )}
    </div>
  );
}

/** OFR-22, OFR-23: moves everybody who is on a plan to another one, after a dry run that says who moves and who stays, and why. */
export function Page() {
  const text = useTranslations('catalog.migration');
  const home = useTranslations('catalog');
  const id = usePathParam('id');
  const catalog = useCatalog();
  const { value: plan } = useDocument('plan', id);
  const offers = (useDocuments('offer').value ?? []).filter(({ state }) => state === 'active');
  const { state, look, apply, reset } = useMigration();
  const [migrationId] = useState(() => `mig_${crypto.randomUUID().replaceAll('-', '')}`);
  const [to, setTo] = useState<string | null>(null);
  const [when, setWhen] = useState<Terms['when']>('next-period');
  const [notBefore, setNotBefore] = useState('');
  const [losesPrices, setLosesPrices] = useState(false);
  const [movesContracts, setMovesContracts] = useState(false);
  const [detaches, setDetaches] = useState(false);
  const [offerId, setOfferId] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const target = to ?? plan?.successorPlanId ?? null;
  const terms = useMemo<Terms | null>(
    () =>
      target === null
        ? null
        : {
            migrationId,
            from: id,
            to: target,
            when,
            agreedPrices: losesPrices ? 'lose' : 'stay',
            contracts: movesContracts ? 'move' : 'stay',
            unlinkedAddOns: detaches ? 'detach' : 'refuse',
            ...(notBefore === '' ? {} : { notBefore }),
            ...(offerId === null ? {} : { offerId }),
          },
    [migrationId, id, target, when, losesPrices, movesContracts, detaches, notBefore, offerId],
  );
  if (plan === undefined || plan === null) return null;
  const moving = state.rows.filter(({ outcome }) => outcome === 'moves');
  const staying = state.rows.filter(({ outcome }) => outcome !== 'moves');
  const isBusy = state.phase === 'dry-run' || state.phase === 'applying';
  /** Another choice: what was looked at no longer holds. */
  const changed =
    <T,>(set: (value: T) => void) =>
    (value: T): void => {
      set(value);
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
          <div className={classes['fields']}>
            <Select
              label={text('to')}
              data={catalog.plans
                .filter((each) => each.id !== id && each.state === 'active')
                .map((each) => ({ value: each.id, label: each.name }))}
              value={target}
              onChange={changed(setTo)}
              searchable
              disabled={isBusy}
              withAsterisk
            />
            <Select
              label={text('when')}
              data={(['next-period', 'now'] as const).map((value) => ({ value, label: text(`whens.${value}`) }))}
              value={when}
              onChange={(value) => changed(setWhen)(value as Terms['when'])}
              allowDeselect={false}
              disabled={isBusy}
            />
            <TextInput
              type="date"
              label={text('notBefore')}
              description={text('notBeforeHint')}
              value={notBefore}
              onChange={({ currentTarget }) => changed(setNotBefore)(currentTarget.value)}
              disabled={isBusy}
            />
            <Select
              label={text('offer')}
              data={offers.map((each) => ({ value: each.id, label: each.name }))}
              value={offerId}
              onChange={changed(setOfferId)}
              clearable
              disabled={isBusy}
            />
          </div>
          <Stack gap={8}>
            <Checkbox
              label={text('losesPrices')}
              checked={losesPrices}
              disabled={isBusy}
              onChange={({ currentTarget }) => changed(setLosesPrices)(currentTarget.checked)}
            />
            <Checkbox
              label={text('movesContracts')}
              checked={movesContracts}
              disabled={isBusy}
              onChange={({ currentTarget }) => changed(setMovesContracts)(currentTarget.checked)}
            />
            <Checkbox
              label={text('detaches')}
              checked={detaches}
              disabled={isBusy}
              onChange={({ currentTarget }) => changed(setDetaches)(currentTarget.checked)}
            />
          </Stack>
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
          <div role="status">
            {state.phase === 'looked' && (
              <Text fz={14} fw={600}>
                {text('result', { moves: moving.length, stays: staying.length })}
              </Text>
            )}
            {state.phase === 'applied' && (
              <Text fz={14} fw={600}>
                {text('applied', { count: state.done })}
              </Text>
            )}
          </div>
          {moving.length > 0 && (
            <Section title={text('moving')}>
              <Rows rows={moving} />
            </Section>
          )}
          {staying.length > 0 && (
            <Section title={text('staying')}>
              <Rows rows={staying} />
            </Section>
          )}
        </Stack>
      </PageBody>
      <ConfirmDialog
        isOpen={isAsking}
        title={text('askTitle', { name: target === null ? '' : catalog.plan(target) })}
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

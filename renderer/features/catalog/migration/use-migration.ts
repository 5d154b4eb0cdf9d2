import { useState } from 'react';
import {
  type ApplyMigration,
  gatherMigration,
  inCohort,
  migrationBatches,
  migrationRows,
} from '../../../../core/subscriptions/apply-migration.ts';
import type { MigrationRow } from '../../../../core/subscriptions/migration.ts';
import { clock } from '../../../app/clock.ts';
import { workstation } from '../../../app/workstation.ts';
import { session } from '../../../state/session.ts';

export type Terms = Omit<ApplyMigration['body'], 'subscriptionIds'>;

export type MigrationState = {
  readonly phase: 'idle' | 'dry-run' | 'looked' | 'applying' | 'applied';
  readonly done: number;
  readonly of: number;
  readonly rows: readonly MigrationRow[];
};

const idle: MigrationState = { phase: 'idle', done: 0, of: 0, rows: [] };

const commandOf = (terms: Terms, batch: { readonly commandId: string; readonly subscriptionIds: readonly string[] }): ApplyMigration => {
  const { user, station } = session();
  return {
    id: batch.commandId,
    kind: 'migration.apply',
    at: clock.now(),
    by: { user, station },
    body: { ...terms, subscriptionIds: batch.subscriptionIds },
  };
};

/** OFR-23: the dry run of a whole plan batch by batch, and then the same batches for good. */
export const useMigration = () => {
  const [state, setState] = useState<MigrationState>(idle);
  const cohort = async (terms: Terms) => {
    const all = await workstation().list('subscription');
    const ids = all.filter((subscription) => inCohort(subscription, { planId: terms.from })).map(({ id }) => id);
    return { count: ids.length, batches: migrationBatches(terms.migrationId, ids) };
  };
  const look = async (terms: Terms): Promise<void> => {
    setState({ ...idle, phase: 'dry-run' });
    const { count, batches } = await cohort(terms);
    const rows: MigrationRow[] = [];
    for (const batch of batches) {
      const command = commandOf(terms, batch);
      rows.push(...migrationRows(command, await gatherMigration(command, workstation())));
      setState({ phase: 'dry-run', done: rows.length, of: count, rows: [] });
    }
    setState({ phase: 'looked', done: rows.length, of: count, rows });
  };
  const apply = async (terms: Terms): Promise<void> => {
    const moving = state.rows.filter(({ outcome }) => outcome === 'moves').map(({ subscriptionId }) => subscriptionId);
    const batches = migrationBatches(terms.migrationId, moving);
    let done = 0;
    for (const batch of batches) {
      const outcome = await workstation().execute('migration.apply', { ...terms, subscriptionIds: [...batch.subscriptionIds] });
      if (!outcome.ok) throw new Error(outcome.problems.map(({ code }) => code).join(', '));
      done += batch.subscriptionIds.length;
      const progress = { phase: 'applying', done, of: moving.length } as const;
      setState((before) => ({ ...before, ...progress }));
    }
    setState((before) => ({ ...before, phase: 'applied', done, of: moving.length }));
  };
  return { state, look, apply, reset: () => setState(idle) };
};

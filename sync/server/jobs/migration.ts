import type { NumberedMigration } from '../store/migrate.ts';

/** What runs by itself (jobs/tables.ts). */
export const jobs: NumberedMigration = {
  name: '0003-jobs',
  up: async ({ schema }, { key }) => {
    await schema
      .createTable('job')
      .addColumn('name', key, (column) => column.primaryKey())
      .addColumn('is_paused', 'integer', (column) => column.notNull())
      .addColumn('planned_until', key, (column) => column.notNull())
      .execute();
    await schema
      .createTable('job_run')
      .addColumn('job', key, (column) => column.notNull())
      .addColumn('due_at', key, (column) => column.notNull())
      .addColumn('state', key, (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('retry_at', key, (column) => column.notNull())
      .addColumn('lease_by', key, (column) => column.notNull())
      .addColumn('lease_until', key, (column) => column.notNull())
      .addColumn('started_at', key, (column) => column.notNull())
      .addColumn('ended_at', key, (column) => column.notNull())
      .addColumn('code', key, (column) => column.notNull())
      .addColumn('result', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('job_run_key', ['job', 'due_at'])
      .execute();
    await schema.createIndex('job_run_state').on('job_run').columns(['state', 'retry_at']).execute();
  },
};

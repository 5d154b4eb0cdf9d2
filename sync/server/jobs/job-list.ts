import path from 'node:path';
import type { Configuration } from '../configuration/settings.ts';
import { backupInto, tidyBackups } from '../operation/backup.ts';
import { backupFolder } from '../operation/backup-folder.ts';
import { instantOf, type PeopleHouse } from '../people/people-store.ts';
import { tidySessions } from '../people/sessions.ts';
import type { ServerStore } from '../store/open.ts';
import { advanceJob } from './advance-job.ts';
import { billingJob } from './billing-job.ts';
import type { Job } from './job.ts';

/** THE list of jobs. */
export const jobList = (configuration: Configuration, store: ServerStore, house: PeopleHouse): readonly Job[] => [
  advanceJob(configuration['jobs.advance']),
  billingJob(configuration['jobs.billing']),
  {
    name: 'backup',
    schedule: configuration['jobs.backup'],
    run: async ({ goOn }) => {
      const folder = backupFolder(configuration);
      const { rows, bytes } = await backupInto({ store, data: path.resolve(configuration.data) }, folder, instantOf(house.now()), goOn);
      await tidyBackups(folder, configuration['backup.keep']);
      return { rows, bytes };
    },
  },
  {
    name: 'tidy',
    schedule: configuration['jobs.tidy'],
    run: async () => {
      await tidySessions(house);
      return {};
    },
  },
];

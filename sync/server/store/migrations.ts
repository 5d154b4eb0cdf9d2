import { jobs } from '../jobs/migration.ts';
import { people } from '../people/migration.ts';
import type { NumberedMigration } from './migrate.ts';
import { stateAndChain } from './migrations/0001-state-and-chain.ts';
import { stationProgress } from './migrations/0004-station-progress.ts';
import { entitiesOfRuns } from './migrations/0005-entities-of-runs.ts';
import { desktopSignIn } from './migrations/0006-desktop-sign-in.ts';
import { addressTries } from './migrations/0007-address-tries.ts';
import { earlierMachines } from './migrations/0010-earlier-machines.ts';
import { externalIds } from './migrations/0009-external-ids.ts';
import { quickCompression } from './migrations/0008-quick-compression.ts';

/** THE list of migrations, in the order in which they run. What was released is never changed; what is new goes to the end, with the next number. */
export const migrations: readonly NumberedMigration[] = [
  stateAndChain,
  people,
  jobs,
  stationProgress,
  entitiesOfRuns,
  desktopSignIn,
  addressTries,
  quickCompression,
  externalIds,
  earlierMachines,
];

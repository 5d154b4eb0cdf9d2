import type { Configuration as OidcClient } from 'openid-client';
import type { Configuration } from '../configuration/settings.ts';
import type { PeopleHouse } from '../people/people-store.ts';
import type { Stations } from '../people/stations.ts';
import type { Progress } from '../replication/progress.ts';
import type { Replication } from '../replication/replication.ts';
import type { InterfaceFiles } from '../interface-files.ts';
import type { Job } from '../jobs/job.ts';
import type { ServerStore } from '../store/open.ts';
import type { Measured, Metrics } from '../operation/metrics.ts';

/** Whether the server can serve: its store answers, and what it needs is there. */
export type Readiness = { readonly isReady: boolean; readonly checks: Readonly<Record<string, boolean>> };

export type Dependencies = {
  readonly configuration: Configuration;
  readonly store: ServerStore;
  readonly house: PeopleHouse;
  readonly stations: Stations;
  readonly replication: Replication;
  readonly progress: Progress;
  /** The organization's own issuer, where there is one. */
  readonly oidc: (() => Promise<OidcClient>) | null;
  readonly files: InterfaceFiles | null;
  readonly metrics: Metrics;
  readonly jobs: readonly Job[];
  readonly measured: () => Promise<Measured>;
  readonly readiness: () => Promise<Readiness>;
};

import type { DocumentsAnswer, DocumentsWanted, Notice, Pull, PullAnswer } from '../../protocol/pull.ts';
import type { Hello, Unwelcome, Welcome } from '../../protocol/hello.ts';
import type { Push, PushAnswer } from '../../protocol/push.ts';
import type { Role } from '../../../core/permissions.ts';
import type { Configuration } from '../configuration/settings.ts';
import type { PeopleHouse } from '../people/people-store.ts';
import type { Stations } from '../people/stations.ts';
import type { InterfaceFiles } from '../interface-files.ts';
import type { Measured, Metrics } from '../operation/metrics.ts';

/** Who replicates: a person on an enrolled station. */
export type Replicator = {
  readonly person: { readonly id: string; readonly name: string; readonly role: Role; readonly entityIds: readonly string[] | null };
  readonly station: string;
};

/** What the server says to stations (sync/server/replication). */
export type Replication = {
  hello(caller: Replicator, hello: Hello): Promise<Welcome | Unwelcome>;
  push(caller: Replicator, push: Push): Promise<PushAnswer | Unwelcome>;
  pull(caller: Replicator, pull: Pull): Promise<PullAnswer | Unwelcome>;
  documents(caller: Replicator, wanted: DocumentsWanted): Promise<DocumentsAnswer | Unwelcome>;
  /** Calls back with the first notice at once and with each one that follows, until it is stopped. */
  notices(caller: Replicator, heard: (notice: Notice) => void): () => void;
};

/** Whether the server can serve: its store answers, and what it needs is there. */
export type Readiness = { readonly isReady: boolean; readonly checks: Readonly<Record<string, boolean>> };

export type Dependencies = {
  readonly configuration: Configuration;
  readonly house: PeopleHouse;
  readonly stations: Stations;
  readonly replication: Replication;
  readonly files: InterfaceFiles | null;
  readonly metrics: Metrics;
  readonly measured: () => Promise<Measured>;
  readonly readiness: () => Promise<Readiness>;
};

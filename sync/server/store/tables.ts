import type { Generated } from 'kysely';
import type { JobTables } from '../jobs/tables.ts';
import type { PeopleTables } from '../people/tables.ts';

/** A document's present state. `body` is its canonical text without `rev`, so that the same content has the same text whatever its revision. */
export type DocumentRow = {
  /** The change that it was last written by: one count over all documents, in the order of their commits. */
  sequence: number;
  kind: string;
  id: string;
  rev: number;
  body: string;
  customer_id: string;
  on_day: string;
  state: string;
  /** Whom it belongs to (entity-column.ts). */
  entity_id: string;
  /** What another system calls it; empty where nothing does. */
  external_id: string;
};

/** A document left an entity: those who see only that one are told that it is gone. */
export type DepartureRow = { kind: string; id: string; entity_id: string; sequence: number };

/** The last change of a kind: what is kept of it in memory holds as long as this stands. */
export type KindHeadRow = { kind: string; sequence: number };

/** One row: it is locked first by whatever changes documents or the chain, in any process. */
export type CounterRow = {
  single: number;
  /** The last change of a document. */
  sequence: number;
  /** The last entry of the audit chain, with its hash. */
  position: number;
  hash: string;
  /** The server's present life: another one after every restore. */
  epoch: string;
  /** How many lives there were, this one counted. */
  life: number;
  /** Over epoch, position and hash (chain/signed-head.ts). */
  key_id: string;
  signature: string;
  signed_at: string;
};

/** AUD-01: one row for each judged command. `content` is all that is hashed; the other columns repeat parts of it, to be searched by. */
export type EntryRow = {
  position: number;
  command_id: string;
  command_kind: string;
  command_digest: string;
  station: string;
  station_sequence: number;
  author: string;
  person: string;
  given_at: string;
  admitted_at: string;
  verdict: 'accepted' | 'refused';
  /** 1 where the server's state came to something else than the station's. */
  is_changed: number;
  content: string;
  previous: string;
  hash: string;
};

/** Which entries wrote a document: its history. */
export type EntryDocumentRow = { document_id: string; position: number; kind: string };

/** An enrolled station. Who may stand in its commands is in `station_author`. */
export type StationRow = {
  code: string;
  name: string;
  state: 'enrolled' | 'revoked';
  /** The last command of its sequence that the server judged, and the outbox digest there. */
  acknowledged: number;
  outbox_digest: string;
  enrolled_at: string;
  last_seen_at: string | null;
  program: string;
  engine: string;
  /** Its last command, as it said when it last greeted. */
  given: number;
  /** Up to which change of which life of the server it last had everything. */
  pulled: number;
  pulled_epoch: string;
};

/** A user's id as it stands in a station's commands, and the person that it is on this server. */
export type StationAuthorRow = { station: string; author: string; person: string };

/** NUM-05: the code of a machine with whose books a station joined, from a backup, and whose commands it brings. */
export type EarlierMachineRow = { station: string; code: string };

export type SigningKeyRow = { id: string; public_key: string; since: string };

/** A new row need not name these. */
type WithDefaults<R, K extends keyof R> = Omit<R, K> & { readonly [C in K]: Generated<R[C]> };

/** THE list of tables. Who adds a migration adds its tables here. */
export type Tables = PeopleTables &
  JobTables & {
    document: DocumentRow;
    departure: DepartureRow;
    kind_head: KindHeadRow;
    counter: CounterRow;
    entry: EntryRow;
    entry_document: EntryDocumentRow;
    station: WithDefaults<StationRow, 'given' | 'pulled' | 'pulled_epoch'>;
    station_author: StationAuthorRow;
    earlier_machine: EarlierMachineRow;
    signing_key: SigningKeyRow;
  };

import type { DocumentKey } from '../../../sync/local/received.ts';
import type { StoredDocument } from '../../../core/kernel/command.ts';
import type { BlockWish } from '../../../core/organization/lease-block.ts';
import type { BlockAnswer } from '../../../sync/protocol/blocks.ts';
import type { EditConflict } from '../../../core/kernel/edit.ts';
import type { InboxItem, Settlement } from '../../../sync/client/inbox.ts';
import type { SyncStatus } from '../../../sync/client/status.ts';
import type { JoinProblem } from '../../../sync/client/sync-client.ts';
import type { ShellWire } from './shell-transport.ts';

export type { BlockAnswer } from '../../../sync/protocol/blocks.ts';
export type { SyncState, SyncStatus } from '../../../sync/client/status.ts';
export type { InboxItem, Settlement } from '../../../sync/client/inbox.ts';

/** What the store's worker tells of the sync: how it stands, which documents wait, and what has just come into the inbox. */
export type SyncNews = {
  readonly status: SyncStatus;
  /** Documents that waiting commands wrote, as `kind id`. */
  readonly pending: readonly string[];
  readonly arrived: readonly InboxItem[];
  /** The server had this store erased, since the machine is lost or no longer trusted. */
  readonly wasErased: boolean;
};

/** A field that the item's command would change now, and that somebody else has changed since its author saw it. */
export type OpenConflict = EditConflict & { readonly mine: unknown };

/** A10: an item with what stands on the server's side of it now; `null` for a document that the server does not have. */
export type InboxDetail = {
  readonly item: InboxItem;
  /** As things stand now, which may be later than the refusal: others may have gone on. */
  readonly conflicts: readonly OpenConflict[];
  readonly documents: readonly {
    readonly key: DocumentKey;
    readonly mine: StoredDocument | null;
    readonly theirs: StoredDocument | null;
  }[];
};

/** What a new beginning does with the work that lies here. */
export type Beginning =
  /** The store is bound as it is: what its journal holds is sent. */
  | 'keep'
  /** The store is emptied and filled by the server; what never reached a server is remembered in the inbox. Save a copy first. */
  | 'afresh';

/** Who stands in the commands of this store, before it is joined; `stations`: this one, and earlier machines whose backups were restored here (NUM-05). */
export type Authors = { readonly users: readonly string[]; readonly stations: readonly string[] };

export type SyncApi = {
  /** Lets the sync begin: through the shell, or (`null`) by the worker's own requests to where the page came from. */
  syncBegin(wire: ShellWire | null, heard: (news: SyncNews) => void): Promise<void>;
  syncNow(): Promise<void>;
  /** The host's network is gone, or is back. */
  syncNetwork(isThere: boolean): Promise<void>;
  syncJoin(server: string, station: string, beginning: Beginning): Promise<JoinProblem | null>;
  syncLeave(): Promise<void>;
  /** A block of numbers for a longer way without a network; `null`: the server was not reached. */
  syncLend(wish: BlockWish): Promise<BlockAnswer | null>;
  syncAuthors(): Promise<Authors>;
  syncInbox(): Promise<readonly InboxItem[]>;
  syncInboxDetail(id: string): Promise<InboxDetail | null>;
  syncSettle(id: string, how: Settlement): Promise<void>;
};

import { type CollectionName, collectionOf, collections } from '../../core/collections.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { Welcome } from '../protocol/hello.ts';
import type { DocumentKey } from '../local/received.ts';
import type { Trouble } from './trouble.ts';
import { isOffline, waitsForPerson } from './trouble.ts';
import type { Link } from './link.ts';
import type { Work } from './work.ts';

/**
 * A8. `alone`: bound to no server. `left`: bound to one once. `blocked`: only a person can go on (sign in, update, enrol anew). `failing`: the server or the
 * disk cannot now; it is tried again.
 */
export type SyncState = 'alone' | 'left' | 'online' | 'syncing' | 'offline' | 'blocked' | 'failing';

export type CollectionStatus = {
  readonly name: CollectionName;
  /** Documents that waiting commands wrote. */
  readonly pending: number;
  /** Documents that came in since the program was started, and when the last one did. */
  readonly arrived: number;
  readonly arrivedAt: Instant | null;
};

export type SyncStatus = {
  readonly state: SyncState;
  readonly trouble: Trouble | null;
  /** Commands that the server has not judged. */
  readonly pending: number;
  /** Of these, how many the present state no longer allows. */
  readonly hindered: number;
  /** What waits for a person in the inbox. */
  readonly inbox: number;
  readonly syncedAt: Instant | null;
  /** When it is tried again by itself. */
  readonly retryAt: Instant | null;
  readonly server: string | null;
  readonly station: string | null;
  readonly user: Welcome['user'] | null;
  /** The server's clock lies so many milliseconds before this one. */
  readonly skewMs: number;
  /** Nothing of the server has been pulled to its end yet. */
  readonly isFirstPull: boolean;
  readonly collections: readonly CollectionStatus[];
};

const names = Object.keys(collections).filter(
  (name) => name !== 'commands' && collections[name as CollectionName].length > 0,
) as readonly CollectionName[];

/** The documents that waiting commands wrote, each once. */
export const pendingKeys = (work: Work): readonly DocumentKey[] => {
  const keys = new Map(work.outbox.waiting.flatMap(({ keys: written }) => written.map((key) => [`${key.kind} ${key.id}`, key] as const)));
  return [...keys.values()];
};

const collectionsOf = (work: Work | null): readonly CollectionStatus[] => {
  const pending = new Map<string, number>();
  if (work !== null) {
    for (const { kind } of pendingKeys(work)) {
      const name = collectionOf(kind);
      if (name !== null) pending.set(name, (pending.get(name) ?? 0) + 1);
    }
  }
  return names.map((name) => {
    const arrived = work?.arrivals.get(name);
    return { name, pending: pending.get(name) ?? 0, arrived: arrived?.count ?? 0, arrivedAt: arrived?.at ?? null };
  });
};

const stateOf = (link: Link | null, isBusy: boolean, trouble: Trouble | null): SyncState => {
  if (link === null) return 'alone';
  if (link.leftAt !== null) return 'left';
  if (trouble !== null && waitsForPerson(trouble)) return 'blocked';
  if (isOffline(trouble)) return 'offline';
  if (trouble !== null) return 'failing';
  return isBusy || link.syncedAt === null ? 'syncing' : 'online';
};

export type StatusParts = {
  readonly link: Link | null;
  readonly work: Work | null;
  readonly isBusy: boolean;
  readonly trouble: Trouble | null;
  readonly inbox: number;
  readonly retryAt: Instant | null;
};

export const statusOf = ({ link, work, isBusy, trouble, inbox, retryAt }: StatusParts): SyncStatus => ({
  state: stateOf(link, isBusy, trouble),
  trouble,
  pending: work?.outbox.waiting.length ?? 0,
  hindered: work?.hindered.length ?? 0,
  inbox,
  syncedAt: link?.syncedAt ?? null,
  retryAt,
  server: link?.server ?? null,
  station: link?.station ?? null,
  user: link?.user ?? null,
  skewMs: work?.skewMs ?? 0,
  isFirstPull: link !== null && link.syncedAt === null,
  collections: collectionsOf(work),
});

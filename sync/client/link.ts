import { engineVersion } from '../../core/engine.ts';
import type { Digest } from '../../core/kernel/digest.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { DocumentKey } from '../local/received.ts';
import type { Store } from '../local/store.ts';
import type { Head, Welcome } from '../protocol/hello.ts';
import { emptyOutbox } from '../protocol/outbox-digest.ts';
import type { Checkpoint } from '../protocol/pull.ts';

/** A place in the outbox: everything up to this sequence, and what the outbox comes to there. */
export type OutboxPlace = { readonly sequence: number; readonly digest: Digest };

/** What binds a station's store to a server, and how far they have come with each other. */
export type Link = {
  /** The server's address as the person gave it; empty where the page comes from it. */
  readonly server: string;
  readonly station: string;
  readonly joinedAt: Instant;
  /** Left: nothing is sent and nothing comes, and the same server goes on from here if it is joined again. */
  readonly leftAt: Instant | null;
  readonly user: Welcome['user'] | null;
  readonly seen: Head | null;
  readonly view: Digest | null;
  /** The last command that the server has judged, as this store knows. */
  readonly acknowledged: OutboxPlace;
  readonly checkpoint: Checkpoint | null;
  /** Everything is pulled anew, and what does not come is forgotten at the end. */
  readonly isResyncing: boolean;
  /** Documents that may say something else here than on the server, and that no waiting command explains: they are asked for with the next pull. */
  readonly loose: readonly DocumentKey[];
  /** From which sequence on which arithmetic planned: a station may get another program while commands wait. */
  readonly engines: readonly { readonly from: number; readonly engine: string }[];
  readonly syncedAt: Instant | null;
};

const linkName = 'sync link';

export const newLink = (server: string, station: string, at: Instant): Link => ({
  server,
  station,
  joinedAt: at,
  leftAt: null,
  user: null,
  seen: null,
  view: null,
  acknowledged: { sequence: 0, digest: emptyOutbox },
  checkpoint: null,
  isResyncing: false,
  loose: [],
  engines: [{ from: 1, engine: engineVersion }],
  syncedAt: null,
});

/** `null` where this store was never joined to a server. */
export const readLink = async (store: Pick<Store, 'note'>): Promise<Link | null> => {
  const text = await store.note(linkName);
  return text === null || text === '' ? null : (JSON.parse(text) as Link);
};

export const writeLink = (store: Pick<Store, 'keepNote'>, link: Link): Promise<void> => store.keepNote(linkName, JSON.stringify(link));

/** The arithmetic that planned the command of a sequence. */
export const engineOf = ({ engines }: Link, sequence: number): string =>
  engines.findLast(({ from }) => from <= sequence)?.engine ?? engineVersion;

/** The link with this program's arithmetic for commands from a sequence on, where it is another one than before. */
export const withEngine = (link: Link, from: number): Link => {
  if (link.engines.at(-1)?.engine === engineVersion) return link;
  // What is judged needs no engine any more.
  const needed = link.engines.filter((_, at) => (link.engines[at + 1]?.from ?? Infinity) > link.acknowledged.sequence + 1);
  return { ...link, engines: [...needed.filter((each) => each.from < from), { from, engine: engineVersion }] };
};

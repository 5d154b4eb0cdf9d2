import { collections, type DocumentKind } from '../../core/collections.ts';
import type { Digests } from '../../core/kernel/digest.ts';
import type { BlockWish } from '../../core/organization/lease-block.ts';
import type { Source } from '../../core/sources.ts';
import type { DocumentKey } from '../local/received.ts';
import type { JournalRecord, Store } from '../local/store.ts';
import type { BlockAnswer } from '../protocol/blocks.ts';
import { leased, replenished, returnedBlocks } from './blocks.ts';
import type { SyncClock } from './clock.ts';
import { greet } from './greet.ts';
import { Inbox, type InboxItem, inboxItem, type Settlement } from './inbox.ts';
import { type Link, newLink, readLink, withEngine, writeLink } from './link.ts';
import { Outbox, usualPush } from './outbox.ts';
import { pullAll } from './pull.ts';
import { pushAll } from './push.ts';
import { healReceiving } from './receiving.ts';
import type { Hindered } from './replan.ts';
import { pendingKeys, statusOf, type SyncStatus } from './status.ts';
import type { Transport } from './transport.ts';
import { SyncTrouble, type Trouble, troubleOf } from './trouble.ts';
import { type Heard, type Program, type Sizes, Work } from './work.ts';

export type SyncParts = {
  readonly store: Store;
  readonly transport: Transport;
  readonly clock: SyncClock;
  readonly program: Program;
  readonly sizes?: Partial<Sizes>;
  /** The host's own code for digests, where it has any. */
  readonly digestsOf?: Digests;
  /** Hears of every change of what `status` says, and of what came into the inbox. */
  readonly heard?: (heard: Heard) => void;
};

const kinds = Object.values(collections).flat() as readonly DocumentKind[];

const holdsAnything = async (store: Source): Promise<boolean> => {
  for (const kind of kinds) if ((await store.list(kind)).length > 0) return true;
  return false;
};

const usualSizes: Sizes = { push: usualPush, pull: 1_000 };

/** Why a store cannot be joined to this server as it is. */
export type JoinProblem =
  /** It holds another server's documents: only a store that begins anew can be joined to this one. */
  { readonly code: 'sync.other-server'; readonly server: string } | { readonly code: 'sync.joined-already'; readonly server: string };

/**
 * One station's side of the sync over its store. Nothing happens by itself until somebody calls `cycle` (see sync-loop.ts), and everything that it must know
 * after a crash stands in the store's notes: another client over the same store goes on where this one ended.
 */
export class SyncClient {
  readonly #parts: SyncParts;
  readonly #inbox: Inbox;
  #link: Link | null;
  #work: Work | null = null;
  #trouble: Trouble | null = null;
  #openItems = 0;
  #running: Promise<Trouble | null> | null = null;
  #isLeaving = false;

  private constructor(parts: SyncParts, link: Link | null) {
    this.#parts = parts;
    this.#inbox = new Inbox(parts.store);
    this.#link = link;
  }

  /** Finishes first what an interruption left half received. Nothing else may have been written to the store since it was opened. */
  static async open(parts: SyncParts): Promise<SyncClient> {
    await healReceiving(parts.store);
    const client = new SyncClient(parts, await readLink(parts.store));
    await client.#begin();
    return client;
  }

  status(retryAt: string | null = null): SyncStatus {
    return statusOf({
      link: this.#work?.link ?? this.#link,
      work: this.#work,
      isBusy: this.#running !== null,
      trouble: this.#trouble,
      inbox: this.#openItems,
      retryAt,
    });
  }

  get isJoined(): boolean {
    return this.#work !== null;
  }

  /** The documents that waiting commands wrote. */
  pending(): readonly DocumentKey[] {
    return this.#work === null ? [] : pendingKeys(this.#work);
  }

  hindered(): readonly Hindered[] {
    return this.#work?.hindered ?? [];
  }

  /** Learns of commands that were given since; the count of what waits is right after it. `given`: what of them is at hand and need not be read. */
  async noticed(given: readonly JournalRecord[] = []): Promise<void> {
    if (this.#work === null) return;
    await this.#work.extend(given);
    this.#tell({ kind: 'progress' });
  }

  /**
   * Binds the store to a server at which this station is enrolled. What its journal holds is pushed; the same server joined again goes on where it was left.
   */
  async join(server: string, station: string): Promise<JoinProblem | null> {
    const known = this.#work?.link ?? this.#link;
    if (known !== null && known.leftAt === null) return { code: 'sync.joined-already', server: known.server };
    if (known !== null && (known.server !== server || known.station !== station))
      return { code: 'sync.other-server', server: known.server };
    const { store, clock } = this.#parts;
    // A backup of a machine that had joined holds what the server may have no more, or not for whoever signs in now.
    const begun = async (): Promise<Link> => ({ ...newLink(server, station, clock.now()), isResyncing: await holdsAnything(store) });
    const link = known === null ? await begun() : { ...known, leftAt: null };
    await writeLink(store, link);
    this.#link = link;
    await this.#begin();
    return null;
  }

  /** NUM-02: a person wants numbers for a longer way without a network. `null`: the server was not reached. */
  async lend(wish: BlockWish): Promise<BlockAnswer | null> {
    const work = this.#work;
    if (work === null) return null;
    try {
      const { blocks } = await leased(work, [wish], true);
      await this.cycle();
      return blocks[0] ?? null;
    } catch (error) {
      this.#trouble = troubleOf(error);
      this.#tell({ kind: 'progress' });
      return null;
    }
  }

  /**
   * Nothing is sent and nothing comes from here on. Everything stays: documents, what waits, the inbox. Blocks of numbers are given up, and the server is told if
   * it can be reached; if not, it keeps them until the station is revoked there.
   */
  async leave(): Promise<void> {
    this.#isLeaving = true;
    try {
      await this.#running;
      const work = this.#work;
      if (work === null) return;
      await returnedBlocks(work, 'left-server');
      await work.extend();
      if (work.outbox.waiting.length > 0 && this.#trouble === null) await this.cycle();
      const link = { ...work.link, leftAt: this.#parts.clock.now() };
      await writeLink(this.#parts.store, link);
      this.#link = link;
      this.#work = null;
      this.#trouble = null;
      this.#tell({ kind: 'progress' });
    } finally {
      this.#isLeaving = false;
    }
  }

  /** What a person must still see when the store begins anew under another name: its inbox, and what never reached the server. */
  async remembered(): Promise<readonly InboxItem[]> {
    const items = (await this.#inbox.all()).filter(({ settled }) => settled === null);
    const unsent: InboxItem[] = [];
    const from = (this.#work?.link ?? this.#link)?.acknowledged.sequence ?? null;
    if (from === null) return items;
    const at = this.#parts.clock.now();
    for await (const { entry } of this.#parts.store.journal(from)) unsent.push(inboxItem('unsent', entry, at, null));
    return [...items, ...unsent];
  }

  /** Puts what was remembered into the inbox of a store that begins anew. */
  async remember(items: readonly InboxItem[]): Promise<void> {
    await this.#inbox.add(items);
    await this.#count();
    this.#tell({ kind: 'progress' });
  }

  /**
   * One whole exchange: greet, push until nothing waits, pull until everything is here. Calls while one is under way hear its end. Answers what went wrong,
   * `null` for nothing; it never throws.
   */
  cycle(): Promise<Trouble | null> {
    this.#running ??= this.#cycle().finally(() => {
      this.#running = null;
      this.#tell({ kind: 'progress' });
    });
    return this.#running;
  }

  /** Until nothing is under way. */
  async rest(): Promise<void> {
    await this.#running;
  }

  /** The host learned of it before any message did: its network is gone, or is back. */
  unreachable(): void {
    this.#trouble = { code: 'sync.no-answer', reason: 'unreachable', detail: '' };
    this.#tell({ kind: 'progress' });
  }

  inbox(): Promise<readonly InboxItem[]> {
    return this.#inbox.all();
  }

  inboxItem(id: string): Promise<InboxItem | null> {
    return this.#inbox.get(id);
  }

  async settle(id: string, how: Settlement): Promise<void> {
    await this.#inbox.settle(id, how, this.#parts.clock.now());
    await this.#count();
    this.#tell({ kind: 'progress' });
  }

  async #begin(): Promise<void> {
    const { store, transport, clock, program, sizes, digestsOf } = this.#parts;
    await this.#count();
    const link = this.#link;
    if (link === null || link.leftAt !== null) return;
    const outbox = new Outbox(store, link.acknowledged, digestsOf);
    const heard = (told: Heard): void => this.#tell(told);
    this.#work = new Work(link, {
      store,
      transport,
      clock,
      program,
      sizes: { ...usualSizes, ...sizes },
      outbox,
      inbox: this.#inbox,
      heard,
    });
    this.#trouble = null;
    await this.#work.extend();
    // Whatever waits at the start was planned by the program that ran before.
    const marked = withEngine(link, outbox.end.sequence + 1);
    if (marked !== link) await this.#work.save(marked);
    this.#tell({ kind: 'progress' });
  }

  async #cycle(): Promise<Trouble | null> {
    const work = this.#work;
    if (work === null) return null;
    this.#tell({ kind: 'progress' });
    try {
      await this.#exchange(work);
      this.#trouble = null;
    } catch (error) {
      this.#trouble = troubleOf(error);
    }
    await this.#count().catch(() => undefined);
    return this.#trouble;
  }

  async #exchange(work: Work): Promise<void> {
    await healReceiving(work.store);
    const welcome = await greet(work);
    this.#trouble = null;
    await returnedBlocks(work);
    await pushAll(work);
    if (welcome.pull === 'update') throw new SyncTrouble({ code: 'sync.update-needed' });
    await pullAll(work);
    // Who leaves takes no more numbers along.
    if (!this.#isLeaving && (await replenished(work))) await pullAll(work);
  }

  async #count(): Promise<void> {
    this.#openItems = (await this.#inbox.all()).filter(({ settled }) => settled === null).length;
  }

  #tell(heard: Heard): void {
    this.#parts.heard?.(heard);
  }
}

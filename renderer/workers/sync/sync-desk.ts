import type { DocumentKind } from '../../../core/collections.ts';
import { engineVersion } from '../../../core/engine.ts';
import { wantedAt } from '../../../core/conflicts/remade-edit.ts';
import type { EditConflict } from '../../../core/kernel/edit.ts';
import type { ProblemLike } from '../../../core/kernel/outcome.ts';
import type { Access } from '../../../core/permissions.ts';
import { useCaseOf } from '../../../core/use-cases.ts';
import type { InboxItem } from '../../../sync/client/inbox.ts';
import { SyncClient } from '../../../sync/client/sync-client.ts';
import { SyncLoop } from '../../../sync/client/sync-loop.ts';
import type { Heard, Program } from '../../../sync/client/work.ts';
import { planned } from '../../../sync/local/run-command.ts';
import type { JournalRecord, Store } from '../../../sync/local/store.ts';
import { hostDigests } from '../host-digests.ts';
import type { Stamp } from '../store-api.ts';
import type { Authors, InboxDetail, OpenConflict, SyncNews } from './sync-api.ts';
import type { SyncWiring } from './sync-wiring.ts';

type Listening = {
  readonly heard: (news: SyncNews) => void;
  /** The server wants this store gone. */
  readonly erase: () => void;
  /** The store before this one went that way. */
  readonly wasErased: boolean;
};

/** Which fields stand against an edit that is open, if it were given as it was. */
const openConflicts = async (store: Store, { kind, command, settled }: InboxItem): Promise<readonly OpenConflict[]> => {
  const useCase = useCaseOf(command.kind);
  if (useCase === null || settled !== null || kind === 'voided') return [];
  const plan = await planned(store, useCase, command);
  const problems: readonly ProblemLike[] = plan.ok ? [] : plan.problems;
  return problems
    .filter((problem): problem is EditConflict => problem.code === 'edit.conflict')
    .map((conflict) => ({ ...conflict, mine: wantedAt(command.body, conflict) }));
};

/** The sync of one opened store. */
export class SyncDesk {
  readonly client: SyncClient;
  readonly #store: Store;
  readonly #loop: SyncLoop;
  readonly #heard: (news: SyncNews) => void;
  readonly #erase: () => void;
  readonly #wasErased: boolean;
  #arrived: InboxItem[] = [];
  #isTelling = false;

  private constructor(client: SyncClient, store: Store, loop: SyncLoop, { heard, erase, wasErased }: Listening) {
    this.client = client;
    this.#store = store;
    this.#loop = loop;
    this.#heard = heard;
    this.#erase = erase;
    this.#wasErased = wasErased;
  }

  /** Finishes what an interruption left half received; the loop begins at once where the store is joined. */
  static async open(store: Store, { transport, clock, form, heard }: SyncWiring, erase: () => void, wasErased: boolean): Promise<SyncDesk> {
    // The client speaks while it is opened; who listens then is made with it.
    const hears: { desk: SyncDesk | null } = { desk: null };
    const program: Program = { name: `workstation ${engineVersion}`, form };
    const client = await SyncClient.open({
      store,
      transport,
      clock,
      program,
      digestsOf: hostDigests,
      heard: (news) => {
        hears.desk?.hear(news);
      },
    });
    const desk = new SyncDesk(client, store, new SyncLoop(client, transport, clock), { heard, erase, wasErased });
    hears.desk = desk;
    return desk;
  }

  hear(news: Heard): void {
    if (news.kind === 'inbox') this.#arrived.push(...news.items);
    this.tell();
  }

  /** Who is signed in at this station; `null` where it is bound to no server, and everything is the person's own. */
  get access(): Access | null {
    const { user, state } = this.client.status();
    return user === null || state === 'left' ? null : { role: user.role, entityIds: user.entityIds };
  }

  /**
   * Whose command it is: a joined station has its code and its user from the server, whatever the window remembers, which may have lost what it noted
   * last. Legal numbers carry the code.
   */
  signed(stamp: Stamp): Stamp {
    const { station, user, state } = this.client.status();
    if (station === null) return stamp;
    return { ...stamp, by: { station, user: user === null || state === 'left' ? stamp.by.user : user.id } };
  }

  /** Several changes in a row are told once. */
  tell(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    setTimeout(() => {
      this.#isTelling = false;
      const arrived = this.#arrived;
      this.#arrived = [];
      const status = this.client.status(this.#loop.retryAt);
      const { trouble } = status;
      if (trouble?.code === 'station.revoked' && trouble.wipe) {
        this.#erase();
        return;
      }
      const pending = this.client.pending().map(({ kind, id }) => `${kind} ${id}`);
      this.#heard({ status, pending, arrived, wasErased: this.#wasErased });
    }, 0);
  }

  start(): void {
    if (this.client.isJoined) this.#loop.start();
    this.tell();
  }

  /** Nothing of it touches the store any more when this resolves. */
  async stop(): Promise<void> {
    this.#loop.stop();
    await this.client.rest();
  }

  wanted(): void {
    this.#loop.wanted();
  }

  commandGiven(records: readonly JournalRecord[]): void {
    this.#loop.commandGiven(records);
  }

  network(isThere: boolean): void {
    if (isThere) this.#loop.wanted();
    else this.#loop.networkLost();
  }

  /** A10: both versions of what an item is about. */
  async detail(id: string): Promise<InboxDetail | null> {
    const item = await this.client.inboxItem(id);
    if (item === null) return null;
    const documents = await Promise.all(
      item.mine.map(async (mine) => ({
        key: { kind: mine.kind, id: mine.id },
        mine,
        theirs: await this.#store.get(mine.kind as DocumentKind, mine.id),
      })),
    );
    return { item, conflicts: await openConflicts(this.#store, item), documents };
  }

  /** Everybody who gave a command that lies here, and where they gave it. */
  async authors(): Promise<Authors> {
    const [users, stations] = [new Set<string>(), new Set<string>()];
    for await (const { entry } of this.#store.journal()) {
      users.add(entry.command.by.user);
      stations.add(entry.command.by.station);
    }
    return { users: [...users], stations: [...stations] };
  }
}

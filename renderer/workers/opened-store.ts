import { collections, type DocumentKind } from '../../core/collections.ts';
import type { ProblemLike } from '../../core/kernel/outcome.ts';
import type { Store } from '../../sync/local/store.ts';
import { BillingDesk } from './billing-run.ts';
import { isDemoStore } from './demo-mark.ts';
import { JournalIndex } from './journal-index.ts';
import type { ChangedDocument, StoreStatus } from './store-api.ts';
import type { OpenHome, StoreHome } from './store-home.ts';
import { SyncDesk } from './sync/sync-desk.ts';
import type { SyncWiring } from './sync/sync-wiring.ts';
import { sendingStore, watchedStore } from './watched-store.ts';

/** The store as it stands open, with what works on it. */
export type Parts = {
  readonly open: OpenHome;
  readonly store: Store;
  readonly desk: BillingDesk;
  readonly journal: JournalIndex;
  readonly sync: SyncDesk;
};

type Listener = (changed: readonly ChangedDocument[]) => void;

/** How many changed documents a notice names; more are told as their kinds, with an empty id. */
const namedChanges = 200;

const kinds = Object.values(collections).flat() as readonly DocumentKind[];

/** The store could not be opened: every question fails with the same reason, and `open` tells it as data. */
export class NotOpen extends Error {
  override readonly name = 'NotOpen';
  readonly problems: readonly ProblemLike[];

  constructor(problems: readonly ProblemLike[]) {
    super(`the store is not open: ${problems.map(({ code }) => code).join(', ')}`);
    this.problems = problems;
  }
}

const filledWith = async (store: Store, journal: JournalIndex, changes: Parameters<Store['fill']>[0]): Promise<void> => {
  try {
    await store.fill(journal.heard(changes));
  } catch (error) {
    journal.clear();
    throw error;
  }
};

/** Opens the store when it is first needed, closes it for what needs it closed, and tells everybody what changed. */
export class OpenedStore {
  readonly #home: StoreHome;
  readonly #nowMs: () => number;
  readonly #wiring: SyncWiring;
  readonly #listeners = new Set<Listener>();
  #opening: Promise<Parts> | null = null;
  #wasErased = false;

  constructor(home: StoreHome, nowMs: () => number, wiring: SyncWiring) {
    this.#home = home;
    this.#nowMs = nowMs;
    this.#wiring = wiring;
  }

  hear(listener: Listener): void {
    this.#listeners.add(listener);
  }

  ready(): Promise<Parts> {
    this.#opening ??= this.#opened().catch((error: unknown) => {
      // Another try may succeed: the other window may be closed by then.
      this.#opening = null;
      throw error;
    });
    return this.#opening;
  }

  async status(): Promise<StoreStatus> {
    const { open, store } = await this.ready();
    return { documents: open.index.size, isDemo: await isDemoStore(store), healed: open.healed, isPersistent: open.isPersistent };
  }

  /** Work on the closed store; it is opened again whatever came of it. */
  async closedWork<T>(work: () => Promise<T>): Promise<T> {
    const parts = this.#opening === null ? null : await this.#opening.catch(() => null);
    parts?.journal.stop();
    await parts?.sync.stop();
    await parts?.open.close();
    this.#opening = null;
    try {
      return await work();
    } finally {
      await this.ready().catch(() => undefined);
      this.#notifyAll();
    }
  }

  /** Takes everything away and begins anew. */
  async reset(): Promise<void> {
    const { open, journal, sync } = await this.ready();
    journal.stop();
    await sync.stop();
    await open.wipe();
    this.#opening = null;
    await this.ready();
    this.#notifyAll();
  }

  /** An administrator revoked this station and asked that nothing stays on it. */
  async #erased(): Promise<void> {
    this.#wasErased = true;
    await this.reset();
  }

  async #opened(): Promise<Parts> {
    const outcome = await this.#home.open();
    if (!outcome.ok) throw new NotOpen(outcome.problems);
    const open = outcome.value;
    const journal = new JournalIndex(open.store);
    const watched = watchedStore(
      open.store,
      (changed) => {
        journal.soon();
        this.#notify(changed);
      },
      () => {
        journal.soon();
        this.#notifyAll();
      },
    );
    const sync = await SyncDesk.open(watched, this.#wiring, () => void this.#erased(), this.#wasErased);
    this.#wasErased = false;
    const sending = sendingStore(watched, (records) => sync.commandGiven(records));
    const store: Store = { ...sending, fill: (changes) => filledWith(sending, journal, changes) };
    if (this.#wiring.isBegun) sync.start();
    return { open, store, desk: new BillingDesk(store, this.#nowMs), journal, sync };
  }

  #notify(changed: readonly ChangedDocument[]): void {
    const changedKinds = [...new Set(changed.map(({ kind }) => kind))];
    const named = changed.length <= namedChanges ? changed : changedKinds.map((kind) => ({ kind, id: '' }));
    for (const listener of this.#listeners) listener(named);
  }

  #notifyAll(): void {
    this.#notify(kinds.map((kind) => ({ kind, id: '' })));
  }
}

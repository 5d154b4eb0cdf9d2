import { planBillingRun } from '../../core/invoicing/run-plan.ts';
import type { Change } from '../../core/kernel/command.ts';
import { daysAfter, type PlainDate } from '../../core/time/plain-date.ts';
import { SyncClient } from '../../sync/client/sync-client.ts';
import type { Transport } from '../../sync/client/transport.ts';
import type { Trouble } from '../../sync/client/trouble.ts';
import { advanceChanges } from '../../sync/local/advance-all.ts';
import { ChangeConflict } from '../../sync/local/conflict.ts';
import { memoryCommands } from '../../sync/local/memory/commands.ts';
import { memoryDocuments } from '../../sync/local/memory/documents.ts';
import { runAnyCommand } from '../../sync/local/run-command.ts';
import { type Store, storeOver } from '../../sync/local/store.ts';
import { Crash, crashingAfter, type Tables } from '../contract/crashing.ts';
import type { Chance } from './chance.ts';
import { anyIntent } from './intents/all.ts';
import type { WorldClock } from './world-clock.ts';

/** A station's program from its start to its end: closed, or stopped by a crash. */
type Life = { readonly store: Store; readonly client: SyncClient };

export type StationParts = {
  readonly code: string;
  readonly user: string;
  readonly chance: Chance;
  readonly clock: WorldClock;
  /** How far this station's clock is off. */
  readonly skewDays: number;
  readonly transport: Transport;
};

/** Wraps what a station's program is made of: where a bug is planted. */
export type StationSeams = {
  readonly tables: (tables: Tables) => Tables;
  readonly transport: (transport: Transport) => Transport;
};

export const noSeams: StationSeams = { tables: (tables) => tables, transport: (transport) => transport };

/** One station: a disk that lasts, a program that may stop between any two writes, and somebody who works there. */
export class Station {
  readonly code: string;
  readonly #parts: StationParts;
  readonly #seams: StationSeams;
  readonly #disk: Tables;
  #life: Life | null = null;
  #commands = 0;
  #isSyncing = false;
  /** Nothing stops any more, and clocks are right. */
  isCalm = false;
  isRevoked = false;
  trouble: Trouble | null = null;

  /** @param disk what lies on the machine when it is set up. */
  constructor(parts: StationParts, seams: StationSeams = noSeams, disk?: Tables) {
    this.#disk = disk ?? { documents: memoryDocuments(), log: memoryCommands() };
    this.code = parts.code;
    this.#parts = parts;
    this.#seams = seams;
  }

  get user(): string {
    return this.#parts.user;
  }

  get isRunning(): boolean {
    return this.#life !== null;
  }

  get isSyncing(): boolean {
    return this.#isSyncing;
  }

  get pending(): number {
    return this.#life?.client.status().pending ?? 0;
  }

  get tables(): Tables {
    return this.#disk;
  }

  /** What the disk holds, whoever runs on it. */
  get disk(): Store {
    return storeOver(this.#disk.documents, this.#disk.log);
  }

  async inbox(): ReturnType<SyncClient['inbox']> {
    return this.#life === null ? [] : this.#life.client.inbox();
  }

  /** Starts the program. It may stop again at a write that chance has chosen. */
  async start(): Promise<void> {
    if (this.#life !== null) return;
    const { chance, code } = this.#parts;
    const writes = this.isCalm || chance.percent(50) ? Infinity : 1 + chance.below(120);
    const tables = crashingAfter(this.#seams.tables(this.#disk), writes, chance.percent(50));
    await this.#untilCrash(async () => {
      const store = storeOver(tables.documents, tables.log);
      await store.resume();
      const client = await SyncClient.open({
        store,
        transport: this.#seams.transport(this.#parts.transport),
        clock: { now: () => this.#now(), later: () => () => undefined, chance: () => 0.5 },
        program: { name: 'simulated', form: 1 },
        sizes: { push: { commands: 1 + chance.below(6), characters: 60_000, claims: 2_000 }, pull: 2 + chance.below(40) },
      });
      this.#life = { store, client };
      if (!client.isJoined) await client.join('https://books.example', code);
    });
  }

  stop(): void {
    this.#life = null;
    this.#isSyncing = false;
  }

  /** One exchange with the server. It goes on while others act; the network decides when. */
  sync(): void {
    const life = this.#life;
    if (life === null || this.#isSyncing) return;
    void this.#exchange(life);
  }

  async #exchange(life: Life): Promise<void> {
    this.#isSyncing = true;
    const trouble = await life.client.cycle();
    // A program that stopped meanwhile has nothing to say.
    if (this.#life !== life) return;
    this.#isSyncing = false;
    this.trouble = trouble;
    if (trouble?.code === 'sync.store-failed') this.stop();
  }

  /** Somebody wishes something and gives the command. */
  async work(): Promise<void> {
    const store = this.#life?.store;
    if (store === undefined) return;
    await this.#untilCrash(async () => {
      const wanted = await anyIntent(this.#parts.chance).wish({ source: store, chance: this.#parts.chance, today: this.#today() });
      if (wanted === null) return;
      await runAnyCommand(store, { id: this.#newId(), kind: wanted.kind, at: this.#now(), by: this.#by(), body: wanted.body });
    });
  }

  /** Bills everything that is due, as the screen does: time first, then the run, part by part. */
  async bill(): Promise<void> {
    const store = this.#life?.store;
    if (store === undefined) return;
    await this.#untilCrash(async () => {
      const at = this.#now();
      const period = { start: daysAfter(this.#today(), -40), end: daysAfter(this.#today(), 1) };
      for (const change of await advanceChanges(store, { at, by: this.#by() })) await commit(store, change);
      const entityIds = (await store.list('entity')).map(({ id }) => id);
      const run = await planBillingRun(store, { period, entityIds, customerIds: null, at, by: this.#by(), issuer: 'station' });
      for (const change of run?.changes ?? []) await commit(store, change);
    });
  }

  /** Does it until the power goes off. */
  async #untilCrash(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      this.stop();
    }
  }

  #now(): string {
    return this.#parts.clock.now(this.isCalm ? 0 : this.#parts.skewDays);
  }

  #today(): PlainDate {
    return this.#now().slice(0, 10);
  }

  #by(): { readonly user: string; readonly station: string } {
    return { user: this.#parts.user, station: this.code };
  }

  #newId(): string {
    this.#commands += 1;
    return `cmd_${this.code}_${this.#commands}`;
  }
}

/** The store moved on between planning and committing (a pull came in): the part is left, and what is owed is billed by the next run. */
const commit = async (store: Store, change: Change): Promise<void> => {
  try {
    await store.commit(change);
  } catch (error) {
    if (!(error instanceof ChangeConflict)) throw error;
  }
};

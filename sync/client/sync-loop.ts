import type { JournalRecord } from '../local/store.ts';
import type { SyncClock } from './clock.ts';
import type { SyncClient } from './sync-client.ts';
import type { Transport } from './transport.ts';
import { type Trouble, waitsForPerson } from './trouble.ts';

/** Times of the loop, in milliseconds. */
export type Pace = {
  /** After a local command or a notice: what comes right after it goes along. */
  readonly soon: number;
  /** With nothing to do: a notice that was lost costs this much. */
  readonly idle: number;
  /** After the first failure; it doubles with each. */
  readonly retry: number;
  readonly longestRetry: number;
};

export const usualPace: Pace = { soon: 20, idle: 60_000, retry: 1_000, longestRetry: 60_000 };

/** With chance between a half and the whole, so that a hundred stations do not come back at once. */
export const backOffMs = (failures: number, chance: number, { retry, longestRetry }: Pace): number =>
  Math.round(Math.min(longestRetry, retry * 2 ** Math.min(failures - 1, 20)) * (0.5 + chance / 2));

/** Lets a client exchange when there is something to say or to hear: after commands and notices, again after failures, and now and then. */
export class SyncLoop {
  readonly #client: SyncClient;
  readonly #transport: Transport;
  readonly #clock: SyncClock;
  readonly #pace: Pace;
  #isRunning = false;
  #isBusy = false;
  #isWanted = false;
  #failures = 0;
  #retryAt: string | null = null;
  #callOff: (() => void) | null = null;
  #unlisten: (() => void) | null = null;

  constructor(client: SyncClient, transport: Transport, clock: SyncClock, pace: Pace = usualPace) {
    this.#client = client;
    this.#transport = transport;
    this.#clock = clock;
    this.#pace = pace;
  }

  /** When it tries again after a failure; `null` where none is due. */
  get retryAt(): string | null {
    return this.#retryAt;
  }

  start(): void {
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#failures = 0;
    this.#schedule(0);
  }

  stop(): void {
    this.#isRunning = false;
    this.#callOff?.();
    this.#deafen();
  }

  /** There is something to send. While the server does not answer, the next try is soon enough. */
  commandGiven(records: readonly JournalRecord[] = []): void {
    void this.#client.noticed(records).catch(() => undefined);
    if (this.#failures === 0) this.wanted();
  }

  /** A person asks, the network is back, or the server said that there is more: now, whatever failed before. */
  wanted(): void {
    if (!this.#isRunning) return;
    this.#failures = 0;
    if (this.#isBusy) this.#isWanted = true;
    else this.#schedule(this.#pace.soon);
  }

  /** The host's network is gone. */
  networkLost(): void {
    this.#deafen();
    if (!this.#isRunning || !this.#client.isJoined) return;
    this.#client.unreachable();
    this.#failures += 1;
    if (!this.#isBusy) this.#schedule(this.#waitMs());
  }

  #schedule(ms: number): void {
    this.#callOff?.();
    this.#callOff = this.#clock.later(ms, () => {
      void this.#turn();
    });
  }

  async #turn(): Promise<void> {
    if (!this.#isRunning || this.#isBusy || !this.#client.isJoined) return;
    this.#isBusy = true;
    this.#isWanted = false;
    this.#retryAt = null;
    const trouble = await this.#client.cycle();
    this.#isBusy = false;
    if (!this.#isRunning) return;
    if (trouble === null) this.#wentWell();
    else this.#failed(trouble);
  }

  #wentWell(): void {
    this.#failures = 0;
    this.#listen();
    this.#schedule(this.#isWanted ? this.#pace.soon : this.#pace.idle);
  }

  #failed(trouble: Trouble): void {
    this.#deafen();
    this.#failures += 1;
    const waitMs = waitsForPerson(trouble) ? this.#pace.longestRetry : this.#waitMs();
    this.#retryAt = new Date(Date.parse(this.#clock.now()) + waitMs).toISOString();
    this.#schedule(waitMs);
  }

  #waitMs(): number {
    return backOffMs(Math.max(1, this.#failures), this.#clock.chance(), this.#pace);
  }

  #listen(): void {
    if (this.#unlisten !== null) return;
    this.#unlisten = this.#transport.notices(
      () => this.wanted(),
      () => {
        // The stream is the first to know that the server is gone.
        this.#unlisten = null;
        this.wanted();
      },
    );
  }

  #deafen(): void {
    this.#unlisten?.();
    this.#unlisten = null;
  }
}

import type { SyncClock } from '../../../sync/client/clock.ts';
import { NoAnswer, type Transport } from '../../../sync/client/transport.ts';
import { fetchTransport } from './fetch-transport.ts';
import { type ShellWire, shellTransport } from './shell-transport.ts';
import type { SyncNews } from './sync-api.ts';

/** What the sync of every store that this worker opens goes through: the window says once which way messages take, and who listens. */
export class SyncWiring {
  readonly #handed: <T extends object>(value: T) => T;
  readonly clock: SyncClock;
  /** The form of the documents that the store can keep. */
  readonly form: number;
  #transport: Transport | null = null;
  #listener: ((news: SyncNews) => void) | null = null;

  constructor(handed: <T extends object>(value: T) => T, clock: SyncClock, form: number) {
    this.#handed = handed;
    this.clock = clock;
    this.form = form;
  }

  get isBegun(): boolean {
    return this.#transport !== null;
  }

  begin(wire: ShellWire | null, listener: (news: SyncNews) => void): void {
    this.#transport = wire === null ? fetchTransport() : shellTransport(wire, this.#handed);
    this.#listener = listener;
  }

  readonly heard = (news: SyncNews): void => {
    this.#listener?.(news);
  };

  /** Nothing is reached before the window has said how. */
  readonly transport: Transport = {
    request: (path, body) => this.#transport?.request(path, body) ?? Promise.reject(new NoAnswer('unreachable')),
    notices: (heard, ended) => this.#transport?.notices(heard, ended) ?? (() => undefined),
  };
}

/** The worker's own time and chance. */
export const workerClock: SyncClock = {
  now: () => new Date().toISOString(),
  later: (ms, work) => {
    const timer = setTimeout(work, ms);
    return () => clearTimeout(timer);
  },
  chance: () => Math.random(),
};

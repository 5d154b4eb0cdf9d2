import type { CollectionName } from '../../core/collections.ts';
import type { Instant } from '../../core/time/instant.ts';
import type { JournalRecord, Store } from '../local/store.ts';
import type { SyncClock } from './clock.ts';
import type { Inbox, InboxItem } from './inbox.ts';
import { type Link, writeLink } from './link.ts';
import type { Outbox, PushSize } from './outbox.ts';
import type { Hindered } from './replan.ts';
import type { Transport } from './transport.ts';

/** What a client says about the program that it is part of. */
export type Program = {
  readonly name: string;
  /** The form of the documents that the store can keep (sync/local/rxdb/forms.ts). */
  readonly form: number;
};

/** How much goes into one message. */
export type Sizes = { readonly push: PushSize; readonly pull: number };

/** What happened, for a screen. */
export type Heard = { readonly kind: 'inbox'; readonly items: readonly InboxItem[] } | { readonly kind: 'progress' };

/** What came in since the program was started. */
export type Arrivals = Map<CollectionName, { count: number; at: Instant }>;

/** A joined station at work: what it knows, durable in `link`, and what it works with. */
export class Work {
  readonly store: Store;
  readonly transport: Transport;
  readonly clock: SyncClock;
  readonly program: Program;
  readonly sizes: Sizes;
  readonly outbox: Outbox;
  readonly inbox: Inbox;
  readonly heard: (heard: Heard) => void;
  readonly arrivals: Arrivals = new Map();
  hindered: readonly Hindered[] = [];
  /** How far the server's clock lies before this one, in milliseconds, as of the last greeting. */
  skewMs = 0;
  /** The server takes commands and gives nothing: the program is too old. */
  isPushOnly = false;
  #link: Link;

  constructor(link: Link, parts: Pick<Work, 'store' | 'transport' | 'clock' | 'program' | 'sizes' | 'outbox' | 'inbox' | 'heard'>) {
    this.#link = link;
    this.store = parts.store;
    this.transport = parts.transport;
    this.clock = parts.clock;
    this.program = parts.program;
    this.sizes = parts.sizes;
    this.outbox = parts.outbox;
    this.inbox = parts.inbox;
    this.heard = parts.heard;
  }

  get link(): Link {
    return this.#link;
  }

  /** Durable when it resolves, and only then believed. */
  async save(change: Partial<Link>): Promise<void> {
    const next = { ...this.#link, ...change };
    await writeLink(this.store, next);
    this.#link = next;
  }

  /** Of no consequence where an interruption forgets it: durable with whatever is saved next. */
  remember(change: Pick<Link, 'seen'>): void {
    this.#link = { ...this.#link, ...change };
  }

  /** Learns of commands that were given since. */
  extend(given: readonly JournalRecord[] = []): Promise<void> {
    return this.outbox.extend(given);
  }
}

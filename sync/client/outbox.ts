import { type Digests, digestsOfValues } from '../../core/kernel/digest.ts';
import { must } from '../../core/kernel/invariant.ts';
import type { DocumentKey } from '../local/received.ts';
import { commandDigest, type JournalRecord, type Store } from '../local/store.ts';
import { emptyOutbox, outboxAfter } from '../protocol/outbox-digest.ts';
import type { Push, PushedCommand } from '../protocol/push.ts';
import { heardClaims } from './claims.ts';
import type { OutboxPlace } from './link.ts';
import { pushedCommand } from './pushed-command.ts';

/** A command that the server has not judged yet, and what it wrote here. */
export type Waiting = {
  readonly sequence: number;
  readonly commandId: string;
  readonly kind: string;
  /** The outbox digest after it. */
  readonly digest: string;
  readonly keys: readonly DocumentKey[];
};

/** What goes into one message at most. */
export type PushSize = { readonly commands: number; readonly characters: number; readonly claims: number };

export const usualPush: PushSize = { commands: 200, characters: 1_000_000, claims: 2_000 };

/** Documents of commands that are kept at hand until they are pushed: a person's own few, not a billing run's thousands. */
const mostAtHand = 300;

const waitingOf = ({ sequence, entry }: JournalRecord, before: string): Waiting => ({
  sequence,
  commandId: entry.command.id,
  kind: entry.command.kind,
  digest: outboxAfter(before, entry.command.id, commandDigest(entry.command)),
  keys: entry.documents.map(({ kind, id }) => ({ kind, id })),
});

/**
 * The journal after what the server has judged. It is never written: what waits is what the journal holds, so that a lost note, a clock set back or a crash
 * cannot lose a command.
 */
export class Outbox {
  readonly #store: Store;
  readonly #digestsOf: Digests;
  #from: OutboxPlace;
  #waiting: Waiting[] = [];
  /** Commands that were heard of a moment ago, by sequence: they are pushed without being read again. */
  readonly #atHand = new Map<number, JournalRecord>();
  #documentsAtHand = 0;

  constructor(store: Store, from: OutboxPlace, digestsOf: Digests = digestsOfValues) {
    this.#store = store;
    this.#digestsOf = digestsOf;
    this.#from = from;
  }

  get waiting(): readonly Waiting[] {
    return this.#waiting;
  }

  /** Where it begins: everything up to there is judged. */
  get from(): OutboxPlace {
    return this.#from;
  }

  /** Where it ends now. */
  get end(): OutboxPlace {
    const last = this.#waiting.at(-1);
    return last === undefined ? this.#from : { sequence: last.sequence, digest: last.digest };
  }

  /**
   * Learns of commands that came since. Two at once do no harm: each record is taken by whoever comes first, and none is skipped.
   * @param given what of them is at hand; the journal is asked for whatever lies before or after.
   */
  async extend(given: readonly JournalRecord[] = []): Promise<void> {
    for (const record of given) this.#take(record);
    for await (const record of this.#store.journal(this.end.sequence)) this.#take(record);
  }

  #take(record: JournalRecord): void {
    if (record.sequence !== this.end.sequence + 1) return;
    this.#waiting.push(waitingOf(record, this.end.digest));
    const { length } = record.entry.documents;
    if (this.#documentsAtHand + length > mostAtHand) return;
    this.#atHand.set(record.sequence, record);
    this.#documentsAtHand += length;
  }

  #letGo(through: number): void {
    for (const [sequence, { entry }] of this.#atHand) {
      if (sequence > through) continue;
      this.#atHand.delete(sequence);
      this.#documentsAtHand -= entry.documents.length;
    }
  }

  /** Begins at another place: forward where commands were judged, back where the server has forgotten some. */
  async moveTo(place: OutboxPlace): Promise<void> {
    const isForward = place.sequence >= this.#from.sequence;
    this.#from = place;
    this.#waiting = isForward ? this.#waiting.filter(({ sequence }) => sequence > place.sequence) : [];
    this.#letGo(isForward ? place.sequence : Infinity);
    await this.extend();
  }

  /** What the outbox comes to at a sequence; `null` where it does not reach so far. */
  async digestAt(sequence: number): Promise<string | null> {
    if (sequence === 0) return emptyOutbox;
    if (sequence === this.#from.sequence) return this.#from.digest;
    if (sequence > this.#from.sequence) return this.#waiting.find((each) => each.sequence === sequence)?.digest ?? null;
    let digest: string = emptyOutbox;
    for await (const record of this.#store.journal(0)) {
      digest = waitingOf(record, digest).digest;
      if (record.sequence === sequence) return digest;
    }
    return null;
  }

  /** The journal's records of what waits, in order; `through` is the last one wanted. */
  async *records(through = this.end.sequence, after = this.#from.sequence): AsyncGenerator<JournalRecord> {
    const last = Math.min(through, this.end.sequence);
    let read = after;
    for (let known = this.#atHand.get(read + 1); known !== undefined && read < last; known = this.#atHand.get(read + 1)) {
      read += 1;
      yield known;
    }
    if (read >= last) return;
    yield* this.#store.journal(read, last);
  }

  /** The next message from a place on; `null` where nothing waits after it. */
  async next(engineOf: (sequence: number) => string, size: PushSize = usualPush, from: OutboxPlace = this.#from): Promise<Push | null> {
    const commands: PushedCommand[] = [];
    let characters = 0;
    let claims = 0;
    for await (const record of this.records(this.end.sequence, from.sequence)) {
      const given = await pushedCommand(record, engineOf(record.sequence), this.#digestsOf);
      const pushed = { ...given, numbers: [...given.numbers, ...(await heardClaims(record.entry, this.#store))] };
      characters += JSON.stringify(pushed.command.body).length + 250 * pushed.numbers.length + 300;
      claims += pushed.numbers.length;
      if (commands.length > 0 && (characters > size.characters || claims > size.claims)) break;
      commands.push(pushed);
      // Full: the next one is not even read.
      if (commands.length === size.commands || characters >= size.characters || claims >= size.claims) break;
    }
    return commands.length === 0 ? null : { after: from.sequence, digest: from.digest, commands };
  }

  /** What the outbox comes to after a command that waits. */
  placeAt(sequence: number): OutboxPlace {
    if (sequence === this.#from.sequence) return this.#from;
    const waiting = must(
      this.#waiting.find((each) => each.sequence === sequence),
      'the server judges what was pushed',
    );
    return { sequence, digest: waiting.digest };
  }
}

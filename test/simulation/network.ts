import { type Answer, NoAnswer, type SyncPath, type Transport } from '../../sync/client/transport.ts';
import type { Chance } from './chance.ts';

/** The server's ear: what it answers to a message of a station. */
export type Ear = (station: string, path: SyncPath, body: unknown) => Promise<Answer>;

type Message = {
  readonly station: string;
  readonly path: SyncPath;
  /** As text, so that neither side holds the other's objects. */
  readonly text: string;
  readonly answered: (answer: Answer) => void;
  readonly lost: () => void;
};

const copied = (answer: Answer): Answer => JSON.parse(JSON.stringify(answer)) as Answer;

/**
 * A network that loses, doubles, delays and reorders. Nothing in it moves by itself: each call of `step` lets one thing happen to one message, so that a seed
 * tells the whole story.
 */
export class Network {
  readonly #chance: Chance;
  readonly #ear: Ear;
  #waiting: Message[] = [];
  /** Copies of what was delivered once, to come again long after. */
  #echoes: Message[] = [];
  readonly #cut = new Set<string>();
  isQuiet = false;

  constructor(chance: Chance, ear: Ear) {
    this.#chance = chance;
    this.#ear = ear;
  }

  get isIdle(): boolean {
    return this.#waiting.length === 0;
  }

  /** Cuts a station off, or brings it back. */
  turn(station: string): void {
    if (this.#cut.delete(station)) return;
    this.#cut.add(station);
    for (const message of this.#waiting.filter((each) => each.station === station)) message.lost();
    this.#waiting = this.#waiting.filter((each) => each.station !== station);
  }

  /** From here on everything arrives once, in order. What still lay on the way comes now. */
  calm(): void {
    this.isQuiet = true;
    this.#cut.clear();
  }

  transport(station: string): Transport {
    return {
      request: (path, body) =>
        new Promise<Answer>((answered, failed) => {
          const lost = (): void => failed(new NoAnswer('unreachable'));
          if (this.#cut.has(station)) lost();
          else this.#waiting.push({ station, path, text: JSON.stringify(body), answered, lost });
        }),
      notices: () => () => undefined,
    };
  }

  /** One thing happens to one message. */
  async step(): Promise<void> {
    if (!this.isQuiet && this.#echoes.length > 0 && this.#chance.percent(15)) {
      const echo = this.#taken(this.#echoes);
      if (echo !== null) await this.#heard(echo).catch(() => null);
      return;
    }
    const message = this.#taken(this.#waiting);
    if (message === null) return;
    if (this.isQuiet) return this.#delivered(message);
    const luck = this.#chance.below(100);
    if (luck < 8) return message.lost();
    if (luck < 30) this.#echoes.push(message);
    if (luck < 20) {
      // It arrived, and the answer did not.
      await this.#heard(message).catch(() => null);
      return message.lost();
    }
    return this.#delivered(message);
  }

  async #delivered(message: Message): Promise<void> {
    try {
      message.answered(copied(await this.#heard(message)));
    } catch {
      // The server went down over it.
      message.lost();
    }
  }

  #heard({ station, path, text }: Message): Promise<Answer> {
    return this.#ear(station, path, JSON.parse(text));
  }

  #taken(from: Message[]): Message | null {
    if (from.length === 0) return null;
    const [message] = from.splice(this.isQuiet ? 0 : this.#chance.below(from.length), 1);
    return message ?? null;
  }
}

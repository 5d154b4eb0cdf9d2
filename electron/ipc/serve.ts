import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { type Answers, type Asks, type ChannelName, channels } from './contract.ts';
import type { Channel } from './shapes.ts';
import { type Distrust, distrust, type Sent } from './sender.ts';

/** One handler for each channel. It is called with a question that has the channel's shape, from a window of ours. */
export type Handlers = { readonly [K in ChannelName]: (question: Asks<K>, windowId: number) => Answers<K> | Promise<Answers<K>> };

export interface Ipc {
  handle(channel: string, listener: (event: Sent, ...args: unknown[]) => unknown): void;
}

export interface Refusal {
  readonly channel: ChannelName;
  readonly reason: Distrust | 'bad-question' | 'bad-answer' | 'failed';
  /** Where the question breaks its shape; never what it holds. */
  readonly places: readonly string[];
}

export const channelNames = Object.keys(channels) as readonly ChannelName[];

/** Registers every channel of the contract. A call that is refused rejects in the window with the reason's code. */
export function serve(
  ipc: Ipc,
  handlers: Handlers,
  isOurWindow: (id: number) => boolean,
  refused: (refusal: Refusal, error: unknown) => void,
): void {
  for (const name of channelNames) {
    ipc.handle(name, async (event, ...args) => {
      const refuse = (reason: Refusal['reason'], places: readonly string[] = [], error?: unknown): Error => {
        refused({ channel: name, reason, places }, error);
        return new Error(`${name}: ${[reason, ...places].join(' ')}`);
      };
      const foreign = distrust(event, isOurWindow);
      if (foreign !== null) throw refuse(foreign);
      const [question] = args;
      if (args.length !== 1) throw refuse('bad-question', ['one argument']);
      const { question: asked, answer: answered }: Channel = channels[name];
      if (!isPlain(question) || !Value.Check(asked, question)) throw refuse('bad-question', placesOf(asked, question));
      const answer = await answerOf(handlers, name, question, event.sender.id).catch((error: unknown) => {
        throw refuse('failed', [], error);
      });
      if (!Value.Check(answered, answer)) throw refuse('bad-answer', placesOf(answered, answer));
      return answer;
    });
  }
}

/** A Map or a Date without fields of its own would pass for an empty object. */
const isPlain = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;

/** The one place where the compiler is told that a channel's own shape was checked. */
async function answerOf(handlers: Handlers, name: ChannelName, question: unknown, windowId: number): Promise<unknown> {
  const handler = handlers[name] as (question: unknown, windowId: number) => unknown;
  return await handler(question, windowId);
}

const placesOf = (shape: TSchema, value: unknown): readonly string[] =>
  [...Value.Errors(shape, value)].slice(0, 5).map((error) => `${error.instancePath === '' ? '/' : error.instancePath} ${error.keyword}`);

import { setImmediate } from 'node:timers/promises';

/** Somebody wants the program to stop; what is under way was finished, nothing else was begun. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly signal: NodeJS.Signals;

  constructor(signal: NodeJS.Signals) {
    super(`stopped by ${signal}`);
    this.signal = signal;
  }
}

/** Asks whether to go on. It lets the signals in, so it belongs between two pieces of work, each whole by itself. */
export type Checkpoint = () => Promise<void>;

/**
 * Hears Ctrl-C and its relatives: the first one stops at the next checkpoint, a second one stops at once, which loses nothing either, since
 * every command is on the disk before it counts.
 */
export const interruption = (): { readonly checkpoint: Checkpoint; readonly stopped: AbortSignal; readonly release: () => void } => {
  const controller = new AbortController();
  let heard: NodeJS.Signals | null = null;
  const hear = (signal: NodeJS.Signals): void => {
    if (heard !== null) process.exit(130);
    heard = signal;
    controller.abort(new Interrupted(signal));
  };
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  for (const signal of signals) process.on(signal, hear);
  return {
    checkpoint: async () => {
      await setImmediate();
      controller.signal.throwIfAborted();
    },
    stopped: controller.signal,
    release: () => {
      for (const signal of signals) process.off(signal, hear);
    },
  };
};

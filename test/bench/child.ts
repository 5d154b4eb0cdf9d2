import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** What a process has used until now, after its garbage was collected. */
export type Usage = { readonly cpuMs: number; readonly heapMb: number; readonly rssMb: number };

/** A process of ours that answers questions, each with plain data. */
export type Child = {
  ask<T>(question: unknown): Promise<T>;
  /** Processor milliseconds of all of its threads. */
  cpuMs(): Promise<number>;
  /** What it holds once its garbage is collected. */
  usage(): Promise<Usage>;
  stop(): Promise<void>;
};

type Question = { readonly number: number; readonly question: unknown };
type Answer = { readonly number: number; readonly answer?: unknown; readonly error?: string };

/** Starts a module of this folder in a process of its own. */
export const startChild = (file: string): Child => {
  const child = fork(path.join(import.meta.dirname, file), [], {
    execArgv: ['--expose-gc', '--disable-warning=DEP0169'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let next = 0;
  child.on('message', ({ number, answer, error }: Answer) => {
    const asked = waiting.get(number);
    waiting.delete(number);
    if (error === undefined) asked?.resolve(answer);
    else asked?.reject(new Error(`${file}: ${error}`));
  });
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error(`${file} ended`));
    waiting.clear();
  });
  const ask = async <T>(question: unknown): Promise<T> => {
    next += 1;
    const asked = Promise.withResolvers<unknown>();
    waiting.set(next, asked);
    child.send({ number: next, question } satisfies Question);
    return (await asked.promise) as T;
  };
  return {
    ask,
    cpuMs: () => ask<number>('cpu'),
    usage: () => ask<Usage>('usage'),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
};

const collect = (globalThis as { readonly gc?: () => void }).gc;
const megabyte = 1_048_576;

const cpuHere = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const usageHere = (): Usage => {
  collect?.();
  collect?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  return { cpuMs: cpuHere(), heapMb: (heapUsed + external) / megabyte, rssMb: rss / megabyte };
};

/** In the child: answers whoever started it. */
export const answerParent = (answer: (question: never) => Promise<unknown>): void => {
  const told = async (question: unknown): Promise<unknown> => {
    if (question === 'cpu') return cpuHere();
    return question === 'usage' ? usageHere() : answer(question as never);
  };
  process.on('message', ({ number, question }: Question) => {
    told(question).then(
      (said) => process.send?.({ number, answer: said } satisfies Answer),
      (error: unknown) => process.send?.({ number, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    );
  });
};

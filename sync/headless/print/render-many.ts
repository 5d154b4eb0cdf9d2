import { Worker } from 'node:worker_threads';
import { invariant } from '../../../core/kernel/invariant.ts';
import type { PrintJob } from './render.ts';
import type { Answer, Task } from './render-worker.ts';

/** One document of a batch. `failed` is a document that could not be drawn, such as one with a broken picture; the others go on. */
export type Printed =
  | {
      readonly kind: 'rendered';
      readonly index: number;
      readonly id: string;
      readonly bytes: Uint8Array<ArrayBuffer>;
      readonly pages: number;
    }
  | { readonly kind: 'failed'; readonly index: number; readonly id: string; readonly reason: string };

export type RenderManyOptions = {
  /** Threads, 1 or more. */
  readonly workers: number;
  /** Ends the batch at once: the threads are stopped and the iteration throws the reason. */
  readonly signal?: AbortSignal;
};

/** Jobs that wait at each worker, so that none is idle while the caller writes a file. More would only hold finished documents in memory. */
const ahead = 3;

/** A page leaves much that is soon forgotten: with room for it, threads spend less of each other's time on collecting it. */
const resourceLimits = { maxYoungGenerationSizeMb: 192 } as const;

type Wanted = { readonly id: string; readonly done: Promise<Answer> };

/** Threads that answer tasks; each task goes to the one with the least to do. */
class Pool {
  readonly #threads: { readonly worker: Worker; open: number }[];
  readonly #waiting = new Map<number, { readonly resolve: (answer: Answer) => void; readonly reject: (error: Error) => void }>();
  #broken: Error | null = null;

  constructor(count: number) {
    this.#threads = Array.from({ length: count }, () => {
      const thread = { worker: new Worker(new URL('./render-worker.ts', import.meta.url), { resourceLimits }), open: 0 };
      thread.worker.on('message', (answer: Answer) => {
        thread.open -= 1;
        this.#waiting.get(answer.index)?.resolve(answer);
        this.#waiting.delete(answer.index);
      });
      thread.worker.on('error', (error) => this.#fail(error instanceof Error ? error : new Error(String(error))));
      return thread;
    });
  }

  run(task: Task): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    if (this.#broken !== null) reject(this.#broken);
    else {
      this.#waiting.set(task.index, { resolve, reject });
      const [least] = this.#threads.toSorted((a, b) => a.open - b.open);
      invariant(least !== undefined, 'a pool has a thread');
      least.open += 1;
      least.worker.postMessage(task, []);
    }
    // Whoever stops listening early (a cancelled batch) must not be told of it as an unhandled error.
    promise.catch(() => undefined);
    return promise;
  }

  #fail(error: Error): void {
    this.#broken = error;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  async close(reason?: Error): Promise<void> {
    if (reason !== undefined) this.#fail(reason);
    await Promise.all(this.#threads.map(({ worker }) => worker.terminate()));
  }
}

const reasonOf = (signal: AbortSignal): Error =>
  signal.reason instanceof Error ? signal.reason : new Error('cancelled', { cause: signal.reason });

/**
 * Prints a batch on several threads. Documents come out in the order in which they went in, each as soon as it and those before it are ready;
 * jobs are taken only as fast as documents are taken out, so a long run needs little memory. Leaving the loop early stops the threads.
 *
 * @throws the signal's reason when it is cancelled, or the error of a thread that died.
 */
export async function* renderMany(
  jobs: Iterable<PrintJob> | AsyncIterable<PrintJob>,
  { workers, signal }: RenderManyOptions,
): AsyncGenerator<Printed, void, void> {
  invariant(Number.isInteger(workers) && workers >= 1, 'a batch has at least one worker');
  signal?.throwIfAborted();
  const pool = new Pool(workers);
  const stop = (): void => {
    if (signal !== undefined) void pool.close(reasonOf(signal));
  };
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const queue: Wanted[] = [];
    let index = 0;
    for await (const job of jobs) {
      signal?.throwIfAborted();
      queue.push({ id: job.view.id, done: pool.run({ index, job }) });
      index += 1;
      if (queue.length >= workers * ahead) yield await next(queue);
    }
    while (queue.length > 0) yield await next(queue);
  } finally {
    signal?.removeEventListener('abort', stop);
    await pool.close();
  }
}

const next = async (queue: Wanted[]): Promise<Printed> => {
  const wanted = queue.shift();
  invariant(wanted !== undefined, 'there is a document to wait for');
  const answer = await wanted.done;
  return { ...answer, id: wanted.id };
};

import { parentPort } from 'node:worker_threads';
import { must } from '../../../core/kernel/invariant.ts';
import { type PrintJob, renderDocument } from './render.ts';

/** What goes to a worker, and what comes back. */
export type Task = { readonly index: number; readonly job: PrintJob };
export type Answer =
  | { readonly kind: 'rendered'; readonly index: number; readonly bytes: Uint8Array<ArrayBuffer>; readonly pages: number }
  | { readonly kind: 'failed'; readonly index: number; readonly reason: string };

const port = must(parentPort, 'this file runs as a worker');

const answer = async ({ index, job }: Task): Promise<void> => {
  try {
    const { bytes, pages } = await renderDocument(job);
    port.postMessage({ kind: 'rendered', index, bytes, pages } satisfies Answer, [bytes.buffer]);
  } catch (error) {
    port.postMessage({ kind: 'failed', index, reason: error instanceof Error ? error.message : String(error) } satisfies Answer);
  }
};

/** One after another: what several half-drawn documents hold at a time is dear to keep and to collect. */
let before: Promise<void> = Promise.resolve();

port.on('message', (task: Task) => {
  before = before.then(() => answer(task));
});

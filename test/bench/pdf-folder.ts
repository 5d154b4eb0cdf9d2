import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { renderMany } from '../../sync/headless/print/render-many.ts';
import { type Measured, load, rounded } from './measure.ts';
import { jobsFor, machineRatio } from './pdf.ts';

/** Seconds for so many PDFs, each written into a folder, drawn by so many threads. The first ones warm the threads up and do not count. */
const seconds = async (count: number, workers: number, warm: number): Promise<number> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'counterfoil-bench-'));
  try {
    let done = 0;
    let started = performance.now();
    for await (const printed of renderMany(jobsFor(count + warm), { workers })) {
      if (printed.kind === 'failed') throw new Error(printed.reason);
      await writeFile(path.join(folder, `${done}.pdf`), printed.bytes);
      done += 1;
      if (done === warm) started = performance.now();
    }
    return (performance.now() - started) / 1000;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

/**
 * (c) A thousand PDFs into a folder by two threads against one at a time. Two cores give two threads of plain arithmetic less than twice the work where others
 * use them as well: what they give right now is measured beside it.
 */
export const pdfFolder = async ({ documents = 1000, rounds = 2 } = {}): Promise<Measured & { readonly machineRatio: number }> => {
  const one: number[] = [];
  const two: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    one.push(await seconds(documents, 1, 100));
    two.push(await seconds(documents, 2, 200));
  }
  const machine = await machineRatio();
  const ratio = Math.min(...one) / Math.min(...two);
  return {
    ratio: rounded(ratio),
    bound: 1.6,
    machineRatio: machine,
    figures: {
      documents,
      oneAtATimeSeconds: rounded(Math.min(...one), 1),
      twoThreadsSeconds: rounded(Math.min(...two), 1),
      machineTwoThreadsRatio: rounded(machine),
      cores: availableParallelism(),
      load: load(),
    },
  };
};

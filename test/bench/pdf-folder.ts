import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { type Measured, load, rounded } from './measure.ts';
import { jobsFor, machineRatio } from './pdf.ts';
import { type BenchWindow, windowOnDisk } from './window-world.ts';

const assets = path.resolve(import.meta.dirname, '..', '..', 'dist', 'renderer', 'assets');

/** In the page: so many of the window's own print threads draw documents and write each into a folder of the browser's own file system. */
const tools = `
  window.pdfs = { jobs: [] };
  pdfs.seconds = async (script, count, threads) => {
    const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('pdfs', { create: true });
    const workers = Array.from({ length: threads }, () => new Worker(script, { type: 'module' }));
    const print = (worker, job) => new Promise((resolve, reject) => {
      // As Comlink asks for it.
      const id = crypto.randomUUID();
      const heard = ({ data }) => {
        if (data?.id !== id) return;
        worker.removeEventListener('message', heard);
        if (data.type === 'RAW') resolve(data.value.bytes);
        else reject(new Error('a document was not drawn'));
      };
      worker.addEventListener('message', heard);
      worker.postMessage({ id, type: 'APPLY', path: ['print'], argumentList: [{ type: 'RAW', value: job }] });
    });
    let next = 0;
    const drawn = async (worker, until) => {
      while (next < until) {
        const at = next;
        next += 1;
        const bytes = await print(worker, pdfs.jobs[at % pdfs.jobs.length]);
        const file = await (await folder.getFileHandle(at + '.pdf', { create: true })).createWritable();
        await file.write(bytes);
        await file.close();
      }
    };
    const all = (until) => Promise.all(workers.map((worker) => drawn(worker, until)));
    // The first ones open fonts and do not count.
    const warm = 50 * threads;
    await all(warm);
    const from = performance.now();
    await all(warm + count);
    const seconds = (performance.now() - from) / 1000;
    for (const worker of workers) worker.terminate();
    await (await navigator.storage.getDirectory()).removeEntry('pdfs', { recursive: true });
    return seconds;
  };
`;

/** Different documents that are drawn again and again: handing over a thousand of them is no part of the work. */
const different = 100;

const lent = async ({ page }: BenchWindow): Promise<string> => {
  const script = readdirSync(assets).find((name) => /^print-worker-.*\.js$/.test(name));
  if (script === undefined) throw new Error('the built interface has no print worker');
  await page.evaluate(`${tools} pdfs.jobs = ${JSON.stringify([...jobsFor(different)])}; true`);
  return `/assets/${script}`;
};

/**
 * (c) A thousand PDFs into a folder by two of the window's print threads against one, in Chromium. Two cores give two threads of plain arithmetic less than
 * twice the work where others use them as well: what they give right now is measured beside it.
 */
export const pdfFolder = async ({ documents = 1000, rounds = 2 } = {}): Promise<Measured & { readonly machineRatio: number }> => {
  const disk = await windowOnDisk();
  const one: number[] = [];
  const two: number[] = [];
  try {
    const window = await disk.opened('/');
    const script = JSON.stringify(await lent(window));
    for (let round = 0; round < rounds; round += 1) {
      one.push(await window.run<number>(`pdfs.seconds(${script}, ${documents}, 1)`));
      two.push(await window.run<number>(`pdfs.seconds(${script}, ${documents}, 2)`));
    }
    await window.close();
  } finally {
    await disk.close();
  }
  const machine = await machineRatio();
  return {
    ratio: rounded(Math.min(...one) / Math.min(...two)),
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

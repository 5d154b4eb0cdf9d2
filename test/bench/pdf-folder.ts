import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type Page } from 'playwright-core';
import { buildWhereStale } from '../../.scripts/build-stale.ts';
import { electronFlags, findElectron } from '../../.scripts/find-electron.ts';
import { openDisplay } from './display.ts';
import { load, type Measured, rounded } from './measure.ts';
import { jobsFor, machineRatio } from './pdf.ts';
import { windowOnDisk } from './window-world.ts';

const root = path.resolve(import.meta.dirname, '..', '..');

/** As `printMany` has it. */
const atOnce = 4;
const assets = path.join(root, 'dist', 'renderer', 'assets');

/** In the page: so many of the window's own print threads draw documents and write each into a folder, as `renderer/app/print-many.ts` does. */
const tools = `
  window.pdfs = { jobs: [], threads: [] };
  pdfs.seconds = async (script, count, threads) => {
    const folder = await pdfs.folder();
    // The window keeps its threads, and with them their open fonts, for as long as it stands.
    while (pdfs.threads.length < threads) pdfs.threads.push({ worker: new Worker(script, { type: 'module' }), open: 0 });
    const pool = pdfs.threads.slice(0, threads);
    const asked = (worker, job) => new Promise((resolve, reject) => {
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
    const print = async (job) => {
      const [least] = [...pool].sort((a, b) => a.open - b.open);
      least.open += 1;
      const bytes = await asked(least.worker, job);
      least.open -= 1;
      return bytes;
    };
    let next = 0;
    const drawn = async (until) => {
      while (next < until) {
        const at = next;
        next += 1;
        await folder.write(at + '.pdf', await print(pdfs.jobs[at % pdfs.jobs.length]));
      }
    };
    // One at a time is one after another to its end: drawn, written, and only then the next.
    const all = (until) => Promise.all(Array.from({ length: threads === 1 ? 1 : ${atOnce} }, () => drawn(until)));
    // The first ones open fonts and do not count.
    const warm = 50 * threads;
    await all(warm);
    const from = performance.now();
    await all(warm + count);
    const seconds = (performance.now() - from) / 1000;
    await folder.empty();
    return seconds;
  };
`;

/** The folder that a user of the program chose, written by its shell. */
const chosenFolder = `
  pdfs.folder = async () => {
    const { grant } = await counterfoil.ask['folder.choose']();
    const write = async (name, bytes) => {
      const { kind } = await counterfoil.ask['folder.write']({ grant, name, bytes, replace: true });
      if (kind !== 'written') throw new Error(kind);
    };
    return { write, empty: async () => undefined };
  };
`;

/** The browser's own file system: a window in a browser has no other folder. */
const browserFolder = `
  pdfs.folder = async () => {
    const all = await navigator.storage.getDirectory();
    const folder = await all.getDirectoryHandle('pdfs', { create: true });
    const write = async (name, bytes) => {
      const file = await (await folder.getFileHandle(name, { create: true })).createWritable();
      await file.write(bytes);
      await file.close();
    };
    return { write, empty: () => all.removeEntry('pdfs', { recursive: true }) };
  };
`;

/** A window of the product with a folder that it may write to. */
type Place = { readonly where: string; readonly page: Page; close(): Promise<void> };

const inBrowser = async (): Promise<Place> => {
  const disk = await windowOnDisk();
  const window = await disk.opened('/');
  await window.page.evaluate(`${tools} ${browserFolder} true`);
  return {
    where: 'browser',
    page: window.page,
    close: async () => {
      await window.close();
      await disk.close();
    },
  };
};

/** The desktop program, which is where PDFs go into folders. `null` where this machine has no Electron, or no display for it. */
const inProgram = async (): Promise<Place | null> => {
  const found = findElectron(false);
  if ('missing' in found || !buildWhereStale('interface') || !buildWhereStale('shell')) return null;
  const display = await openDisplay();
  if (display === null) return null;
  const profile = mkdtempSync(path.join(tmpdir(), 'counterfoil-bench-'));
  const { ELECTRON_RUN_AS_NODE: _plainNode, ...env } = process.env as Record<string, string>;
  const flags = [...electronFlags(), `--user-data-dir=${profile}`];
  const program = await _electron.launch({
    executablePath: found.file,
    cwd: root,
    env: { ...env, ...display.env },
    args: [root, ...flags],
  });
  const page = await program.firstWindow();
  await page.waitForLoadState('load');
  await program.evaluate(({ dialog }, folder) => {
    Object.assign(dialog, { showOpenDialog: () => Promise.resolve({ canceled: false, filePaths: [folder] }) });
  }, profile);
  await page.evaluate(`${tools} ${chosenFolder} true`);
  return {
    where: 'program',
    page,
    close: async () => {
      await program.close();
      display.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
};

/** Different documents that are drawn again and again: handing over a thousand of them is no part of the work. */
const different = 100;

const lent = async (page: Page): Promise<string> => {
  const script = readdirSync(assets).find((name) => /^print-worker-.*\.js$/.test(name));
  if (script === undefined) throw new Error('the built interface has no print worker');
  await page.evaluate(`pdfs.jobs = ${JSON.stringify([...jobsFor(different)])}; true`);
  return `/assets/${script}`;
};

/**
 * (c) A thousand PDFs into a folder by two of the window's print threads against one, in the desktop program, or in Chromium where there is none. Two cores give
 * two threads of plain arithmetic less than twice the work where others use them as well: what they give right now is measured beside it.
 */
export const pdfFolder = async ({
  documents = 1000,
  rounds = 2,
} = {}): Promise<Measured & { readonly machineRatio: number; readonly where: string }> => {
  const { where, page, close } = (await inProgram()) ?? (await inBrowser());
  const one: number[] = [];
  const two: number[] = [];
  try {
    const script = JSON.stringify(await lent(page));
    for (let round = 0; round < rounds; round += 1) {
      one.push(await page.evaluate<number>(`pdfs.seconds(${script}, ${documents}, 1)`));
      two.push(await page.evaluate<number>(`pdfs.seconds(${script}, ${documents}, 2)`));
    }
  } finally {
    await close();
  }
  const machine = await machineRatio();
  return {
    ratio: rounded(Math.min(...one) / Math.min(...two)),
    bound: 1.6,
    machineRatio: machine,
    where,
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

// `npm run simulate -- --seeds N --from FIRST_SEED`: tells so many worlds, on every core, and keeps the seeds of those in which something does not hold.

import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { must } from '../../core/kernel/invariant.ts';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { simulatedServer } from './simulated-server.ts';
import { type Story, told } from './world.ts';

type Share = { readonly seeds: readonly string[] };
type Told = Story | { readonly seed: string; readonly findings: readonly string[] };

const keptFile = path.join(import.meta.dirname, 'kept-seeds.json');

/** Seeds in which something did not hold once: they are told again with every run of the tests. */
export const keptSeeds = (): readonly string[] => JSON.parse(readFileSync(keptFile, 'utf8')) as readonly string[];

const keep = (seeds: readonly string[]): void => {
  const all = [...new Set([...keptSeeds(), ...seeds])];
  writeFileSync(keptFile, `${JSON.stringify(all)}\n`);
};

const story = async (seed: string): Promise<Told> => {
  try {
    return await told({ seed, openServer: simulatedServer });
  } catch (error) {
    return { seed, findings: [error instanceof Error ? (error.stack ?? error.message) : String(error)] };
  }
};

const worker = async ({ seeds }: Share): Promise<void> => {
  const port = must(parentPort, 'a worker has its port');
  const tell = port.postMessage.bind(port);
  for (const seed of seeds) tell(await story(seed));
  // What a world left behind (a station whose program stopped in the middle) waits for nothing any more.
  port.close();
};

/** Tells the worlds of these seeds; `heard` is told of each. */
const toldOnAllCores = async (seeds: readonly string[], heard: (told: Told) => void): Promise<void> => {
  const count = Math.max(1, Math.min(availableParallelism(), seeds.length));
  const shares = Array.from({ length: count }, (_, at) => seeds.filter((_seed, index) => index % count === at));
  await Promise.all(
    shares.map((share) => {
      const thread = new Worker(new URL(import.meta.url), { workerData: { seeds: share } satisfies Share });
      thread.on('message', heard);
      return once(thread, 'exit');
    }),
  );
};

const count = (text: string, name: string): number => {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} takes a whole number, not "${text}"`);
  return Number(text);
};

const main = async (): Promise<number> => {
  const { values } = parseArgs({ options: { seeds: { type: 'string', default: '1000' }, from: { type: 'string', default: '0' } } });
  const [many, from] = [count(values.seeds, 'seeds'), count(values.from, 'from')];
  const failed: Told[] = [];
  let commands = 0;
  await toldOnAllCores(
    Array.from({ length: many }, (_, index) => String(from + index)),
    (each) => {
      if ('commands' in each) commands += each.commands;
      if (each.findings.length === 0) return;
      failed.push(each);
      console.log(
        `Seed ${each.seed}:\n${each.findings
          .slice(0, 8)
          .map((finding) => `  ${finding}`)
          .join('\n')}`,
      );
    },
  );
  if (failed.length > 0) keep(failed.map(({ seed }) => seed));
  console.log(`${commands} commands were judged.`);
  console.log(`${many} seeds run, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
};

if (!isMainThread) await worker(workerData as Share);
else if (process.argv[1] === import.meta.filename) process.exitCode = await main();

// Proves the product, step by step. `npm run check` leaves the end-to-end tests out and stops at the first step that
// fails; `npm test` (--everything) runs them all. The last line of output is always the count: each step that is no test run counts as one.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { type Count, countFileVariable } from './count-reporter.ts';

interface Step {
  readonly name: string;
  /** A part of `npm test` alone. */
  readonly onlyWithEverything?: true;
  /** Proves nothing by itself, so it is not counted. */
  readonly isPreparation?: true;
  /** A JavaScript or TypeScript file that runs on Node, and its arguments. */
  readonly run: readonly [script: string, ...args: string[]];
  readonly countsTests?: true;
}

interface Result extends Count {
  readonly name: string;
  readonly seconds: number;
}

const root = path.resolve(import.meta.dirname, '..');
const countFile = path.join(root, 'node_modules', '.cache', 'counterfoil', 'test-count.json');

const steps: readonly Step[] = [
  { name: 'types', run: ['.scripts/typecheck.ts'] },
  { name: 'lint', run: ['node_modules/oxlint/bin/oxlint', '--deny-warnings'] },
  { name: 'format', run: ['node_modules/@biomejs/biome/bin/biome', 'format', '--reporter=summary'] },
  { name: 'unused', run: ['node_modules/knip/bin/knip.js', '--no-progress'] },
  { name: 'browsers', run: ['.scripts/fetch-browsers.ts'], onlyWithEverything: true, isPreparation: true },
  {
    name: 'tests',
    run: ['node_modules/vitest/vitest.mjs', 'run', '--reporter=default', '--reporter=./.scripts/count-reporter.ts'],
    countsTests: true,
  },
  { name: 'screens', run: ['.scripts/e2e.ts', '--brief'], countsTests: true, onlyWithEverything: true },
];

const everything = process.argv.includes('--everything');
const wanted = steps.filter(({ onlyWithEverything }) => everything || onlyWithEverything !== true);
const results: Result[] = [];
let running: ChildProcess | undefined;
process.once('SIGINT', interrupted);
process.once('SIGTERM', interrupted);

for (const step of wanted) {
  console.log(`\n== ${step.name}`);
  const result = await perform(step);
  results.push(result);
  if (result.failed > 0 && !everything) break;
}
conclude();

function interrupted(signal: NodeJS.Signals): void {
  running?.kill(signal);
  console.log('\nInterrupted.');
  process.exit(130);
}

async function perform(step: Step): Promise<Result> {
  const started = performance.now();
  rmSync(countFile, { force: true });
  running = spawn(process.execPath, step.run, {
    cwd: root,
    stdio: 'inherit',
    // A log file is read by people and by machines: no colours where nobody sees them.
    env: { ...process.env, ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }), [countFileVariable]: countFile },
  });
  const [status] = (await once(running, 'exit')) as [number | null];
  const count = countOf(step, status === 0);
  return { name: step.name, seconds: (performance.now() - started) / 1000, ...count };
}

function countOf({ isPreparation, countsTests }: Step, succeeded: boolean): Count {
  if (isPreparation === true) return { passed: 0, failed: 0, skipped: 0 };
  return countsTests === true ? testsCounted(succeeded) : oneFor(succeeded);
}

function oneFor(succeeded: boolean): Count {
  return { passed: succeeded ? 1 : 0, failed: succeeded ? 0 : 1, skipped: 0 };
}

/** The runner's word holds where it is worse than its count: a run that ended badly is never all green. */
function testsCounted(succeeded: boolean): Count {
  let count: Count;
  try {
    count = JSON.parse(readFileSync(countFile, 'utf8')) as Count;
  } catch {
    return oneFor(false);
  }
  return succeeded || count.failed > 0 ? count : { ...count, failed: 1 };
}

function conclude(): void {
  console.log('\n== summary');
  for (const { name, seconds, passed, failed, skipped } of results) {
    const counts = passed + failed + skipped > 1 ? `  ${passed} passed, ${failed} failed, ${skipped} skipped` : '';
    console.log(`${failed > 0 ? 'FAILED' : 'ok    '}  ${name.padEnd(8)} ${seconds.toFixed(1).padStart(6)} s${counts}`);
  }
  for (const { name } of wanted.slice(results.length)) console.log(`not run ${name}`);
  const sum = (of: (result: Result) => number): number => results.reduce((total, result) => total + of(result), 0);
  const failed = sum((result) => result.failed);
  console.log(`${sum((result) => result.passed)} passed, ${failed} failed, ${sum((result) => result.skipped)} skipped`);
  process.exitCode = failed > 0 ? 1 : 0;
}

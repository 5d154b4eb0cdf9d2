// The door that every npm script goes through. It is plain JavaScript without dependencies, because it must run on the
// machine's own Node (20 or newer) before anything is installed: it installs what is missing, says so, and then runs the
// task on the Node 24 that comes with the project.

import { spawn } from 'node:child_process';
import { readyToRun, root } from './install.mjs';
import { runChild } from './run-child.mjs';

/** What each task runs: a script of ours, or the JavaScript entry of a tool, always on the project's Node. */
const tasks = {
  start: ['.scripts/start.ts'],
  demo: ['sync/headless/demo.ts'],
  import: ['sync/headless/import.ts'],
  server: ['sync/server/main.ts'],
  admin: ['sync/server/admin.ts'],
  test: ['.scripts/check.ts', '--everything'],
  check: ['.scripts/check.ts'],
  typecheck: ['.scripts/typecheck.ts'],
  lint: ['node_modules/oxlint/bin/oxlint', '--deny-warnings'],
  format: ['node_modules/@biomejs/biome/bin/biome', 'format', '--write'],
  unit: ['node_modules/vitest/vitest.mjs', 'run'],
  bench: ['test/bench/run.ts'],
  simulate: ['test/simulation/run.ts'],
  e2e: ['.scripts/e2e.ts'],
  pictures: ['.scripts/pictures.ts'],
  package: ['.scripts/package.ts'],
  'build:shell': ['.scripts/build-shell.ts'],
  'dev:renderer': ['node_modules/vite/bin/vite.js', '--config', '.scripts/window-build.ts'],
  'build:renderer': ['node_modules/vite/bin/vite.js', 'build', '--config', '.scripts/window-build.ts'],
};

const [task = '', ...flags] = process.argv.slice(2);
const command = tasks[task];
if (command === undefined) {
  console.error(`There is no task "${task}". There are: ${Object.keys(tasks).join(', ')}.`);
  process.exit(2);
}

const node = readyToRun();
if (node === undefined) process.exit(1);
runChild(spawn, node, [...command, ...flags], root);

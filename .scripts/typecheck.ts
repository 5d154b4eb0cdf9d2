// Type-checks every project: each folder with a tsconfig.json of its own, on its own, so that the library that one host
// has is never lent to another. What the compiler learnt the last time is kept, so only what a change touches is checked again.

import { globSync } from 'node:fs';
import path from 'node:path';
import { availableParallelism } from 'node:os';
import { spawn } from 'node:child_process';

const root = path.resolve(import.meta.dirname, '..');
const projects = globSync('{.scripts,core,sync,renderer,electron,test}/**/tsconfig.json', { cwd: root })
  .map((file) => path.dirname(file))
  .toSorted();

/** One file a project; without it everything is checked. */
const learnt = path.join(root, 'node_modules', '.cache', 'counterfoil', 'types');

const waiting = [...projects];
const failed: string[] = [];
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, drain));
if (failed.length > 0) {
  console.log(`Types: ${failed.length} of ${projects.length} projects do not compile: ${failed.toSorted().join(', ')}`);
  process.exitCode = 1;
} else {
  console.log(`Types: ${projects.length} projects compile.`);
}

async function drain(): Promise<void> {
  for (let project = waiting.shift(); project !== undefined; project = waiting.shift()) {
    const { code, output } = await compile(project);
    if (code !== 0) {
      failed.push(project);
      console.log(output.trimEnd());
    }
  }
}

function compile(project: string): Promise<{ code: number; output: string }> {
  const { promise, resolve } = Promise.withResolvers<{ code: number; output: string }>();
  const tsc = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const kept = path.join(learnt, `${project.replaceAll(path.sep, '-')}.tsbuildinfo`);
  const pretty = process.stdout.isTTY ? 'true' : 'false';
  const child = spawn(process.execPath, [tsc, '-p', project, '--pretty', pretty, '--incremental', '--tsBuildInfoFile', kept], {
    cwd: root,
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
  child.on('close', (code) => {
    resolve({ code: code ?? 1, output });
  });
  return promise;
}

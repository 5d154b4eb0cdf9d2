// Type-checks every project: each folder with a tsconfig.json of its own, on its own, so that the library that one host
// has is never lent to another.

import { globSync } from 'node:fs';
import path from 'node:path';
import { availableParallelism } from 'node:os';
import { spawn } from 'node:child_process';

const root = path.resolve(import.meta.dirname, '..');
const projects = globSync('{.scripts,core,sync,renderer,electron,test}/**/tsconfig.json', { cwd: root })
  .map((file) => path.dirname(file))
  .toSorted();

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
  const child = spawn(process.execPath, [tsc, '-p', project, '--pretty', process.stdout.isTTY ? 'true' : 'false'], {
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

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './tree.ts';

const door = path.join(root, '.scripts', 'run-child.mjs');

interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly said: string;
}

/** Runs a script through the door, as `npm run` does, and lets the test act once the script is up. */
async function runThroughTheDoor(script: string, act: (parent: ChildProcess) => void, ...args: string[]): Promise<Ending> {
  const parentScript = `
    import { spawn } from 'node:child_process'
    import { runChild } from ${JSON.stringify(door)}
    runChild(spawn, process.execPath, ['-e', ${JSON.stringify(script)}, '--', ...${JSON.stringify(args)}], ${JSON.stringify(root)})`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', parentScript], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  parent.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (!said.includes('up') && text.includes('up')) act(parent);
    said += text;
  });
  const [code, signal] = (await once(parent, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal, said };
}

const nothing = (): void => undefined;

describe('the door of every script', () => {
  it('passes on the exit code and the arguments', async () => {
    const ending = await runThroughTheDoor("console.log(process.argv.slice(1).join(' ')); process.exit(7)", nothing, '--out', 'a b');
    expect(ending).toMatchObject({ code: 7, said: '--out a b\n' });
  });

  it('puts the tools of the project first in PATH', async () => {
    const ending = await runThroughTheDoor("console.log(process.env.PATH.split(require('node:path').delimiter)[0])", nothing);
    expect(ending.said.trim()).toBe(path.join(root, 'node_modules', '.bin'));
  });

  it('passes a signal on once, even where it arrives twice, and waits for the end', async () => {
    const script = `
      let heard = 0
      process.on('SIGINT', () => { heard += 1; setTimeout(() => { console.log('heard ' + heard); process.exit(3) }, 200) })
      setInterval(() => {}, 1000)
      console.log('up')`;
    const ending = await runThroughTheDoor(script, (parent) => {
      parent.kill('SIGINT');
      setTimeout(() => parent.kill('SIGINT'), 50);
    });
    expect(ending).toEqual({ code: 3, signal: null, said: 'up\nheard 1\n' });
  });

  it('ends by the signal that ended the script', async () => {
    const ending = await runThroughTheDoor("setInterval(() => {}, 1000); console.log('up')", (parent) => {
      parent.kill('SIGTERM');
    });
    expect(ending).toMatchObject({ code: null, signal: 'SIGTERM' });
  });
});

import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { openFileStore } from '../../../sync/headless/file-store.ts';
import { memoryStore } from '../../../sync/local/memory/store.ts';
import { dumped } from '../../contract/store-contract.ts';
import { series } from './journal-series.ts';

const writer = path.join(import.meta.dirname, 'journal-writer.ts');

/** Lines that the writer said, until it ended or was killed after `ms`. */
const runFor = async (folder: string, ms: number): Promise<readonly string[]> => {
  const child: ChildProcess = spawn(process.execPath, [writer, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  let timer: NodeJS.Timeout | undefined;
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    // The clock starts with the first commit: before that there is nothing to interrupt.
    timer ??= setTimeout(() => child.kill('SIGKILL'), ms);
    said += text;
  });
  await new Promise((resolve) => {
    child.on('close', resolve);
  });
  clearTimeout(timer);
  return said.split('\n').filter((line) => line !== '');
};

it('[OFF-03] a host killed at any moment keeps what it had said was done, and goes on to the same end', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'counterfoil-killed-'));
  try {
    const said: string[] = [];
    // Moments spread over the run; they fall elsewhere on every machine, and must not matter.
    for (const ms of [0, 3, 7, 11, 19, 23, 31]) {
      said.push(...(await runFor(folder, ms)));
      const { store, close } = await openFileStore(folder);
      for (const id of said.filter((line) => line !== 'end')) expect(await store.known(id)).not.toBeNull();
      await close();
    }
    said.push(...(await runFor(folder, 20_000)));
    expect(said.at(-1)).toBe('end');
    expect(new Set(said).size).toBe(said.length);

    const whole = memoryStore();
    for (const change of series) await whole.commit(change);
    const { store, close } = await openFileStore(folder);
    expect(await dumped(store)).toEqual(await dumped(whole));
    await close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);

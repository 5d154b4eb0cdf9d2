import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { simulatedServer } from './simulated-server.ts';
import { told } from './world.ts';

const here = import.meta.dirname;
const kept = JSON.parse(readFileSync(path.join(here, 'kept-seeds.json'), 'utf8')) as readonly string[];

describe('worlds of stations and a server', () => {
  it.each(kept)('[Q6] [Q8] the seed %s, in which something did not hold once, holds', { timeout: 60_000 }, async (seed) => {
    expect((await told({ seed, openServer: simulatedServer })).findings).toEqual([]);
  });

  it('[OFF-03] [OFF-05] [NUM-04] [BEY-10] [Q6] [Q8] a thousand of them heal: one state, nothing lost, nothing twice', {
    timeout: 900_000,
  }, () => {
    const { status, stdout } = spawnSync(process.execPath, [path.join(here, 'run.ts'), '--seeds', '1000'], { encoding: 'utf8' });
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('1000 seeds run, 0 failed');
    expect(status).toBe(0);
  });

  it('[Q6] a run that is asked for in another way says what it takes', () => {
    const { status, stderr } = spawnSync(process.execPath, [path.join(here, 'run.ts'), '--seeds', 'many'], { encoding: 'utf8' });
    expect(stderr).toContain('--seeds takes a whole number');
    expect(status).toBe(1);
  });
});

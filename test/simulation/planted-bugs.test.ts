import { describe, expect, it, vi } from 'vitest';
import { plantedBugs } from './planted-bugs.ts';

/** Worlds told before a bug counts as missed; most are found in the first few. */
const mostWorlds = 300;

const firstFinding = async (worlds: number): Promise<string | null> => {
  const [{ told }, { simulatedServer }] = [await import('./world.ts'), await import('./simulated-server.ts')];
  for (let seed = 0; seed < worlds; seed += 1) {
    try {
      const { findings } = await told({ seed: `planted-${seed}`, openServer: simulatedServer });
      if (findings[0] !== undefined) return findings[0];
    } catch (error) {
      return String(error);
    }
  }
  return null;
};

describe('the simulation', () => {
  it('[Q6] finds nothing where nothing is planted', { timeout: 240_000 }, async () => {
    vi.resetModules();
    expect(await firstFinding(40)).toBeNull();
  });

  it.each(plantedBugs)('[Q6] finds it where $name', { timeout: 240_000 }, async ({ plant }) => {
    vi.resetModules();
    const pullOut = plant();
    try {
      expect(await firstFinding(mostWorlds)).not.toBeNull();
    } finally {
      pullOut();
    }
  });
});

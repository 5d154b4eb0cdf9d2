import { expect, it } from 'vitest';
import { openLaboratory } from '../support/chromium.ts';

type Results = { readonly results: readonly { readonly name: string; readonly failure: string | null }[]; readonly isEvalOff: boolean };

it('[OFF-03] the store keeps its whole contract in Chromium, without eval and without a network', { timeout: 180_000 }, async () => {
  const laboratory = await openLaboratory('test/browser/contract-worker.ts', { vitest: 'test/browser/vitest-in-browser.ts' });
  try {
    const { results, isEvalOff } = await laboratory.ask<Results>(null);
    expect(results.filter(({ failure }) => failure !== null)).toEqual([]);
    expect(results.length).toBeGreaterThanOrEqual(27);
    expect(isEvalOff).toBe(true);
    expect(laboratory.foreign).toEqual([]);
  } finally {
    await laboratory.close();
  }
});

import { afterAll, describe, expect, it } from 'vitest';
import { commandKinds } from '../../core/use-cases.ts';
import { memoryCommands } from '../../sync/local/memory/commands.ts';
import { memoryDocuments } from '../../sync/local/memory/documents.ts';
import { needsChromium, openLaboratory } from '../support/chromium.ts';
import type { Tables } from './crashing.ts';
import { dexieKeeper } from './dexie-keeper.ts';
import { everyUseCase } from './every-use-case.ts';
import { freshHost } from './fresh-host.ts';
import { lentBlocks } from './sampled/lent-blocks.ts';
import { useCaseContract } from './use-case-contract.ts';

const { samples: given } = await everyUseCase();
const samples = [...given, ...(await lentBlocks())];

let tables: Tables = { documents: memoryDocuments(), log: memoryCommands() };
useCaseContract(
  'store in memory',
  {
    empty: async () => {
      tables = { documents: memoryDocuments(), log: memoryCommands() };
      return tables;
    },
    again: async () => tables,
    runs: 1,
  },
  samples,
);

const keeper = dexieKeeper(freshHost, 1);
afterAll(() => keeper.close());
useCaseContract('store on Dexie and an IndexedDB in memory', keeper, samples);

describe('the samples', () => {
  it('are of every kind of command', () => {
    const sampled = new Set(samples.map(({ kind }) => kind));
    expect(commandKinds.filter((kind) => !sampled.has(kind))).toEqual([]);
  });
});

describe('store on Dexie in Chromium: every kind of command', () => {
  it('[OFF-03] a crash at any moment of any command is healed there too', { timeout: 240_000 }, async (context) => {
    needsChromium(context);
    const laboratory = await openLaboratory('test/browser/use-cases-worker.ts', { vitest: 'test/browser/vitest-in-browser.ts' });
    try {
      const results = await laboratory.ask<readonly { readonly name: string; readonly failure: string | null }[]>(samples);
      expect(results.filter(({ failure }) => failure !== null)).toEqual([]);
      expect(results).toHaveLength(6);
      expect(laboratory.foreign).toEqual([]);
    } finally {
      await laboratory.close();
    }
  });
});

import { collections, type DocumentKind } from '../../core/collections.ts';
import { memoryCommands } from '../../sync/local/memory/commands.ts';
import { memoryDocuments } from '../../sync/local/memory/documents.ts';
import { commandDigest } from '../../sync/local/store.ts';
import type { Tables } from '../contract/crashing.ts';
import type { Chance } from './chance.ts';
import type { Station } from './station.ts';

const kinds = Object.values(collections).flat() as readonly DocumentKind[];

/** What a backup file holds of a disk: documents and journal, and no word of a server. */
const backupOf = async ({ documents, log }: Tables): Promise<Tables> => {
  const copy: Tables = { documents: memoryDocuments(), log: memoryCommands() };
  for (const kind of kinds) await copy.documents.put(await documents.list(kind));
  for await (const { entry } of log.after(0)) await copy.log.append([{ entry, digest: commandDigest(entry.command) }]);
  await copy.log.markApplied(await log.appliedThrough());
  return copy;
};

/** In some worlds somebody backs up their machine at one moment, for a new one that is set up much later. */
export class BackupInHand {
  readonly #chance: Chance;
  readonly #atStep: number;
  #taken: { readonly from: Station; readonly disk: Tables } | null = null;

  constructor(chance: Chance, steps: number) {
    this.#chance = chance;
    this.#atStep = chance.percent(40) ? chance.below(steps) : Infinity;
  }

  /** Between two commits, and while nothing comes in. */
  async pass(step: number, stations: readonly Station[]): Promise<void> {
    if (this.#taken !== null || step < this.#atStep) return;
    const from = this.#chance.pick(stations.filter(({ isRunning, isSyncing }) => isRunning && !isSyncing));
    if (from !== null) this.#taken = { from, disk: await backupOf(from.tables) };
  }

  /** Of a station that was revoked meanwhile nothing is brought: its series are closed. */
  get taken(): { readonly from: Station; readonly disk: Tables } | null {
    return this.#taken?.from.isRevoked === true ? null : this.#taken;
  }
}

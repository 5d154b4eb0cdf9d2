import type { Checkpoint } from '../../protocol/pull.ts';
import type { ServerStore } from '../store/open.ts';

/** D6: up to where each station has everything. */
export type Progress = {
  reached(station: string, checkpoint: Checkpoint): void;
  /** Notes what was heard last. */
  close(): Promise<void>;
};

const laterMs = 1_000;

/** Noted a moment later and all together: a pull waits for nothing, and fifty stations that hear of one change cost one write. What could not be noted comes again with the next pull. */
export const progressOver = ({ database }: ServerStore): Progress => {
  const noted = new Map<string, Checkpoint>();
  const heard = new Map<string, Checkpoint>();
  let timer: NodeJS.Timeout | null = null;
  let underWay: Promise<void> = Promise.resolve();

  const note = async (): Promise<void> => {
    timer = null;
    const rows = [...heard];
    heard.clear();
    await database.transaction().execute(async (tx) => {
      for (const [station, { sequence, epoch }] of rows) {
        await tx.updateTable('station').set({ pulled: sequence, pulled_epoch: epoch }).where('code', '=', station).execute();
      }
    });
    for (const [station, checkpoint] of rows) noted.set(station, checkpoint);
  };
  const write = (): void => {
    underWay = note().catch(() => undefined);
  };

  return {
    reached: (station, checkpoint) => {
      const last = heard.get(station) ?? noted.get(station);
      if (last?.sequence === checkpoint.sequence && last.epoch === checkpoint.epoch) return;
      heard.set(station, checkpoint);
      timer ??= setTimeout(write, laterMs);
    },
    close: async () => {
      if (timer !== null) {
        clearTimeout(timer);
        write();
      }
      await underWay;
    },
  };
};
